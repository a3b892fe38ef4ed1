"""What the summary says of a report, and that it says only what the layers hold."""

import attrs
import pytest
from renderer_samples import TEXT, Maker, make_report, parse, ran

import oped
from oped.renderers.marking import mark
from oped.renderers.summary import definite, findings, in_context, placed, summarise


def texts(report, topic):
    return [statement.text for statement in summarise(report).statements if statement.topic == topic]


def with_layers(report, **outcomes):
    return attrs.evolve(report, outcomes={**report.outcomes, **outcomes})


def test_the_thesis_is_quoted_exactly(report):
    assert texts(report, "thesis") == ["“The harbour council should keep its ferries”"]


def test_actors_by_mentions(report):
    assert texts(report, "actors")[0].startswith("Norland (3), the Harbour Council (2), Sudland (2)")


def test_stances_each_way_are_one_sentence(report):
    assert texts(report, "stance")[0] == "Sudland and Norland cooperate with each other (3 findings)."
    assert "Norland blames the Harbour Council (1 finding)." in texts(report, "stance")
    assert "The author supports the Harbour Council (1 finding)." in texts(report, "stance")


def test_certainty_counts_the_authors_own_voice(report):
    summary = summarise(report)
    author, mayor = summary.certainty.voices
    assert (author.voice, len(author.hedges), len(author.boosters), author.certainty) == ("author", 2, 2, 0.45)
    assert (mayor.voice, len(mayor.hedges), len(mayor.boosters), mayor.certainty) == ("Mayor Ek", 0, 1, None)
    assert texts(report, "certainty")[0].startswith("In the author’s own voice: 2 hedges and 2 boosters in 9 sentences")


def test_a_sentence_is_as_certain_as_its_weakest_hedge(report):
    by_words = {TEXT[s.start :][:7]: s.certainty for s in summarise(report).certainty.sentences}
    assert by_words["Norland"] in (0.4, 1.0)
    assert by_words["Perhaps"] == 0.5
    assert by_words["The har"] == 1.0


def test_the_argument_is_a_tree_in_reading_order(report):
    rows = [(u.depth, u.relation, u.finding.annotation.key) for u in summarise(report).units]
    assert rows == [
        (0, "", "1"),
        (1, "support", "3"),
        (2, "attack", "2"),
        (1, "attack", "4"),
        (2, "undercut", "6"),
        (3, "support", "5"),
    ]


def test_units_know_what_other_layers_hold_within_them(report):
    units = {unit.finding.annotation.key: unit for unit in summarise(report).units}
    assert [cue.words for cue in units["2"].hedges] == ["may seem"]
    assert [cue.words for cue in units["6"].boosters] == ["clearly"]
    assert units["4"].voices == ("Critics",)
    assert [s.feature("target") for s in units["3"].stances] == ["Sudland", "Norland", "the plan"]


def test_a_ring_of_relations_still_shows_every_unit_once():
    note = Maker(TEXT).note
    layer = ran(
        "argument",
        [note("claim", "Keep", key="a"), note("claim", "ferries", key="b"), note("premise", "Lind", key="c")],
        [oped.Relation("support", "argument#a", "argument#b"), oped.Relation("support", "argument#b", "argument#a")],
    )
    units = summarise(oped.Report(oped.Document(TEXT), {"argument": layer})).units
    assert sorted(unit.finding.annotation.key for unit in units) == ["a", "b", "c"]


def test_a_chain_of_thousands_of_units_is_no_trouble():
    text = "x " * 3000
    notes = [oped.Annotation("claim", [oped.Span(2 * n, 2 * n + 1)], str(n)) for n in range(3000)]
    chain = [oped.Relation("support", f"argument#{n + 1}", f"argument#{n}") for n in range(2999)]
    report = oped.Report(
        oped.Document(text), {"argument": oped.Outcome("ran", layer=oped.Layer("argument", notes, chain))}
    )
    assert summarise(report).units[-1].depth == 2999


