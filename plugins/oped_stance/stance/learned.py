"""The learned part: who stands how towards whom, decided by maximum entropy over the features of a pair or target.

Four models, each for the question that its data asks:

- `sign`: for two mentions with a place, is there a stance between them, and of which sign;
- `way`: given that there is one, does it go from the first mention to the second, or back;
- `target`: how a target is spoken of, by whomever;
- `polar`: the sign between two that a person has paired and of which one or both have no place of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from oped.errors import ModelError
from oped.learning import Features
from oped.model import Annotation, Document, Token
from oped_stance.stance import rules
from oped_stance.stance.features import Prior, View, pair_features, target_features, view
from oped_stance.stance.lexicon import words_of
from oped_stance.stance.models import model
from oped_stance.stance.scene import Mention, scene

NAMES = ("sign", "way", "target", "polar")
_MOST_TOKENS = 250
_MOST_NAMES = 12
_AROUND_PAIR = 60  # tokens

NONE_WEIGHT = 1.3
"""What the probability of no stance is multiplied with before the largest is taken (cross-validated: macro F1)."""
BACK_WEIGHT = 2.0
"""What the probability of the rarer way, from the second to the first, is multiplied with (cross-validated)."""


@attrs.frozen
class Place:
    """Tokens `[first, end)` of a document; a mention that covers a whole sentence or more has no place of its own."""

    first: int
    end: int
    whole: bool


@attrs.frozen
class Verdict:
    """Probabilities of a stance from the first of a pair to the second (`forth`) and back, by sign, and of none."""

    none: float
    forth_positive: float
    forth_negative: float
    back_positive: float
    back_negative: float


def place(document: Document, mention: Annotation) -> Place:
    """Where a given mention stands among the tokens of a document."""
    span = document.token_range(mention.start, mention.end)
    first, end = span.start, span.stop
    if end <= first:
        return Place(0, 0, True)
    index = document.sentence_index(mention.start)
    sentence = document.sentences[max(0, index)]
    length = max(1, len(sentence.tokens))
    covers = mention.start <= sentence.start and mention.end >= sentence.tokens[-1].start if sentence.tokens else True
    return Place(first, end, covers and end - first >= 0.9 * length and length > 1)


def window(document: Document, first: int, end: int, around: int) -> tuple[int, int, float]:
    """The tokens of the sentences that cover tokens `[first, end)`, of up to `around` more on each side within the
    paragraph, and TextBlob's mean polarity of them."""
    sentences = document.sentences
    tokens = document.tokens
    low = max(0, document.sentence_index(tokens[first].start))
    high = max(low, document.sentence_index(tokens[max(first, end - 1)].start))
    for _ in range(around):
        if low > 0 and _same_paragraph(document, low - 1, low):
            low -= 1
        if high + 1 < len(sentences) and _same_paragraph(document, high, high + 1):
            high += 1
    chosen = sentences[low : high + 1]
    start = document.token_range(chosen[0].start, chosen[0].start + 1).start
    count = sum(len(s.tokens) for s in chosen)
    polarity = sum(s.polarity for s in chosen) / len(chosen)
    return start, start + count, polarity


def _same_paragraph(document: Document, a: int, b: int) -> bool:
    sentences = document.sentences
    return document.paragraph_index(sentences[a].start) == document.paragraph_index(sentences[b].start)


def prior(tokens: Sequence[Token], p: tuple[int, int], q: tuple[int, int]) -> Prior:
    """What the rules say of two mentions, named by their order alone."""
    found = pair_findings(tokens, p, q)
    forth = [f for f in found if rules.name(f.holder) == "p" and rules.name(f.target) == "q"]
    back = [f for f in found if rules.name(f.holder) == "q" and rules.name(f.target) == "p"]
    return Prior(_strongest(forth), _strongest(back))


def _strongest(found: Sequence[rules.Finding]) -> float:
    if not found:
        return 0.0
    best = max(found, key=lambda f: (not f.derived, f.strength, abs(f.polarity)))
    return best.polarity * best.strength


def pair_findings(tokens: Sequence[Token], p: tuple[int, int], q: tuple[int, int]) -> list[rules.Finding]:
    """The rules' findings where the only actors are those at tokens `p` and `q`."""
    if not tokens:
        return []
    places = [("p", p), ("q", q), *(("p", (i, i + 1)) for i in _same_speaker(tokens, p, q))]
    mentions = [Mention(None, name, first, end, "name", "") for name, (first, end) in places]
    seen = scene(tokens, mentions, ())
    return rules.findings(seen) if seen is not None and seen.stirs else []


def _same_speaker(tokens: Sequence[Token], p: tuple[int, int], q: tuple[int, int]) -> list[int]:
    """The pronouns that take up `p` again as the subject of what it says: "Japan said on Tuesday it had halted"."""
    words = words_of("saying")
    verb = next((i for i in range(p[1], min(p[1] + 5, q[0])) if tokens[i].lemma.lower() in words), -1)
    if verb < 0:
        return []
    for i in range(verb + 1, min(verb + 6, q[0])):
        if tokens[i].text.lower() in ("it", "he", "she", "they"):
            return [i]
        if tokens[i].tag.startswith("VB"):
            return []
    return []


