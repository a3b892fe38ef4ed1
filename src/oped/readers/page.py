"""Which part of a page is the article, and what the page says about itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from oped.model import Scalar
from oped.readers.metadata import iso_date, tidy
from oped.readers.tree import Element, Text, rules

_MOST = 0.8
"""The article is the innermost element that holds this share of the page's prose."""
_MAIN = 0.4
"""An <article>, <main> or marked body counts where it holds this share of it."""
_STAYS = 0.4
"""An element with this share of the article stays, whatever its class says."""
_PROSE = frozenset(("p", "blockquote", "li", "pre", "td", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "figcaption"))
_WORD_BREAK = re.compile(r"\s+|_+|-(?!only|related)")


def is_dropped(element: Element, whole: int) -> bool:
    """Whether an element is no part of the article around it; `whole` is the weight of that."""
    if element.tag in rules()["dropped"] or "hidden" in element.attributes:
        return True
    if element.words("role") & rules()["dropped_roles"] or element.words("aria-hidden") & {"true"}:
        return True
    if "display:none" in element.attributes.get("style", "").replace(" ", "").lower():
        return True
    marked = element.attributes.get("class", "") + " " + element.attributes.get("id", "")
    words = rules()["dropped_words"].intersection(_WORD_BREAK.split(marked.lower()))
    return bool(words) and element.weight <= _STAYS * whole


def find_article(root: Element) -> Element:
    """The element that holds the article; the root where the page has no parts. Sets the weights in the tree."""
    _weigh(root)
    best = root
    for wanted in (_is_body, _is_article, _is_main):
        found = [element for element in _shown(root) if wanted(element)]
        heaviest = max(found, key=lambda element: element.weight, default=root)
        if heaviest is not root and heaviest.weight >= max(1, _MAIN * root.weight):
            return heaviest
    while (inner := _heaviest_child(best)) is not None and inner.weight >= max(1, _MOST * best.weight):
        best = inner
    return best


def _is_body(element: Element) -> bool:
    return "articlebody" in element.words("itemprop") and element.tag not in _PROSE


def _is_article(element: Element) -> bool:
    return element.tag == "article" or "article" in element.words("role")


def _is_main(element: Element) -> bool:
    return element.tag == "main" or "main" in element.words("role")


def _heaviest_child(element: Element) -> Element | None:
    children = [c for c in element.children if isinstance(c, Element) and c.tag not in _PROSE and not is_dropped(c, 0)]
    return max(children, key=lambda child: child.weight, default=None)


def _is_comments(element: Element) -> bool:
    """Whether readers' comments stand here; the page as a whole and its main parts only say so of what is in them."""
    if element.tag in ("html", "body", "main", "article"):
        return False
    marked = element.attributes.get("class", "") + " " + element.attributes.get("id", "")
    return bool(rules()["comment_words"].intersection(_WORD_BREAK.split(marked.lower())))


