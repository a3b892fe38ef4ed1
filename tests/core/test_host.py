"""The host: discovery, isolation, order, validation, options, given layers."""

from __future__ import annotations

import re
import tomllib
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import oped
from oped.host import discovery, plan
from tests.conftest import ROOT
from tests.core.plugins import analyser, install

BUNDLED = tuple(found.name for found in discovery.find() if found.distribution == "oped")


def bare() -> oped.Host:
    """A host without the bundled analysers: quick, and nothing but what the test adds."""
    return oped.Host(block=BUNDLED)


def plugin(*analysers: oped.Analyser) -> types.ModuleType:
    """A plugin with these analysers."""

    @oped.hookimpl
    def oped_analysers() -> list[oped.Analyser]:
        return list(analysers)

    return module_of(oped_analysers)


def module_of(*hooks: Any) -> types.ModuleType:
    """A module that holds these hook implementations."""
    made = types.ModuleType("made")
    for hook in hooks:
        setattr(made, hook.__name__, hook)
    return made


def with_analysers(*analysers: oped.Analyser) -> oped.Host:
    host = bare()
    host.register(plugin(*analysers), "test")
    return host


def first_word(document: oped.Document, layers: Mapping[str, oped.Layer], options: Any) -> list[oped.Annotation]:
    return [oped.Annotation("x", [oped.Span(t.start, t.end)]) for t in document.tokens[:1]]


# -- discovery ---------------------------------------------------------------------------------------------------------


def test_the_bundled_plugins_are_found_by_their_entry_points() -> None:
    loaded = {p.name for p in oped.Host().plugins if p.state == "loaded" and p.entry_point is not None}
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]["oped"]
    assert loaded == set(declared)


def test_an_installed_plugin_joins_the_report(site: Path) -> None:
    body = "return [oped.Annotation('x', [oped.Span(0, 3)])]"
    install(site, "my-plugin", analyser("mine", body))
    report = oped.Host(block=BUNDLED).analyse("One day.")
    assert report.document.quote(report.layer("mine").annotations[0]) == "One"
    assert report.layer("mine").provenance["distribution"] == "my-plugin"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("import nothing_of_this_name", "nothing_of_this_name"),
        ("raise SystemError('no luck')", "no luck"),
        ("def broken(:", "SyntaxError"),
        (
            "import oped\n@oped.hookimpl\ndef oped_analysers(too, many): ...",
            r"oped_analysers\(too, many\) takes arguments, but the hook has none; write it as oped_analysers\(\)",
        ),
        (
            "import oped\n@oped.hookimpl\ndef oped_analyzers(): ...",
            "there is no hook oped_analyzers; write oped_analysers",
        ),
        ("import oped\n@oped.hookimpl\ndef oped_analysers(): return [3]", "no Analyser"),
        ("import oped\n@oped.hookimpl\ndef oped_analysers(): raise KeyError('k')", "KeyError"),
        (analyser("old", more="api=99"), "version 99 of the plugin contract"),
    ],
)
def test_a_broken_plugin_is_named_and_the_rest_stands(site: Path, source: str, message: str) -> None:
    install(site, "broken-plugin", source, entry="broken", version="2.3")
    with pytest.warns(oped.PluginWarning, match=message) as caught:
        host = bare()
        host.register(plugin(oped.Analyser(name="good", run=first_word, labels=["x"])), "test")
        report = host.analyse("One day.")
    assert "broken-plugin 2.3" in str(caught[0].message)
    assert any(re.search(message, problem.message) for problem in report.problems)
    assert report.outcomes["good"].state == "ran"
    with pytest.raises(oped.PluginError, match=message):
        _ = oped.Host(block=BUNDLED, strict=True).analysers


def test_a_plugin_that_cannot_be_imported_is_a_failed_outcome(site: Path) -> None:
    install(site, "broken-plugin", "import nothing_of_this_name", entry="broken", version="2.3")
    with pytest.warns(oped.PluginWarning):
        outcome = bare().analyse("One.").outcomes["broken"]
    assert outcome.state == "failed"
    assert "broken-plugin 2.3" in outcome.reason


def test_blocked_plugins_are_never_imported(site: Path) -> None:
    install(site, "loud-plugin", "raise SystemError('imported')", entry="loud")
    assert {p.state for p in oped.Host(block=["loud", *BUNDLED]).plugins if p.name == "loud"} == {"blocked"}
    assert {p.state for p in oped.Host(allow=["hedging"]).plugins if p.name == "loud"} == {"blocked"}


