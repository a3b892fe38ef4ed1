"""Where a scope may begin and end, and what a model sees of each place: candidates by syntax, features of words and tags."""

from __future__ import annotations

from collections.abc import Sequence

from .view import View

_CLOSERS = frozenset(
    {".", "?", "!", ";", ":", "—", "–", "--", "...", ",", "(", ")", "[", "]", "-", '"', "”", "“", "''", "``"}
)
_MOST = 16  # places looked at on each side, beside the ends of the sentence
_BEFORE = 40  # tokens before a cue in which its scope may begin
_REACH = 80  # tokens: no scope reaches further, so that time stays linear in a sentence without end
_PHRASE = 9  # tokens after a cue that modifies a phrase: there its scope may end before nearly every word
_INNER = frozenset(
    {"of", "in", "on", "at", "by", "with", "for", "from", "to", "into", "about", "over", "under", "between"}
)
_OPENERS = frozenset({"CC", "IN", "WDT", "WP", "WRB", "TO", "RB"})
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_NOMINAL = frozenset({"NN", "JJ", "DT", "PR", "CD", "PO", "VB", "RB"})
_BREAKS = frozenset({"IN", "VB", "MD", "CC", "TO", "RB", "PR", "DT", "JJ", "NN"})
_RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
_PHRASE_ENDS = frozenset({"VB", "MD", "CC", "IN", "WD", "WP", "WR", "TO", "EX"})
_MARKS = frozenset({".", "?", "!"})
_SUBORDINATORS = frozenset({"if", "although", "while", "though", "when", "because", "since", "as"})
_KINDS = {"MD": "modal", "VB": "verb", "JJ": "adjective", "NN": "noun", "RB": "adverb"}
_WORDS = {"or": "or", "either": "or", "and/or": "or", "if": "if", "whether": "if", "unless": "if"}


def ends(view: View, cue: Sequence[int]) -> list[int]:
    """Where a scope may end: before marks and words that open a phrase or clause, and at the end of the sentence."""
    first = cue[-1] + 1
    phrasal = not view.tag_at(cue[-1]).startswith(("MD", "VB"))  # only these end before a prepositional phrase
    last = min(len(view), first + _REACH)
    while last > first and view.low[last - 1] in _MARKS:
        last -= 1
    found = [
        at
        for at in range(first, last)
        if view.low[at] in _CLOSERS
        or view.tag[at] in {"CC", "WDT", "WP", "WRB"}
        or (view.tag[at] == "IN" and (phrasal or view.low[at] not in _INNER))
        or (view.tag[at] in _FINITE and at > first)
        or (view.tag[at] == "PRP" and at > first + 1)
        or (phrasal and first < at < first + _PHRASE and view.tag[at][:2] in _BREAKS)
    ]
    return [*found[:_MOST], last]


def starts(view: View, cue: Sequence[int]) -> list[int]:
    """Where a scope may begin, from the cue leftwards: at the cue, after marks and openers, at noun phrases."""
    first = cue[0]
    subject = subject_start(view, first)
    found = [
        at
        for at in range(first - 1, max(0, first - _BEFORE) - 1, -1)
        if at in (0, subject)
        or view.low[at - 1] in _CLOSERS
        or view.tag[at - 1] in _OPENERS
        or view.tag[at - 1][:2] in {"VB", "MD"}
        or view.tag[at][:2] in {"DT", "PR", "EX", "TO", "IN"}
        or (view.tag[at][:2] in {"NN", "JJ", "VB", "CD"} and at >= first - 6)
    ]
    return [first, *found[:_MOST]]


def subject_start(view: View, first: int) -> int:
    """Where the noun phrase of the subject of a verb group at `first` begins; −1 where no subject is seen."""
    head = view.subject(first)
    if head is None:
        return -1
    while head > 0 and view.tag[head - 1][:2] in _NOMINAL and view.tag[head - 1] not in _FINITE:
        head -= 1
    return head


def _bucket(number: int) -> str:
    return str(number) if number < 4 else "4" if number < 7 else "7" if number < 15 else "15"


def _kind(view: View, cue: Sequence[int]) -> str:
    return _WORDS.get(view.low[cue[0]]) or _KINDS.get(view.tag[cue[0]][:2], "other")


