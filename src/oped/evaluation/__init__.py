"""Scores of the analysers against gold data: what a corpus holds, which task it sets, how answers are counted."""

from oped.evaluation.run import evaluate
from oped.evaluation.scores import Miss, Scores
from oped.gold import Corpus, load

__all__ = ["Corpus", "Miss", "Scores", "evaluate", "load"]
