"""The headline: plain sentences that say only what the layers hold, each with the findings that it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from oped.model import Document, Report
from oped.renderers.summary.argument import Unit
from oped.renderers.summary.certainty import Certainty
from oped.renderers.summary.findings import CONTEXT, Context, Finding, Findings, in_context, is_own, labelled
from oped.renderers.summary.phrases import capital, counted, definite, is_plural, listed, topic
from oped.renderers.summary.stances import LIKELY, Actor, Dyad, is_guess, sign_of
from oped.sides import AUTHOR
from oped.wording import words


@attrs.frozen
class Statement:
    """One sentence of the headline, with the findings that it rests on.

    `topic`: thesis, gloss (what the thesis means), actors, stance, certainty.
    """

    topic: str
    text: str
    evidence: tuple[Finding, ...] = ()
    sign: str = ""


WITH_WORDS = ("gloss", "stance", "certainty")
"""Topics whose statements are followed by their words, each in its sentence."""


def once(evidence: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings with the same words in the same line once only."""
    return tuple({(finding.words, finding.line): finding for finding in reversed(evidence)}.values())[::-1]


def evidence_in_context(document: Document, finding: Finding, statement: Statement) -> Context:
    """The words of a statement's evidence in their sentence; where the author is unsure, nearly all of it."""
    return in_context(document, finding, 2 * CONTEXT if statement.topic == "certainty" else CONTEXT)


def cited(finding: Finding, statement: Statement) -> str:
    """Where a finding's words stand, and for a stance whose words they are."""
    if statement.topic != "stance":
        return f"line {finding.line}"
    voice = finding.feature("voice") or AUTHOR
    return f"{'the author' if voice == AUTHOR else voice}, line {finding.line}"


def placed(thesis: Finding) -> str:
    """Where a thesis stands, and how sure the analyser is that it is the thesis."""
    if not thesis.confidence:
        return f"line {thesis.line}"
    guess = "" if thesis.number_of("confidence", 1.0) >= LIKELY else "only the best guess, "
    return f"line {thesis.line}, {guess}confidence {thesis.confidence}"


def statements_of(
    report: Report,
    found: Findings,
    lacking: Mapping[str, str],
    people: Sequence[Actor],
    pairs: Sequence[Dyad],
    units: Sequence[Unit],
    sure: Certainty,
) -> Iterable[Statement]:
    """The headline of a report, topic by topic; `lacking` are the layers that are not there."""
    if "argument" not in lacking:
        yield from _thesis(units, labelled(found, "actors", "mention"))
    if "actors" not in lacking:
        yield _cast(people)
    if "stance" not in lacking:
        yield from _positions(report.document, pairs, {actor.name: actor.type for actor in people})
    if "hedging" not in lacking and report.document.sentences:
        yield from _assurance(sure, units)


def _thesis(units: Sequence[Unit], mentions: Sequence[Finding]) -> Iterable[Statement]:
    theses = [unit.finding for unit in units if unit.finding.label == "major_claim"]
    if not theses:
        text = "No thesis was found." if units else "No argument was found."
        yield Statement("thesis", text)
        return
    theses.sort(key=lambda thesis: (-thesis.number_of("confidence", 0.0), thesis.annotation.start))
    yield Statement("thesis", f"“{theses[0].words.strip()}”", (theses[0],))
    if told := _stands_for(theses[0], mentions):
        yield Statement("gloss", told)
    for other in theses[1:3]:
        yield Statement("gloss", "Marked as thesis too:", (other,))


_UNNAMED = ("pronoun", "epithet", "group", "title")


def _stands_for(unit: Finding, mentions: Sequence[Finding]) -> str:
    """Whom the words that name nobody mean within a unit, as the layer of actors has it."""
    meant: dict[str, list[str]] = {}
    for mention in mentions:
        if mention.feature("via") in _UNNAMED and any(
            span.start <= mention.annotation.start and mention.annotation.end <= span.end
            for span in unit.annotation.spans
        ):
            names = meant.setdefault(mention.words, [])
            if (name := definite(mention.feature("actor"))) not in names:
                names.append(name)
    clear = [f"“{said}” refers to {listed(names)}" for said, names in meant.items() if said not in names]
    return f"Here {listed(clear)}." if clear else ""