def _cue_word(view: View, cue: Sequence[int]) -> str:
    return "_".join(view.lemma[at] for at in cue[:3])


def _relative(tags: Sequence[str]) -> bool:
    """Whether a relative clause opens after the first of some tags."""
    return any(tag in _RELATIVES for tag in tags[1:])


def phrase_end(view: View, at: int) -> int:
    """The end of the phrase that begins here: before a verb, a mark, or a word that opens another phrase."""
    start = at
    while at < len(view):
        tag, word = view.tag[at], view.low[at]
        inner = word in {"of", "per", "than", "as"} or (word in {",", "-", "%", "$"} and view.tag_at(at + 1) == "CD")
        if not inner and (tag[:2] in _PHRASE_ENDS or word in _CLOSERS - {"-"}):
            break
        if at > start and tag == "PRP":
            break
        at += 1
    return max(at, min(start + 1, len(view)))


def _finite(tags: Sequence[str]) -> int:
    return sum(tag in _FINITE for tag in tags)


def start_features(view: View, cue: Sequence[int], at: int, type_: str) -> list[str]:
    """What the choice of a beginning sees of a place: the cue and its neighbours, the words there, what lies between.

    `type_` is the type of the hedge in the default scheme, "" in the schemes of the corpora, which have none.
    """
    kind, word, subject = _kind(view, cue), _cue_word(view, cue), subject_start(view, cue[0])
    at_cue, at_subject = at == cue[0], at == subject
    between, after = view.tag[at : cue[0]], view.tag_at(cue[-1] + 1)
    verbs, here, before = _finite(between), view.tag[at][:2], view.tag_at(at - 1)[:2]
    found = _around(view, cue, at) if at_cue else _before(view, cue, at)
    found += [
        f"k={kind}|np={at_subject}|cue={at_cue}",
        f"c={word}|np={at_subject}|cue={at_cue}",
        f"c={word}|np={at_subject}|a={after}",
        f"c={word}|np={at_subject}|a={after}|{view.tag_at(cue[-1] + 2)}",
        f"k={kind}|v={verbs}|b={before}|h={here}",
        f"k={kind}|cue={at_cue}|a={after[:2]}|subject={subject >= 0}",
    ]
    if type_:
        commas = min(2, view.low[at : cue[0]].count(","))
        found += [
            f"T={type_}",
            f"T={type_}|np={at_subject}",
            f"T={type_}|cue={at_cue}",
            f"T={type_}|v={verbs}",
            f"T={type_}|bw={view.word(at - 1) or '^'}",
            f"T={type_}|b={before}",
            f"T={type_}|h={here}",
            f"T={type_}|cue={at_cue}|{view.tag_at(cue[0] - 1)[:2]}|{after[:2]}",
            f"T={type_}|,={commas}|v={verbs}|h={view.tag[at]}",
            f"T={type_}|np={at_subject}|v={verbs}|b={before}",
            f"T={type_}|d={_bucket(cue[0] - at)}",
            f"T={type_}|b={before}|h={here}|v={verbs}",
            f"relative={_relative(between)}|T={type_}",
            f"relative={_relative(between)}|,={commas}|wh={view.tag[at] in _RELATIVES}",
            f"relative={_relative(between)}|np={at_subject}",
        ]
    return found + _coordinated_start(view, cue, at) if kind == "or" else found


def _around(view: View, cue: Sequence[int], at: int) -> list[str]:
    first, end = cue[0], cue[-1] + 1
    word, tag = _cue_word(view, cue), view.tag[first]
    after, next_ = view.tag_at(end), view.word(end)
    return [
        "cue",
        f"c={word}",
        f"ct={tag}",
        f"c={word}|a={after}",
        f"c={word}|n={next_}",
        f"ct={tag}|a={after}",
        f"c={word}|b={view.tag_at(first - 1)}",
        f"c={word}|bw={view.word(first - 1)}",
        f"c={word}|a2={after}|{view.tag_at(end + 1)}",
        f"c={word}|first={at == 0}",
        f"first={at == 0}",
        f"c={word}|copula={view.lemma_at(first - 1) in {'be', 'remain', 'become'}}",
        f"c={word}|closed={next_ in _CLOSERS or next_ == ''}",
        f"c={word}|passive={after in {'VBN', 'VBD'} or (view.word(end) == 'be' and view.tag_at(end + 1) == 'VBN')}",
        f"c={word}|it={view.any_word(first - 3, first, {'it', 'there'})}",
    ]


