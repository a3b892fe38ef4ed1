"""Whom "they" and "it" mean: a maximum-entropy model ranks the actors named shortly before (Denis and Baldridge 2008).

Each actor in reach is judged by itself, and the likeliest one is meant. What two plain rules answer (`_last_plural`,
`_last_thing`) is the strongest feature, and stands where no actor is likely enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from oped.learning import Model
from oped_stance.actors.memory import Chooser, Discourse, Entry, Offer
from oped_stance.actors.sentence import FINITE, POSSESSIVE, Candidate, Sentence

HERE = Path(__file__).parent
REACH, MOST, LOOKED = 2, 5, 25  # sentences back, actors judged, entries looked at
SURE = 0.35
"""Below this probability of the likeliest actor the rules decide."""

_BODIES = frozenset({"country", "organisation", "government", "company", "party", "court", "alliance"})
_SORTS = {
    "person": "person", "people": "people", "group": "people", "country": "state", "region": "place", "city": "place",
    "government": "body", "organisation": "body", "company": "body", "party": "body", "court": "body",
    "alliance": "body",
}  # fmt: skip
_PLURALS = ("NNS", "NNPS")


@cache
def model(folder: str) -> Model | None:
    """The model of a folder, or the shipped one where the folder has none. Raises ModelError."""
    own = Path(folder) / "pronouns.crf.gz"
    path = own if folder and own.exists() else HERE / "model" / "pronouns.crf.gz"
    return Model(path) if path.exists() else None


def chooser(folder: str) -> Chooser:
    """What decides by the model of a folder; without a model no pronoun means anybody."""
    ranker = model(folder)

    def choose(offer: Offer) -> tuple[int, float]:
        if ranker is None or not offer.rows:
            return -1, 0.0
        chances = [marginal["yes"] for marginal in ranker.marginals(offer.rows)]
        best = max(range(len(chances)), key=lambda i: chances[i])
        if chances[best] < SURE:
            best = offer.ruled
        return best, max(chances[best], SURE) if best >= 0 else 0.0

    return choose


def offer(discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate) -> Offer:
    """The actors in reach of a pronoun, each once, with features."""
    entries: list[Entry] = []
    seen: set[tuple[str, ...]] = set()
    plural = candidate.gender == "plural"
    for entry in reversed(discourse.history[-LOOKED:]):
        if number - entry.sentence > REACH or len(entries) == MOST:
            break
        actors = entry.actors
        if not actors[0].name or not _fits(entry, plural):
            continue
        names = tuple(actor.name for actor in actors)
        if names not in seen:
            seen.add(names)
            entries.append(entry)
    if not entries:
        return Offer(number, candidate)
    pronoun, around = _pronoun(sentence, candidate)
    rows = [
        _row(discourse, number, sentence, candidate, entry, rank, pronoun, around) for rank, entry in enumerate(entries)
    ]
    rule = _last_plural if plural else _last_thing
    ruled = rule(discourse, number, sentence, candidate)
    chosen = -1
    for rank, (entry, row) in enumerate(zip(entries, rows, strict=True)):
        if ruled is None:
            row.append(f"{pronoun}|unruled")
        elif entry.actors == ruled.actors:
            row += ["ruled", f"{candidate.gender}|ruled", f"{pronoun}|ruled"]
            chosen = rank
    return Offer(number, candidate, tuple(entries), tuple(rows), chosen)


def _fits(entry: Entry, plural: bool) -> bool:
    if plural:
        return entry.plural or (entry.actors[0].type not in ("person", "city", "region", "country"))
    return len(entry.actors) == 1 and entry.actors[0].type not in ("person", "group", "people")


def _pronoun(sentence: Sentence, candidate: Candidate) -> tuple[str, list[str]]:
    """The form and place of a pronoun in its clause, and the words around it."""
    tokens, at = sentence.tokens, candidate.first
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    text = tokens[at].text.lower()
    verb = at + 1
    while verb < len(tokens) and tokens[verb].tag == "RB":
        verb += 1
    subject = verb < len(tokens) and tokens[verb].tag in FINITE
    role = "of" if text in ("its", "their") else "subject" if subject else "object"
    form = f"{candidate.gender}.{role}"
    around = [form, f"{form}.opens" if at < 2 else f"{form}.within"]
    if subject:
        main = verb + 1 if tokens[verb].tag == "MD" and verb + 1 < len(tokens) else verb
        after = tokens[main + 1].tag[:2] if main + 1 < len(tokens) else ""
        around.append(f"{form}>>{tokens[main].lemma.lower() == 'be'}{after}")
    elif following is not None:
        around.append(f"{form}>>{following.tag[:2]}")
    return form, around


def _row(
    discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate, entry: Entry, rank: int, pronoun: str,
    around: Sequence[str],
) -> list[str]:  # fmt: skip
    actor = entry.actors[0]
    sort = _SORTS[actor.type]
    back = number - entry.sentence
    often = min(discourse.counts.get(actor.name, 0), 6)
    named = actor.name[:1].isupper()
    row = [*around]
    role = f"{entry.via}{'!' if entry.subject else ''}{'s' if entry.plural else ''}"
    between = _between(sentence, entry.end if not back else 0, candidate)
    row += [
        f"{pronoun}|{sort}", f"{pronoun}|{actor.type}", f"{pronoun}|{role}", f"{pronoun}|{sort}|{role}",
        f"{pronoun}|back{back}", f"{pronoun}|rank{rank}", f"{pronoun}|{entry.subject}{back}{rank}",
        f"{pronoun}|often{often}", f"{pronoun}|named{named}{entry.plural}", f"{pronoun}|n{len(entry.actors)}",
        f"{pronoun}|{between}{back}", f"{pronoun}|{entry.subject}|{between}",
        f"{pronoun}|{back}{'^' if entry.first < 2 else ''}{entry.subject}",
    ]  # fmt: skip
    if not back and candidate.first - entry.end <= 2:
        row.append(f"{pronoun}|{sentence.lower(entry.end)}{candidate.first - entry.end}")
    elif not back and sentence.word(entry.end) in POSSESSIVE:
        row.append(f"{pronoun}|of")
    return row


def _between(sentence: Sentence, first: int, candidate: Candidate) -> str:
    """How many nouns that the pronoun may mean as well stand before it: plural ones for "they", others for "it"."""
    plural = candidate.gender == "plural"
    count = 0
    for token in sentence.tokens[max(first, candidate.first - 20) : candidate.first]:
        tag = token.tag
        if tag in _PLURALS if plural else tag == "NN":
            count += 1
    return str(min(count, 3))


def _last_plural(discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate) -> Entry | None:
    """Whom "they" means: the last plural subject or group, or the last people at all where no other plural noun is near."""
    fallback: Entry | None = None
    for entry in reversed(discourse.history[-25:]):
        distance = number - entry.sentence
        if distance > (2 if entry.via == "pronoun" else 1):
            break
        if not entry.plural or any(actor.type in ("city", "region") for actor in entry.actors):
            continue
        between = range(entry.end if entry.sentence == number else 0, candidate.first)
        skip = 1 if entry.via == "demonym" else 0
        plurals = sum(1 for i in between if sentence.tokens[i].tag in ("NNS", "NNPS"))
        if entry.subject or entry.via in ("group", "pronoun", "coordination"):
            if plurals > skip + 1 or (fallback is not None and fallback.sentence > entry.sentence):
                break
            return entry
        if fallback is None and plurals <= skip and _people(entry):
            fallback = entry
    return fallback


def _people(entry: Entry) -> bool:
    return all(actor.type in ("group", "people") for actor in entry.actors)


def _last_thing(discourse: Discourse, number: int, sentence: Sentence, candidate: Candidate) -> Entry | None:
    text = sentence.lower(candidate.first)
    if text == "it" and not _verb_follows(sentence, candidate.end):
        return None
    for entry in reversed(discourse.history[-10:]):
        if number - entry.sentence > 1:
            return None
        actor = entry.actors[0]
        if len(entry.actors) != 1 or actor.type not in _BODIES or entry.via == "demonym":
            continue
        beside = entry.sentence == number and text == "its" and _and_its(sentence, entry.end, candidate.first)
        if not entry.subject and not beside:
            continue
        if entry.sentence != number and candidate.first > 4:
            return None
        return entry
    return None


def _and_its(sentence: Sentence, end: int, first: int) -> bool:
    """Whether "and" alone stands between: "Washington and its partners"."""
    return first == end + 1 and sentence.lower(end) in ("and", "or", "with")


def _verb_follows(sentence: Sentence, at: int) -> bool:
    """Whether a finite verb comes next, at most an adverb between: "it" is a subject; as an object it is too open."""
    while at < len(sentence.tokens) and sentence.tokens[at].tag == "RB":
        at += 1
    return at < len(sentence.tokens) and sentence.tokens[at].tag in FINITE
