"""What files say about themselves, in the names of `Document.metadata`: title, author, date, outlet."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})")
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ", re.IGNORECASE)
_LONGEST_DATE = 60


def tidy(text: str) -> str:
    """One line, single blanks."""
    return " ".join(text.split())


def iso_date(text: str) -> str | None:
    """The calendar day that a date names, as ISO 8601 (`2017-10-09`); None where it is no whole date.

    Reads ISO 8601 with or without time, RFC 2822, and English dates with the month's name. `3/4/2017` is ambiguous: None.
    """
    text = tidy(text)
    if not 8 <= len(text) <= _LONGEST_DATE:
        return None
    try:
        return datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        pass
    named = _WEEKDAY.sub("", text, count=1)
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        if match := pattern.fullmatch(named):
            return _from_names(match["year"], match["month"], match["day"])
    try:
        return parsedate_to_datetime(text).date().isoformat() if text[-4:].strip("+-").isalnum() else None
    except (ValueError, IndexError, TypeError, OverflowError):
        return None


def _from_names(year: str, month: str, day: str) -> str | None:
    month = "sep" if month.lower() == "sept" else month.lower()
    numbers = [number for number, name in enumerate(_MONTHS, start=1) if name.startswith(month)]
    if len(numbers) != 1:
        return None
    try:
        return date(int(year), numbers[0], int(day)).isoformat()
    except ValueError:
        return None


_PERSON = re.compile(r"[^\W\d_]['’.\w-]*(?: (?:and |de |van |von |der |al |bin )*[^\W\d_]['’.\w-]*){1,6}")
_LONGEST_BYLINE = 80


def is_person(words: str) -> bool:
    """Whether words look like the name of one or several people: "Ana van Lind", "Ana Lind and Bo Ek"."""
    capitals = [word for word in words.split() if word[0].isupper()]
    return bool(_PERSON.fullmatch(words)) and len(capitals) >= 2 and not words.endswith(".")


def byline(words: str) -> str | None:
    """The person whom a line such as "By Ana Lind" names; None where it is no such line."""
    if len(words) > _LONGEST_BYLINE or words[:3].lower() != "by ":
        return None
    name = words[3:].strip()
    return name if is_person(name) else None
