"""Rules for judgements outside a clause: in a noun phrase, in an apposition, between quotation marks, cried out."""

from __future__ import annotations

from collections.abc import Iterator

from oped_stance.stance import frames
from oped_stance.stance.finding import Finding, label, make
from oped_stance.stance.force import Force
from oped_stance.stance.lexicon import Hit
from oped_stance.stance.parties import (
    actors,
    attached,
    definite,
    inside,
    issue,
    parties,
    possessive,
)
from oped_stance.stance.ratings import POINTING, denied_noun
from oped_stance.stance.scene import AUTHOR, Mention, Party, Scene


def quality(scene: Scene, hit: Hit) -> Iterator[Finding]:
    """ "Trump's reckless trade war", "the tyrant Kim": the speaker rates within a noun phrase."""
    sense = hit.of("quality")
    number = scene.reading.chunk_of[hit.first]
    if sense is None or sense.weak or number < 0:
        return
    chunk = scene.reading.chunks[number]
    rater = scene.rater(hit.first)
    joined = hit.first + 1 < len(scene.tokens) and scene.tokens[hit.first + 1].text == "-"
    if chunk.kind != "np" or not rater or joined:
        return
    over = Force(1.0, int(denied_noun(scene, hit.first)), "question" if scene.question else "asserted", 0.8)
    named = scene.at.get(chunk.head, ())
    noun = scene.tokens[hit.first].tag.startswith("NN")
    if hit.first < chunk.head and named:
        targets = [Party(m) for m in named if m.first > hit.first]
    elif noun and hit.first == chunk.head:
        # "Obama's failure": the possessor is at fault; "Russia's enemy" is not.
        targets = (
            [Party(m, 1.0, "act") for m in inside(scene, chunk.first, chunk.head) if possessive(scene, m)]
            if not hit.of("role") and not hit.of("noun")
            else []
        )
    elif hit.first < chunk.head and not noun:
        targets = [
            Party(m, 1.0, "act")
            for m in inside(scene, chunk.first, chunk.head)
            if m.end <= hit.first or m.first > hit.first
        ]
        if not targets:
            targets = [p for p in parties(scene, number) if p.role != "patient"]
    else:
        targets = []
    sides: list[Mention | str] = [party.mention for party in targets]
    if not sides and hit.first < chunk.head and not noun and scene.tokens[chunk.first].text.lower() in POINTING:
        sides = [words] if (words := issue(scene, number)) else []
    for side in sides:
        yield make(
            rater,
            side,
            over.apply(sense.polarity),
            sense,
            over,
            ((hit.first, hit.first + 1),),
            "rating in a phrase",
            f"lexicon: {label(sense)}",
            False,
            0.65,
        )


def scare_quotes(scene: Scene) -> Iterator[Finding]:
    """ "Beijing's “help”": good words between quotation marks of their own are meant otherwise."""
    tokens = scene.tokens
    for i in range(1, len(tokens) - 1):
        if tokens[i - 1].text not in ("“", "‘", '"', "``") or tokens[i].tag[:2] not in ("NN", "JJ", "VB"):
            continue
        end = i + 1
        if end < len(tokens) and tokens[end].text not in ("”", "’", '"', "''"):
            continue
        hit = scene.hits.get(i)
        good = (
            next(
                (
                    s
                    for s in hit.senses
                    if s.polarity > 0 and s.kind in ("verb", "noun", "quality", "symmetric", "role")
                ),
                None,
            )
            if hit
            else None
        )
        if good is None or i < 2:
            continue
        owners = list(scene.at.get(i - 2, ())) or [m for m in scene.at.get(i - 3, ()) if tokens[i - 2].tag == "POS"]
        speech = scene.voice(i)
        within = tokens[i - 1].text == "‘"  # single marks within a quotation are the speaker's
        rater = speech.holder if speech is not None and within else AUTHOR
        if end + 1 < len(tokens) and scene.at.get(end + 1) and not owners:
            owners = list(scene.at[end + 1])
        for owner in owners:
            yield Finding(
                rater,
                owner,
                -0.4,
                "blame",
                "verbal conflict",
                "asserted",
                0.6,
                ((i, end),),
                "irony: scare quotes",
                f"lexicon: {label(good)}, between quotation marks",
                False,
                0.55,
            )


def apposition(scene: Scene, hit: Hit) -> Iterator[Finding]:
    """ "Johnson, a critic of Brussels,": a role told in apposition."""
    sense = hit.of("role")
    chunks = scene.reading.chunks
    number = scene.reading.chunk_of[hit.first]
    if sense is None or number < 2 or chunks[number].kind != "np" or chunks[number].head != hit.first:
        return
    if chunks[number - 1].kind != "comma" or chunks[number - 2].kind != "np":
        return
    targets = inside(scene, chunks[number].first, hit.first)
    for word, _, members in attached(scene, number):
        if word in sense.prepositions:
            targets += actors(scene, members)
    for holder in actors(scene, [number - 2]):
        for target in targets:
            yield make(
                holder,
                target,
                sense.polarity,
                sense,
                Force(1.0, 0, "asserted", 0.9),
                ((hit.first, hit.first + 1),),
                "role in apposition",
                f"lexicon: {label(sense)}",
                False,
                0.7,
            )


def cries(scene: Scene, hit: Hit) -> Iterator[Finding]:
    """ "Shame on the BBC", "thank goodness for the courts": a judgement cried out."""
    sense = hit.of("cry")
    at = scene.reading.chunk_of[min(hit.end, len(scene.tokens) - 1)]
    if sense is None or at < 0 or scene.reading.chunks[at].kind != "np":
        return
    rater = scene.rater(hit.first)
    over = Force(1.0, 0, "asserted", 0.9)
    for number in frames.coordinated(scene.reading, at)[0] if rater else ():
        sides: list[Mention | str] = [p.mention for p in parties(scene, number) if p.role != "patient"]
        if not sides and (words := definite(scene, number)):
            sides = [words]
        for side in sides:
            evidence = ((hit.first, hit.first + sense.words),)
            yield make(
                rater, side, sense.polarity, sense, over, evidence, "cry", f"lexicon: {label(sense)}", False, 0.7
            )
