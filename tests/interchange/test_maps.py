"""Argument maps in the formats of other tools: whole, safe, the same every time, and back in with every offset."""

import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
from uuid import UUID

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oped
from oped.errors import SchemaError, UsageError
from oped.host.finish import settle
from oped.interchange import load_argument
from tests.interchange.samples import arguments, report_of, same

TEXT = "Keep the ferries. They carry workers. Critics say they lose money. The figures are old."
FORMATS = ("aif", "xaif", "sadface", "graphml")
ALL = (*FORMATS, "argdown", "dot", "mermaid")
HOST = oped.Host(allow=["argument"])


def note(label, words, key, **features):
    at = TEXT.index(words)
    return oped.Annotation(label, [oped.Span(at, at + len(words))], key, features={"side": "pro", **features})


@pytest.fixture
def report():
    units = [
        note("major_claim", "Keep the ferries", "1"),
        note("premise", "They carry workers", "2", evidence="example"),
        note("premise", "they lose money", "3", side="con", holder="Critics"),
        note("claim", "The figures are old", "4"),
    ]
    relations = [
        oped.Relation("support", units[1], units[0], features={"linked": 1}),
        oped.Relation("attack", units[2], units[0]),
        oped.Relation("undercut", units[3], units[2]),
    ]
    return report_of(TEXT, units, relations)


def written(report, format_):
    return HOST.render(report, f"argument.{format_}")


@pytest.mark.parametrize("format_", FORMATS[:3])
@settings(max_examples=60)
@given(report=arguments())
def test_what_is_read_back_is_what_was_written(format_, report):
    layer = load_argument(written(report, format_), format_, report.document)
    assert same(settle(layer, report.document, {}), report.layer("argument"))


@settings(max_examples=60)
@given(report=arguments(features=st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=8)))
def test_graphml_read_back_is_what_was_written(report):
    layer = load_argument(written(report, "graphml"), "graphml", report.document)
    assert same(settle(layer, report.document, {}), report.layer("argument"))


@pytest.mark.parametrize("format_", FORMATS)
def test_a_corrected_map_goes_into_the_next_analysis(report, format_):
    layer = load_argument(written(report, format_), f"argument.{format_}", report.document)
    again = HOST.analyse(report.document, given=[layer], only=["argument"]).layer("argument")
    assert again.annotations == report.layer("argument").annotations
    assert again.provenance["given"] is True


@pytest.mark.parametrize("format_", ALL)
def test_the_same_report_gives_the_same_bytes(report, format_):
    assert written(report, format_) == written(oped.Report.from_json(report.to_json()), format_)


@pytest.mark.parametrize("format_", ALL)
def test_nothing_to_argue_is_an_empty_map(format_):
    empty = report_of("")
    assert written(empty, format_)
    if format_ in FORMATS:
        assert load_argument(written(empty, format_), format_, empty.document).annotations == ()
    assert written(oped.Report(oped.Document("x")), format_) is not None  # the layer did not run


def test_an_undercut_is_a_conflict_with_the_step(report):
    graph = json.loads(written(report, "aif"))
    types = {node["nodeID"]: node["type"] for node in graph["nodes"]}
    assert sorted(types.values()) == ["CA", "CA", "I", "I", "I", "I", "RA"]
    between = [edge for edge in graph["edges"] if "I" not in (types[edge["fromID"]], types[edge["toID"]])]
    assert [(types[edge["fromID"]], types[edge["toID"]]) for edge in between] == [("CA", "CA")]
    assert next(node for node in graph["nodes"] if node["type"] == "RA")["scheme"] == "Example"


def test_xaif_marks_the_units_in_the_text(report):
    data = json.loads(written(report, "xaif"))
    assert set(data) == {"AIF", "text", "dialog", "OVA"}
    assert '<span id="node1" class="highlighted">Keep the ferries</span>. <span id="node2"' in data["text"]
    root = ET.fromstring(f"<p>{data['text']}</p>")
    assert "".join(root.itertext()) == TEXT


def test_sadface_has_the_places_of_atoms_and_valid_ids(report):
    data = json.loads(written(report, "sadface"))
    content = {resource["id"]: resource["content"] for resource in data["resources"]}
    for node in data["nodes"]:
        UUID(node["id"])
        for source in node.get("sources", ()):
            end = source["offset"] + source["length"]
            assert content[source["resource_id"]][source["offset"] : end] == source["text"]


@settings(max_examples=40)
@given(report=arguments())
def test_graphml_is_read_by_networkx(report):
    layer = report.layer("argument")
    graph = networkx.parse_graphml(written(report, "graphml"), force_multigraph=True)
    assert graph.number_of_nodes() == len(layer.annotations)
    assert graph.number_of_edges() == len(layer.relations)
    assert sorted(d["label"] for _, d in graph.nodes(data=True)) == sorted(a.label for a in layer.annotations)


