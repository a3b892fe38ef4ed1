"""Paragraphs of plain text, each with its kind.

Blank lines separate blocks. Within a block a line goes on with the next where the block is hard-wrapped: where the
next line's first word would not have fitted, or where that line goes on in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs
from textblob.en import lexicon

from oped.linguistics.lexical import lexical
from oped.model import ParagraphKind, Region

_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|\Z)")
_BULLET = r"[-*+•‣◦▪●○■□➢➤✓✔–]"
_LIST = re.compile(rf"\s*(?:{_BULLET}[ \t\u00a0]+|(?:\(?\d{{1,2}}[.)]|\(?[a-z][.)]|\(?[ivx]{{2,4}}[.)])\s+)(?=\S)")
BULLET = re.compile(rf"\s*{_BULLET}[ \t\u00a0]+")
QUOTE_MARK = re.compile(r"\s*>+[ \t]*")
_SOURCE = re.compile(
    r"\W*(?:sources?\s*:|(?:this|the)\s+(?:op-?ed|article|essay|piece|column|commentary|editorial|post|text|interview|speech)\b"
    r"[^.\n]{0,60}\b(?:appeared|published|printed|posted|adapted|excerpted|reprinted|syndicated|ran)\b"
    r"|(?:first|originally|previously)\s+(?:published|appeared|printed|posted)\b|published\s+(?:in|by|on|at)\b|posted\s+(?:in|by|on|at)\b"
    r"|reprinted\b|republished\b|copyright\b|©|\(c\)\s|all\s+rights\s+reserved|(?:last\s+)?updated\s*:|outlet\s*:|date\s*:|published\s*:)",
    re.IGNORECASE,
)
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_DATE = re.compile(
    r"\W*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d|{_MONTH}\s+\d{{4}}"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})\b.{0,30}",
    re.IGNORECASE,
)
_DATED = re.compile(rf"[^.!?]{{2,60}}[,|•·–—-]\s*{_DATE.pattern}", re.IGNORECASE)
_RULE = re.compile(r"[-*_=~•·#—–+ \t]{3,}|[*#•·]")
_BYLINE = re.compile(r"\W*(?:by|author|words by|opinion by|written by|guest essay by)\s*:?\s+(?=\S)", re.IGNORECASE)
_NOTE = re.compile(
    r"\W*(?:the|our|this)\s+(?:writers?|authors?|columnists?|reviewer)\b[^.]{0,80}\b(?:is|are|was|were|has|teaches|serves|writes|works)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\W*(?:(?:photo(?:graph)?|image|picture|illustration|credit|caption|cartoon|video|getty images|file photo)s?\s*(?:by|credit|:|/|\()"
    r"|(?:fig(?:ure)?|table|chart|map|graph)\.?\s+\d+\s*[.:)]?\s)",
    re.IGNORECASE,
)
_TERMINAL = re.compile(r"[.!?…:;,][\"'”’)\]*_]*$")
_STOP = re.compile(r"[.!?…][\"'”’)\]*_]*$")

_WIDEST = 120
"""Lines beyond this many characters are not hard-wrapped: each is a paragraph."""
_NARROWEST = 45
"""Lines below this are no full lines of a wrapped text, but headings, names, verse."""
_HEADLINE_WORDS = 18
_NO_HEAD = frozenset("\"“‘'(—–-―*")
"""What a heading within the text does not begin with: a quotation, an aside, a name under a quotation."""
_LONG = 900
"""Code points of a paragraph that is too long for anything but the body."""
_BYLINE_WORDS = 14


@attrs.frozen
class _Line:
    start: int
    end: int
    text: str


def paragraphs(text: str) -> list[Region]:
    """The paragraphs of a plain text, in order, with their kinds; white space at their ends is left out."""
    width = _width(text)
    blocks = [block for lines in _blocks(text) for block in _join(lines, width)]
    kinds = _kinds([[line.text for line in block] for block in blocks])
    return [Region(block[0].start, block[-1].end, kind) for block, kind in zip(blocks, kinds, strict=True)]


def _lines(text: str) -> Iterator[_Line]:
    for match in _LINE.finditer(text):
        raw = match.group()
        line = raw.strip()
        start = match.start() + len(raw) - len(raw.lstrip())
        indented = len(raw) - len(raw.lstrip(" \t"))
        shown = ("\t" if raw[:indented].find("\t") >= 0 or indented >= 4 else "") + line
        yield _Line(start, start + len(line), "" if _RULE.fullmatch(line) else shown if line else "")


def _blocks(text: str) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    for line in _lines(text):
        if line.text:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _width(text: str) -> int:
    """The column at which the text is wrapped: its longest line; 0 where lines are too long for that."""
    longest = max((len(line) for line in text.splitlines()), default=0)
    return longest if longest <= _WIDEST else 0


def _join(block: Sequence[_Line], width: int) -> Iterator[list[_Line]]:
    """The paragraphs of a block of lines without a blank line between them."""
    width = width or min(_WIDEST, max(len(line.text) for line in block))
    paragraph = [block[0]]
    for line in block[1:]:
        if _continues(paragraph[-1].text, line.text, width):
            paragraph.append(line)
        else:
            yield paragraph
            paragraph = [line]
    yield paragraph


def _continues(line: str, following: str, width: int) -> bool:
    """Whether a line break is only a wrap."""
    if QUOTE_MARK.match(following):
        return QUOTE_MARK.match(line) is not None
    if _LIST.match(following) or _BYLINE.match(line) or _BYLINE.match(following) or _SOURCE.match(following):
        return False
    if len(line) > _WIDEST or _DATE.fullmatch(line):
        return False
    stripped = following.strip()
    if stripped[:1].islower() and not _STOP.search(line):
        return True
    first = stripped.split(None, 1)[0]
    return len(line) >= _NARROWEST and len(line) + 1 + len(first) > width


def _kinds(blocks: Sequence[Sequence[str]]) -> list[ParagraphKind]:
    indented = [all(line.startswith("\t") for line in lines) for lines in blocks]
    set_in = 0 < sum(indented) * 2 < len(blocks)  # few are indented: these are quoted; many: it is the layout
    kinds: list[ParagraphKind] = []
    opening, headed = True, False
    for i, lines in enumerate(blocks):
        text = lines[0] if len(lines) == 1 else " ".join(lines)
        if set_in and indented[i] and len(text.split()) > _HEADLINE_WORDS:
            kinds.append("quote")
        else:
            kinds.append(kind_of(text, opening=opening, headed=headed, last=i == len(blocks) - 1))
        opening = opening and kinds[-1] != "body"
        headed = headed or kinds[-1] == "headline"
    return _headlines_have_bodies(kinds)


def kind_of(text: str, *, opening: bool, headed: bool, last: bool) -> ParagraphKind:
    """The kind of a paragraph by its words.

    `opening`: no body stands before it; `headed`: a headline does; `last`: nothing follows.
    """
    if QUOTE_MARK.match(text):
        return "quote"
    if _LIST.match(text):
        return "list"
    if len(text) > _LONG and not last:
        return "body"
    words = text.split()
    if len(words) <= 60 and _SOURCE.match(text) and (len(words) <= 25 or opening or last):
        return "source"
    if len(words) <= 12 and (_DATE.fullmatch(text) or (words[0][0].isupper() and _DATED.fullmatch(text))):
        return "source"
    if len(words) <= _BYLINE_WORDS and _BYLINE.match(text) and _open(words) and _named(words[1:]):
        return "byline"
    if last and _NOTE.match(text):
        return "byline"
    if (last or (opening and headed)) and _is_name(words):
        return "byline"
    if len(words) <= 60 and _CAPTION.match(text):
        return "caption"
    return "headline" if _is_headline(text, words, opening, headed) else "body"


def _named(words: Sequence[str]) -> bool:
    """Whether most words of a byline have the shape of names."""
    names = sum(word[:1].isupper() for word in words)
    return names >= 1 and names * 2 >= len(words)


def _open(words: Sequence[str]) -> bool:
    """Whether a line does not end as a sentence does; an abbreviation ("Jr.") may."""
    return not _STOP.search(words[-1]) or words[-1].lower().rstrip(".") in lexical().abbreviations


def _is_name(words: Sequence[str]) -> bool:
    """Whether a line is a person's name and nothing else: capitals, and no common word."""
    return 2 <= len(words) <= 4 and all(
        word[0].isupper() and word.rstrip(".").replace("-", "").isalpha() and word.lower() not in lexicon
        for word in words
    )


def _is_headline(text: str, words: Sequence[str], opening: bool, headed: bool) -> bool:
    letters = [character for character in text if character.isalpha()]
    if len(words) > _HEADLINE_WORDS or not letters or text[0].islower():
        return False
    closed = _TERMINAL.search(text) is not None
    if len(letters) > 3 and text.upper() == text and any(c.isupper() for c in letters):
        return opening or not closed
    if text[-1] in "?!" and ((opening and not headed) or _is_title_case(words)):
        return True
    if closed:
        return False
    return opening or (len(words) <= 12 and text[0] not in _NO_HEAD)


def _is_title_case(words: Sequence[str]) -> bool:
    """Whether all long words begin with a capital, and there are several."""
    long = [word for word in words if len(word) > 3]
    return len(long) > 1 and all(word[0].isupper() for word in long)


def _headlines_have_bodies(kinds: list[ParagraphKind]) -> list[ParagraphKind]:
    """A text of one short line is body: a headline stands over something."""
    if kinds and all(kind == "headline" for kind in kinds):
        return ["body"] * len(kinds)
    return kinds
