"""Build the gold reports: read `<name>.txt` and `<name>.coding`, check every quotation, write `<name>.gold.json`.

    python seeds/build.py            rebuild all
    python seeds/build.py NAME…      rebuild some
    python seeds/build.py --check    write nothing; fail where a gold report is not what its coding says

The grammar of a coding is in README.md beside this file; what the labels mean is in docs/reference/annotation.md.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
from vocabulary import (
    ATTITUDES,
    BOOSTER_TYPES,
    CONNECTIVE_SENSES,
    EVIDENCE,
    FORCES,
    HEDGE_TYPES,
    KINDS,
    LINES,
    MODALITY_TYPES,
    MODES,
    PROPOSITIONS,
    QUADS,
    RELATIONS,
    ROLES,
    SIDES,
    TYPES,
    VIAS,
)

import oped
from oped.model import Scalar

HERE = Path(__file__).parent
PROVENANCE: dict[str, Scalar] = {"guidelines": "docs/reference/annotation.md", "method": "hand"}


class CodingError(Exception):
    """A line of a coding that cannot be right."""


@attrs.frozen
class Line:
    """One line of a coding: where it stands, the paragraph that it speaks of, its label and its fields."""

    number: int
    paragraph: int
    label: str
    fields: tuple[str, ...]

    def items(self, field: int) -> list[str]:
        """The comma-separated items of a field; none where the field is not there."""
        if field >= len(self.fields) or not self.fields[field]:
            return []
        return [item.strip() for item in self.fields[field].split(",")]


@attrs.frozen
class Actor:
    """An entry of the list of actors that opens a coding."""

    name: str
    type: str
    affiliation: str


@attrs.frozen
class Coding:
    """A text with all lines of its coding."""

    text: str
    blocks: tuple[tuple[int, int], ...]
    actors: dict[str, Actor]
    issues: tuple[str, ...]
    lines: tuple[Line, ...]

    def labelled(self, *labels: str) -> Iterator[Line]:
        """The lines with one of these labels, in order."""
        return (line for line in self.lines if line.label in labels)


# --- reading ---------------------------------------------------------------------------------------------------


def read_coding(text: str, coding: str) -> Coding:
    """Read a coding. Raises CodingError, with the number of the line."""
    actors: dict[str, Actor] = {}
    issues: list[str] = []
    lines: list[Line] = []
    section = ""
    for number, raw in enumerate(coding.splitlines(), 1):
        content = raw.strip()
        if not content or content.startswith("#"):
            continue
        if content in ("ACTORS", "ISSUES") or re.fullmatch(r"P\d+", content):
            section = content
            continue
        fields = tuple(field.strip() for field in content.split("|"))
        if section == "ACTORS":
            name, type_, affiliation = (*fields, "")[:3]
            known(type_, TYPES, number)
            actors[name] = Actor(name, type_, affiliation)
        elif section == "ISSUES":
            issues.append(fields[0])
        elif section:
            label, *key = fields[0].split()  # a unit has its key beside its label
            lines.append(Line(number, int(section[1:]), label, (*key, *fields[1:])))
        else:
            raise CodingError(f"line {number}: stands before ACTORS, ISSUES or a paragraph (P0, P1, …)")
    return Coding(text, tuple(blocks(text)), actors, tuple(issues), tuple(lines))


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between blank lines: P0 is the head (headline, byline, date), P1 the first paragraph."""
    for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        yield match.start(), match.end()


def known(value: str, values: Iterable[str], number: int) -> str:
    """The value itself. Raises CodingError where the vocabulary does not hold it."""
    if value not in values:
        raise CodingError(f"line {number}: {value!r} is none of: {', '.join(values)}")
    return value


# --- finding quoted words --------------------------------------------------------------------------------------


