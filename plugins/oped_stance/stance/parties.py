"""Who is in a noun phrase: the actors that it stands for, whose act it is, to whom an act is done; and issues."""

from __future__ import annotations

from collections.abc import Sequence

from oped_stance.stance import frames
from oped_stance.stance.lexicon import Sense, words_of
from oped_stance.stance.scene import Mention, Party, Scene


def parties(scene: Scene, number: int) -> tuple[Party, ...]:
    """The actors that a noun phrase stands for, or whose act or possession it is, or to whom its act is done.

    Where it names none, people without a name may be meant: "critics", "the voters of Ohio". Found once for each chunk.
    """
    found = scene.parties.get(number)
    if found is None:
        found = tuple(_named(scene, number, 0))
        if not found and (people := unnamed(scene, number)) is not None:
            found = (Party(people),)
        scene.parties[number] = found
    return found


def unnamed(scene: Scene, number: int) -> Mention | None:
    """People or a body that a noun phrase mentions without a name; None where it does not, or names nobody definite."""
    chunk = scene.reading.chunks[number]
    head = chunk.head
    hit = scene.hits.get(head)
    if (
        hit is None
        or hit.of("person") is None
        or scene.at.get(head)
        or (scene.tokens[head].tag.startswith("NNP") and head)
    ):
        return None
    opening = scene.tokens[chunk.first]
    plural = scene.tokens[head].tag in ("NNS", "NNPS")
    if opening.text.lower() in _NOT_ANY or (not plural and opening.tag not in ("DT", "PRP$")):
        return None
    if not plural and opening.text.lower() in ("a", "an", "any", "every", "each"):
        return None
    first = chunk.first + (opening.tag in ("DT", "PRP$", "PDT"))
    end = head + 1
    for word, at, members in attached(scene, number)[:1]:
        if word in ("of", "at", "from") and scene.reading.chunks[at].first == end:
            end = scene.reading.chunks[members[0]].end
    return Mention(None, scene.text(min(first, head), min(end, head + 7)), head, head + 1, "group", "group")


_NOT_ANY = frozenset({"no", "any", "few", "neither"})


def _named(scene: Scene, number: int, depth: int) -> list[Party]:
    chunk = scene.reading.chunks[number]
    head = chunk.head
    if head in scene.at:
        return [Party(m) for m in scene.at[head]]
    sense = noun_sense(scene, head)
    hit = scene.hits.get(head)
    if hit is not None and hit.of("role") and not hit.of("body") and sense is None:
        return []  # the critics of somebody are not that somebody
    found: list[Party] = []
    if hit is not None and hit.of("part") and depth < 3 and sense is None:
        for word, _, members in attached(scene, number):
            if word == "of":
                found = [p for member in members for p in parties(scene, member)]
    owners = inside(scene, chunk.first, head)
    body = hit is not None and hit.of("body") is not None
    for mention in owners:
        if sense is not None and sense.act and is_patient(scene, mention, head, sense):
            found.append(Party(mention, _sign(sense.polarity), "patient"))
        else:
            found.append(Party(mention, 1.0, "self" if body else "act"))
    for word, _, members in attached(scene, number) if depth < 3 else ():
        if sense is not None and word in sense.prepositions and (word != "of" or not owners or sense.act):
            role = "patient"
        elif word in ("of", "by", "from"):
            role = "self" if body else "act"
        else:
            break  # "capabilities in parts of the sea": the rest hangs on another noun
        if hit is not None and hit.of("part") and sense is None:
            continue
        for member in members:
            for party in _named(scene, member, depth + 1):
                if role == "patient" and sense is not None:
                    found.append(Party(party.mention, party.sign * _sign(sense.polarity), "patient"))
                elif role != "patient" and party.role != "patient":
                    found.append(Party(party.mention, party.sign, role if party.role == "self" else party.role))
    return found


def _sign(value: float) -> float:
    return 1.0 if value > 0 else -1.0


def inside(scene: Scene, first: int, head: int) -> list[Mention]:
    """The mentions before the head of a noun phrase; of a possessor's own modifiers only the last counts."""
    found: list[Mention] = []
    for i in range(first, head):
        for mention in scene.at.get(i, ()):
            if mention not in found:
                found.append(mention)
    possessors = [m for m in found if possessive(scene, m)]
    if possessors:
        last = max(m.end for m in possessors)
        joined = [m for m in found if m.end == last or _coordinated_before(scene, m, last)]
        return joined
    return found