@pytest.mark.skipif(not shutil.which("dot"), reason="no Graphviz here (Debian: apt-get install graphviz)")
@settings(max_examples=15)
@given(report=arguments())
def test_dot_is_drawn_by_graphviz(report):
    done = subprocess.run(["dot", "-Tplain"], input=written(report, "dot").encode(), capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    kinds = [line.split(b" ", 1)[0] for line in done.stdout.splitlines()]
    assert kinds.count(b"node") == len(report.layer("argument").annotations)
    assert kinds.count(b"edge") == len(report.layer("argument").relations)


@settings(max_examples=60)
@given(report=arguments())
def test_lines_of_mermaid_and_argdown_are_ours_alone(report):
    layer = report.layer("argument")
    lines = written(report, "mermaid").splitlines()
    assert len(lines) == 1 + len(layer.annotations) + len(layer.relations)
    for line in lines[1 : 1 + len(layer.annotations)]:
        words = line[line.index('"') + 1 : line.rindex('"')]
        assert not set(words) & set("\"'`<>&\\{}[]|")
    blocks = written(report, "argdown").split("\n\n")
    assert len(blocks) == 1 + len(layer.annotations)


def test_argdown_says_who_bears_on_whom(report):
    said = written(report, "argdown")
    assert "[1]: Keep the ferries #(Thesis)\n  + <2>\n  - <3>" in said
    assert "<3>: they lose money #(Premise) #(con)\n  _ [4]" in said


# Maps of other tools

FOREIGN = {
    "nodes": [
        {"nodeID": "10", "text": "They  carry\nworkers", "type": "I"},
        {"nodeID": "11", "text": "Keep the ferries", "type": "I"},
        {"nodeID": "12", "text": "they lose money", "type": "I"},
        {"nodeID": "13", "text": "The figures are old", "type": "I"},
        {"nodeID": "20", "text": "Default Inference", "type": "RA"},
        {"nodeID": "21", "text": "Default Conflict", "type": "CA"},
        {"nodeID": "22", "text": "Default Conflict", "type": "CA"},
        {"nodeID": "30", "text": "Ann: keep them", "type": "L"},
    ],
    "edges": [
        {"edgeID": "1", "fromID": "10", "toID": "20"},
        {"edgeID": "2", "fromID": "20", "toID": "11"},
        {"edgeID": "3", "fromID": "12", "toID": "21"},
        {"edgeID": "4", "fromID": "21", "toID": "11"},
        {"edgeID": "5", "fromID": "13", "toID": "22"},
        {"edgeID": "6", "fromID": "22", "toID": "21"},
    ],
    "locutions": [],
}


def test_units_of_another_tool_are_found_by_their_words():
    document = oped.Document(TEXT)
    layer = load_argument(json.dumps(FOREIGN), "aif", document)
    found = {document.quote(a): (a.label, a.features["side"]) for a in layer.annotations}
    assert found == {
        "Keep the ferries": ("claim", "pro"),
        "They carry workers": ("premise", "pro"),
        "they lose money": ("premise", "con"),
        "The figures are old": ("premise", "pro"),
    }
    said = {(r.label, str(r.source), str(r.target)) for r in layer.relations}
    keys = {document.quote(a): layer.address(a) for a in layer.annotations}
    assert said == {
        ("support", keys["They carry workers"], keys["Keep the ferries"]),
        ("attack", keys["they lose money"], keys["Keep the ferries"]),
        ("undercut", keys["The figures are old"], keys["they lose money"]),
    }


@pytest.mark.parametrize(
    ("text", "format_", "said"),
    [
        ("{", "aif", "no AIF"),
        ("[]", "aif", "no AIF"),
        ('{"nodes": [{"nodeID": 1, "type": "I"}], "edges": []}', "aif", "'text' is missing"),
        (
            '{"nodes": [{"nodeID": 1, "type": "I", "text": "not there"}], "edges": []}',
            "aif",
            "do not stand in the text",
        ),
        ('{"nodes": [], "edges": []}', "sadface", "no SADFace"),
        ("<graphml/>", "graphml", "no graph"),
        ("<graphml", "graphml", "no GraphML"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><graphml><graph>&a;</graph></graphml>', "graphml", "no GraphML"),
    ],
)
def test_what_is_no_map_is_refused_with_the_reason(text, format_, said):
    with pytest.raises(SchemaError, match=said):
        load_argument(text, format_, oped.Document(TEXT))


def test_the_map_of_another_text_is_refused(report):
    with pytest.raises(SchemaError, match="is this the map of this text"):
        load_argument(written(report, "aif"), "aif", oped.Document("x" + TEXT))


def test_a_format_that_cannot_be_read_is_named(report):
    with pytest.raises(UsageError, match="sadface"):
        load_argument("", "dot", report.document)


def test_the_longest_suffix_of_a_file_names_its_format(report, tmp_path):
    for name, begins in {
        "a.aif.json": '{\n "nodes"',
        "a.json": '{\n  "schema"',
        "a.sadface.json": '{\n "metadata"',
        "a.argdown": "===",
        "a.map.graphml": "<?xml",
        "a.MMD": "flowchart",
    }.items():
        report.save(tmp_path / name)
        assert (tmp_path / name).read_text().startswith(begins), name
    report.save(tmp_path / "b.json", format="argument.dot")
    assert (tmp_path / "b.json").read_text().startswith("digraph")
    with pytest.raises(UsageError, match=r"\.aif\.json"):
        report.save(tmp_path / "b.png")


@pytest.mark.parametrize("suffix", [".aif.json", ".xaif.json", ".sadface.json", ".map.graphml"])
def test_the_command_takes_a_corrected_map(tmp_path, suffix):
    from click.testing import CliRunner

    from oped.cli.report import report as command

    text, drawn, out = tmp_path / "a.txt", tmp_path / f"a{suffix}", tmp_path / "b.json"
    text.write_text("We should keep the ferries. They carry workers, so closing them would cost more.")
    assert CliRunner().invoke(command, [str(text), "-o", str(drawn)]).exit_code == 0
    drawn.write_text(drawn.read_text().replace("major_claim", "claim"))
    done = CliRunner().invoke(command, [str(text), "--given", str(drawn), "-o", str(out)])
    assert done.exit_code == 0, done.output
    layer = oped.Report.from_json(out.read_text()).layer("argument")
    assert layer.annotations and not layer.labelled("major_claim")
    assert layer.provenance["given"] is True
    text.write_text("Another text.")
    done = CliRunner().invoke(command, [str(text), "--given", str(drawn)])
    assert done.exit_code == 1
    assert drawn.name in done.output