def find(coding: Coding, line: Line, selector: str) -> tuple[oped.Span, ...]:
    """The spans of quoted words in the line's paragraph. Raises CodingError unless they stand there just once."""
    if line.paragraph >= len(coding.blocks):
        raise CodingError(f"line {line.number}: the text has no paragraph P{line.paragraph}")
    start, end = coding.blocks[line.paragraph]
    paragraph = coding.text[start:end]
    spans: list[oped.Span] = []
    for piece in selector.split(" // "):
        try:
            found = list(piece_spans(paragraph, piece.strip()))
        except LookupError as error:
            raise CodingError(f"line {line.number}, P{line.paragraph}: {piece!r} {error}") from None
        spans.extend(oped.Span(start + a, start + b) for a, b in found)
    return tuple(spans)


def piece_spans(paragraph: str, piece: str) -> Iterator[tuple[int, int]]:
    """`words`, `words #2`, `first words ... last words`, or `[words] in context`. Raises LookupError."""
    piece, occurrence = split_occurrence(piece)
    if "[" in piece:
        context = piece.replace("[", "").replace("]", "")
        at = place(paragraph, context, occurrence)
        for match in re.finditer(r"\[([^\]]*)\]", piece):
            before = piece[: match.start()]
            start = at + len(before) - before.count("[") - before.count("]")
            yield start, start + len(match[1])
    elif " ... " in piece:
        first, last = piece.split(" ... ")
        start = place(paragraph, first, occurrence)
        offset = start + len(first)
        yield start, offset + place(paragraph[offset:], last, 1) + len(last)
    else:
        start = place(paragraph, piece, occurrence)
        yield start, start + len(piece)


def split_occurrence(piece: str) -> tuple[str, int]:
    """The piece without its `#n`, and n; 0 where it says none."""
    match = re.fullmatch(r"(.*) #(\d+)", piece)
    return (match[1], int(match[2])) if match else (piece, 0)


def place(paragraph: str, words: str, occurrence: int) -> int:
    """Where whole words stand; `occurrence` counts from 1, 0 asks for the only one. Raises LookupError."""
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", paragraph)]
    if not found:
        raise LookupError("does not stand there")
    if occurrence == 0 and len(found) > 1:
        raise LookupError(f"stands there {len(found)} times; add #n, or [brackets] in some context")
    if occurrence > len(found):
        raise LookupError(f"stands there only {len(found)} times")
    return found[max(occurrence - 1, 0)]


# --- layers ----------------------------------------------------------------------------------------------------


def attribution(coding: Coding) -> oped.Layer:
    """Contents, each with the cue and the speaker that follow it in the coding."""
    found: dict[tuple[str, tuple[oped.Span, ...]], oped.Annotation] = {}
    relations: list[tuple[str, oped.Annotation, oped.Annotation]] = []
    content: oped.Annotation | None = None
    for line in coding.labelled("content", "cue", "speaker"):
        spans = find(coding, line, line.fields[0])
        if line.label == "content":
            kind, holder = line.items(1)
            known(kind, KINDS, line.number)
            content = oped.Annotation("content", spans, features={"kind": kind, "holder": holder})
            found["content", spans] = content
            continue
        if content is None:
            raise CodingError(f"line {line.number}: a {line.label} follows its content")
        features = {}
        if line.label == "cue":
            lemma, force = line.items(1)
            features = {"lemma": lemma, "force": known(force, FORCES, line.number)}
        annotation = found.setdefault((line.label, spans), oped.Annotation(line.label, spans, features=features))
        relations.append((line.label, content, annotation))
    return numbered("attribution", found.values(), relations)