def test_two_distributions_with_one_name_are_both_refused(site: Path) -> None:
    install(site, "one-plugin", analyser("one"), entry="same")
    install(site, "two-plugin", analyser("two"), entry="same")
    with pytest.warns(oped.PluginWarning, match=r"one-plugin 1\.0 and two-plugin 1\.0"):
        host = bare()
    assert [p.state for p in host.plugins if p.name == "same"] == ["refused", "refused"]
    assert host.analysers == {}


def test_the_names_of_bundled_plugins_are_reserved(site: Path) -> None:
    install(site, "thief-plugin", analyser("theft"), entry="hedging")
    with pytest.warns(oped.PluginWarning, match="reserved"):
        host = oped.Host()
    assert host.owner("hedging").distribution == "oped"
    assert "theft" not in host.analysers


def test_a_layer_of_two_strangers_is_refused_and_a_bundled_one_kept(site: Path) -> None:
    install(site, "one-plugin", analyser("same"), entry="one")
    install(site, "two-plugin", analyser("same"), entry="two")
    install(site, "three-plugin", analyser("hedging"), entry="three")
    with pytest.warns(oped.PluginWarning, match="claimed by"):
        host = oped.Host()
        assert "same" not in host.analysers
    assert host.owner("hedging").distribution == "oped"


def test_unknown_names_are_refused_with_the_nearest() -> None:
    with pytest.raises(oped.UsageError, match="did you mean 'hedging'"):
        oped.Host(block=["hedgin"])
    with pytest.raises(oped.UsageError, match="did you mean 'hedging'"):
        oped.analyse("x", only=["hedgeing"])
    with pytest.raises(oped.UsageError, match=r"did you mean 'hedging\.scheme'"):
        oped.analyse("x", options={"hedging.schema": "sfu"})
    with pytest.raises(oped.UsageError, match="textblob"):
        oped.parse("x", linguistics="textblab")


# -- order -------------------------------------------------------------------------------------------------------------


@given(st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("abcdef"), max_size=3), max_size=6))
def test_order_respects_needs_or_names_a_circle(needs: dict[str, set[str]]) -> None:
    analysers = {n: oped.Analyser(name=n, run=first_word, wants=sorted(wants)) for n, wants in needs.items()}
    try:
        order = plan.order(analysers)
    except oped.PluginError as error:
        assert " -> " in str(error)
        return
    assert sorted(order) == sorted(analysers)
    for name, wants in needs.items():
        assert all(order.index(want) < order.index(name) for want in wants if want in analysers)


def test_ties_go_by_name() -> None:
    analysers = {n: oped.Analyser(name=n, run=first_word, requires=r) for n, r in (("c", ()), ("a", ("c",)), ("b", ()))}
    assert plan.order(analysers) == ["b", "c", "a"]


def in_a_circle() -> tuple[oped.Analyser, ...]:
    return (
        oped.Analyser(name="a", run=first_word, labels=["x"], requires=["c"]),
        oped.Analyser(name="b", run=first_word, labels=["x"], requires=["a"]),
        oped.Analyser(name="c", run=first_word, labels=["x"], wants=["b"]),
        oped.Analyser(name="d", run=first_word, labels=["x"], requires=["a"]),
        oped.Analyser(name="e", run=first_word, labels=["x"]),
    )


def test_a_circle_fails_with_its_path_and_the_rest_stands() -> None:
    host = with_analysers(*in_a_circle())
    for _ in range(2):  # the second report says no more than the first
        with pytest.warns(oped.PluginWarning, match="in a circle"):
            report = host.analyse("One.")
        states = {name: outcome.state for name, outcome in report.outcomes.items()}
        assert states == {"a": "failed", "b": "failed", "c": "failed", "d": "skipped", "e": "ran"}
        assert "'test' (registered by hand)" in report.outcomes["a"].reason
        assert "a -> c -> b -> a" in report.outcomes["a"].reason
        assert report.problems == ()
    strict = oped.Host(block=BUNDLED, strict=True)
    strict.register(plugin(*in_a_circle()), "test")
    with pytest.raises(oped.PluginError, match="in a circle"):
        strict.analyse("One.")


def test_a_given_layer_breaks_a_circle() -> None:
    report = with_analysers(*in_a_circle()).analyse("One.", given=[oped.Layer("a")])
    assert {outcome.state for outcome in report.outcomes.values()} == {"ran"}


