"""Given actors: every ordered pair of them in a sentence is classified, and a lone one is judged as a target.

A mention that covers a whole sentence stands for an actor without a place in the text. Somebody who pairs such an
actor with another says that there is a stance, so wherever one is given only the sign is in question, for every pair; where
all mentions have places the answer may well be that there is none. The answer for a pair without a stance lies within 0.05
of zero and leans with the sentence; it is explained, and is no annotation.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import attrs

from oped.model import Annotation, Document, Token
from oped_stance.stance import rules
from oped_stance.stance.events import event, joins
from oped_stance.stance.features import View, view
from oped_stance.stance.finding import NEUTRAL, stand
from oped_stance.stance.learned import (
    Place,
    Verdict,
    choose,
    judge_pair,
    pair_findings,
    pair_instance,
    pair_window,
    place,
    polar_instance,
    positive,
    target_instance,
    window,
)
from oped_stance.stance.models import model

_TRUSTED = 0.6  # the strength that a rule needs to stand against the model's "none"
_LEAN = 0.04  # the largest polarity of a pair without a stance
_MOST_PARTNERS = 8  # mentions after one in its sentence that it is paired with; keeps a list of names linear
EVENT_NONE = 0.65
"""The probability of no stance up to which an event in so many words still gives a pair its sign."""
EVENT_NONE_APART = 0.35
"""The same where the event does not plainly lead from one of the pair to the other."""
EVENT_POLARITY = 0.15
EVENT_WEIGHT = 0.7
"""The say of an event beside the models where one of the pair has no place."""
TONE_WEIGHT = 0.5
"""The say of words of stance that agree, beside the models, where one of the pair has no place and no event is told."""
_AGREEING = 2  # words of stance
_FARTHEST = 3  # sentences between the mentions of a pair that never share one


@attrs.frozen
class Given:
    """A given mention with its name and place."""

    annotation: Annotation
    name: str
    place: Place
    sentence: int


@attrs.frozen
class Answer:
    """What is said of one ordered pair: `holder` is None for the author; `evidence` are tokens of the document."""

    holder: Given | None
    target: Given
    polarity: float
    attitude: str
    quad: str
    mode: str
    certainty: float
    evidence: tuple[tuple[int, int], ...]
    rule: str
    why: str
    confidence: float


def answers(document: Document, mentions: Sequence[Annotation], folder: str) -> Iterator[Answer]:
    """The stance of every ordered pair of given mentions, or towards the one target where there is only one actor."""
    if not document.tokens:
        return
    given = [
        Given(a, str(a.features.get("actor", "")), place(document, a), document.sentence_index(a.start))
        for a in mentions
    ]
    given = [g for g in given if g.name]
    if len({g.name for g in given}) == 1:
        for one in given:
            yield _target(document, one, folder)
        return
    whole = [g for g in given if g.place.whole]
    placed = [g for g in given if not g.place.whole]
    for a, b in _same_words(placed):
        yield _polar(document, a, b, folder)
        yield _polar(document, b, a, folder)
    for a, b in _pairs(placed):
        if whole:  # the sentence as a whole is coded: who is paired has a stance
            yield _polar(document, a, b, folder)
            yield _polar(document, b, a, folder)
        else:
            yield from _placed_pair(document, a, b, folder)
    for a in whole:
        for b in [*whole, *placed]:
            if a.name == b.name or not _meets(document, a, b):
                continue
            yield _polar(document, a, b, folder)
            if not b.place.whole:
                yield _polar(document, b, a, folder)


def _meets(document: Document, whole: Given, other: Given) -> bool:
    """Whether the sentences that a placeless actor counts for hold the other."""
    return whole.annotation.start <= other.annotation.start < whole.annotation.end or whole.sentence == other.sentence


def _same_words(placed: Sequence[Given]) -> Iterator[tuple[Given, Given]]:
    """Different actors that share their words; only their names tell them apart."""
    by_place: dict[Place, list[Given]] = {}
    for one in placed:
        by_place.setdefault(one.place, []).append(one)
    for members in by_place.values():
        for i, a in enumerate(members):
            yield from ((a, b) for b in members[i + 1 : i + 1 + _MOST_PARTNERS] if a.name != b.name)


def _pairs(placed: Sequence[Given]) -> Iterator[tuple[Given, Given]]:
    """Pairs of mentions of different actors that share a sentence; for actors that never do, the nearest ones."""
    ordered = sorted(placed, key=lambda g: (g.place.first, g.place.end))
    by_sentence: dict[int, list[Given]] = {}
    for one in ordered:
        by_sentence.setdefault(one.sentence, []).append(one)
    met: set[tuple[str, str]] = set()
    for members in by_sentence.values():
        for i, a in enumerate(members):
            for b in members[i + 1 : i + 1 + _MOST_PARTNERS]:
                if a.name != b.name and a.place != b.place:
                    met.add((min(a.name, b.name), max(a.name, b.name)))
                    yield a, b
    for a, b in itertools.pairwise(ordered):
        pair = (min(a.name, b.name), max(a.name, b.name))
        if a.name != b.name and pair not in met and 0 < b.sentence - a.sentence <= _FARTHEST:
            met.add(pair)
            yield a, b


def _placed_pair(document: Document, a: Given, b: Given, folder: str) -> Iterator[Answer]:
    features, seen = pair_instance(document, a.place, b.place)
    verdict = judge_pair(folder, features)
    label = choose(verdict)
    start, end, _ = pair_window(document, a.place, b.place)
    tokens = document.tokens[start:end]
    p, q = (a.place.first - start, a.place.end - start), (b.place.first - start, b.place.end - start)
    found = pair_findings(tokens, p, q)
    why = "model: " + ", ".join(f"{name} ({weight:+})" for name, weight in grounds(folder, features, label))
    for holder, target, forth in ((a, b, True), (b, a, False)):
        names = ("p", "q") if forth else ("q", "p")
        ruled = [f for f in found if (rules.name(f.holder), rules.name(f.target)) == names]
        polarity, confidence = _pair_polarity(verdict, label, forth)
        if label == "0":
            polarity, confidence = _by_rule(ruled, polarity, confidence)
        else:
            polarity = _overruled(tokens, p if forth else q, q if forth else p, ruled, polarity)
        if label == "0" and abs(polarity) < NEUTRAL:
            polarity = _by_event(tokens, p if forth else q, q if forth else p, verdict, polarity)
        yield _answer(seen, holder, target, polarity, confidence, ruled, start, why, (p, q))


def _by_rule(ruled: Sequence[rules.Finding], polarity: float, confidence: float) -> tuple[float, float]:
    """A rule that finds a stance in so many words stands, at half its weight, where the model sees none."""
    direct = [f for f in ruled if not f.derived and f.strength >= _TRUSTED and f.polarity]
    if not direct:
        return polarity, confidence
    best = max(direct, key=lambda f: (f.strength, abs(f.polarity)))
    size = max(0.06, abs(best.polarity) / 2)
    return (size if best.polarity > 0 else -size), round(1.0 - confidence, 3)


def _overruled(
    tokens: Sequence[Token],
    source: tuple[int, int],
    target: tuple[int, int],
    ruled: Sequence[rules.Finding],
    polarity: float,
) -> float:
    """Where a rule and an event agree against the sign of the model ("lifted its embargo against"), they are right."""
    direct = [f for f in ruled if not f.derived and f.strength >= _TRUSTED]
    if abs(polarity) < NEUTRAL or not direct or any(f.polarity * polarity > 0 for f in direct):
        return polarity
    told = event(tokens, source)
    if told is None or told.sign * polarity > 0 or not joins(tokens, source, told, target):
        return polarity
    return max(direct, key=lambda f: f.strength).polarity / 2


def _by_event(
    tokens: Sequence[Token], source: tuple[int, int], target: tuple[int, int], verdict: Verdict, polarity: float
) -> float:
    """An event that the source does gives the pair its sign; a clear "none" of the model leaves it a lean."""
    told = event(tokens, source)
    if told is None:
        return polarity
    sure = joins(tokens, source, told, target)
    decided = told.linked and told.decisive and verdict.none < (EVENT_NONE if sure else EVENT_NONE_APART)
    return told.sign * (EVENT_POLARITY if decided else _LEAN)


def _pair_polarity(verdict: Verdict, label: str, forth: bool) -> tuple[float, float]:
    """Polarity and confidence of one direction: the chosen class at full weight, the others as a lean."""
    plus = verdict.forth_positive if forth else verdict.back_positive
    minus = verdict.forth_negative if forth else verdict.back_negative
    chosen = {"1": (True, 1), "2": (False, 1), "3": (True, -1), "4": (False, -1)}.get(label)
    if chosen is not None and chosen[0] == forth:
        share = plus if chosen[1] > 0 else minus
        return chosen[1] * (0.3 + 0.6 * share / max(1e-9, plus + minus)), share
    lean = plus - minus
    size = _LEAN * min(1.0, abs(lean) + 0.25)
    return (size if lean >= 0 else -size), 1.0 - plus - minus


def _answer(
    seen: View,
    holder: Given | None,
    target: Given,
    polarity: float,
    confidence: float,
    ruled: Sequence[rules.Finding],
    start: int,
    why: str,
    places: Sequence[tuple[int, int]],
) -> Answer:
    """The model says sign and strength; where a rule agrees, it says the rest."""
    agreeing = [f for f in ruled if f.polarity * polarity > 0]
    if agreeing:
        best = max(agreeing, key=lambda f: (not f.derived, f.strength))
        if abs(polarity) >= NEUTRAL:
            polarity = (polarity + best.polarity) / 2
        evidence = tuple((first + start, end + start) for first, end in best.evidence)
        return Answer(
            holder,
            target,
            polarity,
            best.attitude,
            best.quad,
            best.mode,
            best.certainty,
            evidence,
            f"model and {best.rule}",
            f"{why}; {best.why}",
            confidence,
        )
    first, end, attitude, quad = _nearest(seen, places, polarity)
    mode = "question" if any(t.text == "?" for t in seen.tokens[-2:]) else "asserted"
    return Answer(
        holder,
        target,
        polarity,
        attitude,
        quad,
        mode,
        round(max(0.3, min(0.9, confidence)), 3),
        ((first + start, end + start),),
        "model",
        why,
        confidence,
    )


def _nearest(seen: View, places: Sequence[tuple[int, int]], polarity: float) -> tuple[int, int, str, str]:
    """The stance word of the same sign nearest to the mentions, and its attitude and quad; else the mention itself."""
    best: tuple[int, int, int, str, str] | None = None
    for first, end, sense, negated in seen.senses:
        if not sense.attitude or sense.polarity * (-1 if negated else 1) * polarity <= 0:
            continue
        distance = min(max(0, first - e, f - end) for f, e in places)
        if best is None or distance < best[0]:
            attitude, quad = sense.attitude, sense.quad
            if negated:
                attitude, quad = stand(polarity > 0)
            best = (distance, first, min(end, len(seen.tokens)), attitude, quad)
    if best is not None:
        return best[1:]
    low, high = min(f for f, _ in places), max(e for _, e in places)
    verb = next((i for i in range(low, high) if seen.tokens[i].tag.startswith("VB")), -1)
    stretch = (verb, verb + 1) if verb >= 0 else (places[-1] if places[-1][1] > places[-1][0] else (0, 1))
    return (*stretch, *stand(polarity > 0))


def _polar(document: Document, holder: Given, target: Given, folder: str) -> Answer:
    features = polar_instance(document, holder.place, target.place, (holder.name, target.name))
    chance = positive(document, holder.place, target.place, (holder.name, target.name), folder)
    chance = _with_event(document, holder, chance)
    sign = "+" if chance >= 0.5 else "-"
    share = max(chance, 1.0 - chance)
    polarity = (1 if sign == "+" else -1) * (0.1 + 0.8 * (share - 0.5) * 2)
    why = "model: " + ", ".join(f"{n} ({w:+})" for n, w in model(folder, "polar").explain(features, sign, 3))
    place_ = target.place if not target.place.whole else holder.place
    return _alone(document, holder, target, place_, polarity, share, why)


def _with_event(document: Document, holder: Given, chance: float) -> float:
    """The chance of a positive stance, with the event that the holder does, if one is told, as one more voice."""
    at = holder.place
    start, end, _ = window(document, at.first, max(at.end, at.first + 1), 0)
    source = (0, 0) if at.whole else (at.first - start, at.end - start)
    told = event(document.tokens[start : min(end, start + 200)], source)
    if told is None or not told.decisive:
        return _with_tone(view(document.tokens[start : min(end, start + 200)], 0.0), chance)
    weight = EVENT_WEIGHT if told.linked else EVENT_WEIGHT / 2
    return (chance + weight * (0.85 if told.sign > 0 else 0.15)) / (1.0 + weight)


def _with_tone(seen: View, chance: float) -> float:
    """The chance of a positive stance, with the words of stance as one more voice where all of several agree."""
    tones = [sense.polarity * (-1 if negated else 1) for _, _, sense, negated in seen.senses if sense.attitude]
    if len(tones) < _AGREEING or min(tones) * max(tones) <= 0:
        return chance
    return (chance + TONE_WEIGHT * (0.85 if tones[0] > 0 else 0.15)) / (1.0 + TONE_WEIGHT)


def _target(document: Document, target: Given, folder: str) -> Answer:
    features = target_instance(document, target.place)
    scores = model(folder, "target").classify(features)
    label = max(scores, key=lambda name: (scores[name], name))
    lean = scores.get("+", 0.0) - scores.get("-", 0.0)
    if label == "0":
        polarity = (_LEAN if lean >= 0 else -_LEAN) * min(1.0, abs(lean) + 0.1)
    else:
        polarity = (1 if label == "+" else -1) * (0.2 + 0.7 * scores[label])
    why = "model: " + ", ".join(f"{n} ({w:+})" for n, w in model(folder, "target").explain(features, label, 3))
    return _alone(document, None, target, target.place, polarity, scores[label], why)


def _alone(
    document: Document, holder: Given | None, target: Given, at: Place, polarity: float, confidence: float, why: str
) -> Answer:
    start, end, tone = window(document, at.first, at.end, 0)
    end = min(end, start + 500)
    seen = view(document.tokens[start:end], tone)
    first = 0 if at.whole else at.first - start
    return _answer(
        seen, holder, target, polarity, confidence, (), start, why, [(first, min(at.end - start, len(seen.tokens)))]
    )


def grounds(folder: str, features: Sequence[str], label: str) -> list[tuple[str, float]]:
    """The strongest features for or against the sign of a class."""
    sign = {"0": "0", "1": "+", "2": "+"}.get(label, "-")
    return model(folder, "sign").explain(features, sign, 3)