def _shown(root: Element) -> Iterator[Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(child for child in reversed(element.children) if isinstance(child, Element) and child.weight > 0)


def _weigh(root: Element) -> None:
    """Set how much text each element holds; links, comments of readers and what is never prose weigh nothing."""
    titled: set[int] = set()  # an element that holds the title is no comment, whatever its class says
    for element in reversed(root.walk()):  # children before parents
        if element.tag == "h1" or any(id(child) in titled for child in element.children):
            titled.add(id(element))
        elif _is_comments(element):
            continue
        if element.tag in rules()["dropped"] or element.tag == "a":
            continue
        element.weight = sum(
            child.weight if isinstance(child, Element) else len(child.text.strip()) for child in element.children
        )


def find_title(root: Element, article: Element) -> Element | None:
    """The page's main heading where it stands outside the article; None where it is inside, or there is none."""
    if any(element.tag == "h1" for element in article.walk()):
        return None
    stated = page_metadata(root)
    outlet, title = (tidy(str(stated.get(name, ""))).lower() for name in ("outlet", "title"))
    headings = [(element, tidy(element.text()).lower()) for element in _visible(root) if element.tag == "h1"]
    # A site's own name is often a heading of the first rank too.
    likely = [(element, words) for element, words in headings if words and words != outlet]
    same = [element for element, words in likely if words == title]
    return next(iter([*same, *(element for element, _ in likely)]), None)


_FRAME = frozenset(("header", "hgroup"))


def _visible(root: Element) -> Iterator[Element]:
    """Elements that are not in a part of the page that is dropped; headers of the page count."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        inner = (child for child in reversed(element.children) if isinstance(child, Element))
        waiting.extend(child for child in inner if child.tag in _FRAME or not is_dropped(child, 0))


# Metadata

_ARTICLE_TYPES = ("article", "newsarticle", "opinionnewsarticle", "blogposting", "reportagenewsarticle", "report")


def page_metadata(root: Element) -> dict[str, Scalar]:
    """Title, author, date (ISO 8601), outlet, language and url, as far as the page states them.

    What is written for machines counts first: JSON-LD, then Open Graph and other <meta>, then the page itself.
    """
    elements = root.walk()
    linked = _json_ld(elements)
    meta = _meta(elements)
    found = {
        "title": linked.get("title") or _first(meta, "og:title", "twitter:title", "dc.title") or _heading(elements),
        "author": linked.get("author") or _person(meta) or _byline(elements),
        "date": linked.get("date") or _dated(meta, elements),
        "outlet": linked.get("outlet") or _first(meta, "og:site_name", "application-name", "dc.publisher"),
        "language": _language(elements),
        "url": _canonical(elements) or _first(meta, "og:url"),
    }
    return {name: value for name, value in found.items() if value}


def _meta(elements: list[Element]) -> dict[str, str]:
    meta: dict[str, str] = {}
    for element in elements:
        if element.tag == "meta" and (content := tidy(element.attributes.get("content", ""))):
            for name in ("property", "name", "itemprop"):
                if key := element.attributes.get(name, "").strip().lower():
                    meta.setdefault(key, content)
    return meta


def _first(meta: dict[str, str], *names: str) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _person(meta: dict[str, str]) -> str:
    named = _first(meta, "author", "article:author", "dc.creator", "parsely-author", "byl", "twitter:creator")
    return "" if named.startswith(("http://", "https://", "@")) else _without_by(named)


def _without_by(words: str) -> str:
    return words[3:].strip() if words.lower().startswith("by ") else words


def _dated(meta: dict[str, str], elements: list[Element]) -> str:
    stated = _first(
        meta, "article:published_time", "datepublished", "date", "dc.date", "pubdate", "publishdate", "parsely-pub-date"
    )
    times = [e.attributes.get("datetime") or e.text() for e in elements if e.tag == "time"]
    return next((day for given in (stated, *times) if (day := iso_date(given))), "")


def _heading(elements: list[Element]) -> str:
    for tag in ("h1", "title"):
        for element in elements:
            if element.tag == tag and (words := tidy(element.text())):
                return words
    return ""


_LONGEST_NAME = 80


def _byline(elements: list[Element]) -> str:
    for element in elements:
        if element.words("rel", "itemprop", "class") & {"author", "byline"}:
            words = tidy(element.text())
            if 0 < len(words) <= _LONGEST_NAME and not any(c.isdigit() for c in words):
                return _without_by(words)
    return ""


def _language(elements: list[Element]) -> str:
    return next((e.attributes["lang"] for e in elements if e.tag == "html" and e.attributes.get("lang")), "")


def _canonical(elements: list[Element]) -> str:
    hrefs = (e.attributes.get("href", "") for e in elements if e.tag == "link" and "canonical" in e.words("rel"))
    return next((href for href in hrefs if href.startswith(("http://", "https://"))), "")


def _json_ld(elements: list[Element]) -> dict[str, str]:
    for element in elements:
        if element.tag == "script" and "application/ld+json" in element.attributes.get("type", "").lower():
            for record in _records(element):
                kinds = record.get("@type")
                named = [str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]
                if any(kind in _ARTICLE_TYPES for kind in named):
                    return _of_record(record)
    return {}


def _records(script: Element) -> Iterator[dict[str, Any]]:
    """Every object in a JSON-LD script, outer ones first; nothing where it is no JSON."""
    try:
        waiting: list[Any] = [json.loads("".join(c.text for c in script.children if isinstance(c, Text)))]
    except (ValueError, RecursionError):
        return
    while waiting:
        value = waiting.pop(0) if len(waiting) < 100 else waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _of_record(record: dict[str, Any]) -> dict[str, str]:
    found = {
        "title": _name(record.get("headline") or record.get("name")),
        "author": _without_by(_name(record.get("author"))),
        "date": iso_date(str(record.get("datePublished") or "")) or "",
        "outlet": _name(record.get("publisher")),
    }
    return {name: value for name, value in found.items() if value}


def _name(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return ", ".join(name for name in (_name(part) for part in value if not isinstance(part, list)) if name)
    return tidy(unescape(value)) if isinstance(value, str) else ""  # often escaped once too often