def test_somebody_opposed_in_a_premise_and_supported_in_a_claim():
    note = Maker(TEXT).note
    stance = {"holder": "author", "voice": "author", "target": "Norland"}
    layers = {
        "stance": ran(
            "stance",
            [
                note("stance", "torpedo", polarity=-0.8, attitude="blame", **stance),
                note("stance", "nine in ten", polarity=0.5, attitude="praise", **stance),
            ],
        ),
        "argument": ran(
            "argument", [note("premise", "to torpedo the plan"), note("claim", "carry nine in ten workers")]
        ),
    }
    (turn,) = summarise(oped.Report(oped.Document(TEXT, paragraphs=parse(TEXT)), layers)).turns
    assert turn.target == "Norland"
    assert [f.words for _, f in (*turn.against, *turn.favour)] == ["torpedo", "nine in ten"]


@pytest.mark.parametrize("layer", ["argument", "stance", "hedging", "actors"])
def test_a_layer_that_failed_says_why_and_the_rest_stands(report, layer):
    summary = summarise(with_layers(report, **{layer: oped.Outcome("failed", "ZeroDivisionError: by zero")}))
    assert summary.missing[layer] == f"The layer {layer} failed: ZeroDivisionError: by zero."
    assert summary.statements


def test_layers_that_were_not_asked_for_are_left_out(report):
    summary = summarise(attrs.evolve(report, selected=("hedging",)))
    assert list(summary.findings) == ["hedging"]
    assert [part.layer for part in summary.parts] == ["hedging"]
    assert {statement.topic for statement in summary.statements} == {"certainty"}


def test_an_empty_text_has_an_empty_summary():
    summary = summarise(oped.Report(oped.Document("")))
    assert (summary.title, summary.words, summary.units, summary.dyads) == ("Untitled", 0, (), ())


def test_numbers_of_findings_run_on_over_layers(report):
    numbers = [row.number for rows in findings(report).values() for row in rows]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_marked_text_is_the_text(report):
    marked = mark(report, findings(report))
    words = ["".join(segment.text for segment in block.segments) for block in marked.blocks]
    assert words == [TEXT[p.start : p.end] for p in report.document.paragraphs]


def test_every_finding_has_a_place_in_the_text(report):
    found = findings(report)
    marked = mark(report, found)
    ids = {segment.id for block in marked.blocks for segment in block.segments} | {block.id for block in marked.blocks}
    assert all(marked.anchors[row.number] in ids for rows in found.values() for row in rows)


def test_overlapping_marks_are_listed_on_the_stretch_that_they_share(report):
    marked = mark(report, findings(report))
    segment = next(s for block in marked.blocks for s in block.segments if s.text == "torpedo")
    assert segment.classes == ("m claim", "m against", "m other")
    assert make_report() == report


@pytest.mark.parametrize(
    ("stances", "sign", "said"),
    [
        (
            [(0.5, "asserted"), (-0.5, "asserted")],
            "mixed",
            "is both for and against the Harbour Council (1 finding for, 1 against)",
        ),
        (
            [(0.5, "conditional"), (-0.5, "asserted"), (-0.4, "asserted")],
            "against",
            "opposes the Harbour Council (1 finding for, 2 against)",
        ),
        (
            [(0.5, "asserted")] * 3 + [(-0.5, "asserted")],
            "for",
            "supports the Harbour Council (3 findings for, 1 against)",
        ),
        (
            [(0.5, "asserted"), (-0.5, "conditional")],
            "mixed",
            "is both for and against the Harbour Council (1 finding for, 1 against)",
        ),
        ([(0.01, "asserted")], "mixed", "is of two minds about the Harbour Council (1 finding)"),
        ([(0.5, "conditional")], "for", "supports the Harbour Council (1 finding, on a condition)"),
    ],
)
def test_which_side_somebody_is_on(stances, sign, said):
    def attitude(polarity):
        return "ambivalent" if abs(polarity) < 0.05 else "support" if polarity > 0 else "oppose"

    notes = [
        oped.Annotation(
            "stance",
            [oped.Span(n, n + 1)],
            str(n),
            features={
                "holder": "Norland",
                "target": "Harbour Council",
                "polarity": p,
                "mode": mode,
                "attitude": attitude(p),
            },
        )
        for n, (p, mode) in enumerate(stances)
    ]
    report = oped.Report(oped.Document(TEXT), {"stance": oped.Outcome("ran", layer=oped.Layer("stance", notes))})
    (dyad,) = summarise(report).dyads
    assert dyad.sign == sign
    assert texts(report, "stance") == [f"Norland {said}."]


