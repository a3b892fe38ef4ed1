"""The stretch that a cue makes uncertain: one stretch of tokens, the cue inside (as in BioScope).

Three maximum-entropy steps, learned from the gold scopes of SFU and BioScope: whether the scope begins at the cue; if
not, where before it; and where it ends. Each chooses among few places where syntax lets a scope begin or end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from oped.learning import Model

from .view import View, model_path

STEPS = ("at-cue", "start", "end")
_CLOSERS = frozenset(
    {".", "?", "!", ";", ":", "—", "–", "--", "...", ",", "(", ")", "[", "]", "-", '"', "”", "“", "''", "``"}
)
_CERTAIN = 0.9
_MOST = 16  # places looked at, beside the end of the sentence
_REACH = 80  # tokens: no scope reaches further, so that time stays linear in a sentence without end
_INNER = frozenset(
    {"of", "in", "on", "at", "by", "with", "for", "from", "to", "into", "about", "over", "under", "between"}
)
_STRONG = frozenset({".", "?", "!", ";", ":", "—", "–", "--", "(", ")", "“", "”", '"'})
_OPENERS = frozenset({"CC", "IN", "WDT", "WP", "WRB", "TO", "RB"})
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_MARKS = frozenset({".", "?", "!"})


def ends(view: View, cue_end: int) -> list[int]:
    """Where a scope may end: before marks and words that open a phrase or clause, and at the end of the sentence."""
    phrasal = not view.tag_at(cue_end - 1).startswith(("MD", "VB"))  # only these end before a prepositional phrase
    last = min(len(view), cue_end + _REACH)
    while last > cue_end and view.low[last - 1] in _MARKS:
        last -= 1
    found = [
        at
        for at in range(cue_end, last)
        if view.low[at] in _CLOSERS
        or view.tag[at] in {"CC", "WDT", "WP", "WRB"}
        or (view.tag[at] == "IN" and (phrasal or view.low[at] not in _INNER))
        or (view.tag[at] in _FINITE and at > cue_end)
        or (view.tag[at] == "PRP" and at > cue_end + 1)
    ]
    return [*found[:_MOST], last]


def starts(view: View, cue_first: int) -> list[int]:
    """Where a scope that begins before its cue may begin: after marks and openers, at noun phrases, at the start."""
    return [
        at
        for at in range(max(0, cue_first - 40), cue_first)
        if at == 0
        or view.low[at - 1] in _CLOSERS
        or view.tag[at - 1] in _OPENERS
        or view.tag[at - 1][:2] in {"VB", "MD"}
        or view.tag[at][:2] in {"DT", "PR", "EX", "TO", "IN"}
        or (view.tag[at][:2] in {"NN", "JJ", "VB", "CD"} and at >= cue_first - 6)
    ]


def _bucket(number: int) -> str:
    return str(number) if number < 4 else "4" if number < 7 else "7" if number < 15 else "15"


def _cue_word(view: View, cue: Sequence[int]) -> str:
    return "_".join(view.lemma[at] for at in cue[:3])


def _around(view: View, cue: Sequence[int]) -> list[str]:
    first, end = cue[0], cue[-1] + 1
    word, tag = _cue_word(view, cue), view.tag[first]
    after, next_ = view.tag_at(end), view.word(end)
    return [
        f"c={word}",
        f"ct={tag}",
        f"c={word}|a={after}",
        f"c={word}|n={next_}",
        f"ct={tag}|a={after}",
        f"c={word}|b={view.tag_at(first - 1)}",
        f"c={word}|bw={view.word(first - 1)}",
        f"c={word}|a2={after}|{view.tag_at(end + 1)}",
        f"c={word}|first={first == 0}",
        f"c={word}|copula={view.lemma_at(first - 1) in {'be', 'remain', 'become'}}",
        f"c={word}|closed={next_ in _CLOSERS or next_ == ''}",
        f"c={word}|passive={after in {'VBN', 'VBD'} or (view.word(end) == 'be' and view.tag_at(end + 1) == 'VBN')}",
        f"c={word}|to={next_ == 'to'}",
        f"c={word}|that={next_ == 'that'}",
        f"c={word}|it={view.any_word(first - 3, first, {'it', 'there'})}",
    ]


def start_features(view: View, cue: Sequence[int], at: int) -> list[str]:
    """What the choice among places before the cue sees of one of them."""
    word = _cue_word(view, cue)
    between = view.tag[at : cue[0]]
    verbs = sum(tag in _FINITE for tag in between)
    commas = view.low[at : cue[0]].count(",")
    before, here = view.word(at - 1) or "^", view.tag[at]
    after = view.tag_at(cue[-1] + 1)
    same = here[:2] == after[:2]
    nearest = same and all(t[:2] != after[:2] for t in view.tag[at + 1 : cue[0]])
    kind = "^" if at == 0 else before if before in _CLOSERS else view.tag_at(at - 1)
    return [
        "bias",
        f"k={kind}",
        f"c={word}|k={kind}",
        f"bw={before}",
        f"h={here}",
        f"k={kind}|h={here}",
        f"c={word}|h={here}|k={kind}",
        f"v={verbs}",
        f"c={word}|v={verbs}",
        f"c={word}|v={verbs}|k={kind}",
        f"k={kind}|v={verbs}|,={commas}",
        f",={commas}",
        f"d={_bucket(cue[0] - at)}",
        f"c={word}|d={_bucket(cue[0] - at)}",
        f"hw={view.low[at]}",
        f"c={word}|same={here == after}",
        f"c={word}|v={verbs}|,={commas}|first={at == 0}",
        f"c={word}|h={here}|a={after}",
        f"c={word}|h={here}|a={after}|k={kind}",
        f"c={word}|a={after}|d={_bucket(cue[0] - at)}",
        f"c={word}|a={after}|{view.tag_at(cue[-1] + 2)}|h={here}|{view.tag_at(at + 1)}",
        f"c={word}|a={after}|before={view.tag_at(cue[0] - 1)}|h={here}",
        f"c={word}|nearest={nearest}|a={after}",
        f"c={word}|nearest={nearest}|same={same}|k={kind}",
        f"sameword={view.low[at] == view.word(cue[-1] + 1)}",
        f"samelemma={view.lemma[at] == view.lemma_at(cue[-1] + 1)}|c={word}",
    ]


def end_features(view: View, cue: Sequence[int], at: int, number: int) -> list[str]:
    """What the choice among ends sees of one: the mark or word there, what follows it, what it would take in."""
    first, end = cue[0], cue[-1] + 1
    word, tag = _cue_word(view, cue), view.tag[first]
    inside = view.tag[end:at]
    last = at >= len(view) or view.low[at] in _MARKS
    here = "END" if last else view.low[at]
    here_tag = "END" if last else view.tag[at]
    verbs = sum(t in _FINITE for t in inside)
    any_verb = any(t.startswith("VB") for t in inside)
    commas = view.low[end:at].count(",")
    following = view.tag[at + 1 : at + 8]
    clause = "-" if last else str(any(t in _FINITE for t in following))
    next_word, next_tag = view.word(at + 1), view.tag_at(at + 1)
    opened = view.low[end:at].count("(") - view.low[end:at].count(")")
    left = view.low[max(0, first - _REACH) : first]
    shut = left.count("(") > left.count(")")
    modal = "MD" in view.tag[at : at + 12]
    fronted = view.any_word(
        first - _REACH, first, {"if", "although", "while", "though", "when", "because", "since", "as"}
    )
    return [
        "bias",
        f"h={here}",
        f"c={word}|h={here}",
        f"ct={tag}|h={here}",
        f"h={here}|n={next_word}",
        f"h={here}|nt={next_tag}",
        f"ht={here_tag}|nt={next_tag}|nn={view.tag_at(at + 2)}",
        f"ht={here_tag}|b={view.tag_at(at - 1)}",
        f"h={here}|v={verbs}",
        f"h={here}|av={any_verb}",
        f"h={here}|v={verbs}|,={commas}",
        f"c={word}|h={here}|,={commas}",
        f"c={word}|h={here}|av={any_verb}",
        f"h={here}|clause={clause}|n={next_word}",
        f"h={here}|clause={clause}|,={commas}",
        f"h={here}|o={opened}|{shut}",
        f"h={here}|fronted={fronted}|,={commas}",
        f"h={here}|d={_bucket(at - end)}",
        f"c={word}|h={here_tag}|d={_bucket(at - end)}",
        f"h={here}|number={_bucket(number)}",
        f"empty={at == end}",
        f"c={word}|empty={at == end}",
        f"last={last}|marks={sum(w in _CLOSERS for w in view.low[end:at])}",
        f"h={here}|quote={(view.low[end:at].count(chr(34)) % 2)}",
        f"b={view.word(at - 1)}|h={here_tag}",
        f"ct={tag}|b={view.tag_at(at - 1)}|ht={here_tag}",
        f"ct={tag}|h={here}|av={any_verb}|noun={any(t[:2] == 'NN' for t in inside)}",
        f"h={here}|clause={clause}|front={first == 0 or view.low[first - 1] == ','}|,={commas}",
        f"c={word}|h={here}|clause={clause}",
        f"c={word}|h={here}|nt={next_tag}",
        f"c={word}|h={here}|modal={modal}|first={first == 0}",
        f"c={word}|last={last}|,={commas}|first={first == 0}|modal={'MD' in inside}",
        f"c={word}|h={here}|past={'VBD' in inside}|,={commas}",
        f"c={word}|h={here}|b={view.tag_at(first - 1)}",
        f"c={word}|copula={view.lemma_at(first - 1) in {'be', 'remain', 'become'}}|h={here}",
        f"h={here}|v={verbs}|that={view.low[end:at].count('that')}",
    ]


@cache
def _models(folder: Path, scheme: str) -> tuple[Model, ...]:
    """The models of the three steps; empty where one is missing."""
    paths = [model_path(folder, f"scope.{scheme}.{step}.crf.gz") for step in STEPS]
    return tuple(Model(path) for path in paths) if all(path.exists() for path in paths) else ()


def _best(model: Model, candidates: Iterable[tuple[int, list[str]]]) -> int:
    """The place that is most probably right; the first that is beyond doubt ends the search."""
    best, highest = -1, -1.0
    for at, features in candidates:
        probability = model.classify(features).get("yes", 0.0)
        if probability > highest:
            best, highest = at, probability
        if probability > _CERTAIN:
            break
    return best


def scope(view: View, cue: Sequence[int], scheme: str = "oped", kind: str = "") -> tuple[int, int]:
    """The scope `[first, end)` of a cue, in indices of tokens; `cue` holds the indices of its tokens, ascending.

    `scheme` is `oped`, `sfu` or `bioscope`; `kind` the type of the hedge, where it is known. The corpora mark neither
    approximators nor asides, so in the scheme `oped` an approximator reaches to the end of its phrase, and an aside
    ("I suppose", between commas) over its whole clause.
    """
    if scheme == "oped" and kind == "approximator" and _modifies_phrase(view, cue[-1] + 1):
        return cue[0], _phrase_end(view, cue[-1] + 1)
    if scheme == "oped" and kind == "plausibility shield" and _between_commas(view, cue):
        return _clause(view, cue)
    first, end = _learned(view, cue, scheme)
    if scheme == "oped":
        first, end = _within_clause(view, cue, first, end)
    if scheme == "oped" and first == cue[0] and end == cue[-1] + 1:
        return _clause(view, cue)
    return first, end


def _modifies_phrase(view: View, at: int) -> bool:
    return at < len(view) and view.tag[at][:2] in {"CD", "DT", "JJ", "NN", "PR", "PD", "RB", "$"}


def _within_clause(view: View, cue: Sequence[int], first: int, end: int) -> tuple[int, int]:
    """Cut at semicolons: essays put whole clauses between them, where scientific papers put items of a list."""
    for at in range(cue[-1] + 1, end):
        if view.low[at] == ";":
            end = at
            break
    for at in range(cue[0] - 1, first - 1, -1):
        if view.low[at] == ";":
            first = at + 1
            break
    return first, end


def _between_commas(view: View, cue: Sequence[int]) -> bool:
    return view.word(cue[0] - 1) == "," and view.word(cue[-1] + 1) in {",", "."}


def _phrase_end(view: View, at: int) -> int:
    """The end of the phrase that begins here: before a verb, a mark, or a word that opens another phrase."""
    start = at
    while at < len(view):
        tag, word = view.tag[at], view.low[at]
        inner = word in {"of", "per", "than", "as"} or (word in {",", "-", "%", "$"} and view.tag_at(at + 1) == "CD")
        if not inner and (
            tag[:2] in {"VB", "MD", "CC", "IN", "WD", "WP", "WR", "TO", "EX"} or word in _CLOSERS - {"-"}
        ):
            break
        if at > start and tag == "PRP":
            break
        at += 1
    return max(at, min(start + 1, len(view)))


def _clause(view: View, cue: Sequence[int]) -> tuple[int, int]:
    """The clause around an aside: between marks stronger than a comma."""
    first, end = cue[0], cue[-1] + 1
    while first > max(0, cue[0] - _REACH) and view.low[first - 1] not in _STRONG:
        first -= 1
    while end < min(len(view), cue[-1] + _REACH) and view.low[end] not in _STRONG:
        end += 1
    # An aside after "and" or "but" belongs to what follows only.
    return (cue[0] if view.word(cue[0] - 1) in {"and", "but", "so"} else first), end


def _learned(view: View, cue: Sequence[int], scheme: str) -> tuple[int, int]:
    first, end = cue[0], cue[-1] + 1
    models = _models(view.folder, scheme)
    if not models:
        return first, ends(view, end)[-1]
    at_cue, start, stop = models
    places = starts(view, first)
    if places and at_cue.classify(_around(view, cue)).get("yes", 0.0) < 0.5:
        first = _best(start, ((at, start_features(view, cue, at)) for at in reversed(places)))
    candidates = ((at, end_features(view, cue, at, number)) for number, at in enumerate(ends(view, end)))
    return first, max(_best(stop, candidates), end)


def examples(
    view: View, cue: Sequence[int], gold: tuple[int, int]
) -> tuple[list[tuple[list[str], str]], list[tuple[list[str], str]], list[tuple[list[str], str]]]:
    """Training examples (features, label) for the three steps, from a gold scope in indices of tokens."""
    first, end = cue[0], cue[-1] + 1
    at_cue = [(_around(view, cue), "yes" if gold[0] >= first else "no")] if first else []
    start = [
        (start_features(view, cue, at), "yes" if at == gold[0] else "no")
        for at in (starts(view, first) if gold[0] < first else ())
    ]
    stop = [
        (end_features(view, cue, at, number), "yes" if at == gold[1] else "no")
        for number, at in enumerate(ends(view, end))
    ]
    return at_cue, start, stop