def test_an_unmet_requirement_skips_with_the_reason() -> None:
    def fail(document: oped.Document, layers: Mapping[str, oped.Layer], options: Any) -> list[oped.Annotation]:
        raise RuntimeError("no luck")

    host = with_analysers(
        oped.Analyser(name="a", run=fail, labels=["x"]),
        oped.Analyser(name="b", run=first_word, labels=["x"], requires=["a"]),
        oped.Analyser(name="c", run=first_word, labels=["x"], requires=["nowhere"], wants=["a"]),
        oped.Analyser(name="d", run=first_word, labels=["x"], wants=["a"]),
    )
    with pytest.warns(oped.PluginWarning, match="no luck"):
        report = host.analyse("One.")
    states = {name: outcome.state for name, outcome in report.outcomes.items()}
    assert states == {"a": "failed", "b": "skipped", "c": "skipped", "d": "ran"}
    assert "requires the layer 'a', which failed: " in report.outcomes["b"].reason
    assert "'nowhere'" in report.outcomes["c"].reason


def test_only_runs_what_is_needed_and_without_leaves_out() -> None:
    host = with_analysers(
        oped.Analyser(name="a", run=first_word, labels=["x"]),
        oped.Analyser(name="b", run=first_word, labels=["x"], wants=["a"]),
        oped.Analyser(name="c", run=first_word, labels=["x"]),
    )
    report = host.analyse("One.", only=["b"])
    assert list(report.outcomes) == ["a", "b"]
    assert [name for name in report.layers if report.shows(name)] == ["b"]
    assert list(host.analyse("One.", without=["a", "c"]).outcomes) == ["b"]


# -- validation --------------------------------------------------------------------------------------------------------

SPAN = [oped.Span(0, 1)]


@pytest.mark.parametrize(
    ("found", "message"),
    [
        (["word"], "only Annotation, Relation and Measure"),
        ([oped.Annotation("y", SPAN)], "label 'y' is not declared"),
        ([oped.Annotation("x", SPAN, features={"g": 1})], "feature 'g'"),
        ([oped.Annotation("x", [oped.Span(0, 99)])], "beyond the text"),
        ([oped.Annotation("x", SPAN, "k"), oped.Annotation("x", [oped.Span(1, 2)], "k")], "key 'k'"),
        ([oped.Annotation("x", SPAN, "a#b")], "must not hold '#'"),
        ([oped.Relation("x", "test#1", "test#2")], "points at test#1"),
        ([oped.Relation("x", oped.Annotation("x", SPAN), "test#1")], "points at x"),
        ([oped.Measure("m", 1), oped.Measure("m", 2)], "measure 'm' is given twice"),
        (None, "TypeError"),
    ],
)
def test_what_breaks_the_contract_fails_with_the_rule(found: list[Any], message: str) -> None:
    host = with_analysers(
        oped.Analyser(name="test", run=lambda *_: found, labels=["x"], features={"f": "a feature"}),
        oped.Analyser(name="good", run=first_word, labels=["x"]),
    )
    with pytest.warns(oped.PluginWarning):
        report = host.analyse("One two.")
    assert report.outcomes["test"].state == "failed"
    assert message in report.outcomes["test"].reason
    assert report.outcomes["good"].state == "ran"
    strict = oped.Host(block=BUNDLED, strict=True)
    strict.register(plugin(oped.Analyser(name="test", run=lambda *_: found, labels=["x"], features={"f": ""})), "test")
    with pytest.raises(oped.PluginError, match="test"):
        strict.analyse("One two.")


def test_annotations_are_numbered_by_position_and_relations_addressed() -> None:
    def run(document: oped.Document, layers: Mapping[str, oped.Layer], options: Any) -> list[Any]:
        late, early = oped.Annotation("x", [oped.Span(4, 7)]), oped.Annotation("x", [oped.Span(0, 3)])
        named = oped.Annotation("x", [oped.Span(2, 3)], "2")
        return [oped.Relation("x", late, early), late, early, named, oped.Relation("x", named, "test#1")]

    layer = with_analysers(oped.Analyser(name="test", run=run, labels=["x"])).analyse("One two.").layer("test")
    assert [(a.start, a.key) for a in layer.annotations] == [(0, "1"), (2, "2"), (4, "3")]
    assert [(r.source, r.target) for r in layer.relations] == [("test#3", "test#1"), ("test#2", "test#1")]