def test_claims_that_the_author_hedges_are_named(report):
    note = Maker(TEXT).note
    layer = ran("argument", [note("claim", "Perhaps she means it"), note("claim", "it works with Sudland")])
    first, second = (s for s in summarise(with_layers(report, argument=layer)).statements if s.topic == "certainty")
    assert first.text.endswith("of 2 claims, 1 hedged and none boosted.")
    assert (second.text, [f.words for f in second.evidence]) == (
        "A claim, hedged by “Perhaps”:",
        ["Perhaps"],
    )


def test_stances_in_other_voices_are_said_to_be_so(report):
    assert "Critics oppose ferries (1 finding, by their own account)." in texts(report, "stance")


def test_words_stand_in_their_sentence():
    text = "Norland, which the council has always courted with subsidies and speeches, condemned it. Next."
    sentence = oped.Sentence(0, 88, ())
    document = oped.Document(text, paragraphs=[oped.Paragraph(0, 94, "body", (sentence, oped.Sentence(89, 94, ())))])
    at = text.index("condemned")
    finding = findings_of(document, oped.Annotation("stance", [oped.Span(at, at + 9)]))
    whole, cut = in_context(document, finding), in_context(document, finding, 40)
    assert (whole.before, whole.words, whole.after) == (text[:at], "condemned", " it.")
    assert (cut.words, cut.after) == ("condemned", " it.")
    assert cut.before.startswith("…") and cut.before[1:] in text and len(cut.before) < 40


def findings_of(document, annotation):
    report = oped.Report(document, {"stance": oped.Outcome("ran", layer=oped.Layer("stance", [annotation]))})
    return findings(report)["stance"][0]


def test_a_thesis_says_whom_its_pronouns_mean_and_how_sure_the_analyser_is(report):
    note = Maker(TEXT).note
    layers = {
        "argument": ran("argument", [note("major_claim", "it works with Sudland", confidence=0.2)]),
    }
    at = TEXT.index("it works")
    layers["actors"] = ran(
        "actors",
        [
            oped.Annotation("mention", [oped.Span(at, at + 2)], features={"actor": "Norland", "via": "pronoun"}),
            note("mention", "Sudland", actor="Sudland", via="name"),
        ],
    )
    summary = summarise(with_layers(report, **layers))
    assert [s.text for s in summary.statements if s.topic == "gloss"] == ["Here “it” refers to Norland."]
    thesis = next(s for s in summary.statements if s.topic == "thesis")
    assert placed(thesis.evidence[0]) == "line 3, only the best guess, confidence 0.2"


def test_somebody_opposed_is_always_in_the_headline():
    def note(n, target, polarity):
        features = {
            "holder": "Norland",
            "target": target,
            "polarity": polarity,
            "attitude": "support",
            "mode": "asserted",
        }
        if polarity < 0:
            features |= {"attitude": "oppose", "mode": "conditional"}
        return oped.Annotation("stance", [oped.Span(n, n + 1)], str(n), features=features)

    notes = [note(n, f"friend {n}", 0.5) for n in range(8)] + [note(9, "Sudland", -0.5)]
    report = oped.Report(oped.Document(TEXT), {"stance": oped.Outcome("ran", layer=oped.Layer("stance", notes))})
    said = texts(report, "stance")
    assert len(said) == 6
    assert said[-1] == "Norland opposes Sudland (1 finding, on a condition)."


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("decision", "“decision”"),
        ("harbour decision", "“harbour decision”"),
        ("the decision", "the decision"),
        ("ferries", "ferries"),
        ("Sudland", "Sudland"),
    ],
)
def test_issues_without_an_article_stand_in_quotation_marks(report, target, said):
    features = {"holder": "Norland", "target": target, "attitude": "oppose", "polarity": -0.5, "mode": "asserted"}
    layer = ran("stance", [Maker(TEXT).note("stance", "condemned", **features)])
    assert texts(with_layers(report, stance=layer), "stance") == [f"Norland opposes {said} (1 finding)."]


