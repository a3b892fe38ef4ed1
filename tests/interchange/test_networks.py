"""Networks of who stands where: signed ties, congruence and conflict, change; read by networkx; safe in spreadsheets."""

import csv
import io

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oped
from oped.interchange import network as networks
from tests.interchange.samples import WORDS, stance

TEXT = "Anna hails carbon tax, Bert hails carbon tax. Carl damns carbon tax, and Anna damns Bert; we hail it."


def report_of(stances, id="one", text=TEXT, **metadata):
    document = oped.Document(text, id=id, metadata=metadata)
    return oped.Report(document, {"stance": oped.Outcome("ran", layer=oped.Layer("stance", keyed(stances)))})


def keyed(stances):
    return [
        oped.Annotation(a.label, a.spans, str(number), features=a.features) for number, a in enumerate(stances, start=1)
    ]


@pytest.fixture
def one():
    return report_of(
        [
            stance("hails", TEXT, "Anna", "carbon tax", 0.8),
            stance("hails", TEXT, "Bert", "carbon tax", 0.6, nth=1),
            stance("damns", TEXT, "Carl", "carbon tax", -0.9),
            stance("damns", TEXT, "Anna", "Bert", -0.5, nth=1),
            stance("hail", TEXT, "author", "carbon tax", 0.4, nth=2),
        ],
        author="Dora",
        date="2021-05-04",
    )


@pytest.fixture
def two():
    text = "Carl praises Bert. Anna damns carbon tax now."
    found = [stance("praises", text, "Carl", "Bert", 0.7), stance("damns", text, "Anna", "carbon tax", -0.7)]
    return report_of(found, "two", text, date="2022-01-01")


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_ties_are_signed_counted_and_dated(one, two):
    edges = {(row["source"], row["target"]): row for row in rows(networks.network([one, two], "stance", ".csv"))}
    anna = edges["Anna", "carbon tax"]
    assert (anna["side"], anna["supports"], anna["opposes"], anna["documents"]) == ("mixed", "1", "1", "2")
    assert (anna["first"], anna["last"], anna["weight"]) == ("2021-05-04", "2022-01-01", "2")
    assert edges["Carl", "carbon tax"]["side"] == "against"
    assert edges["Dora", "carbon tax"]["side"] == "for"  # the author, by name


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_networkx_reads_the_network(one, two, suffix):
    text = networks.network([one, two], "stance", suffix)
    read = {".graphml": networkx.parse_graphml, ".gexf": lambda t: networkx.read_gexf(io.BytesIO(t.encode()))}[suffix]
    graph = read(text)
    assert graph.is_directed()
    assert set(graph) == {"Anna", "Bert", "Carl", "Dora", "carbon tax"}
    assert graph["Carl"]["carbon tax"]["side"] == "against"
    assert graph["Anna"]["carbon tax"]["weight"] == 2.0
    assert graph.nodes["carbon tax"]["type"] == "issue"


def test_congruence_and_conflict(one, two):
    allies = networkx.parse_graphml(networks.network([one], "congruence", ".graphml"))
    rivals = networkx.parse_graphml(networks.network([one], "conflict", ".graphml"))
    assert {frozenset(e) for e in allies.edges} == {
        frozenset(p) for p in [("Anna", "Bert"), ("Anna", "Dora"), ("Bert", "Dora")]
    }
    assert {frozenset(e) for e in rivals.edges} == {
        frozenset(p) for p in [("Anna", "Carl"), ("Bert", "Carl"), ("Dora", "Carl")]
    }
    assert not allies.is_directed()
    assert allies["Anna"]["Bert"]["weight"] == 1.0
    assert allies["Anna"]["Bert"]["jaccard"] == 0.5  # of carbon tax and Bert
    # With the second document Anna is of two minds about carbon tax, and opposes Carl over Bert.
    rivals = networkx.parse_graphml(networks.network([one, two], "conflict", ".graphml"))
    assert rivals["Anna"]["Carl"]["targets"] == "Bert"


def test_change_is_told_by_date_and_by_quarter(one, two):
    told = rows(networks.network([two, one], "change", ".csv"))
    assert [row["date"] for row in told] == sorted(row["date"] for row in told)
    anna = [
        (row["date"], row["quarter"], row["side"])
        for row in told
        if (row["holder"], row["target"]) == ("Anna", "carbon tax")
    ]
    assert anna == [("2021-05-04", "1", "for"), ("2022-01-01", "3", "against")]


