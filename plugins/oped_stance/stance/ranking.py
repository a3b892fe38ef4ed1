"""The learned part of raw text: which predicates are stances, whose, of which sign, in words or in deeds.

Three maximum-entropy models over one set of features: `who` (0 none, A the author's, S the subject's or another's),
`side` (+ or −) and `act` (attitude, in words or in deeds). Features: the predicate's words, their classes and vectors
(oped.learning), the roles around it, senses of the lexicon, valences, what the rules find, place in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import attrs

from oped.model import Document, Sentence
from oped_stance.stance import rules
from oped_stance.stance.candidates import Candidate, touches
from oped_stance.stance.features import bucket
from oped_stance.stance.feeling import STEPS
from oped_stance.stance.force import imperative, opener
from oped_stance.stance.models import model
from oped_stance.stance.parties import issue, parties
from oped_stance.stance.scene import AUTHOR, Scene

NAMES = ("who", "side", "act", "aim")
_AFTER = 6  # tokens after the evidence that are looked at
_LAST = 3  # sentences at the end of a text
_STEPS = (0.1, 0.4, 0.8, 1.6)
_PLAIN = frozenset(
    ["it", "this", "that", "these", "those", "they", "them", "he", "she", "we", "you", "i", "who", "there"]
)


@attrs.frozen
class Rank:
    """What the models say of a candidate, by its features; the models of sign and attitude are asked when first needed."""

    features: Sequence[str]
    folder: str
    author: float
    """The probability (0…1) of a stance of the author's."""
    other: float
    """The probability of a stance of another's."""

    @cached_property
    def positive(self) -> float:
        """The probability of a positive sign, if it is a stance."""
        return model(self.folder, "side").classify(self.features).get("+", 0.0)

    @cached_property
    def acts(self) -> Mapping[str, float]:
        """The probability of each attitude in words ("oppose:v") and in deeds ("oppose:m"), if it is a stance."""
        return model(self.folder, "act").classify(self.features)

    @property
    def stance(self) -> float:
        """The probability that it is a stance of anybody."""
        return self.author + self.other

    def likeliest(self, among: Iterable[str]) -> str:
        """The attitude with "v" or "m" that is likeliest among some attitudes."""
        return max((f"{a}:{kind}" for a in among for kind in "vm"), key=lambda act: self.acts.get(act, 0.0))

    def reaches(self, least: float) -> bool:
        """Whether a stance of the likelier sign has at least this probability."""
        return self.stance >= least and self.stance * max(self.positive, 1.0 - self.positive) >= least


def rank(features: Sequence[str], folder: str) -> Rank:
    """Judge a candidate."""
    who = model(folder, "who").classify(features)
    return Rank(features, folder, who.get("A", 0.0), who.get("S", 0.0))


def setting(document: Document, sentence: Sentence) -> list[str]:
    """Features of a sentence as a whole: where in the text it stands, and how long it is."""
    number = document.paragraph_index(sentence.start)
    paragraph = document.paragraphs[number]
    count = len(document.paragraphs)
    place = "first" if number <= 1 else "last" if number >= count - 2 else "mid"
    ends = number == count - 1 and any(s.start == sentence.start for s in paragraph.sentences[-_LAST:])
    return [
        "place=" + place,
        f"ends={ends:d}",
        f"opens={paragraph.sentences[0].start == sentence.start:d}",
        f"closes={paragraph.sentences[-1].start == sentence.start:d}",
        f"long={min(5, len(sentence.tokens) // 8)}",
    ]


def instance(
    scene: Scene,
    candidate: Candidate,
    findings: Sequence[rules.Finding],
    around: Sequence[str],
    felt: Sequence[float],
) -> list[str]:
    """The features of a candidate; `around` are those of its sentence, `felt` says how each word feels."""
    return [
        *around,
        *_words(scene, candidate),
        *_roles(scene, candidate),
        *_grounds(scene, candidate, felt),
        *_ruled(candidate, findings),
    ]


