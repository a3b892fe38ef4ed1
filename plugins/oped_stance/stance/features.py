"""Features for the maximum-entropy models: what stands around a pair of mentions, or around one target.

A feature is "group=value". Words are lemmas in lower case, numbers one symbol. Groups follow the field's habits for
relation extraction (words between, before and after, marked n-grams: Zhou et al. 2005) and targeted sentiment
(windows by side, lexicon sums: Vo and Zhang 2015).
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence

import attrs

from oped.learning import mean_features
from oped.model import Token
from oped_stance.stance.feeling import STEPS, feelings, sums, valences
from oped_stance.stance.lexicon import Hit, Sense, hits, words_of

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither", "without", "cannot"})
_STEPS = (0.3, 0.6, 1.0, 1.6)
_POSSESSIVE = frozenset({"'s", "’s", "’", "'"})
_QUOTES = frozenset({'"', "“", "”", "``", "''"})
_MOST_BETWEEN = 25
_NEAR_BEFORE, _NEAR_AFTER = 8, 10  # tokens whose vectors and feelings count for a target
_LIGHT = frozenset({"be", "have", "do"})


@attrs.frozen
class Prior:
    """What the rules found for a pair: sign and strength from the first to the second, and back."""

    forth: float = 0.0
    back: float = 0.0


@attrs.frozen
class View:
    """A stretch of tokens with all that several pairs or targets in it share."""

    tokens: Sequence[Token]
    lemmas: tuple[str, ...]
    senses: tuple[tuple[int, int, Sense, bool], ...]
    negations: tuple[int, ...]
    valence: tuple[float, ...]
    quoted: tuple[bool, ...]
    polarity: float


def view(tokens: Sequence[Token], polarity: float) -> View:
    """Look at a sentence (or several); `polarity` is TextBlob's."""
    lemmas = tuple("0" if t.tag == "CD" else t.lemma.lower() for t in tokens)
    negations = tuple(i for i, t in enumerate(tokens) if lemmas[i] in _NEGATIONS or t.text.lower() in _NEGATIONS)
    quoted: list[bool] = []
    inside = False
    for token in tokens:
        inside ^= token.text in _QUOTES
        quoted.append(inside)
    table = valences()
    valence = []
    for i, token in enumerate(tokens):
        value = table.get(token.text.lower(), 0.0)
        valence.append(-0.6 * value if value and any(i - 3 <= k < i for k in negations) else value)
    return View(
        tokens, lemmas, tuple(_stretches(hits(tokens), negations)), negations, tuple(valence), tuple(quoted), polarity
    )


def _stretches(found: dict[int, Hit], negations: Sequence[int]) -> Iterable[tuple[int, int, Sense, bool]]:
    """The longest senses from left to right that say anything, each with whether a negation stands just before."""
    at = 0
    for first in sorted(found):
        if first < at:
            continue
        sense = next((s for s in found[first].senses if s.kind not in _SILENT), None)
        if sense is None:
            continue
        yield first, first + sense.words, sense, any(first - 4 <= k < first for k in negations)
        at = first + sense.words


_SILENT = frozenset(
    {"issue", "copula", "part", "body", "goods", "bond", "receive", "light", "text", "directive", "saying", "together"}
)


def bucket(value: float, steps: Sequence[float]) -> str:
    """A signed number as its sign and how many of the steps it passes; "0" near zero."""
    return _signed(value, steps) if abs(value) >= steps[0] / 6 else "0"


def _bucket(value: float, steps: Sequence[float]) -> int:
    return bisect_left(steps, value)


def _signed(value: float, steps: Sequence[float] = _STEPS) -> str:
    if abs(value) < 1e-9:
        return "0"
    return ("+" if value > 0 else "-") + str(_bucket(abs(value), steps))


def _trend(values: Iterable[float], least: float) -> str:
    return "".join("+" if v > least else "-" if v < -least else "0" for v in values)


def _code(sense: Sense, negated: bool) -> str:
    return f"{sense.kind[:3]}:{sense.attitude[:3]}" + ("!" if negated else "")


