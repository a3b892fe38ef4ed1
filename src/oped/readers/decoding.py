"""From bytes to text: UTF-8 first, then a byte-order mark, then what the file declares, then a guess that is named."""

from __future__ import annotations

import codecs

from oped.errors import InputError

_MARKS = (  # UTF-32 before UTF-16: the mark of UTF-16-LE begins that of UTF-32-LE
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip archive (or a .docx, .odt or .epub file)",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
}
_ORDINARY_CONTROLS = frozenset("\t\n\v\f\r\x1b\x85")
_MOST_CONTROLS = 0.02
"""Above this share of control characters a text is taken for binary data."""
_WESTERN = 0.1
"""Below this share of bytes over 0x7F a legacy text is in Latin letters, and Windows-1252 is by far the likeliest:
statistics cannot tell it from its neighbours (Windows-1250, -1257), and pick wrongly on English."""
_LETTERS = frozenset(b" abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_MOST_PAIRED = 0.5
"""Above this share of code units made of two ASCII letters, UTF-16 is single bytes behind a wrong mark: in Chinese
about one in ten is, in other scripts hardly any."""


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Decode the bytes of a text file.

    Returns the text, line ends untouched, and the name of the encoding. `declared` is what the file itself says of its
    encoding, and counts where the bytes are not UTF-8.
    Raises InputError where the bytes are no text, or hold lone surrogates.
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(f"this is {what}, not text; save it as plain text, Markdown or HTML")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if encoding == "utf-16" and _is_single_bytes(data[len(mark) :]):
                raise InputError("the byte-order mark says utf-16, but the bytes do not; save it as UTF-8")
            return _strictly(data, encoding), encoding
    if b"\0" in data and not _looks_utf16(data):
        raise InputError("this looks like a binary file, not text (it holds zero bytes)")
    try:
        return _checked(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        _refuse_surrogates(data)
    if declared and (text := _try(data, declared)) is not None:
        return _checked(text), codecs.lookup(declared).name
    return _guess(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return _checked(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise InputError(f"the byte-order mark says {encoding}, but the bytes do not: {error.reason}") from None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _looks_utf16(data: bytes) -> bool:
    """Whether zero bytes stand at every other place of the beginning, as in UTF-16 text of Latin letters."""
    head = data[:512]
    half = len(head) // 2
    return half > 0 and (head[::2].count(0) > half * 0.8) != (head[1::2].count(0) > half * 0.8)


def _is_single_bytes(data: bytes) -> bool:
    """Whether the code units of what says it is UTF-16 are mostly pairs of ASCII letters."""
    head = data[:4096]
    pairs = sum(1 for first, second in zip(head[::2], head[1::2], strict=False) if {first, second} <= _LETTERS)
    return pairs > _MOST_PAIRED * (len(head) // 2)


def _refuse_surrogates(data: bytes) -> None:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return
    raise InputError("the text holds lone surrogates, which are no characters; save it as valid UTF-8")


def _guess(data: bytes) -> tuple[str, str]:
    high = sum(1 for byte in data if byte > 0x7F)
    western = _try(data, "cp1252")
    if western is not None and high < _WESTERN * len(data) and b"\0" not in data:
        return _checked(western), "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise InputError("the encoding of this file cannot be told; save it as UTF-8")
    return _checked(str(best)), best.encoding


def _checked(text: str) -> str:
    """The text, unless it is full of control characters."""
    if text.isprintable():
        return text
    controls = sum(1 for c in text if (c < " " or "\x7f" <= c <= "\x9f") and c not in _ORDINARY_CONTROLS)
    if "\0" in text or controls > max(4, _MOST_CONTROLS * len(text)):
        raise InputError("this looks like a binary file, not text (it holds control characters)")
    return text