def _words(scene: Scene, candidate: Candidate) -> list[str]:
    tokens, verb = scene.tokens, candidate.verb
    chunk = scene.reading.chunks[verb.chunk]
    head = tokens[verb.head]
    lemma = head.lemma.lower()
    after = tokens[chunk.end] if chunk.end < len(tokens) else None
    following = after.lemma.lower() if after else "END"
    found = ["v=" + lemma, "tag=" + head.tag, f"vn={lemma}_{following}", "nx=" + following]
    found += [
        "nt=" + (after.tag if after else "END"),
        "pv=" + (tokens[chunk.first - 1].lemma if chunk.first else "BOS"),
    ]
    found += [f"form={verb.form}", f"pas={verb.passive:d}", f"neg={verb.negated:d}"]
    found += ["mod=" + verb.modal, f"cop={candidate.copula:d}", "op=" + opener(scene, verb.chunk)]
    found += [f"imp={imperative(scene, verb.chunk):d}", f"ask={scene.question:d}", f"quo={scene.quoted[verb.head]:d}"]
    found += ["in=" + t.lemma.lower() for t in tokens[chunk.first : chunk.end] if t is not head]
    if candidate.complement >= 0:
        part = scene.reading.chunks[candidate.complement]
        found += ["cl=" + t.lemma.lower() for t in tokens[part.first : part.end]]
        found.append("ck=" + part.kind)
    return found


def _roles(scene: Scene, candidate: Candidate) -> list[str]:
    tokens, chunks = scene.tokens, scene.reading.chunks
    subject = candidate.subjects[0] if candidate.subjects else -1
    object_ = candidate.objects[0] if candidate.objects else -1
    s, o, p = _kind(scene, subject), _kind(scene, object_), _kind(scene, candidate.oblique)
    found = ["sk=" + s, "ok=" + o, f"so={s}_{o}", "prep=" + candidate.preposition, "pk=" + p, f"sp={s}_{p}"]
    for mark, number in (("s", subject), ("o", object_)):
        if number >= 0:
            found.append(f"{mark}l={tokens[chunks[number].head].lemma.lower()}")
    speech = scene.voice(candidate.verb.head)
    said = "none" if speech is None else AUTHOR if speech.holder == AUTHOR else "named" if speech.holder else "unknown"
    names = {m.name for m in scene.mentions}
    found += ["said=" + said, f"names={min(4, len(names))}", f"me={AUTHOR in names:d}"]
    return found


def _kind(scene: Scene, number: int) -> str:
    """What a noun phrase stands for: the author, an actor (itself, by an act, as a patient), an issue, another thing."""
    if number < 0:
        return "none"
    chunk = scene.reading.chunks[number]
    head = scene.tokens[chunk.head]
    found = parties(scene, number)
    if found:
        return AUTHOR if any(party.mention.name == AUTHOR for party in found) else "actor-" + found[0].role
    if (word := head.text.lower()) in _PLAIN:
        return word
    if head.tag.startswith("NNP"):
        return "proper"
    if issue(scene, number):
        return "issue"
    return "noun" if head.tag.startswith("NN") else head.tag


def _grounds(scene: Scene, candidate: Candidate, felt: Sequence[float]) -> list[str]:
    """Senses of the lexicon, and how the words feel, in the predicate, its complement and what follows."""
    head, first, end = candidate.verb.head, candidate.first, candidate.end
    own = scene.reading.chunks[candidate.verb.chunk]
    found: list[str] = []
    for mark, low, high in (("V", own.first, own.end), ("C", own.end, end)):
        values = felt[low:high]
        found.append(f"p{mark}=" + bucket(sum([v for v in values if v > 0]), _STEPS))
        found.append(f"n{mark}=" + bucket(sum([v for v in values if v < 0]), _STEPS))
        for i in range(low, high):
            for sense in scene.hits[i].senses[:3] if i in scene.hits else ():
                found.append(f"y{mark}={(sense.polarity > 0) - (sense.polarity < 0)}")
                if mark == "V":
                    found.append(f"xV={sense.kind}:{sense.attitude[:3]}")
    found += ["fV=" + bucket(felt[head], STEPS), "fE=" + bucket(sum(felt[first:end]), STEPS)]
    found.append("fR=" + bucket(sum(felt[end : end + _AFTER]), STEPS))
    return found


def _ruled(candidate: Candidate, findings: Sequence[rules.Finding]) -> list[str]:
    found: list[str] = []
    for finding in findings:
        if touches(candidate, finding):
            who = "A" if rules.name(finding.holder) == AUTHOR else "S"
            sign = "+" if finding.polarity > 0 else "-"
            found += [f"R={who}", "Rr=" + finding.rule, f"Rs={who}{sign}{int(finding.strength * 5)}"]
    return found or ["R=none"]
