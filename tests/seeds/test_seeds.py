"""The seeds: gold that agrees with its sources, keeps to the vocabulary, and holds together."""

from __future__ import annotations

import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import networkx
import pytest

import oped

SEEDS = Path(__file__).parents[2] / "seeds"
sys.path.insert(0, str(SEEDS))

import build  # noqa: E402
import figures  # noqa: E402
import vocabulary  # noqa: E402

NAMES = build.names()
TEXTS = sorted(path.stem for path in SEEDS.glob("*.txt"))

CLOSED: dict[tuple[str, str], tuple[str, ...]] = {
    ("content", "kind"): vocabulary.KINDS,
    ("cue", "force"): vocabulary.FORCES,
    ("mention", "type"): vocabulary.TYPES,
    ("mention", "via"): vocabulary.VIAS,
    ("stance", "attitude"): vocabulary.ATTITUDES,
    ("stance", "quad"): vocabulary.QUADS,
    ("stance", "mode"): vocabulary.MODES,
    ("stance", "derived"): ("yes", "no"),
    ("hedge", "type"): vocabulary.HEDGE_TYPES,
    ("booster", "type"): vocabulary.BOOSTER_TYPES,
    ("modality", "type"): vocabulary.MODALITY_TYPES,
    ("connective", "sense"): vocabulary.CONNECTIVE_SENSES,
    **{(role, "side"): vocabulary.SIDES for role in vocabulary.ROLES},
    **{(role, "proposition"): vocabulary.PROPOSITIONS for role in vocabulary.ROLES},
    **{(role, "evidence"): (*vocabulary.EVIDENCE, "None") for role in vocabulary.ROLES},
}
FEATURES = {
    "content": {"kind", "holder"},
    "cue": {"lemma", "force"},
    "speaker": set(),
    "mention": {"actor", "type", "affiliation", "via"},
    "stance": {
        *("holder", "target", "attitude", "quad", "polarity", "certainty", "derived", "mode", "voice", "rule"),
    },
    "hedge": {"type", "certainty", "voice"},
    "booster": {"type", "certainty", "voice"},
    "modality": {"type", "voice"},
    "scope": set(),
    "connective": {"sense"},
    "unit": set(),
    **{role: {"side", "holder", "confidence", "evidence", "proposition"} for role in vocabulary.ROLES},
}
LABELS = {
    "attribution": {"content", "cue", "speaker"},
    "actors": {"mention"},
    "stance": {"stance"},
    "hedging": {"hedge", "booster", "modality", "scope"},
    "connectives": {"connective"},
    "units": {"unit"},
    "argument": set(vocabulary.ROLES),
}


def gold(name: str) -> oped.Report:
    return oped.Report.from_json((SEEDS / f"{name}.gold.json").read_text(encoding="utf-8"))


every = pytest.mark.parametrize("name", NAMES)


def test_every_text_is_coded_and_there_are_some() -> None:
    assert TEXTS == NAMES
    assert len(NAMES) >= 8


@every
def test_gold_is_up_to_date_with_text_and_coding(name: str) -> None:
    assert not build.stale(name), f"run: python seeds/build.py {name}"


@every
def test_texts_have_the_agreed_form(name: str) -> None:
    text = (SEEDS / f"{name}.txt").read_text(encoding="utf-8")
    head, *body = text.rstrip("\n").split("\n\n")
    headline, byline, *rest = head.split("\n")
    assert headline and byline.startswith("By ") and len(rest) <= 1
    assert all(paragraph and "\n" not in paragraph for paragraph in body)
    assert 500 <= len(text.split()) <= 1000
    assert not set("[]|") & set(text), "these marks belong to the grammar of codings"


@every
def test_labels_and_features_are_those_of_the_design(name: str) -> None:
    report = gold(name)
    assert set(report.layers) == set(LABELS)
    for layer in report.layers.values():
        assert {a.label for a in layer.annotations} <= LABELS[layer.name]
        for annotation in layer.annotations:
            assert set(annotation.features) <= FEATURES[annotation.label]
            for feature in FEATURES[annotation.label] - {"affiliation", "evidence"}:
                assert feature in annotation.features
            for (label, feature), values in CLOSED.items():
                if label == annotation.label:
                    assert str(annotation.features.get(feature)) in values


@every
def test_numbers_are_in_their_ranges_and_agree_with_the_quadrant(name: str) -> None:
    report = gold(name)
    for stance in report.layer("stance").annotations:
        polarity = float(str(stance.features["polarity"]))
        assert 0.05 <= abs(polarity) <= 1
        assert str(stance.features["quad"]).endswith("cooperation" if polarity > 0 else "conflict")
        assert 0 <= float(str(stance.features["certainty"])) <= 1
        if stance.features["mode"] == "negated" and stance.features["attitude"] == "ambivalent":
            assert polarity > 0
    for cue in report.layer("hedging").labelled("hedge", "booster"):
        assert 0 <= float(str(cue.features["certainty"])) <= 1


