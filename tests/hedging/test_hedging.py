"""The hedging layer, through the public surface."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oped
from oped.testing.strategies import documents, texts

CASES = tomllib.loads(Path(__file__).with_name("contrast.toml").read_text(encoding="utf-8"))["case"]
SCHEMES = ("oped", "sfu", "bioscope", "conll2010")
TYPES = {
    "hedge": {
        "modal",
        "verb",
        "adjective",
        "adverb",
        "noun",
        "approximator",
        "plausibility shield",
        "attribution shield",
        "evidential",
        "conditional",
        "weasel",
    },
    "booster": {"certainty", "actuality", "intensifier"},
    "modality": {"deontic", "dynamic"},
}
PROSE = st.lists(
    st.sampled_from(
        [
            "Perhaps the plan could still work, but critics say it may not.",
            "In May, about 40 ships might have left; nobody knows why.",
            "I think it seems rather unlikely.",
            "Must we? We should, if only to be sure.",
            "may might could would",
            "or so, as if",
            "“It is believed,” he said, “that they will probably lose.”",
            "\n\n",
            "Undoubtedly",
            "🙂 kind of",
            "many of the some critics say",
        ]
    ),
    max_size=7,
).map(" ".join)


def hedging(text: str, **options: str) -> tuple[oped.Report, oped.Layer]:
    report = oped.analyse(text, only=["hedging"], options={f"hedging.{k}": v for k, v in options.items()})
    return report, report.layer("hedging")


def quotes(report: oped.Report, layer: oped.Layer, label: str) -> list[str]:
    return [report.document.quote(a).lower() for a in layer.labelled(label)]


def facts(layer: oped.Layer, shift: int = 0) -> list[Any]:
    return [(a.label, [(s.start - shift, s.end - shift) for s in a.spans], dict(a.features)) for a in layer.annotations]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_contrast(case: dict[str, Any]) -> None:
    report, layer = hedging(case["text"])
    assert quotes(report, layer, "hedge") == case["hedges"]
    assert quotes(report, layer, "booster") == case.get("boosters", [])


@pytest.mark.parametrize("scheme", SCHEMES)
@given(text=texts() | PROSE)
def test_every_text_has_a_well_formed_layer(scheme: str, text: str) -> None:
    report, layer = hedging(text, scheme=scheme)
    hedges = layer.labelled("hedge")
    for label, types in TYPES.items():
        assert {a.features["type"] for a in layer.labelled(label)} <= types
    for a in layer.labelled("hedge", "booster"):
        assert 0 <= float(str(a.features["certainty"])) <= 1
        assert a.features["voice"] and a.features["why"]
    scopes = [layer.relations_from(a) for a in hedges]
    assert all(len(relations) == 1 for relations in scopes)
    assert len(layer.labelled("scope")) == len(hedges)
    for hedge, (relation,) in zip(hedges, scopes, strict=True):
        scope = report.resolve(str(relation.target))
        assert len(scope.spans) == 1
        assert scope.start <= hedge.start and hedge.end <= scope.end
        sentence = report.document.sentences[report.document.sentence_index(hedge.start)]
        assert sentence.start <= scope.start and scope.end <= sentence.end


@given(document=documents())
def test_a_document_without_real_tags_is_analysed(document: oped.Document) -> None:
    assert oped.analyse(document, only=["hedging"]).outcomes["hedging"].state == "ran"


@given(text=PROSE)
def test_the_same_text_gives_the_same_layer(text: str) -> None:
    assert hedging(text)[1] == hedging(text)[1]


@given(text=PROSE)
def test_what_stands_before_does_not_matter(text: str) -> None:
    lead = "The harbour was closed on Monday.\n\n"
    assert facts(hedging(lead + text)[1], len(lead)) == facts(hedging(text)[1])


def test_hedges_in_quoted_words_are_the_speakers() -> None:
    report, layer = hedging("“The plan may fail,” said Angela Merkel. The plan might work.")
    voices = {report.document.quote(a): a.features["voice"] for a in layer.labelled("hedge")}
    assert voices["may"] == "Angela Merkel"
    assert voices["might"] == "author"
    assert layer.measures["hedges_per_100_words_author"] != layer.measures["hedges_per_100_words_others"]


def test_the_innermost_voice_wins() -> None:
    text = "Ann said that Bob believes that it may rain."
    document = oped.parse(text)
    given = oped.Layer(
        "attribution",
        [
            oped.Annotation("content", [oped.Span(9, 43)], features={"holder": "Ann"}),
            oped.Annotation("content", [oped.Span(31, 43)], features={"holder": "Bob"}),
        ],
    )
    layer = oped.analyse(document, only=["hedging"], given=[given]).layer("hedging")
    voices = {document.quote(a): a.features["voice"] for a in layer.labelled("hedge")}
    assert voices == {"believes": "Ann", "may": "Bob"}


@pytest.mark.parametrize(
    ("text", "cue", "voice"),
    [
        ("Moscow thinks that the deal is dead.", "thinks", "Russia"),
        ("The prime minister believes the virus will return.", "believes", "prime minister"),
        ("Critics say the dam may fail.", "may", "critics"),
        ("Critics say the dam may fail.", "Critics", "author"),
        ("According to the mayor, the dam may fail.", "According to", "author"),
        ("“You must leave,” said Ana Ruiz.", "must", "Ana Ruiz"),
        ("We must leave.", "must", "author"),
    ],
)
def test_a_cue_has_the_voice_of_whoever_says_or_believes(text: str, cue: str, voice: str) -> None:
    report, layer = hedging(text)
    found = next(a for a in layer.labelled("hedge", "modality") if report.document.quote(a) == cue)
    assert found.features["voice"] == voice


def test_without_attribution_the_voice_is_the_authors() -> None:
    report = oped.analyse("She said it may rain.", only=["hedging"], without=["attribution"])
    assert [a.features["voice"] for a in report.layer("hedging").labelled("hedge")] == ["author"]


def certainty_of(text: str, cue: str) -> float:
    report, layer = hedging(text)
    return next(
        float(str(a.features["certainty"])) for a in layer.labelled("hedge") if report.document.quote(a).lower() == cue
    )


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        (("A deal is unlikely.", "unlikely"), ("A deal is likely.", "likely")),
        (("A deal is possible.", "possible"), ("A deal is likely.", "likely")),
        (("The deal could perhaps fail.", "could"), ("The deal could fail soon.", "could")),
        (("I doubt that it works.", "doubt"), ("I think that it works.", "i think")),
        (("It may be true.", "may"), ("It must have been true.", "must")),
        (("They are likely to win.", "likely"), ("They are very likely to win.", "likely")),
    ],
)
def test_certainty_follows_the_context(lower: tuple[str, str], higher: tuple[str, str]) -> None:
    assert certainty_of(*lower) < certainty_of(*higher)


def test_a_document_of_doubts_measures_less_certain_than_one_of_facts() -> None:
    doubts = "Perhaps the dam may fail. It might possibly rain. Nobody knows whether the pumps could cope."
    facts = "The dam failed. It rained for three days. The pumps stopped at noon."
    low, high = hedging(doubts)[1].measures, hedging(facts)[1].measures
    assert float(str(low["certainty"])) < 0.75 < float(str(high["certainty"]))
    assert float(str(low["hedges_per_100_words"])) > 15
    assert high["hedges_per_100_words"] == 0


def test_what_is_not_hedged_is_fully_committed_to() -> None:
    measures = hedging("The dam failed. It rained for three days.")[1].measures
    assert measures["certainty_author"] == 1.0
    assert "certainty_others" not in measures


def test_each_side_commits_as_far_as_its_weakest_hedges() -> None:
    _, layer = hedging("“The plan may fail,” said Angela Merkel. The plan costs nine millions.")
    (hedge,) = layer.labelled("hedge")
    assert layer.measures["certainty_author"] == 1.0
    assert layer.measures["certainty_others"] == hedge.features["certainty"]


def test_scopes_are_scored_with_the_gold_cue_given(tmp_path: Path) -> None:
    from oped_hedging import scope_given

    gold = tmp_path / "sfu.dev.jsonl"
    lines = []
    for number, thing in enumerate(["plan", "bank", "dam", "reform", "truce", "league"]):
        text = f"The {thing} may fail."
        start = 5 + len(thing)
        cue = {"start": start, "end": start + 3, "group": "1", "scope": [[start, len(text) - 1]]}
        lines.append(json.dumps({"id": f"sfu-{number}-0", "text": text, "cues": [cue]}) + "\n")
    gold.write_text("".join(lines), encoding="utf-8")
    assert list(scope_given.measure(scope_given.documents([gold]))) == [("sfu", 6, 6)]


@pytest.mark.parametrize("value", ["biosope", "OPED", ""])
def test_an_unknown_scheme_is_refused(value: str) -> None:
    with pytest.raises(oped.OpedError, match="scheme"):
        hedging("It may rain.", scheme=value)


def test_an_empty_text_has_no_measures() -> None:
    assert dict(hedging("")[1].measures) == {}


@pytest.mark.parametrize(
    ("text", "cue", "scope"),
    [
        ("The strike may spread to the ports, but the mayor is calm.", "may", "The strike may spread to the ports"),
        ("Nobody noticed, and perhaps nobody cared.", "perhaps", "perhaps nobody cared"),
        ("The mayor, who could lose her seat, said nothing.", "could", "who could lose her seat"),
        ("Nearly half of the wells are dry.", "Nearly", "Nearly half of the wells"),
        ("The reform, I suppose, helped nobody.", "I suppose", "The reform, I suppose, helped nobody"),
        ("It seems that the pumps failed; the dam held.", "seems", "It seems that the pumps failed"),
    ],
)
def test_scope(text: str, cue: str, scope: str) -> None:
    report, layer = hedging(text)
    hedge = next(a for a in layer.labelled("hedge") if report.document.quote(a) == cue)
    (relation,) = layer.relations_from(hedge)
    assert report.document.quote(report.resolve(str(relation.target))) == scope


def test_schemes_disagree_on_what_a_hedge_is() -> None:
    text = "If you can wait, some 40 seats should be free."
    found = {scheme: set(quotes(*hedging(text, scheme=scheme), "hedge")) for scheme in SCHEMES[:3]}
    assert {"if", "can", "should"} <= found["sfu"]
    assert found["oped"] == {"some"}
    assert "can" not in found["bioscope"]


def test_bioscope_pairs_are_one_discontinuous_cue() -> None:
    text = (
        "The gene is expressed either in T cells or in B cells, which suggests that it may be either active or silent."
    )
    _, layer = hedging(text, scheme="bioscope")
    assert all(len(a.spans) == 2 for a in layer.labelled("hedge") if text[a.start : a.start + 6] == "either")


def test_a_users_lexicon_adds_and_removes(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'remove = ["perhaps"]\n[[entry]]\npattern = "methinks"\nlabel = "hedge"\n'
        'type = "plausibility shield"\ncertainty = 0.6\n',
        encoding="utf-8",
    )
    report, layer = hedging("Methinks the plan fails. Perhaps it works.", lexicon=str(own))
    assert quotes(report, layer, "hedge") == ["methinks"]


def test_a_users_lexicon_may_be_a_table(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("pattern,label,type,certainty\nmethinks,hedge,adverb,0.4\nperhaps,none,,\n", encoding="utf-8")
    report, layer = hedging("Methinks the plan fails. Perhaps it works.", lexicon=str(own))
    assert quotes(report, layer, "hedge") == ["methinks"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("remove = ['no such entry']", "no such entry"),
        ("[[entry]]\npattern = 'x'\nwhen = 'nonsense:1'", "nonsense"),
        ("[[entry]]\npattern = 'x'\nlabel = 'hege'", "hege"),
        ("[[entry]]\npattern = 'x'\ncertainty = 7", "certainty"),
        ("not toml", "own.toml"),
    ],
)
def test_a_wrong_lexicon_is_named(tmp_path: Path, text: str, message: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.warns(oped.PluginWarning):
        report = oped.analyse("Perhaps.", only=["hedging"], options={"hedging.lexicon": str(own)})
    assert message in report.outcomes["hedging"].reason


def test_explain_names_the_sense_that_was_turned_down() -> None:
    from oped_hedging.analyser import Options, analyser

    explain = analyser().explain
    assert explain is not None
    document = oped.parse("The vote is in May. You may leave. It may rain.")
    reasons = [
        r for r in explain(document, {}, Options()) if document.text[r.spans[0].start : r.spans[0].end].lower() == "may"
    ]
    assert [r.verdict for r in reasons] == ["no hedge", "no hedge: deontic modality", "hedge: modal"]
    assert "month" in reasons[0].because[0]
    assert "permission" in reasons[1].because[0]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_explain_covers_what_is_found(scheme: str) -> None:
    from oped_hedging.analyser import Options, analyser

    explain = analyser().explain
    assert explain is not None
    text = "It may rain, and some critics say that the dam could fail."
    report, layer = hedging(text, scheme=scheme)
    explained = {r.spans for r in explain(report.document, report.layers, Options(scheme=scheme))}  # type: ignore[arg-type]
    assert {a.spans for a in layer.labelled("hedge")} <= explained


def test_the_op_ed_that_this_began_with(shared: Path) -> None:
    report, layer = hedging((shared / "seeds" / "op-ed.txt").read_text(encoding="utf-8"))
    assert {"may", "seem", "looks like", "might"} <= set(quotes(report, layer, "hedge"))
    assert {"in reality", "dramatically"} <= set(quotes(report, layer, "booster"))
    assert len(layer.labelled("hedge")) < 12


def test_training_on_nothing_writes_nothing(tmp_path: Path) -> None:
    from oped_hedging.train import train

    train({}, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_model_can_be_trained_on_own_data(tmp_path: Path) -> None:
    from oped_hedging.train import train

    records = [
        {
            "id": f"x{n}-0",
            "text": f"The {thing} may fail.",
            "cues": [
                {
                    "start": 5 + len(thing),
                    "end": 8 + len(thing),
                    "group": "1",
                    "scope": [[5 + len(thing), 13 + len(thing)]],
                }
            ],
        }
        for n, thing in enumerate(["plan", "bank", "dam", "reform", "truce"])
    ]
    train({"sfu": records, "unknown": [{"text": "?"}]}, tmp_path)
    report, layer = hedging("The pump may fail.", scheme="sfu", model=str(tmp_path))
    assert quotes(report, layer, "hedge") == ["may"]