def _follows(tokens: Sequence[Token], i: int) -> str:
    if i >= len(tokens):
        return "END"
    return "poss" if tokens[i].text in _POSSESSIVE else tokens[i].tag


def _ngrams(sequence: Sequence[str], marks: frozenset[str]) -> Iterable[str]:
    for size in (2, 3, 4):
        for i in range(len(sequence) - size + 1):
            piece = sequence[i : i + size]
            if any(word in marks for word in piece):
                yield "g=" + "_".join(piece)


def pair_features(view: View, p: tuple[int, int], q: tuple[int, int], prior: Prior) -> list[str]:
    """Features of the pair of mentions at tokens `p` and `q`, the first before the second."""
    _tokens, lemmas = view.tokens, view.lemmas
    a, b = p
    c, d = max(q[0], b), max(q[1], b)
    found = [
        f"R={_signed(prior.forth)}",
        f"Rb={_signed(prior.back)}",
        f"RR={_trend((prior.forth, prior.back), 0.04)}",
    ]
    between = lemmas[b:c]
    found += ["b=" + w for w in between[:_MOST_BETWEEN]]
    found += [f"b2={x}_{y}" for x, y in itertools.pairwise(between)]
    found += ["l=" + w for w in lemmas[max(0, a - 6) : a]]
    found += ["r=" + w for w in lemmas[d : d + 6]]
    found += ["s=" + w for w in sorted({*lemmas[:a], *lemmas[d:]})]
    middle = between if len(between) <= 12 else (*between[:6], "…", *between[-6:])
    found += _ngrams((*lemmas[max(0, a - 3) : a], "P", *middle, "Q", *lemmas[d : d + 4]), frozenset("PQ"))
    if len(between) <= 6:
        found.append("path=" + "_".join(between))
    found += _pair_structure(view, a, b, c, d)
    found += _pair_lexicon(view, a, b, c, d)
    found += ["pw=" + w for w in lemmas[a:b]] + ["qw=" + w for w in lemmas[c:d]]
    return found


def _pair_structure(view: View, a: int, b: int, c: int, d: int) -> list[str]:
    tokens, lemmas = view.tokens, view.lemmas
    middle = tokens[b:c]
    verbs = [t.lemma for t in middle if t.tag.startswith("VB") and t.lemma not in ("be", "have", "do")]
    found = [
        f"len={_bucket(c - b, (0, 1, 2, 4, 7, 11, 16, 25))}",
        f"nv={min(3, len(verbs))}",
        f"commas={min(3, sum(t.text == ',' for t in middle))}",
        f"names={min(4, sum(t.tag.startswith('NNP') for t in middle))}",
        "pnext=" + _follows(tokens, b),
        "qnext=" + _follows(tokens, d),
        "pprev=" + (lemmas[a - 1] if a else "BOS"),
        "qprev=" + (lemmas[c - 1] if c else "BOS"),
        "v1=" + (verbs[0] if verbs else "none"),
    ]
    if verbs:
        found += ["vn=" + verbs[-1], f"vv={verbs[0]}_{verbs[-1]}"]
    before = next((t.lemma for t in reversed(tokens[:a]) if t.tag.startswith("VB")), "")
    after = next((t.lemma for t in tokens[d:] if t.tag.startswith("VB")), "")
    found += ["lv=" + before, "rv=" + after]
    prepositions = [t.lemma for t in middle if t.tag in ("IN", "TO")]
    if prepositions:
        found.append("prep=" + prepositions[-1])
    if a < len(tokens) and c < len(tokens):
        found.append(f"quo={view.quoted[a]:d}{view.quoted[c]:d}")
    saying = f"say={_says(tokens, a, b)}{_says(tokens, c, d)}"
    first_quoted = f"{view.quoted[a]:d}{view.quoted[c]:d}" if a < len(tokens) and c < len(tokens) else ""
    tone = _trend((sum(view.valence),), 0.5)
    found += [saying, f"sayq={saying}{first_quoted}", f"sayv={saying}{tone}"]
    for i in range(max(b, 1), c):
        if lemmas[i] == "by" and tokens[i - 1].tag in ("VBN", "VBD"):
            found += ["passive", "pas=" + lemmas[i - 1]]
            if i >= c - 3:
                found.append("agent=q")
    return found


