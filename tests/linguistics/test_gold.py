"""Measured on gold data, where it is there; reading and learning from CoNLL-U, always."""

from pathlib import Path

import pytest

from oped.linguistics.evaluate import WRITTEN, segmentation, tagging
from oped.linguistics.gold import read_conllu, read_file
from oped.linguistics.tagger import FILE, SHIPPED, tag_words
from oped.linguistics.train import train

GUM = Path(__file__).parents[3] / "shared" / "data" / "linguistics" / "gum.dev.conllu"
needs_gum = pytest.mark.skipif(not GUM.is_file(), reason="the gold data gum.dev.conllu is not beside the project")

ROWS = """\
# newdoc id = a
# meta::genre = essay
# newpar
# newpar_block = head (1 s)
1\tWhy\twhy\t_\tWRB\t_\t0\troot\t_\t_
2\tnow\tnow\t_\tRB\t_\t0\troot\t_\tSpaceAfter=No
3\t?\t?\t_\t.\t_\t0\troot\t_\t_

# newpar
1\tWe\twe\t_\tPRP\t_\t0\troot\t_\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\tcan\t_\tMD\t_\t0\troot\t_\t_
3\tn't\tnot\t_\tRB\t_\t0\troot\t_\t_
3.1\tever\tever\t_\tRB\t_\t_\t_\t_\t_
4\twait\twait\t_\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\t_\t.\t_\t0\troot\t_\t_

1\tGo\tgo\t_\tVB\t_\t0\troot\t_\tSpaceAfter=No
2\t!\t!\t_\t.\t_\t0\troot\t_\t_
"""


def test_text_is_rebuilt_with_exact_offsets():
    (document,) = read_conllu(ROWS.splitlines())
    assert (document.id, document.genre) == ("a", "essay")
    assert document.text == "Why now?\n\nWe can't wait. Go!"
    tokens = [t for s in document.sentences for t in s.tokens]
    assert [document.text[t.start : t.end] for t in tokens] == [t.form for t in tokens]
    assert [s.opens for s in document.sentences] == ["head", "p", ""]


def test_scores_of_a_small_document():
    counts = segmentation(read_conllu(ROWS.splitlines()))
    assert counts["sentence spans"].f1 == 1
    assert counts["token spans"].f1 == 1
    assert counts["token spans"].gold == 10


def test_training_is_deterministic_and_takes_what_it_knows(tmp_path):
    corpora = {"gum.train": [{"id": "a", "conllu": ROWS}], "sfu": [{"text": "no linguistics"}]}
    train(corpora, tmp_path / "one")
    train(corpora, tmp_path / "two")
    assert (tmp_path / "one" / FILE).read_bytes() == (tmp_path / "two" / FILE).read_bytes()
    assert tag_words(["We", "can", "wait", "."], tmp_path / "one")[-1] == "."
    train({}, tmp_path / "none")
    assert not (tmp_path / "none").exists()


@needs_gum
def test_segmentation_on_gum():
    counts = segmentation(d for d in read_file(GUM) if d.genre in WRITTEN)
    assert counts["sentence boundaries"].f1 >= 0.96
    assert counts["token spans"].f1 >= 0.985
    assert counts["tags from text"].f1 >= 0.957
    assert counts["lemmas from text"].f1 >= 0.965


@needs_gum
def test_tags_and_lemmas_on_gum():
    counts = tagging(read_file(GUM), SHIPPED)
    assert counts["tags, folded"].f1 >= 0.957
    assert counts["lemmas"].f1 >= 0.965