def actors(coding: Coding) -> oped.Layer:
    """Mentions with the features of their actor, each joined to the first mention."""
    mentions = []
    for line in coding.labelled("mention"):
        entry = actor_of(coding, line)
        (via,) = line.items(2)
        features = {"actor": entry.name, "type": entry.type, "via": known(via, VIAS, line.number)}
        if entry.affiliation:
            features["affiliation"] = entry.affiliation
        mentions.append(oped.Annotation("mention", find(coding, line, line.fields[0]), features=features))
    mentions.sort(key=lambda mention: mention.start)
    first: dict[object, oped.Annotation] = {}
    for mention in mentions:
        first.setdefault(mention.features["actor"], mention)
    relations = [("same", m, first[m.features["actor"]]) for m in mentions if m is not first[m.features["actor"]]]
    return numbered("actors", mentions, relations)


def actor_of(coding: Coding, line: Line) -> Actor:
    """The actor that a mention is of. Raises CodingError where the list of actors does not hold it."""
    known(line.fields[1], coding.actors, line.number)
    return coding.actors[line.fields[1]]


def stance(coding: Coding, mentions: oped.Layer, contents: oped.Layer) -> oped.Layer:
    """Stances; holder and target are joined to the nearest mention of their actor in the paragraph."""
    found = []
    relations = []
    for line in coding.labelled("stance"):
        spans = find(coding, line, line.fields[0])
        holder, _, target = (part.strip() for part in line.fields[1].partition(" > "))
        named, options = split_options(line.items(2))
        attitude, quad, polarity, certainty, mode = named
        annotation = oped.Annotation(
            "stance",
            spans,
            features={
                "holder": holder,
                "target": target,
                "attitude": known(attitude, ATTITUDES, line.number),
                "quad": known(quad, QUADS, line.number),
                "polarity": float(polarity),
                "certainty": float(certainty),
                "derived": "yes" if "derived" in options else "no",
                "mode": known(mode, MODES, line.number),
                "voice": options.get("voice") or voice(spans, contents),
                "rule": "gold",
            },
        )
        found.append(annotation)
        for label, name in (("holder", holder), ("target", target)):
            mention = nearest(name, spans[0], coding.blocks[line.paragraph], mentions)
            if mention is not None:
                relations.append((label, annotation, mentions.address(mention)))
            elif name in coding.actors:
                raise CodingError(f"line {line.number}: {name} is not mentioned in P{line.paragraph}")
    return numbered("stance", found, relations)


def nearest(actor: str, span: oped.Span, block: tuple[int, int], mentions: oped.Layer) -> oped.Annotation | None:
    """The mention of an actor nearest to a span in its paragraph; of two equally near ones the earlier."""
    inside = [m for m in mentions.annotations if m.features["actor"] == actor and block[0] <= m.start < block[1]]
    return min(inside, key=lambda m: max(m.start - span.end, span.start - m.end, 0), default=None)


def split_options(items: list[str]) -> tuple[list[str], dict[str, str]]:
    """Plain items apart from `name=value` and the flags `derived` and `?`."""
    plain = [item for item in items if "=" not in item and item not in ("derived", "?")]
    flags = {item: "yes" for item in items if item in ("derived", "?")}
    return plain, flags | dict(item.split("=", 1) for item in items if "=" in item)


def voice(spans: tuple[oped.Span, ...], contents: oped.Layer) -> str:
    """Who speaks here: the holder of the smallest content around the words, otherwise the author."""
    around = [
        content
        for content in contents.labelled("content")
        if all(any(outer.start <= s.start and s.end <= outer.end for outer in content.spans) for s in spans)
    ]
    inner = min(around, key=lambda content: content.end - content.start, default=None)
    return str(inner.features["holder"]) if inner else "author"


