"""The checks of readers, renderers and linguistics; each says in its failure what an author should do."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from oped.analyser import Linguistics, Reader, Renderer
from oped.model import Document, Report, Token
from oped.testing.guards import watched
from oped.testing.options import assert_options
from oped.testing.processes import assert_light_import, assert_near_linear, assert_same_in_processes
from oped.testing.samples import SAMPLE, copies_of, parse, read, render, report_of
from oped.testing.strategies import UGLY, reports, texts, trials

_EXAMPLES = 60
_SUFFIX = re.compile(r"\.[a-z0-9_.+-]+")
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")


# -- readers -----------------------------------------------------------------------------------------------------------


def check_reader_descriptor(reader: Reader) -> None:
    """The descriptor has a name, and suffixes and media types as the host looks for them."""
    assert reader.name, "name is empty; it is what users give to --reader"
    for suffix in reader.suffixes:
        assert _SUFFIX.fullmatch(suffix), f"suffix {suffix!r} must be lower case with its dot, such as '.html'"
    for kind in reader.media_types:
        assert _MEDIA_TYPE.fullmatch(kind), f"media type {kind!r} must be lower case, such as 'text/html'"


def _read_whole(reader: Reader, data: bytes) -> None:
    """Read, and see that what was read is a valid source: parts in order and inside, scalars, no lone surrogates."""
    source = read(reader, data)
    if source is None:
        return
    try:
        Document(source.text, "", source.metadata, (), source.origins)
        source.text.encode("utf-8")
    except (TypeError, ValueError) as error:
        raise AssertionError(f"{reader.name} makes no valid document of {data!r:.80}: {error}") from error
    for parts, kind in ((source.regions, "region"), (source.origins, "origin")):
        at = 0
        for part in parts:
            assert at <= part.start < part.end <= len(source.text), (
                f"{reader.name}: {kind} [{part.start}, {part.end}) is out of order or outside the text"
            )
            at = part.end


def check_reader_totality(reader: Reader) -> None:
    """Any bytes give a Source whose regions and origins fit its text, or an InputError."""
    lines = texts().map(lambda text: text.encode("utf-8"))

    @trials(_EXAMPLES)
    @given(st.one_of(st.binary(max_size=80), lines))
    def any_bytes(data: bytes) -> None:
        _read_whole(reader, data)

    any_bytes()
    # Each for certain, not only by chance: nothing, other encodings, a lone surrogate, ugly pieces.
    for data in (b"", SAMPLE.encode("utf-16"), "é".encode("latin-1"), b"a\xed\xa0\x80", *map(str.encode, UGLY)):
        _read_whole(reader, data)


def check_reader_determinism(reader: Reader) -> None:
    """The same bytes give the same source."""

    @trials(_EXAMPLES // 2)
    @given(texts())
    def same(text: str) -> None:
        data = text.encode("utf-8")
        random.seed(1)
        first = read(reader, data)
        random.seed(2)
        assert first == read(reader, data), (
            f"{reader.name} reads {data!r} in two ways; use no clock, no random numbers, no state between files"
        )

    same()


def check_reader_hash_seed(reader: Reader) -> None:
    """Other processes with other PYTHONHASHSEED read the same."""
    assert_same_in_processes(reader)


def check_reader_light_import(reader: Reader) -> None:
    """The package of the reader imports no heavy library."""
    assert_light_import(reader.read)


def check_reader_growth(reader: Reader) -> None:
    """Eight times the bytes take at most twenty-four times as long."""

    def prepare(copies: int) -> Callable[[], object]:
        data = copies_of(SAMPLE, copies).encode("utf-8")
        return lambda: read(reader, data)

    assert_near_linear(reader.name, prepare, "text that is copied, or searched from its beginning, for each line")


def check_reader_side_effects(reader: Reader) -> None:
    """Reading fetches nothing and writes nothing."""
    data = b"<html><img src='http://localhost/x'><p>One. Two.</p></html>"
    read(reader, data)
    with watched() as seen:
        read(reader, data)
    assert not seen, f"{reader.name} {seen[0]}; a reader only reads the bytes it is given"


# -- renderers ---------------------------------------------------------------------------------------------------------


def check_renderer_descriptor(renderer: Renderer) -> None:
    """The descriptor has a name, and a suffix as the host looks for it, or none."""
    assert renderer.name, "name is empty; it is what users give to --format"
    assert not renderer.suffix or _SUFFIX.fullmatch(renderer.suffix), (
        f"suffix {renderer.suffix!r} must be lower case with its dot, such as '.html', or empty"
    )


def check_renderer_totality(renderer: Renderer) -> None:
    """Any report gives text, twice the same."""

    @trials(_EXAMPLES)
    @given(reports())
    def any_report(report: Report) -> None:
        random.seed(1)
        first = render(renderer, report)
        try:
            first.encode("utf-8")
        except UnicodeEncodeError as error:
            raise AssertionError(f"{renderer.name} writes what is no text: {error}") from error
        random.seed(2)
        assert first == render(renderer, report), (
            f"{renderer.name} renders one report in two ways; use no clock, no random numbers, no state between reports"
        )

    any_report()
    render(renderer, report_of(1))


def check_renderer_hash_seed(renderer: Renderer) -> None:
    """Other processes with other PYTHONHASHSEED write the same."""
    assert_same_in_processes(renderer)


def check_renderer_light_import(renderer: Renderer) -> None:
    """The package of the renderer imports no heavy library."""
    assert_light_import(renderer.render)


def check_renderer_growth(renderer: Renderer) -> None:
    """A report of eight times the text takes at most twenty-four times as long."""

    def prepare(copies: int) -> Callable[[], object]:
        report = report_of(copies)
        return lambda: render(renderer, report)

    assert_near_linear(
        renderer.name, prepare, "a search through all annotations for each one, or text that is added up"
    )


def check_renderer_side_effects(renderer: Renderer) -> None:
    """Rendering fetches nothing and writes nothing."""
    report = report_of(1)
    render(renderer, report)
    with watched() as seen:
        render(renderer, report)
    assert not seen, f"{renderer.name} {seen[0]}; a renderer only returns text"


# -- linguistics -------------------------------------------------------------------------------------------------------


def check_linguistics_descriptor(linguistics: Linguistics) -> None:
    """The descriptor has a name that can begin those of options, and options with defaults and their meaning."""
    assert linguistics.name.isidentifier(), f"the name {linguistics.name!r} must be an identifier"
    assert_options(linguistics.name, linguistics.options)


def _document(linguistics: Linguistics, text: str) -> Document:
    paragraphs = parse(linguistics, text)
    try:
        return Document(text, paragraphs=paragraphs)
    except (TypeError, ValueError) as error:
        raise AssertionError(f"{linguistics.name} makes no valid document of {text!r:.80}: {error}") from error


def _check_tokens(linguistics: Linguistics, text: str) -> None:
    document = _document(linguistics, text)
    for token in document.tokens:
        assert token.text == text[token.start : token.end], f"{token} is not what stands at its offsets in {text!r}"
        assert token.text.strip(), f"a token of white space in {text!r}; leave white space between tokens"
    covered = {i for token in document.tokens for i in range(token.start, token.end)}
    lost = [c for i, c in enumerate(text) if c.isalnum() and i not in covered]
    assert not lost, f"{lost} of {text!r} are in no token; every letter and digit belongs to one"


def check_linguistics_totality(linguistics: Linguistics) -> None:
    """Any text gives nested paragraphs, sentences and tokens, each token the words at its offsets."""

    @trials(_EXAMPLES)
    @given(texts())
    def any_text(text: str) -> None:
        _check_tokens(linguistics, text)

    any_text()
    for piece in (*UGLY, *(f"Beijing{piece}may wait." for piece in UGLY), SAMPLE):
        _check_tokens(linguistics, piece)


def check_linguistics_determinism(linguistics: Linguistics) -> None:
    """The same text is parsed the same way."""

    @trials(_EXAMPLES // 2)
    @given(texts())
    def same(text: str) -> None:
        random.seed(1)
        first = parse(linguistics, text)
        random.seed(2)
        assert first == parse(linguistics, text), (
            f"{linguistics.name} parses {text!r} in two ways; use no clock, no random numbers, no state between texts"
        )

    same()


def check_linguistics_hash_seed(linguistics: Linguistics) -> None:
    """Other processes with other PYTHONHASHSEED parse the same way."""
    assert_same_in_processes(linguistics)


def check_linguistics_shift_invariance(linguistics: Linguistics) -> None:
    """Blank lines before a text move every offset by their length."""

    @trials(_EXAMPLES // 2)
    @given(texts())
    def shifted(text: str) -> None:
        prefix = "\n\n\n"
        here = [_moved(token, len(prefix)) for token in _document(linguistics, text).tokens]
        there = [_moved(token, 0) for token in _document(linguistics, prefix + text).tokens]
        assert here == there, (
            f"blank lines before {text!r} change its tokens; nothing may depend on where a text begins"
        )

    shifted()


def _moved(token: Token, by: int) -> tuple[object, ...]:
    return token.start + by, token.end + by, token.tag, token.lemma


def check_linguistics_light_import(linguistics: Linguistics) -> None:
    """The package of the linguistics imports no heavy library."""
    assert_light_import(linguistics.parse)


def check_linguistics_growth(linguistics: Linguistics) -> None:
    """Eight times the text takes at most twenty-four times as long."""

    def prepare(copies: int) -> Callable[[], object]:
        text = copies_of(SAMPLE, copies)
        return lambda: parse(linguistics, text)

    assert_near_linear(
        linguistics.name, prepare, "text that is copied, or searched from its beginning, for each sentence"
    )


def check_linguistics_side_effects(linguistics: Linguistics) -> None:
    """Parsing fetches nothing and writes nothing."""
    parse(linguistics, SAMPLE)  # what is loaded once may be read now
    with watched() as seen:
        parse(linguistics, SAMPLE)
    assert not seen, f"{linguistics.name} {seen[0]}; linguistics only reads its text and its own package"


READER_CHECKS = (
    check_reader_descriptor,
    check_reader_totality,
    check_reader_determinism,
    check_reader_hash_seed,
    check_reader_light_import,
    check_reader_growth,
    check_reader_side_effects,
)
RENDERER_CHECKS = (
    check_renderer_descriptor,
    check_renderer_totality,
    check_renderer_hash_seed,
    check_renderer_light_import,
    check_renderer_growth,
    check_renderer_side_effects,
)
LINGUISTICS_CHECKS = (
    check_linguistics_descriptor,
    check_linguistics_totality,
    check_linguistics_determinism,
    check_linguistics_hash_seed,
    check_linguistics_shift_invariance,
    check_linguistics_light_import,
    check_linguistics_growth,
    check_linguistics_side_effects,
)
