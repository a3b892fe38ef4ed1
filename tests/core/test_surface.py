"""The whole road: what the report of the op-ed that the project began with must tell, and the Python surface."""

from __future__ import annotations

from pathlib import Path

import pytest

import oped
from oped import Report, Span

LAYERS = (
    "actors",
    "argument",
    "attribution",
    "clauses",
    "connectives",
    "framing",
    "hedging",
    "rhetoric",
    "stance",
    "units",
)


@pytest.fixture(scope="module")
def report() -> Report:
    path = Path(__file__).parents[3] / "shared" / "seeds" / "op-ed.txt"
    if not path.exists():
        pytest.skip("the op-ed is not beside the checkout (../shared/seeds/op-ed.txt)")
    return oped.analyse(oped.read(path))


def words(report: Report, selector: str) -> set[str]:
    return {report.document.quote(a).lower() for a in report.select(selector)}


def test_every_layer_runs(report: Report) -> None:
    assert {name: outcome.state for name, outcome in report.outcomes.items()} == dict.fromkeys(LAYERS, "ran")
    assert report.problems == ()


def test_the_powers_are_named_and_their_capitals_resolved(report: Report) -> None:
    resolved = {}
    for mention in report.layer("actors").labelled("mention"):
        resolved.setdefault(report.document.quote(mention), set()).add(mention.features["actor"])
    for word, actor in [
        ("China", "China"),
        ("Beijing", "China"),
        ("Russia", "Russia"),
        ("Moscow", "Russia"),
        ("Washington", "United States"),
        ("Pyongyang", "North Korea"),
        ("North Korea", "North Korea"),
    ]:
        assert resolved[word] == {actor}, word
    assert "Russia" in resolved.get("Kremlin", set()) | resolved.get("the Kremlin", set())


def mean_polarity(report: Report, holder: str, target: str) -> float:
    values = [
        float(a.features["polarity"])
        for a in report.layer("stance").labelled("stance")
        if a.features["holder"] == holder and a.features["target"] == target
    ]
    return sum(values) / len(values) if values else 0.0


def test_china_and_russia_cooperate_and_stand_against_american_aims(report: Report) -> None:
    assert mean_polarity(report, "China", "Russia") > 0
    assert mean_polarity(report, "Russia", "China") > 0
    against = [
        a
        for a in report.layer("stance").labelled("stance")
        if a.features["holder"] in ("China", "Russia")
        and a.features["polarity"] < 0
        and ("United States" in str(a.features["target"]) or "U.S." in str(a.features["target"]))
    ]
    assert {a.features["holder"] for a in against} == {"China", "Russia"}


def test_hedges_and_boosters(report: Report) -> None:
    hedges, boosters = words(report, "hedging.hedge"), words(report, "hedging.booster")
    for hedge in ("may", "seem", "looks like", "might"):
        assert hedge in hedges
    assert "in reality" in boosters


def test_a_thesis_and_a_concession_with_its_rebuttal(report: Report) -> None:
    argument = report.layer("argument")
    thesis = " ".join(report.document.quote(a) for a in argument.labelled("major_claim")).lower()
    assert "russia" in thesis or "cooperation" in thesis
    concessions = [a for a in argument.annotations if a.features["side"] == "con"]
    attacked = {r.target for r in argument.relations if r.label in ("attack", "undercut")}
    attacking = {r.source for r in argument.relations if r.label in ("attack", "undercut")}
    assert any(argument.address(a) in attacked | attacking for a in concessions)


def test_the_python_surface_works_as_documented(report: Report, tmp_path: Path) -> None:
    layer = oped.analyse(report.document, only=["hedging"], options={"hedging.scheme": "sfu"}).layer("hedging")
    assert layer.annotations == tuple(sorted(layer.annotations, key=lambda a: (a.start, a.end, a.label)))
    hedge = layer.labelled("hedge")[0]
    assert (hedge.start, hedge.end) == (hedge.spans[0].start, hedge.spans[-1].end)
    assert 0 <= float(str(hedge.features["certainty"])) <= 1
    for relation in layer.relations:
        assert report.document.text[report_span(layer, relation.source)]
    assert report.resolve("actors#3") == report.layer("actors").annotations[2]
    assert all(a.overlaps(b) for a, b in report.overlapping("argument.claim", "hedging.hedge"))
    assert oped.Report.from_json(report.to_json()) == report
    assert report.to_dict()["schema"] == "oped-report"
    assert len(report.to_frame()) == sum(len(layer.annotations) for layer in report.layers.values())
    report.save(tmp_path / "report.html")
    assert (tmp_path / "report.html").stat().st_size < 400_000


def report_span(layer: oped.Layer, address: object) -> slice:
    annotation = layer.annotation(str(address).partition("#")[2])
    return slice(annotation.start, annotation.end)


def test_given_actors_decide_the_stances_downstream() -> None:
    document = oped.parse("Alpha condemned Beta.", id="x", metadata={})
    given = oped.Layer(
        "actors",
        annotations=[
            oped.Annotation("mention", [Span(0, 5)], features={"actor": "one"}),
            oped.Annotation("mention", [Span(16, 20)], features={"actor": "two"}),
        ],
    )
    stances = oped.analyse(document, given=[given]).layer("stance").labelled("stance")
    assert any(
        s.features["holder"] == "one" and s.features["target"] == "two" and s.features["polarity"] < 0 for s in stances
    )


def test_a_host_chooses_plugins() -> None:
    report = oped.Host(block=["stance"], strict=True).analyse("Beijing may wait.")
    assert "stance" not in report.outcomes
    assert report.outcomes["hedging"].state == "ran"