@every
def test_relations_resolve_and_join_what_they_should(name: str) -> None:
    report = gold(name)
    for layer in report.layers.values():
        for relation in layer.relations:
            source, target = report.resolve(str(relation.source)), report.resolve(str(relation.target))
            assert source != target
            if relation.label in ("holder", "target"):
                assert target.features["actor"] == source.features[relation.label]
            if relation.label == "same":
                assert target.features["actor"] == source.features["actor"]
                assert target.start <= source.start
            if relation.label == "scope":
                assert target.label == "scope"
                assert target.start <= source.start and source.end <= target.end


@every
def test_arguments_are_acyclic_with_at_most_one_thesis_to_which_units_lead(name: str) -> None:
    layer = gold(name).layer("argument")
    graph = networkx.DiGraph()
    graph.add_nodes_from(layer.address(a) for a in layer.annotations)
    graph.add_edges_from((r.source, r.target) for r in layer.relations)
    assert networkx.is_directed_acyclic_graph(graph)
    assert len(layer.labelled("major_claim")) <= 1
    roots = [node for node in graph if graph.out_degree(node) == 0]
    assert len(roots) == 1, f"units that lead nowhere: {roots}"


@every
def test_units_are_disjoint_and_carry_one_role_each(name: str) -> None:
    report = gold(name)
    units = report.layer("units").annotations
    assert {u.key: u.spans for u in units} == {a.key: a.spans for a in report.layer("argument").annotations}
    for first, second in pairwise(units):
        assert not first.overlaps(second), f"{first.key} and {second.key}"


@every
def test_no_finding_is_coded_twice(name: str) -> None:
    for layer in gold(name).layers.values():
        places = [(a.label, a.spans, tuple(a.features.values())) for a in layer.annotations if a.label != "scope"]
        assert len(places) == len(set(places))


@every
def test_a_gold_layer_can_be_given_to_analyse(name: str) -> None:
    report = gold(name)
    again = oped.Report.from_json(report.to_json())
    assert again == report


def test_no_two_texts_share_their_phrases() -> None:
    """No template: no six words in common, and under one in fifty of the trigrams."""
    assert max(figures.overlap(6)) == 0
    assert max(figures.overlap(3)) < 0.02


def test_the_list_of_texts_is_complete_and_its_splits_are_as_agreed() -> None:
    entries = figures.texts()
    assert [entry["name"] for entry in entries] == TEXTS
    assert Counter(entry["split"] for entry in entries) == {"train": 28, "dev": 8, "test": 12}
    assert len({entry["field"] for entry in entries}) == 15
    for split, fields in (("train", 14), ("test", 12)):
        assert len({entry["field"] for entry in entries if entry["split"] == split}) >= fields


@pytest.mark.parametrize("entry", figures.texts(), ids=lambda entry: entry["name"])
def test_a_thesis_is_marked_unless_it_is_never_said(entry: dict[str, str]) -> None:
    assert entry["thesis"] in ("early", "late", "unsaid")
    theses = gold(entry["name"]).layer("argument").labelled("major_claim")
    assert len(theses) == (entry["thesis"] != "unsaid")


TEXT = "A head\nBy Ann\n\nIt may rain, and it may not.\n\nThe Kremlin said it would."


def coded(*lines: str) -> tuple[oped.Layer, ...]:
    return build.layers(TEXT, "\n".join(lines))


def quoted(layer: oped.Layer) -> list[list[str]]:
    return [[TEXT[span.start : span.end] for span in a.spans] for a in layer.annotations]


def test_words_are_found_by_occurrence_context_and_elision() -> None:
    lines = ("P1", "modality | may #2 | dynamic", "modality | [It] may rain, and [it] | dynamic")
    found = coded(*lines, "modality | may ... and #1 | dynamic")[3]
    assert quoted(found) == [["It", "it"], ["may rain, and"], ["may"]]
    assert TEXT[: found.annotations[2].start].endswith("and it ")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("modality | may | dynamic", "2 times"),
        ("modality | may #3 | dynamic", "only 2 times"),
        ("modality | snow | dynamic", "does not stand there"),
        ("modality | Kremlin | dynamic", "does not stand there"),
        ("modality | rain | epistemic", "none of"),
        ("hedge | rain | modal, 0.5 | it", "outside its scope"),
        ("mention | rain | Nobody | name", "none of"),
        ("unit u1 | It may rain | premise, pro, fact | support u9", "none of"),
        ("cue | rain | say, neutral", "follows its content"),
        ("remark | rain", "none of"),
    ],
)
def test_a_wrong_line_is_refused_with_its_number(line: str, complaint: str) -> None:
    with pytest.raises(build.CodingError, match=f"line 2.*{complaint}"):
        coded("P1", line)


def test_voice_and_holder_follow_from_attribution() -> None:
    lines = (
        *("ACTORS", "Russia | country", "P2"),
        *("content | it would | indirect, Russia", "cue | said | say, claim", "speaker | The Kremlin"),
        "hedge | would | modal, 0.7 | it would",
        "unit u1 | it would | claim, con, fact",
    )
    _, _, _, hedging, _, units, argument = coded(*lines)
    assert hedging.labelled("hedge")[0].features["voice"] == "Russia"
    assert argument.annotations[0].features["holder"] == "Russia"
    assert quoted(units) == [["it would."]]
