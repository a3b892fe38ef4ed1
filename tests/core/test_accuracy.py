"""Measured figures and limits: read from a file, carried by each layer, and said in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

import oped
from oped.analyser import load_accuracy
from oped.errors import ModelError

GOOD = """
limits = ["Knows no <b>irony</b>."]

[[measured]]
data = "ten letters"
split = "test"
command = "oped evaluate letters --layer shouting"
figures = [
  { measure = "shout, F1", score = 0.75, reference = "dice .5" },
  { measure = "speed, T", score = 2 },
]
"""


def find_shouting(document, layers, options):
    return [oped.Annotation("shout", [oped.Span(t.start, t.end)]) for t in document.tokens if t.text.isupper()]


@pytest.fixture
def host(tmp_path: Path) -> oped.Host:
    file = tmp_path / "figures.toml"
    file.write_text(GOOD)
    analyser = oped.Analyser("shouting", find_shouting, labels=["shout"], accuracy=load_accuracy(file))

    class Plugin:
        @staticmethod
        @oped.hookimpl
        def oped_analysers():
            return [analyser]

    host = oped.Host(allow=["hedging"])
    host.register(Plugin, "shouting")
    return host


def test_figures_travel_with_the_layer_and_through_json(host: oped.Host) -> None:
    report = host.analyse("NO, they said. Perhaps.", only=["shouting"])
    accuracy = report.layer("shouting").accuracy
    assert [(f.measure, f.score, f.reference) for f in accuracy.figures] == [
        ("shout, F1", 0.75, "dice .5"),
        ("speed, T", 2.0, ""),
    ]
    assert {(f.data, f.split, f.command) for f in accuracy.figures} == {
        ("ten letters", "test", "oped evaluate letters --layer shouting")
    }
    assert oped.Report.from_json(report.to_json()) == report


def test_a_report_written_before_there_were_figures_is_read(host: oped.Host) -> None:
    data = host.analyse("NO.", only=["shouting"]).to_dict()
    del data["outcomes"]["shouting"]["layer"]["accuracy"]
    from oped.serial import report_from_dict

    assert report_from_dict(data).layer("shouting").accuracy == oped.Accuracy()


@pytest.mark.parametrize("format_", ["html", "md"])
def test_figures_and_limits_stand_in_the_report(host: oped.Host, format_: str) -> None:
    said = host.render(host.analyse("NO.", only=["shouting"]), format_)
    for words in ("shout, F1", "0.750", "ten letters (test)", "dice .5", "Knows no &lt;b&gt;irony&lt;/b&gt;."):
        assert words in said


def test_a_given_layer_claims_no_accuracy(host: oped.Host) -> None:
    layer = host.analyse("NO.", only=["shouting"]).layer("shouting")
    given = host.analyse("NO.", only=["shouting"], given=[layer]).layer("shouting")
    assert given.annotations == layer.annotations
    assert given.accuracy == oped.Accuracy()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[measured]]\nfigures = [{ measure = "F1", score = 1 }]', "data"),
        ('[[measured]]\ndata = "x"\nfigures = [{ measure = "F1" }]', "score"),
        ('[[measured]]\ndata = "x"\nfigures = [{ measure = "F1", score = nan }]', "finite"),
        ('[[measured]]\ndata = ""\nfigures = [{ measure = "F1", score = 1 }]', "data"),
        ("measured = 3", "cannot read"),
        ("limits = [", "cannot read"),
    ],
)
def test_a_malformed_file_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(text)
    with pytest.raises(ModelError, match=r"wrong\.toml") as caught:
        load_accuracy(file)
    assert said in str(caught.value)


def test_every_bundled_analyser_says_how_good_it_is() -> None:
    host = oped.Host(block=["spacy"])
    for name, analyser in host.analysers.items():
        if host.owner(name).distribution == "oped":
            assert analyser.accuracy.figures, name
            assert analyser.accuracy.limits, name
            assert all(figure.command for figure in analyser.accuracy.figures), name