_FEW = 5


def _cast(people: Sequence[Actor]) -> Statement:
    if not people:
        return Statement("actors", "No actors are named.")
    top = people[:_FEW]
    named = listed([f"{definite(actor.name, is_actor=True)} ({len(actor.mentions)})" for actor in top])
    rest = len(people) - len(top)
    others = f", and {counted(rest, 'other')}" if rest else ""
    return Statement("actors", f"{capital(named)}{others}.", tuple(actor.mentions[0] for actor in top))


def _positions(document: Document, pairs: Sequence[Dyad], types: Mapping[str, str]) -> Iterable[Statement]:
    """The pairs with most of the author's flat words; those said in one breath are one statement."""
    if not pairs:
        yield Statement("stance", "No stance of anybody towards anybody was found.")
        return
    statements: list[Statement] = []
    told: set[tuple[str, str]] = set()
    quoted: set[int] = set()  # sentences that the headline has shown already
    by_pair = {(pair.holder, pair.target): pair for pair in pairs}
    for pair in sorted(pairs, key=lambda pair: -_weight(pair)):
        # Nobody should have to guess whether anybody is opposed, so one who is stands there in any case.
        full = len(statements) >= _FEW
        if full and (pair.sign != "against" or any(statement.sign == "against" for statement in statements)):
            continue
        if (pair.holder, pair.target) in told:
            continue
        back = by_pair.get((pair.target, pair.holder))
        if back and back is not pair and back.sign == pair.sign and _verb(back, False) == _verb(pair, False):
            told |= {(pair.holder, pair.target), (back.holder, back.target)}
            both = listed([definite(name, is_actor=name in types) for name in (pair.holder, pair.target)])
            text = f"{capital(both)} {_verb(pair, True)} each other"
            best = _best(document, pair, quoted)
            evidence = best[:2] if pair.sign == "mixed" else best[:1] + _best(document, back, quoted)[:1]
            statement = Statement("stance", _tallied(text, pair, back), evidence, pair.sign)
        else:
            alike = [pair, *(other for other in pairs if _same_breath(document, pair, other))]
            told |= {(other.holder, other.target) for other in alike}
            holder = capital(definite(pair.holder, is_actor=pair.holder in types))
            objects = listed(list(dict.fromkeys(_object(other, types) for other in alike)))
            text = f"{holder} {_verb(pair, is_plural(pair.holder, types))} {objects}"
            statement = Statement("stance", _tallied(text, *alike), _best(document, pair, quoted)[:2], pair.sign)
        quoted |= {document.sentence_index(finding.annotation.start) for finding in statement.evidence}
        statements.append(statement)
    yield from statements


def _same_breath(document: Document, pair: Dyad, other: Dyad) -> bool:
    """Whether another pair of the same holder is the same thing, said of somebody else in the very same sentences."""
    if other is pair or other.holder != pair.holder or other.sign != pair.sign or pair.sign == "mixed":
        return False
    places, others = ({document.sentence_index(s.annotation.start) for s in p.stances} for p in (pair, other))
    return places == others and -1 not in places and _verb(other, False) == _verb(pair, False)


def _object(pair: Dyad, types: Mapping[str, str]) -> str:
    """The target within a sentence."""
    if pair.holder == pair.target:
        return "themselves" if is_plural(pair.target, types) else "itself"
    return topic(pair.target, is_actor=pair.target in types)


def _best(document: Document, pair: Dyad, quoted: Collection[int]) -> tuple[Finding, ...]:
    """The stances on the pair's side, those that are no guesses and that the text states outright first; of a mixed pair one of each side.

    Of equals, one in a sentence that is not among the `quoted` comes first.
    """
    side = pair.sign
    if side == "mixed":
        sides = [next((s for s in pair.stances if sign_of(s) == of), None) for of in ("for", "against")]
        if both := tuple(stance for stance in sides if stance):
            return both
    own = [stance for stance in pair.stances if sign_of(stance) == side] or list(pair.stances)
    outright = {"": 0, "asserted": 0}

    def order(stance: Finding) -> tuple[bool, bool, int, bool]:
        seen = document.sentence_index(stance.annotation.start) in quoted
        return stance.feature("derived") == "yes", is_guess(stance), outright.get(stance.feature("mode"), 1), seen

    return tuple(sorted(own, key=order))


