"""No NLTK corpus, no network, no hash order, and time linear in the text."""

import subprocess
import sys
import time

import pytest

from oped.linguistics import parse_document

SCRIPT = """
import socket
def blocked(*args, **kwargs):
    raise OSError("the network is out of reach")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = blocked
import textblob
from oped.linguistics import english_share, parse_document
from oped.linguistics.textblob_adapter import CRFTagger, WordTokenizer, blob
text = "Mr. Xi didn’t agree—yet. The U.S. may still hope for a much better deal.\\n\\nWhy? Nobody knows."
document = parse_document(text)
print([(t.start, t.end, t.tag, t.lemma) for t in document.tokens], [s.polarity for s in document.sentences])
plain = textblob.TextBlob(text, tokenizer=WordTokenizer(), pos_tagger=CRFTagger())
print(list(plain.words), plain.pos_tagger.tag(text), plain.sentiment)
ours = blob(text)
print(ours.sentences, ours.tags, ours.noun_phrases, ours.sentences[0].tags, english_share(text))
"""


def run(seed):
    return subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={"PYTHONHASHSEED": seed, "NLTK_DATA": "/nowhere", "HOME": "/nowhere", "PATH": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_no_corpus_no_network_no_hash_order():
    first, second = run("0"), run("12345")
    assert first.returncode == 0, first.stderr
    assert "'better', 'JJR'" in first.stdout
    assert first.stdout == second.stdout


@pytest.mark.parametrize(
    "unit",
    [
        "(",
        '"',
        "“",
        "'",
        ".",
        "…",
        "a",
        "a.",
        "www.",
        "> ",
        "a-",
        "! ",
        "@a.",
        "\n",
        "- \n",
        "A. ",
        "“!” ",
        "👍\u200d",
        "1,",
    ],
)
def test_hostile_text_takes_linear_time(unit):
    """Ten times the text takes far less than a hundred times as long."""
    short, long = unit * (10_000 // len(unit)), unit * (100_000 // len(unit))

    def seconds(text):
        start = time.process_time()
        parse_document(text)
        return time.process_time() - start

    seconds(short)
    assert seconds(long) < 30 * max(seconds(short), 0.05)


def test_a_missing_model_is_named(tmp_path):
    from oped.errors import ModelError
    from oped.linguistics import Options, oped_linguistics

    (linguistics,) = oped_linguistics()
    with pytest.raises(ModelError, match="tagger"):
        list(linguistics.parse("A word.", [], Options(model=str(tmp_path))))


def test_the_plugin_parses_given_regions():
    from oped.linguistics import oped_linguistics
    from oped.model import Region

    (linguistics,) = oped_linguistics()
    text = "Head\nThe body stands here. It has two sentences."
    head, body = linguistics.parse(text, [Region(0, 4, "headline"), Region(5, len(text), "body")], None)
    assert (head.kind, body.kind) == ("headline", "body")
    assert len(body.sentences) == 2
    assert linguistics.card.is_file()