def hedging(coding: Coding, contents: oped.Layer) -> oped.Layer:
    """Hedges with their scopes, boosters, and modality that is no hedge."""
    found = []
    relations = []
    types = {"hedge": HEDGE_TYPES, "booster": BOOSTER_TYPES, "modality": MODALITY_TYPES}
    for line in coding.labelled(*types):
        spans = find(coding, line, line.fields[0])
        named, options = split_options(line.items(1))
        features: dict[str, str | float] = {"type": known(named[0], types[line.label], line.number)}
        if line.label != "modality":
            features["certainty"] = float(named[1])
        features["voice"] = options.get("voice") or voice(spans, contents)
        annotation = oped.Annotation(line.label, spans, features=features)
        found.append(annotation)
        if line.label == "hedge":
            (scope,) = find(coding, line, line.fields[2])
            if not (scope.start <= annotation.start and annotation.end <= scope.end):
                raise CodingError(f"line {line.number}: the cue stands outside its scope")
            found.append(oped.Annotation("scope", (scope,)))
            relations.append(("scope", annotation, found[-1]))
    return numbered("hedging", found, relations)


def connectives(coding: Coding) -> oped.Layer:
    """Connectives with their senses."""
    return numbered(
        "connectives",
        [
            oped.Annotation(
                "connective",
                find(coding, line, line.fields[0]),
                features={"sense": known(line.fields[1], CONNECTIVE_SENSES, line.number)},
            )
            for line in coding.labelled("connective")
        ],
    )


def units(coding: Coding) -> oped.Layer:
    """The argumentative units, keyed as the coding names them."""
    return oped.Layer(
        "units",
        [oped.Annotation("unit", unit_spans(coding, line), line.fields[0]) for line in coding.labelled("unit")],
        provenance=PROVENANCE,
    )


def unit_spans(coding: Coding, line: Line) -> tuple[oped.Span, ...]:
    """The spans of a unit, with the punctuation that closes it."""
    return tuple(oped.Span(s.start, close(coding.text, s)) for s in find(coding, line, line.fields[1]))


def close(text: str, span: oped.Span) -> int:
    """The end of a span with the marks that follow it, and a closing quotation mark whose opening it holds."""
    end = span.end
    while end < len(text) and (text[end] in ".,;:?!" or opened(text[span.start : end], text[end])):
        end += 1
    return end


def opened(words: str, mark: str) -> bool:
    """Whether a closing quotation mark has its opening among these words."""
    if mark == '"':
        return words.count('"') % 2 == 1
    opening = {"”": "“", "’": "‘"}.get(mark)
    return opening is not None and words.count(opening) == 1 and words.rfind(opening) > words.rfind(mark + " ")


def argument(coding: Coding, contents: oped.Layer) -> oped.Layer:
    """The roles of the units, and the relations between them."""
    found: dict[str, oped.Annotation] = {}
    for line in coding.labelled("unit"):
        key = line.fields[0]
        if key in found:
            raise CodingError(f"line {line.number}: there are two units {key}")
        spans = unit_spans(coding, line)
        found[key] = oped.Annotation(
            known(line.items(2)[0], ROLES, line.number), spans, key, features=role_of(coding, line, contents)
        )
    relations = [
        relation
        for line in coding.labelled("unit")
        for item in relation_items(line)
        for relation in [unit_relation(line, item, found)]
    ]
    return oped.Layer("argument", list(found.values()), relations, provenance=PROVENANCE)


def role_of(coding: Coding, line: Line, contents: oped.Layer) -> dict[str, str | float]:
    """The features of a unit: side, proposition, holder, confidence and, where it offers some, evidence."""
    named, options = split_options(line.items(2))
    features: dict[str, str | float] = {
        "side": known(named[1], SIDES, line.number),
        "proposition": known(named[2], PROPOSITIONS, line.number),
        "holder": options.get("holder") or voice(find(coding, line, line.fields[1]), contents),
        "confidence": 0.5 if "?" in options else 1.0,
    }
    if len(named) > 3:
        features["evidence"] = known(named[3], EVIDENCE, line.number)
    return features


def relation_items(line: Line) -> list[str]:
    """The relations of a unit, which a semicolon parts."""
    return [item.strip() for item in line.fields[3].split(";")] if len(line.fields) > 3 else []