def _tallied(text: str, *pairs: Dyad) -> str:
    """The sentence with how many findings it rests on, and what keeps them from being the author's flat word."""
    supports, opposes = sum(pair.supports for pair in pairs), sum(pair.opposes for pair in pairs)
    stances = [stance for pair in pairs for stance in pair.stances]
    number = counted(len(stances), "finding")
    if supports and opposes:
        number = f"{counted(supports, 'finding')} for, {opposes} against"
    return f"{text} ({', '.join([number, *_reserve(stances, pairs[0].holder)])})."


def _reserve(stances: Sequence[Finding], holder: str) -> Iterable[str]:
    modes = dict.fromkeys(stance.feature("mode") or "asserted" for stance in stances)
    flat = {"asserted", "advised"} if holder == AUTHOR else {"asserted"}  # an author advises outright
    if not flat.intersection(modes):
        yield " or ".join(words()["modes"].get(mode, mode) for mode in modes)
    if all(map(is_guess, stances)):
        yield "a guess" if len(stances) == 1 else "all guesses"
    voices = dict.fromkeys(stance.feature("voice") or AUTHOR for stance in stances)
    if AUTHOR not in voices:
        yield "by their own account" if list(voices) == [holder] else f"according to {listed(list(voices))}"


def _weight(pair: Dyad) -> float:
    """How many of a pair's stances are the author's flat word, each as far as the analyser is sure of it."""
    return sum(
        stance.number_of("confidence", 1.0)
        for stance in pair.stances
        if stance.feature("mode") in ("", "asserted", "advised")
        and stance.feature("voice") in ("", AUTHOR)
        and stance.feature("derived") != "yes"
    )


def _verb(pair: Dyad, plural: bool) -> str:
    """The verb of the attitude that most stances on the pair's side have."""
    side = pair.sign  # worked out anew at each call
    if side == "mixed" and (pair.supports or pair.opposes):
        forms = words()["signs"]["mixed"]
    else:
        attitudes = Counter(stance.feature("attitude") for stance in pair.stances if sign_of(stance) == side)
        best = max(attitudes, key=lambda attitude: attitudes[attitude], default="")  # of equals, the first in the text
        forms = words()["attitudes"].get(best) or words()["signs"][side]
    return str(forms[plural])


_WEAKEST = 3
_UNIT_NAMES = {"major_claim": "The thesis", "claim": "A claim", "premise": "A premise"}


def _assurance(sure: Certainty, units: Sequence[Unit]) -> Iterable[Statement]:
    own = sure.voices[0]
    hedges, boosters = counted(len(own.hedges), "hedge"), counted(len(own.boosters), "booster")
    text = f"In the author’s own voice: {hedges} and {boosters} in {counted(len(sure.sentences), 'sentence')}"
    claims = [unit for unit in units if unit.finding.label != "premise"]
    hedged = [(unit, cues) for unit in units if (cues := _own(unit.hedges))]
    if claims:
        unsure = sum(1 for unit, _ in hedged if unit.finding.label != "premise")
        boosted = sum(1 for unit in claims if _own(unit.boosters))
        text += f"; of {counted(len(claims), 'claim')}, {unsure or 'none'} hedged and {boosted or 'none'} boosted"
    lowest = () if hedged else tuple(sorted(own.hedges, key=_sureness)[:_WEAKEST])
    yield Statement("certainty", f"{text}.", lowest)
    # The claims first, then what they rest on; of each the least certain first.
    hedged.sort(key=lambda pair: (pair[0].finding.label == "premise", min(map(_sureness, pair[1]))))
    for unit, cues in hedged[:_WEAKEST]:
        by = listed(list(dict.fromkeys(f"“{cue.words}”" for cue in cues)))
        side = " of the other side" if unit.finding.feature("side") == "con" else ""
        weakest = min(cues, key=_sureness)
        yield Statement("certainty", f"{_UNIT_NAMES[unit.finding.label]}{side}, hedged by {by}:", (weakest,))


def _sureness(cue: Finding) -> float:
    return cue.number_of("certainty", 0.5)


def _own(cues: Iterable[Finding]) -> list[Finding]:
    return [cue for cue in cues if is_own(cue)]