def _before(view: View, cue: Sequence[int], at: int) -> list[str]:
    word, between = _cue_word(view, cue), view.tag[at : cue[0]]
    verbs, commas = _finite(between), view.low[at : cue[0]].count(",")
    before, here, after = view.word(at - 1) or "^", view.tag[at], view.tag_at(cue[-1] + 1)
    same = here[:2] == after[:2]
    nearest = same and all(t[:2] != after[:2] for t in view.tag[at + 1 : cue[0]])
    mark = "^" if at == 0 else before if before in _CLOSERS else view.tag_at(at - 1)
    return [
        "bias",
        f"m={mark}",
        f"c={word}|m={mark}",
        f"bw={before}",
        f"h={here}",
        f"m={mark}|h={here}",
        f"c={word}|h={here}|m={mark}",
        f"v={verbs}",
        f"c={word}|v={verbs}",
        f"c={word}|v={verbs}|m={mark}",
        f"m={mark}|v={verbs}|,={commas}",
        f",={commas}",
        f"d={_bucket(cue[0] - at)}",
        f"c={word}|d={_bucket(cue[0] - at)}",
        f"hw={view.low[at]}",
        f"c={word}|v={verbs}|,={commas}|first={at == 0}",
        f"c={word}|h={here}|a={after}|m={mark}",
        f"c={word}|a={after}|d={_bucket(cue[0] - at)}",
        f"c={word}|a={after}|{view.tag_at(cue[-1] + 2)}|h={here}|{view.tag_at(at + 1)}",
        f"c={word}|a={after}|before={view.tag_at(cue[0] - 1)}|h={here}",
        f"c={word}|nearest={nearest}|a={after}",
        f"c={word}|nearest={nearest}|same={same}|m={mark}",
    ]


def _coordinated_start(view: View, cue: Sequence[int], at: int) -> list[str]:
    """How like what stands between a place and "or" is to what follows it: conjuncts are parallel."""
    right = cue[-1] + 1
    left_tags = view.tag[at : cue[0]]
    right_tags = view.tag[right : right + len(left_tags)]
    same = sum(a == b for a, b in zip(left_tags, right_tags, strict=False))
    return [
        f"or|same={min(3, same)}|{min(4, len(left_tags))}",
        f"or|equal={left_tags == right_tags}|{min(4, len(left_tags))}",
        f"or|h={view.tag[at]}|a={view.tag_at(right)}|d={_bucket(cue[0] - at)}",
        f"or|bw={view.word(at - 1)}|a={view.tag_at(right)[:2]}",
        f"or|b={view.tag_at(at - 1)}|h={view.tag[at][:2]}|a={view.tag_at(right)[:2]}",
        f"or|word={view.low[at] == view.word(right)}|lemma={view.lemma[at] == view.lemma_at(right)}",
    ]