def unit_relation(line: Line, item: str, found: dict[str, oped.Annotation]) -> oped.Relation:
    """`support u1`, `support u1 linked=2`, `support u1 example`, `attack u1`, `undercut u4`, `restate u1`."""
    label, target, *options = item.split()
    known(label, RELATIONS, line.number)
    known(target, found, line.number)
    features: dict[str, str | int] = {}
    if label == "support":
        features["example"] = "yes" if "example" in options else "no"
    for option in options:
        if option != "example":
            features["linked"] = int(option.removeprefix("linked="))
    return oped.Relation(label, f"argument#{line.fields[0]}", f"argument#{target}", features=features)


def numbered(
    name: str,
    annotations: Iterable[oped.Annotation],
    relations: Iterable[tuple[str, oped.Annotation, oped.Annotation | str]] = (),
) -> oped.Layer:
    """A layer whose annotations are numbered by position, from 1, as the host does."""
    ordered = oped.Layer(name, list(annotations)).annotations
    keys = {id(annotation): str(number) for number, annotation in enumerate(ordered, 1)}

    def address(end: oped.Annotation | str) -> str:
        return end if isinstance(end, str) else f"{name}#{keys[id(end)]}"

    return oped.Layer(
        name,
        [attrs.evolve(annotation, key=keys[id(annotation)]) for annotation in ordered],
        [oped.Relation(label, address(source), address(target)) for label, source, target in relations],
        provenance=PROVENANCE,
    )


# --- reports ---------------------------------------------------------------------------------------------------


def layers(text: str, coding: str) -> tuple[oped.Layer, ...]:
    """All layers of one coded text. Raises CodingError."""
    coded = read_coding(text, coding)
    for line in coded.lines:
        known(line.label, LINES, line.number)
    contents = attribution(coded)
    mentions = actors(coded)
    return (
        contents,
        mentions,
        stance(coded, mentions, contents),
        hedging(coded, contents),
        connectives(coded),
        units(coded),
        argument(coded, contents),
    )


def report(name: str) -> oped.Report:
    """The gold report of one text. Raises CodingError."""
    document = oped.read(HERE / f"{name}.txt")
    document = attrs.evolve(document, metadata={**document.metadata, **splits()[name]})
    coding = (HERE / f"{name}.coding").read_text(encoding="utf-8")
    try:
        found = layers(document.text, coding)
    except CodingError as error:
        raise CodingError(f"{name}.coding: {error}") from None
    return oped.Report(document, {layer.name: oped.Outcome("ran", layer=layer) for layer in found})


def splits() -> dict[str, dict[str, str]]:
    """The subject field and the split of every text."""
    table: dict[str, dict[str, str]] = tomllib.loads((HERE / "splits.toml").read_text(encoding="utf-8"))
    return table


def names() -> list[str]:
    """The names of all coded texts."""
    return sorted(path.stem for path in HERE.glob("*.coding"))


def stale(name: str) -> bool:
    """Whether a gold report is missing, or differs from its text and coding in text, metadata or layers.

    Tokens, tags and lemmas are linguistics' work and may change with it; they are no gold.
    """
    path = HERE / f"{name}.gold.json"
    if not path.exists():
        return True
    written = oped.Report.from_json(path.read_text(encoding="utf-8"))
    built = report(name)
    return (written.document.text, written.document.metadata, written.layers) != (
        built.document.text,
        built.document.metadata,
        built.layers,
    )


def main(arguments: list[str]) -> int:
    """Build or check the gold reports; the exit code is 1 where something is wrong."""
    check = "--check" in arguments
    wanted = [argument for argument in arguments if not argument.startswith("--")] or names()
    try:
        for name in wanted:
            if not check:
                (HERE / f"{name}.gold.json").write_text(report(name).to_json(), encoding="utf-8", newline="")
            elif stale(name):
                raise CodingError(f"{name}.gold.json is out of date; run: python seeds/build.py {name}")
            print(f"{name}: {'up to date' if check else 'written'}")
    except (CodingError, oped.OpedError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