def test_relations_reach_declared_layers_only() -> None:
    def point(document: oped.Document, layers: Mapping[str, oped.Layer], options: Any) -> list[Any]:
        here = oped.Annotation("x", SPAN)
        return [here, oped.Relation("x", here, layers["a"].annotations[0] if "a" in layers else "a#1")]

    host = with_analysers(
        oped.Analyser(name="a", run=first_word, labels=["x"]),
        oped.Analyser(name="b", run=point, labels=["x"], wants=["a"]),
        oped.Analyser(name="c", run=point, labels=["x"]),
    )
    with pytest.warns(oped.PluginWarning, match="points at a#1"):
        report = host.analyse("One.")
    relation = report.layer("b").relations[0]
    assert report.resolve(str(relation.target)) == report.layer("a").annotations[0]
    assert report.outcomes["c"].state == "failed"


# -- options and given layers ------------------------------------------------------------------------------------------


@attrs.frozen
class Options:
    scheme: Literal["wide", "narrow"] = "wide"
    count: int = 1
    share: float = 0.5
    loud: bool = False
    words: tuple[str, ...] = ()


def show_options(document: oped.Document, layers: Mapping[str, oped.Layer], options: Options) -> list[Any]:
    return [oped.Measure(name, str(value)) for name, value in attrs.asdict(options).items()]


def with_options() -> oped.Host:
    return with_analysers(oped.Analyser(name="test", run=show_options, options=Options))


def test_options_come_from_flat_and_nested_names_and_from_strings() -> None:
    host = with_options()
    for options in (
        {"test.scheme": "narrow", "test.count": "3", "test.loud": "yes", "test.words": "a, b", "test.share": "0.25"},
        {"test": {"scheme": "narrow", "count": 3, "loud": True, "words": ["a", "b"], "share": 0.25}},
    ):
        measures = host.analyse("One.", options=options).layer("test").measures
        assert measures == {
            "scheme": "narrow", "count": "3", "loud": "True", "words": "('a', 'b')", "share": "0.25"
        }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("test.scheme", "broad", "not one of wide, narrow"),
        ("test.count", "many", "many"),
        ("test.loud", "perhaps", "neither true nor false"),
        ("test.share", True, "not a number"),
        ("test.words", 3, "not a list"),
    ],
)
def test_wrong_values_are_refused_with_the_option(name: str, value: object, message: str) -> None:
    with pytest.raises(oped.UsageError, match=message) as caught:
        with_options().analyse("One.", options={name: value})
    assert name in str(caught.value)


@attrs.frozen
class Ranged:
    share: float = attrs.field(default=0.5, validator=[attrs.validators.ge(0), attrs.validators.lt(1)])
    word: str = attrs.field(default="a", validator=attrs.validators.in_(["a", "b"]))
    least: int = 1
    most: int = attrs.field(default=3)

    @most.validator
    def _enough(self, attribute: object, value: int) -> None:
        if value < self.least:
            raise ValueError(f"most must be at least least, which is {self.least}")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"test.share": 7}, r"option test\.share: 7\.0 is refused; it must be >= 0 and < 1"),
        ({"test.share": "nan"}, r"option test\.share: nan is refused"),
        ({"test.word": "c"}, r"option test\.word: 'c' is refused; 'word' must be in"),
        ({"test.most": 0}, r"option test\.most: 0 is refused; most must be at least least, which is 1"),
        ({"test.least": 2, "test.most": 1, "test.share": 0.1}, "options of test: most must be at least"),
    ],
)
def test_what_an_options_class_refuses_is_told_with_option_value_and_range(
    options: dict[str, object], message: str
) -> None:
    host = with_analysers(oped.Analyser(name="test", run=show_options, options=Ranged))
    with pytest.raises(oped.UsageError, match=message) as caught:
        host.analyse("One.", options=options)
    assert "\n" not in str(caught.value)


def test_no_place_on_this_machine_is_written_into_a_report(tmp_path: Path) -> None:
    def opens(*_: object) -> list[Any]:
        (tmp_path / "model" / "not-there.bin").read_bytes()
        return []

    def loads(*_: object) -> list[Any]:
        from oped.learning import Model

        (tmp_path / "model").mkdir(exist_ok=True)
        (tmp_path / "model" / "bad.crf.gz").write_bytes(b"no model")
        Model(tmp_path / "model" / "bad.crf.gz")
        return []

    host = with_analysers(oped.Analyser(name="a", run=opens), oped.Analyser(name="b", run=loads))
    with pytest.warns(oped.PluginWarning):
        report = host.analyse("One.")
    assert "FileNotFoundError: No such file or directory: model/not-there.bin" in report.outcomes["a"].reason
    assert "cannot read the model model/bad.crf.gz" in report.outcomes["b"].reason
    assert str(tmp_path) not in report.to_json()