def _says(tokens: Sequence[Token], first: int, end: int) -> str:
    """Whether a verb of saying stands right after (a) or before (b) a mention, or after its apposition (c)."""
    words = words_of("saying")
    if any(t.lemma.lower() in words and t.tag.startswith("VB") for t in tokens[end : end + 3]):
        return "a"
    if any(t.lemma.lower() in words and t.tag.startswith("VB") for t in tokens[max(0, first - 3) : first]):
        return "b"
    for i in range(end, min(end + 15, len(tokens))):
        if tokens[i].text in ("”", '"', "''", "."):
            break
        if tokens[i].lemma.lower() in words and tokens[i].tag == "VBD" and tokens[i - 1].text == ",":
            return "c"
    return "-"


def _pair_lexicon(view: View, a: int, b: int, c: int, d: int) -> list[str]:
    found: list[str] = []
    sums = {"L": 0.0, "B": 0.0, "R": 0.0}
    seen: dict[str, list[tuple[int, int, Sense, bool]]] = {"L": [], "B": [], "R": []}
    for first, end, sense, negated in view.senses:
        side = "L" if end <= a else "B" if first >= b and end <= c else "R" if first >= d else ""
        if not side or (side == "L" and first < a - 12) or (side == "R" and first > d + 12):
            continue
        found.append(f"x{side}={_code(sense, negated)}")
        if sense.attitude:
            sums[side] += -0.5 * sense.polarity if negated else sense.polarity
            seen[side].append((first, end, sense, negated))
    found += [f"S{side}={_signed(value)}" for side, value in sums.items()]
    found.append("SS=" + _trend(sums.values(), 0.1))
    for side, senses in seen.items():
        if not senses:
            continue
        _, _, sense, negated = senses[-1] if side == "L" else senses[0]
        found.append(f"near{side}={_code(sense, negated)}{_trend((sense.polarity,), 0.0)}")
    if seen["B"]:
        first, _, sense, negated = seen["B"][0]
        found.append(f"np={_code(sense, negated)}_{_bucket(first - b, (0, 1, 2, 4, 8))}")
        _, end, sense, negated = seen["B"][-1]
        found.append(f"nq={_code(sense, negated)}_{_bucket(c - end, (0, 1, 2, 4, 8))}")
        found.append(f"nqp={_code(sense, negated)}_{view.lemmas[c - 1]}_{_follows(view.tokens, d)[:4]}")
    values = [sum(view.valence[max(0, a - 10) : a]), sum(view.valence[b:c]), sum(view.valence[d : d + 10])]
    found += [f"V{side}={_signed(v, (1, 2, 4))}" for side, v in zip("LBR", values, strict=True)]
    found.append("VV=" + _trend(values, 0.5))
    found.append("tb=" + _signed(round(view.polarity, 1), (0.1, 0.3, 0.6)))
    found.append(f"neg={any(b <= k < c for k in view.negations):d}")
    return found


def target_features(view: View, first: int, end: int, names: Sequence[str] = ()) -> dict[str, float]:
    """Features of one target at tokens `[first, end)`; an empty stretch (first = end = 0) for one without a place."""
    tokens, lemmas = view.tokens, view.lemmas
    placed = end > first
    left = lemmas[max(0, first - 6) : first]
    right = lemmas[end : end + 8]
    found = ["s=" + w for w in sorted(set(lemmas))]
    found += [f"s2={x}_{y}" for x, y in sorted(set(itertools.pairwise(lemmas)))]
    found += ["n=" + name for name in names]
    if placed:
        found += ["l=" + w for w in left] + ["r=" + w for w in right]
        found += [f"l2={x}_{y}" for x, y in itertools.pairwise(left)]
        found += [f"r2={x}_{y}" for x, y in itertools.pairwise(right)]
        opening = ("BOS",) if first <= 4 else ()
        found += _ngrams((*opening, *lemmas[max(0, first - 4) : first], "T", *lemmas[end : end + 5]), frozenset("T"))
        found += _target_structure(view, first, end)
        found += ["tw=" + w for w in lemmas[first:end]]
    found += _target_lexicon(view, first, end)
    found.append(f"len={_bucket(len(tokens), (8, 15, 25, 40))}")
    strengths = _target_strengths(view, first, end)
    found += [f"wb{mark}=" + bucket(strengths["w" + mark], STEPS) for mark in "LRS" if "w" + mark in strengths]
    return {**dict.fromkeys(found, 1.0), **strengths}