def _coordinated_before(scene: Scene, mention: Mention, end: int) -> bool:
    between = [t.text.lower() for t in scene.tokens[mention.end : end]]
    return 0 < len(between) <= 5 and any(w in ("and", "-", "–") for w in between)


def possessive(scene: Scene, mention: Mention) -> bool:
    """Whether a mention owns what follows: "Canada's", "their"."""
    if scene.tokens[mention.first].tag == "PRP$":
        return True
    return mention.end < len(scene.tokens) and scene.tokens[mention.end].tag == "POS"


def is_patient(scene: Scene, mention: Mention, head: int, sense: Sense) -> bool:
    """Whether a name right before an act's noun says to whom it is done: "Russia sanctions"."""
    return (
        mention.end == head
        and sense.quad == "material conflict"
        and mention.via not in ("demonym", "pronoun", "acronym")
        and not possessive(scene, mention)
        and scene.tokens[mention.end - 1].tag.startswith("NN")
        and scene.tokens[head].tag in ("NNS", "NN")
        and mention.type in ("country", "")
    )


def noun_sense(scene: Scene, head: int) -> Sense | None:
    """The sense of an act that the head of a noun phrase names."""
    for start in range(head, max(-1, head - 4), -1):
        hit = scene.hits.get(start)
        if hit is not None and start + hit.senses[0].words > head:
            sense = hit.of("noun")
            if sense is not None:
                return sense
    return None


def attached(scene: Scene, number: int) -> list[tuple[str, int, list[int]]]:
    """The prepositional phrases right after a noun phrase, in a chain."""
    chunks = scene.reading.chunks
    found = []
    at = number + 1
    while at + 1 < len(chunks) and chunks[at].kind == "prep":
        nxt = at + 1
        if chunks[nxt].kind != "np":
            break
        word = scene.tokens[chunks[at].head].text.lower()
        members, after = frames.coordinated(scene.reading, nxt, between=word == "between")
        acts = [m for m in members[1:] if noun_sense(scene, chunks[m].head) is not None]
        if acts:  # "support for Israel and criticism of Hamas": a new act begins
            found.append((word, at, members[: members.index(acts[0])]))
            break
        found.append((word, at, members))
        at = after
    return found


def actors(scene: Scene, numbers: Sequence[int]) -> list[Mention]:
    """The actors that act where these noun phrases are the agent."""
    found: list[Mention] = []
    for number in numbers:
        if len(numbers) > 1 and _only_role(scene, number):
            continue
        head = scene.tokens[scene.reading.chunks[number].head]
        private = head.lemma.lower() in words_of("private") and head.tag == "NNS"
        for party in parties(scene, number):
            if private and party.role == "act" and party.mention.type == "country":
                continue  # "American can makers" are not the United States
            if party.role != "patient" and party.mention not in found:
                found.append(party.mention)
    return found


def _only_role(scene: Scene, number: int) -> bool:
    """Whether a noun phrase only says how somebody stands to another: "a critic of Brussels"."""
    hit = scene.hits.get(scene.reading.chunks[number].head)
    return hit is not None and hit.of("role") is not None and hit.of("body") is None


def issue(scene: Scene, number: int, *, any_noun: bool = False) -> str:
    """The words of a noun phrase that names an issue, with its "of" and "on" phrases; "" where it names none.

    `any_noun` takes every common noun for an issue: what one supports or rejects in words is one.
    """
    chunk = scene.reading.chunks[number]
    hit = scene.hits.get(chunk.head)
    if any_noun and scene.tokens[chunk.head].text.lower() in ("it", "them") and not scene.at.get(chunk.head):
        single = scene.tokens[chunk.head].text.lower() == "it"
        return _issue_before(scene, number) or (scene.antecedent if single else "")
    if scene.at.get(chunk.head) or not scene.tokens[chunk.head].tag.startswith("NN"):
        return ""
    if not (hit is not None and hit.of("issue")) and not (
        any_noun and scene.tokens[chunk.head].tag in ("NN", "NNS") and not is_vague(scene, chunk.head)
    ):
        return ""
    first = chunk.first
    while first < chunk.head and scene.tokens[first].tag in ("PRP$", "PDT"):
        first += 1
    end = chunk.head + 1
    for word, at, members in attached(scene, number)[:2]:
        if word in ("of", "on", "against", "with") and scene.reading.chunks[at].first == end:
            end = scene.reading.chunks[members[-1]].end
    return scene.text(first, min(end, first + 10))


