"""The one wrapper around python-crfsuite: sequence labelling and, on sequences of length one, maximum entropy.

Conditional random fields: Lafferty, McCallum and Pereira 2001; CRFsuite: Okazaki 2007.
"""

from oped.learning.bio import decode, encode
from oped.learning.crf import Features, Model, train
from oped.learning.folds import folds
from oped.learning.vectors import mean_features, word_class, word_vector

__all__ = ["Features", "Model", "decode", "encode", "folds", "mean_features", "train", "word_class", "word_vector"]
