"""Text that a page, a terminal or a spreadsheet can show: what would control the device is shown as a sign instead."""

from __future__ import annotations

from oped.model import Scalar

_REPLACEMENT = "\ufffd"
_TABLE: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"},
    0x7F: "\u2421",
    **{code: _REPLACEMENT for code in range(0x80, 0xA0) if code != 0x85},
}
_BIDI: dict[int, str] = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), _REPLACEMENT)


def visible(text: str) -> str:
    """The text with control characters as signs and lone surrogates replaced; tabs and line ends stay."""
    if text.isprintable():
        return text
    text = text.translate(_TABLE)
    return text.encode("utf-8", "replace").decode("utf-8") if _has_surrogates(text) else text


def _has_surrogates(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def undirected(text: str) -> str:
    """`visible` text without the marks that turn the writing direction of what follows them."""
    return text if text.isprintable() else visible(text).translate(_BIDI)


def one_line(text: str) -> str:
    """The text on one line, without anything that could move a terminal's cursor or turn its writing direction."""
    return undirected(" ".join(text.split()))


def shortened(text: str, length: int) -> str:
    """At most `length` characters, cut at a blank where there is one, the cut shown by '…'."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    blank = cut.rfind(" ", length * 2 // 3)
    return (cut[:blank] if blank > 0 else cut).rstrip() + "…"


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A spreadsheet takes a cell that begins so for a formula, and would run it (OWASP, "CSV injection")."""


def cell(value: Scalar) -> Scalar:
    """A value for CSV: text that a spreadsheet would run is put behind an apostrophe, numbers are not."""
    if not isinstance(value, str):
        return value
    value = value.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be written
    return f"'{value}" if value.startswith(_FORMULA) else value
