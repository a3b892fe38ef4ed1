"""The checks of readers, renderers and linguistics."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from oped.analyser import Linguistics, Reader, Renderer, Source
from oped.errors import InputError
from oped.host import Host
from oped.model import Document, Paragraph, Report
from oped.testing.guards import watched
from oped.testing.strategies import reports, texts

_EXAMPLES = 60


def _read(reader: Reader, data: bytes) -> Source | None:
    try:
        source = reader.read(data)
    except InputError:
        return None
    assert isinstance(source, Source), f"{reader.name}: read must return a Source, or raise InputError"
    return source


def check_reader_totality(reader: Reader) -> None:
    """Any bytes give a Source whose regions and origins fit its text, or an InputError."""
    lines = texts().map(lambda text: text.encode("utf-8"))

    @settings(max_examples=_EXAMPLES, deadline=None, database=None)
    @given(st.one_of(st.binary(max_size=80), lines))
    def any_bytes(data: bytes) -> None:
        source = _read(reader, data)
        if source is None:
            return
        Document(source.text, "", source.metadata, (), source.origins)
        for parts, kind in ((source.regions, "region"), (source.origins, "origin")):
            at = 0
            for part in parts:
                assert at <= part.start < part.end <= len(source.text), (
                    f"{reader.name}: {kind} [{part.start}, {part.end}) is out of order or outside the text"
                )
                at = part.end

    any_bytes()


def check_reader_determinism(reader: Reader) -> None:
    """The same bytes give the same source."""

    @settings(max_examples=_EXAMPLES // 2, deadline=None, database=None)
    @given(texts())
    def same(text: str) -> None:
        data = text.encode("utf-8")
        assert _read(reader, data) == _read(reader, data), f"{reader.name} reads {data!r} in two ways"

    same()


def check_reader_side_effects(reader: Reader) -> None:
    """Reading fetches nothing and writes nothing."""
    data = b"<html><img src='http://localhost/x'><p>One. Two.</p></html>"
    _read(reader, data)
    with watched() as seen:
        _read(reader, data)
    assert not seen, f"{reader.name} {seen[0]}; a reader only reads the bytes it is given"


def check_renderer_totality(renderer: Renderer) -> None:
    """Any report gives text, twice the same."""

    @settings(max_examples=_EXAMPLES, deadline=None, database=None)
    @given(reports())
    def any_report(report: Report) -> None:
        first = renderer.render(report, {})
        assert isinstance(first, str), f"{renderer.name}: render must return text, not {type(first).__name__}"
        first.encode("utf-8")
        assert first == renderer.render(report, {}), f"{renderer.name} renders one report in two ways"

    any_report()


def check_renderer_side_effects(renderer: Renderer) -> None:
    """Rendering fetches nothing and writes nothing."""
    report = Host().analyse("Beijing may wait.")
    renderer.render(report, {})
    with watched() as seen:
        renderer.render(report, {})
    assert not seen, f"{renderer.name} {seen[0]}; a renderer only returns text"


def _parse(linguistics: Linguistics, text: str) -> Sequence[Paragraph]:
    options = linguistics.options() if linguistics.options is not None else None
    return tuple(linguistics.parse(text, (), options))


def check_linguistics_totality(linguistics: Linguistics) -> None:
    """Any text gives nested paragraphs, sentences and tokens, each token the words at its offsets."""

    @settings(max_examples=_EXAMPLES, deadline=None, database=None)
    @given(texts())
    def any_text(text: str) -> None:
        document = Document(text, paragraphs=_parse(linguistics, text))
        for token in document.tokens:
            assert token.text == text[token.start : token.end], f"{token} is not what stands at its offsets in {text!r}"
            assert token.text.strip(), f"a token of white space in {text!r}"
        covered = {i for token in document.tokens for i in range(token.start, token.end)}
        lost = [c for i, c in enumerate(text) if c.isalnum() and i not in covered]
        assert not lost, f"{lost} of {text!r} are in no token"

    any_text()


def check_linguistics_shift_invariance(linguistics: Linguistics) -> None:
    """Blank lines before a text move every offset by their length."""

    @settings(max_examples=_EXAMPLES // 2, deadline=None, database=None)
    @given(texts())
    def shifted(text: str) -> None:
        prefix = "\n\n\n"
        here = Document(text, paragraphs=_parse(linguistics, text)).tokens
        there = Document(prefix + text, paragraphs=_parse(linguistics, prefix + text)).tokens
        assert [(t.start + 3, t.end + 3, t.tag, t.lemma) for t in here] == [
            (t.start, t.end, t.tag, t.lemma) for t in there
        ], f"blank lines before {text!r} change its tokens"

    shifted()


READER_CHECKS = (check_reader_totality, check_reader_determinism, check_reader_side_effects)
RENDERER_CHECKS = (check_renderer_totality, check_renderer_side_effects)
LINGUISTICS_CHECKS = (check_linguistics_totality, check_linguistics_shift_invariance)
