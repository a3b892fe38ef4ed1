"""spaCy as linguistics, with a real pipeline; skipped where spaCy or the pipeline is absent."""

from __future__ import annotations

from pathlib import Path

import pytest

import oped

spacy = pytest.importorskip("spacy", reason="spaCy is not installed (extra `spacy`)")

TEXT = "The Plan Must Wait\n\nBeijing may torpedo the plan. Mr. Xi’s envoys won’t say so.\n\nCritics doubt it.\n"


@pytest.fixture(scope="module")
def options() -> dict[str, str]:
    model = Path(__file__).parents[3] / "shared" / "models" / "en_gum"
    if not model.is_dir():
        pytest.skip("no pipeline beside the checkout (../shared/models/en_gum)")
    return {"spacy.model": str(model)}


def test_paragraphs_sentences_and_tokens_stand_on_the_text(options: dict[str, str]) -> None:
    document = oped.parse(TEXT, linguistics="spacy", options=options)
    assert [p.kind for p in document.paragraphs] == ["headline", "body", "body"]
    for token in document.tokens:
        assert TEXT[token.start : token.end] == token.text
    tagged = {token.text: token for token in document.tokens}
    assert (tagged["may"].tag, tagged["envoys"].tag, tagged["envoys"].lemma) == ("MD", "NNS", "envoy")


def test_every_bundled_analyser_runs_on_it(options: dict[str, str]) -> None:
    report = oped.analyse(TEXT, linguistics="spacy", options=options)
    assert {name: o.state for name, o in report.outcomes.items() if o.state != "ran"} == {}
    assert any(report.document.quote(a) == "may" for a in report.layer("hedging").labelled("hedge"))


@pytest.mark.parametrize("text", ["", "\n \n", "x", "\x00\u2028 👩‍👩‍👧 “"])
def test_any_text_has_a_document(options: dict[str, str], text: str) -> None:
    document = oped.parse(text, linguistics="spacy", options=options)
    assert document.text == text


def test_a_pipeline_that_is_not_there_is_named_with_what_to_do() -> None:
    with pytest.raises(oped.OpedError, match=r"'no_such_pipeline'.*spacy\.model"):
        oped.parse("One.", linguistics="spacy", options={"spacy.model": "no_such_pipeline"})