@pytest.mark.parametrize("format_", ["text", "md", "html"])
def test_guesses_are_marked_in_the_table(report, format_):
    def shown(confidence):
        features = {"holder": "Norland", "target": "Ek", "attitude": "oppose", "polarity": -0.5, "mode": "asserted"}
        layer = ran("stance", [Maker(TEXT).note("stance", "condemned", confidence=confidence, **features)])
        rendered = oped.Host().render(with_layers(report, stance=layer), format_)
        return rendered.partition("<body>")[2] or rendered

    mark = {"text": "Ek (guess)", "md": "*guess*", "html": '<tr class="guess">'}[format_]
    assert mark in shown(0.3)
    assert mark not in shown(0.8)


def test_guesses_are_called_so_and_come_after_what_is_sure(report):
    note = Maker(TEXT).note

    def against(words, target, confidence):
        stance = {"holder": "Norland", "target": target, "attitude": "oppose", "polarity": -0.5, "mode": "asserted"}
        return note("stance", words, confidence=confidence, **stance)

    notes = [
        against("to torpedo", "the plan", 0.3),
        against("torpedo", "the plan", 0.4),
        against("condemned", "Ek", 0.8),
    ]
    assert texts(with_layers(report, stance=ran("stance", notes)), "stance") == [
        "Norland opposes Ek (1 finding).",
        "Norland opposes the plan (2 findings, all guesses).",
    ]


def test_what_is_said_in_one_breath_is_one_statement(report):
    note = Maker(TEXT).note

    def against(words, target):
        return note("stance", words, holder="Norland", target=target, attitude="oppose", polarity=-0.5, mode="asserted")

    same = [against("to torpedo", "the plan"), against("to torpedo", "the council")]
    said = texts(with_layers(report, stance=ran("stance", same)), "stance")
    assert said == ["Norland opposes the plan and the council (2 findings)."]
    apart = [against("to torpedo", "the plan"), against("condemned", "the council")]
    assert len(texts(with_layers(report, stance=ran("stance", apart)), "stance")) == 2


def test_hedged_premises_are_named_after_hedged_claims(report):
    note = Maker(TEXT).note
    layer = ran(
        "argument", [note("premise", "Norland may seem to help", side="con"), note("claim", "Perhaps she means it")]
    )
    said = [s.text for s in summarise(with_layers(report, argument=layer)).statements if s.topic == "certainty"]
    assert said[1:] == ["A claim, hedged by “Perhaps”:", "A premise of the other side, hedged by “may seem”:"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("author", "the author"),
        ("China", "China"),
        ("United States", "the United States"),
        ("A new trade war", "a new trade war"),
        ("The Hague", "The Hague"),
        ("Their plan", "their plan"),
    ],
)
def test_names_as_they_stand_in_a_sentence(name, said):
    assert definite(name) == said


@pytest.mark.parametrize(("name", "said"), [("board", "the board"), ("critics", "critics"), ("his aides", "his aides")])
def test_actors_without_a_name_are_told_by_their_role(name, said):
    assert definite(name, is_actor=True) == said


def test_words_that_are_no_name_stand_in_quotation_marks(report):
    note = Maker(TEXT).note
    features = {"holder": "author", "attitude": "support", "polarity": 0.5, "mode": "asserted"}
    layer = ran("stance", [note("stance", "should keep", target="Keep the old ferries", **features)])
    assert texts(with_layers(report, stance=layer), "stance") == [
        "The author supports “Keep the old ferries” (1 finding)."
    ]