def end_features(view: View, cue: Sequence[int], at: int, number: int, start: int, type_: str) -> list[str]:
    """What the choice of an end sees of a place: the mark or word there, what follows, what it would take in.

    `number` counts the places before it, `start` is where the scope begins, `type_` as for `start_features`.
    """
    end = cue[-1] + 1
    kind, word, tag = _kind(view, cue), _cue_word(view, cue), view.tag[cue[0]]
    inside = view.tag[end:at]
    last = at >= len(view) or view.low[at] in _MARKS
    here, here_tag = ("END", "END") if last else (view.low[at], view.tag[at])
    verbs, commas = _finite(inside), view.low[end:at].count(",")
    any_verb = any(t.startswith("VB") for t in inside)
    clause = "-" if last else str(_finite(view.tag[at + 1 : at + 8]) > 0)
    next_word, next_tag = view.word(at + 1), view.tag_at(at + 1)
    before, own = start < cue[0], _own(view, at, last=last)
    found = [
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
        f"h={here}|d={_bucket(at - end)}",
        f"c={word}|h={here_tag}|d={_bucket(at - end)}",
        f"h={here}|number={_bucket(number)}",
        f"empty={at == end}",
        f"c={word}|empty={at == end}",
        f"last={last}|marks={sum(w in _CLOSERS for w in view.low[end:at])}",
        f"b={view.word(at - 1)}|h={here_tag}",
        f"ct={tag}|b={view.tag_at(at - 1)}|ht={here_tag}",
        f"ct={tag}|h={here}|av={any_verb}|noun={any(t[:2] == 'NN' for t in inside)}",
        f"before={before}|h={here}|k={kind}",
        f"c={word}|before={before}|h={here}",
        f"k={kind}|own={own}|h={here}",
        f"k={kind}|own={own}|ht={here_tag}|v={verbs}",
        f"c={word}|own={own}|h={here}",
        f"k={kind}|b={view.tag_at(at - 1)[:2]}|ht={here_tag}|nt={next_tag[:2]}",
        f"before={before}|v={verbs}|h={here}|,={min(2, commas)}",
        *_paired_marks(view, cue, at, here),
    ]
    if type_:
        phrase = at == phrase_end(view, end)
        found += [
            f"T={type_}|h={here}",
            f"T={type_}|ht={here_tag}|n={next_tag[:2]}",
            f"T={type_}|ht={here_tag}|v={verbs}",
            f"T={type_}|number={min(number, 4)}",
            f"T={type_}|ht={here_tag}|clause={clause}|d={_bucket(at - end)}",
            f"T={type_}|empty={at == end}",
            f"T={type_}|phrase={phrase}",
            f"T={type_}|phrase={phrase}|ht={here_tag}",
            f"T={type_}|phrase={phrase}|a={view.tag_at(end)[:2]}",
            f"T={type_}|h={here}|clause={clause}|n={next_word}",
            f"T={type_}|b={view.tag_at(at - 1)[:2]}|ht={here_tag[:2]}|noun={any(t[:2] == 'NN' for t in inside)}",
        ]
    return found + _coordinated_end(view, cue, at, start) if kind == "or" else found


def _own(view: View, at: int, *, last: bool) -> str:
    """Whether what follows the place is a clause with its own subject, a verb, or something else."""
    if last:
        return "-"
    following = view.tag_at(at + 1)[:2]
    if following in {"PR", "DT", "NN", "EX"} and _finite(view.tag[at + 1 : at + 8]):
        return "clause"
    return "verb" if following in {"VB", "MD"} else "other"


def _paired_marks(view: View, cue: Sequence[int], at: int, here: str) -> list[str]:
    """Brackets and quotation marks that the scope would cut, and a clause before the cue that a comma would close."""
    first, end = cue[0], cue[-1] + 1
    left = view.low[max(0, first - _REACH) : first]
    inside = view.low[end:at]
    commas = inside.count(",")
    fronted = view.any_word(first - _REACH, first, _SUBORDINATORS)
    opened = inside.count("(") - inside.count(")")
    return [
        f"h={here}|o={opened}|{left.count('(') > left.count(')')}",
        f"h={here}|fronted={fronted}|,={commas}",
        f"h={here}|quote={inside.count(chr(34)) % 2}",
        f"h={here}|front={first == 0 or view.low[first - 1] == ','}|,={commas}",
    ]


def _coordinated_end(view: View, cue: Sequence[int], at: int, start: int) -> list[str]:
    """How like the two conjuncts of "or" would be."""
    left, right = view.tag[start : cue[0]], view.tag[cue[-1] + 1 : at]
    return [
        f"or|longer={max(-4, min(4, len(right) - len(left)))}|before={start < cue[0]}",
        f"or|same={view.tag_at(cue[0] - 1) == view.tag_at(at - 1)}|equal={left == right}",
        f"or|ht={view.tag_at(at)}|{min(len(left), 4)}|{min(len(right), 4)}",
        f"or|b={view.tag_at(at - 1)}|{view.tag_at(cue[0] - 1)}|{view.tag_at(at)}",
    ]