def test_progress_is_told_of_each_layer() -> None:
    told: list[tuple[str, int, int]] = []
    host = with_analysers(*(oped.Analyser(name=name, run=first_word, labels=["x"]) for name in "ab"))
    host.analyse("One.", given=[oped.Layer("given")], progress=lambda *what: told.append(what))
    assert told == [("given", 1, 3), ("a", 2, 3), ("b", 3, 3)]


def test_a_given_layer_takes_the_place_of_its_analyser() -> None:
    seen: list[oped.Layer] = []

    def look(document: oped.Document, layers: Mapping[str, oped.Layer], options: Any) -> list[Any]:
        seen.append(layers["a"])
        return []

    def never(document: oped.Document, layers: Mapping[str, oped.Layer], options: Any) -> list[Any]:
        raise AssertionError("a given layer's analyser must not run")

    host = with_analysers(
        oped.Analyser(name="a", run=never, labels=["x"]), oped.Analyser(name="b", run=look, requires=["a"])
    )
    given_layer = oped.Layer("a", annotations=[oped.Annotation("mine", [oped.Span(4, 7)]), oped.Annotation("x", SPAN)])
    report = host.analyse("One two.", given=[given_layer])
    assert [(a.key, a.label) for a in seen[0].annotations] == [("1", "x"), ("2", "mine")]
    assert seen[0].provenance["given"] is True
    assert report.layer("a") == seen[0]
    with pytest.raises(oped.PluginError, match=r"given layer 'a': .* beyond the text"):
        host.analyse("One", given=[given_layer])


def test_a_given_layer_may_point_at_one_that_is_found() -> None:
    host = with_analysers(
        oped.Analyser(name="a", run=first_word, labels=["x"]),
        oped.Analyser(name="b", run=first_word, labels=["x"], requires=["a"]),
    )
    mine = oped.Annotation("x", [oped.Span(4, 7)])
    corrected = oped.Layer("b", [mine], [oped.Relation("x", mine, "a#1")])
    report = host.analyse("One two.", only=["b"], given=[corrected])
    assert report.resolve(str(report.layer("b").relations[0].target)) == report.layer("a").annotations[0]
    with pytest.raises(oped.PluginError, match="points at a#9"):
        host.analyse("One two.", given=[attrs.evolve(corrected, relations=[oped.Relation("x", mine, "a#9")])])


# -- texts -------------------------------------------------------------------------------------------------------------


def test_lone_surrogates_and_large_texts_are_refused() -> None:
    with pytest.raises(oped.InputError, match="lone surrogate at code point 2"):
        oped.parse("ab\ud800")
    with pytest.raises(oped.InputError, match="--max-bytes 12"):
        oped.parse("é" * 6, limit=11)


def test_an_empty_text_gives_a_valid_empty_report() -> None:
    report = oped.analyse("")
    assert {o.state for o in report.outcomes.values()} == {"ran"}
    assert not any(layer.annotations for layer in report.layers.values())
    assert oped.Report.from_json(report.to_json()) == report


def test_readers_and_linguistics_of_plugins_are_used(tmp_path: Path) -> None:
    def parse(text: str, regions: object, options: object) -> list[oped.Paragraph]:
        return [oped.Paragraph(0, len(text), "quote", ())]

    def read(data: bytes) -> oped.Source:
        return oped.Source(data.decode().upper(), {"outlet": "Loud"})

    @oped.hookimpl
    def oped_linguistics() -> oped.Linguistics:
        return oped.Linguistics(name="mine", parse=parse)

    @oped.hookimpl
    def oped_readers() -> list[oped.Reader]:
        return [oped.Reader(name="loud", suffixes=[".loud"], read=read)]

    host = bare()
    host.register(module_of(oped_linguistics, oped_readers), "test")
    (tmp_path / "a.loud").write_text("quiet")
    document = oped.read(tmp_path / "a.loud", linguistics="mine", host=host)
    assert (document.text, document.id, document.metadata["outlet"]) == ("QUIET", "a", "Loud")
    assert [p.kind for p in document.paragraphs] == ["quote"]
