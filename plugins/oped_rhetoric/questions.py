"""Questions that the author asks nobody: rhetorical ones, and those that the author answers at once (hypophora).

A question in a quotation or a report belongs to whom it is put in the mouth of; a request ("could you send …?") is a real
question. Of the rest, those that the next sentence answers are hypophora, and those whose wording expects no answer are
rhetorical; a question that could be asked in earnest is neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from .view import AUTHOR, Found, Line
from .words import words

_SHORT = 25  # tokens of a paragraph that may be a turn
_TURNS = 8  # paragraphs from which on a text can be told to be a dialogue
_SUBJECTS = frozenset({"it", "they", "he", "she", "we", "i", "you", "that", "this", "there"})


def questions(lines: Sequence[Line]) -> Iterator[Found]:
    """Rhetorical questions and hypophora, in order; none in a dialogue, where questions are asked in earnest."""
    if _dialogue(lines):
        return
    for at, line in enumerate(lines):
        if line.kind != "body" or not _asks(line):
            continue
        span = (line.span(line.body.start, len(line)),)
        answer = lines[at + 1] if at + 1 < len(lines) and _near(line, lines[at + 1]) else None
        wording = _rhetorical(line)
        follows = at > 0 and _near(line, lines[at - 1]) and "?" in lines[at - 1].low[-2:]
        given = _answered(line, answer, follows) if answer is not None else ""
        plain = given.endswith("'")  # an answering word, not only a sentence that follows
        if answer is not None and given and (plain or not wording):
            said = " ".join(token.text for token in answer.tokens[:12])
            yield Found("hypophora", span, AUTHOR, given, {"answer": said})
        elif wording:
            yield Found("rhetorical_question", span, AUTHOR, wording)


def _dialogue(lines: Sequence[Line]) -> bool:
    """Whether a text is an exchange of turns: most paragraphs are short, or many end with a question."""
    sizes: Counter[int] = Counter()
    asking: set[int] = set()
    for line in lines:
        if line.kind == "body":
            sizes[line.paragraph] += len(line)
            if line.last and "?" in line.low[line.body.stop :]:
                asking.add(line.paragraph)
    turns = len(sizes)
    short = sum(size <= _SHORT for size in sizes.values())
    return turns >= _TURNS and (short > turns / 2 or len(asking) > max(2, turns / 8))


def _asks(line: Line) -> bool:
    """Whether a sentence is a direct question in the author's own voice, and no request."""
    lists = words().lists
    body = line.body
    if (
        not body
        or "?" not in line.low[body.stop :]
        or {"!", ";", ":", "(", ")"} & {line.low[at] for at in body}
        or any(voice != AUTHOR for voice in line.voices)
    ):
        return False
    if line.low[0] in {"“", '"', "‘", "'", "``"} or line.word(body.start + 1) == ":":
        return False  # a line of a dialogue or an interview
    first, second, third = (line.word(body.start + step) for step in range(3))
    asked = first in {"can", "could", "will", "would"} and second == "you" and third in lists["requests"]
    return not asked and "please" not in line.low


def _near(line: Line, following: Line) -> bool:
    return following.paragraph == line.paragraph and following.kind == "body"


def _wh(line: Line) -> bool:
    """Whether a question asks with a question word, at its head or after what leads up to it."""
    lists = words().lists
    segments = line.segments
    conditional = line.low[line.body.start] in lists["subordinators"] | {"and", "but", "so", "well"}
    heads = [segment.start for segment in (segments if conditional else segments[:1])]
    return any(line.low[at] in lists["question_words"] for head in heads for at in (head, head + 1) if at < len(line))


def _has_verb(line: Line) -> bool:
    return any(line.tag[at][:2] in {"VB", "MD"} for at in line.body)


def _opening(line: Line, head: int) -> str:
    """The first words from an index on, without commas and what only leads up to a question."""
    return "".join(f"{word} " for word in line.low[head : head + 8] if word not in {",", "then", "well", "now", "so"})


def _rhetorical(line: Line) -> str:
    """Why the wording of a question shows that no answer is expected; "" where it could be asked in earnest."""
    lists = words().lists
    text = f" {' '.join(line.low[at] for at in line.body)} "
    heads = [segment.start for segment in line.segments]
    openings = [_opening(line, head) for head in heads]
    if any(opening.startswith(f"{words_} ") for opening in openings for words_ in lists["pointed_openings"]):
        return "a question whose opening expects none for an answer"
    if any(f" {aside} " in text for aside in lists["asides"]):
        return "a question put to nobody"
    if any(line.low[head] == "why" and line.tag_at(head + 1) == "VB" for head in heads):
        return "'why' with a bare verb, which expects no reason"
    for head in heads:
        first, second, third = (line.word(head + step) for step in range(3))
        if line.lemma[head] not in lists["auxiliaries"]:
            continue
        if second == "n't" or (third == "not" and line.tag_at(head + 1) == "PRP"):
            return "a negative question, which expects yes"
        if second == "you" and (first == "would" or third in lists["second_person"]):
            return "a yes-or-no question that the reader is left to answer"
        if set(line.low[head : line.body.stop]) & {"ever", "anyone", "anybody"}:
            return "a yes-or-no question with 'ever' or 'any', which expects no"
    if len(line.body) == 2 and line.lemma[line.body.start] in lists["auxiliaries"]:
        return "a short question thrown back"
    return ""


def _answered(line: Line, answer: Line, follows: bool) -> str:
    """Why the next sentence is the answer of a question; "" where it is none.

    `follows` tells that the question is the last of a row, which one answer seldom answers.
    """
    lists = words().lists
    body = answer.body
    if not body or "?" in answer.low[body.stop :] or answer.voices[body.start] != AUTHOR:
        return ""
    first, second = answer.word(body.start), answer.word(body.start + 1)
    if f"{first} {second}" in lists["no_answers"] or not first[:1].isalpha():
        return ""
    head = line.body.start
    inverted = _wh(line) or any(line.lemma[part.start] in lists["auxiliaries"] for part in line.segments)
    if not inverted and _has_verb(line) and line.low[head : head + 3] != ["and", "you", "know"]:
        return ""  # a statement with a question mark
    if first in lists["answers"] or f"{first} {second}" in lists["answers"]:
        return f"a question that the next sentence answers: {first!r}"
    if len(line.body) <= 2 and line.tag_at(line.body.start + 1)[:2] != "VB":
        return "an elliptical question with its answer in the next sentence" if line.low[0] in {"and", "but"} else ""
    if _wh(line):
        asked = {line.low[at] for at in line.body}
        if follows or {"you", "your"} & asked or (first == "i" and not {"i", "we", "me", "my", "us", "our"} & asked):
            return ""  # a row of questions, a task for the reader, or the author going on about something else
        return "a question with its answer in the next sentence"
    if len(body) <= 7 and answer.low[body[-1]] in {"so", "not"}:
        return "a yes-or-no question with a short answer in the next sentence"
    heads = (line.lemma[part.start] for part in line.segments)
    verb = next((lemma for lemma in heads if lemma in lists["auxiliaries"]), "")
    if first in _SUBJECTS and any(answer.lemma[at] == verb for at in body[:8]):
        return f"a yes-or-no question whose answer takes up its {verb!r}"
    if not _has_verb(line) and (
        line.low[line.body.start] in {"and", "but", "as"} or line.tag_at(line.body.start) == "IN"
    ):
        return "an elliptical question with its answer in the next sentence"
    return ""