def _target_strengths(view: View, first: int, end: int) -> dict[str, float]:
    """Mean vectors and summed feelings of the words before and after a target, and of all."""
    words = [t.text.lower() for t in view.tokens]
    felt = feelings(view.tokens)
    found = {**mean_features(words, "S"), **sums(felt, 0, len(words), "S")}
    if end > first:
        left, right = max(0, first - _NEAR_BEFORE), min(len(words), end + _NEAR_AFTER)
        found |= {**mean_features(words[left:first], "L"), **sums(felt, left, first, "L")}
        found |= {**mean_features(words[end:right], "R"), **sums(felt, end, right, "R")}
        verb = next(
            (i for i in range(end, len(words)) if view.tokens[i].tag.startswith("VB") and view.lemmas[i] not in _LIGHT),
            -1,
        )
        if verb >= 0:
            found |= {**mean_features([words[verb]], "V"), "wV": felt[verb]}
    return found


def _target_structure(view: View, first: int, end: int) -> list[str]:
    tokens = view.tokens
    before = [t.lemma for t in tokens[:first] if t.tag.startswith("VB")][-2:]
    after = [t.lemma for t in tokens[end:] if t.tag.startswith("VB")][:3]
    found = [f"lv{i}={v}" for i, v in enumerate(reversed(before))] + [f"rv{i}={v}" for i, v in enumerate(after)]
    if after:
        found.append("rvs=" + "_".join(after[:2]))
    found += [
        "next=" + _follows(tokens, end),
        "prev=" + (view.lemmas[first - 1] if first else "BOS"),
        f"quo={view.quoted[first]:d}",
    ]
    return found


def _target_lexicon(view: View, first: int, end: int) -> list[str]:
    found: list[str] = []
    sums = {"L": 0.0, "R": 0.0, "l": 0.0, "r": 0.0}
    near: dict[str, str] = {}
    for start, stop, sense, negated in view.senses:
        side = "L" if stop <= first else "R" if start >= end else ""
        if not side:
            continue
        code = _code(sense, negated)
        distance = first - stop if side == "L" else start - end
        found.append(f"x{side}={code}")
        if distance < 8:
            found.append(f"xn{side}={code}{_bucket(distance, (0, 1, 2, 4))}")
        if not sense.attitude:
            continue
        value = -0.5 * sense.polarity if negated else sense.polarity
        sums[side] += value
        if distance < 6:
            sums[side.lower()] += value
        if side == "L" or side not in near:
            near[side] = code
    found += [f"S{side}={_signed(value)}" for side, value in sums.items()]
    found.append("SS=" + _trend(sums.values(), 0.1))
    found += [f"n{side}={code}" for side, code in near.items()]
    ranges = {"L": (0, first), "R": (end, len(view.tokens)), "l": (max(0, first - 6), first), "r": (end, end + 8)}
    values = {side: sum(view.valence[a:b]) for side, (a, b) in ranges.items()}
    for side in "LR":
        a, b = ranges[side]
        found += [f"v{side}={'+' if v > 0 else '-'}{int(abs(v))}" for v in view.valence[a:b] if v]
    found += [f"V{side}={_signed(v, (1, 2, 4, 7))}" for side, v in values.items()]
    found.append("VV=" + _trend(values.values(), 0.5))
    found.append("VT=" + _signed(values["L"] + values["R"], (1, 2, 3, 5, 8)))
    found.append("tb=" + _signed(round(view.polarity, 1), (0.1, 0.3, 0.6)))
    return found