def pair_window(document: Document, p: Place, q: Place) -> tuple[int, int, float]:
    """The tokens in which a pair is looked at: its sentence, or so much of it as stands near."""
    start, end, polarity = window(document, p.first, q.end, 0)
    return max(start, p.first - _AROUND_PAIR), min(end, q.end + _AROUND_PAIR), polarity


def pair_instance(document: Document, p: Place, q: Place) -> tuple[list[str], View]:
    """Features for `sign` and `way`; `p` stands before `q`."""
    start, end, polarity = pair_window(document, p, q)
    tokens = document.tokens[start:end]
    a, b = (p.first - start, p.end - start), (q.first - start, q.end - start)
    seen = view(tokens, polarity)
    return pair_features(seen, a, b, prior(tokens, a, b)), seen


def target_instance(document: Document, target: Place) -> dict[str, float]:
    """Features for `target`; of a target without a place those of its sentences as a whole."""
    if target.whole:
        start, end, polarity = window(document, target.first, max(target.end, target.first + 1), 0)
        end = min(end, start + 2 * _MOST_TOKENS)
        return target_features(view(document.tokens[start:end], polarity), 0, 0)
    start, end, polarity = window(document, target.first, target.end, 1)
    start, end = max(start, target.first - _MOST_TOKENS), min(end, target.end + _MOST_TOKENS)
    return target_features(view(document.tokens[start:end], polarity), target.first - start, target.end - start)


def polar_instance(document: Document, holder: Place, target: Place, names: tuple[str, str]) -> dict[str, float]:
    """Features for `polar`; where a side has no place its name still speaks."""
    placed = [p for p in (holder, target) if not p.whole]
    anchor = placed[0] if placed else Place(0, min(len(document.tokens), _MOST_TOKENS), True)
    low, high = min(p.first for p in [anchor, *placed]), max(p.end for p in [anchor, *placed])
    start, end, polarity = window(document, low, max(high, low + 1), 1)
    end = min(end, start + 2 * _MOST_TOKENS)
    seen = view(document.tokens[start:end], polarity)
    words = [f"{side}:{word}" for side, name in zip("ht", names, strict=True) for word in _words(name)]
    words += [f"h:={names[0].lower()}", f"t:={names[1].lower()}", f"ht:={names[0].lower()}>{names[1].lower()}"]
    words.append(f"placed:{int(not holder.whole)}{int(not target.whole)}")
    first, last = (0, 0) if target.whole else (target.first - start, target.end - start)
    found = target_features(seen, first, last, words)
    if not holder.whole:
        at = holder.end - start
        around = ["hr=" + w for w in seen.lemmas[at : at + 5]]
        around.append("hv=" + next((t.lemma for t in seen.tokens[at:] if t.tag.startswith("VB")), ""))
        found |= dict.fromkeys(around, 1.0)
    return found


def _words(name: str) -> list[str]:
    return name.lower().replace("-", " ").split()[:_MOST_NAMES]


def judge_pair(folder: str, features: Sequence[str]) -> Verdict:
    """The verdict on a pair: the sign, times the way where there is one."""
    sign = model(folder, "sign").classify(features)
    way = model(folder, "way").classify(features)
    forth, back = way.get("f", 1.0), way.get("b", 0.0)
    return Verdict(
        sign.get("0", 0.0),
        sign.get("+", 0.0) * forth,
        sign.get("-", 0.0) * forth,
        sign.get("+", 0.0) * back,
        sign.get("-", 0.0) * back,
    )


def positive(document: Document, holder: Place, target: Place, names: tuple[str, str], folder: str) -> float:
    """The probability that a stance is positive, given that there is one: the mean of what the models say.

    `polar` knows the names, `target` the words around the target, `sign` those around the pair; together they err less
    than any of them (measured in MODEL.md). A model that is missing has no say; without `polar` ModelError is raised.
    """
    found = [(0.55, model(folder, "polar").classify(polar_instance(document, holder, target, names)).get("+", 0.0))]
    found += [(0.45, p) for p in [_share(folder, "target", target_instance(document, target))] if p is not None]
    if not holder.whole and not target.whole and holder.first != target.first:
        p, q = sorted((holder, target), key=lambda place: place.first)
        share = _share(folder, "sign", pair_instance(document, p, q)[0])
        found += [(1.0, share)] if share is not None else []
    return sum(w * p for w, p in found) / sum(w for w, _ in found)


def _share(folder: str, name: str, features: Features) -> float | None:
    """The share of positive in what a model gives to positive and negative; None where there is no such model."""
    try:
        scores = model(folder, name).classify(features)
    except ModelError:
        return None
    total = scores.get("+", 0.0) + scores.get("-", 0.0)
    return scores.get("+", 0.0) / total if total else None


def choose(verdict: Verdict) -> str:
    """The class of a pair, as five: 0 none, 1 and 2 positive (forth, back), 3 and 4 negative (forth, back)."""
    weighed = {
        "0": verdict.none * NONE_WEIGHT,
        "1": verdict.forth_positive,
        "2": verdict.back_positive * BACK_WEIGHT,
        "3": verdict.forth_negative,
        "4": verdict.back_negative * BACK_WEIGHT,
    }
    return max(weighed, key=lambda label: (weighed[label], label))
