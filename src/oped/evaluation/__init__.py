"""Scores of the analysers against gold data: what a corpus holds, which task it sets, how answers are counted."""

from oped.evaluation.corpora import Corpus, load
from oped.evaluation.run import evaluate
from oped.evaluation.scores import Miss, Scores

__all__ = ["Corpus", "Miss", "Scores", "evaluate", "load"]