def test_the_same_words_count_once(one):
    twice = report_of([*one.layer("stance").annotations, one.layer("stance").annotations[0]], author="Dora")
    assert rows(networks.write_csv(twice))[0]["weight"] == "1"


def test_only_names_that_mean_the_same_join_documents():
    texts = {
        "a": "The government opposes the plan. Japan praised the carbon tax. We must reject the Green New Deal.",
        "b": "The government supports the plan. Japan condemned the carbon tax. We must defend the Green New Deal.",
    }
    reports = [oped.analyse(oped.parse(text, id=name)) for name, text in texts.items()]
    graph = networks.stance_graph(reports)
    names = {node.id for node in graph.nodes}
    assert {
        "government (a)",
        "government (b)",
        "plan (a)",
        "plan (b)",
        "Japan",
        "carbon tax",
        "Green New Deal",
    } <= names
    assert not {"government", "plan", "Japan (a)", "carbon tax (a)"} & names
    assert {node.id: node.values["type"] for node in graph.nodes}["government (a)"] == "government"
    conflict = rows(networks.network(reports, "conflict", ".csv"))
    assert [(row["source"], row["target"], row["targets"]) for row in conflict] == [
        ("author of a", "author of b", "Green New Deal")
    ]
    alone = networks.stance_graph(reports[:1])
    assert {"government", "plan"} <= {node.id for node in alone.nodes}  # nothing to be confused with


def test_documents_of_one_id_are_kept_apart_too():
    text = "Anna hails the tax."
    reports = [report_of([stance("hails", text, "Anna", "tax", polarity)], "one", text) for polarity in (0.8, -0.8)]
    edges = rows(networks.network(reports, "stance", ".csv"))
    assert [(row["source"], row["target"]) for row in edges] == [("Anna", "tax (one)"), ("Anna", "tax (one, 2)")]


def test_change_is_a_table_only(one):
    with pytest.raises(ValueError, match="csv"):
        networks.network([one], "change", ".gexf")
    with pytest.raises(ValueError, match="graphml"):
        networks.network([one], "stance", ".png")


NAMES = WORDS.filter(str.strip)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(NAMES, NAMES, st.floats(-1, 1)), min_size=1, max_size=6),
    st.sampled_from(["stance", "congruence", "conflict"]),
)
def test_whatever_the_names_are_they_stay_names(found, kind):
    report = report_of([stance("hails", TEXT, holder, target, round(p, 3)) for holder, target, p in found])
    graph = networks.stance_graph([report]) if kind == "stance" else networks.agreement_graph([report], kind)
    read = networkx.parse_graphml(networks.network([report], kind, ".graphml"))
    assert read.number_of_edges() <= len(graph.links)
    assert len(read) <= len(graph.nodes)  # names that differ in what XML cannot hold become one
    networkx.read_gexf(io.BytesIO(networks.network([report], kind, ".gexf").encode()))
    for row in rows(networks.network([report], kind, ".csv")):
        assert not row["source"].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_two_stances_make_the_same_bytes(one, two):
    for kind in ("stance", "congruence", "conflict"):
        for suffix in (".graphml", ".gexf", ".csv"):
            again = [oped.Report.from_json(report.to_json()) for report in (one, two)]
            assert networks.network([one, two], kind, suffix) == networks.network(again, kind, suffix)


def test_the_command_writes_one_network_of_all(tmp_path, monkeypatch):
    from click.testing import CliRunner

    from oped.cli.network import network as command

    for number, text in enumerate(["Russia condemned China.", "China condemned Russia. Japan praised China."]):
        (tmp_path / f"{number}.txt").write_text(text)
    files = [str(tmp_path / f"{number}.txt") for number in range(2)]
    done = CliRunner().invoke(command, [*files, "-o", str(tmp_path / "all.graphml")])
    assert done.exit_code == 0, done.output
    graph = networkx.read_graphml(tmp_path / "all.graphml")
    assert {("Russia", "China"), ("China", "Russia"), ("Japan", "China")} <= set(graph.edges)
    done = CliRunner().invoke(command, [*files, str(tmp_path / "none.txt")])
    assert done.exit_code == 1
    assert "Russia,China" in done.output  # what could be read is there