def definite(scene: Scene, number: int) -> str:
    """The words of a noun phrase that a text speaks of as known: "the essay", "this cut"; "" where it is none."""
    chunk = scene.reading.chunks[number]
    known = any(scene.tokens[i].text.lower() in _KNOWN for i in range(chunk.first, chunk.head))
    return issue(scene, number, any_noun=True) if known or scene.tokens[chunk.head].text.lower() == "it" else ""


def _goes_on(scene: Scene, number: int) -> bool:
    return scene.reading.verbs[scene.reading.chunks[number].head].form in ("infinitive", "gerund")


def first_issue(scene: Scene) -> str:
    """The first issue, in the singular, that a sentence speaks of as known; "" where there is none."""
    for number, chunk in enumerate(scene.reading.chunks):
        if chunk.kind == "np" and scene.tokens[chunk.head].tag == "NN" and chunk.head > chunk.first:
            known = scene.tokens[chunk.first].text.lower() in _KNOWN
            if known and (words := issue(scene, number)):
                return words
    return ""


_KNOWN = frozenset({"the", "this", "that", "these", "those", "such"})


def deed(scene: Scene, number: int, most: int = 10, until: int = 0) -> str:
    """The name of what a verb group says is done, without its modal and negation: "raising interest rates".

    `until` is a chunk before which they end, where the deed is itself the subject of a verb.
    """
    chunks = scene.reading.chunks
    first = chunks[number].head
    while first > chunks[number].first and scene.tokens[first - 1].tag in ("VB", "VBN", "VBG"):
        first -= 1
    end, at = chunks[number].end, number + 1
    last = until or len(chunks)
    while at < last and chunks[at].kind == "vp" and _goes_on(scene, at):
        end, at = chunks[at].end, at + 1
    while at < last and chunks[at].kind in ("np", "prep", "adv", "adj") and chunks[at].end - first <= most:
        if not until and chunks[at].kind == "np" and frames.subject_of_next(scene.reading, at):
            break
        end = chunks[at].end
        at += 1
    while end > chunks[number].end and scene.tokens[end - 1].tag in ("IN", "TO", "RB", "CC"):
        end -= 1
    verb = scene.tokens[first]
    if verb.tag == "MD":
        return ""  # "should not", and no more
    words = scene.text(first, end)
    if verb.tag not in ("VB", "VBP"):
        return words[:1].lower() + words[1:]
    return gerund(verb.text.lower()) + words[len(verb.text) :]


def gerund(verb: str) -> str:
    """The form in -ing of a bare verb: "repealing", "cutting", "lying"."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    vowels = [letter in "aeiou" for letter in verb]
    closed = vowels[-3:] == [False, True, False] and verb[-1] not in "wxy"
    return verb + (verb[-1] if closed and (sum(vowels) == 1 or verb in words_of("doubles")) else "") + "ing"


def _issue_before(scene: Scene, number: int) -> str:
    """The issue that "it" takes up again: the last one named before in the sentence, in the same number."""
    plural = scene.tokens[scene.reading.chunks[number].head].text.lower() == "them"
    for k in range(number - 1, -1, -1):
        chunk = scene.reading.chunks[k]
        if chunk.kind == "np" and (scene.tokens[chunk.head].tag == "NNS") == plural and (words := issue(scene, k)):
            return words
    return ""


def object_before(scene: Scene, number: int) -> str:
    """The last thing spoken of as known that a verb before had as its object: "praised the lane and scrapped it"."""
    for k in range(number - 1, 0, -1):
        chunk = scene.reading.chunks[k]
        if chunk.kind == "np" and scene.reading.chunks[k - 1].kind == "vp":
            return definite(scene, k) if scene.tokens[chunk.head].tag == "NN" else ""
    return ""


def is_vague(scene: Scene, head: int) -> bool:
    """Whether a noun says too little to be an issue: "people", "things", "time"."""
    hit = scene.hits.get(head)
    word = scene.tokens[head].lemma.lower()
    return (hit is not None and (hit.of("part") is not None or hit.of("body") is not None)) or word in words_of("vague")
