"""The layer `actors`: who is mentioned, whatever the text calls him."""

from __future__ import annotations

import time
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oped
from oped_stance.actors import registry, words
from oped_stance.actors.analyser import ACTORS, Options, explain

CASES = [
    case
    for file in ("contrast.toml", "op_eds.toml")
    for case in tomllib.loads((Path(__file__).parent / file).read_text(encoding="utf-8"))["case"]
]
TYPES = set(registry.TYPES)
VIAS = {"name", "demonym", "capital", "seat", "title", "acronym", "pronoun", "epithet", "group"}


def analyse(text: str, date: str = "", **options: str) -> oped.Report:
    document = oped.parse(text, metadata={"date": date} if date else {})
    return oped.analyse(document, only=["actors"], options={f"actors.{name}": value for name, value in options.items()})


def mentions(text: str, date: str = "", **options: str) -> list[tuple[str, str]]:
    report = analyse(text, date, **options)
    return [
        (report.document.quote(mention), str(mention.features["actor"]))
        for mention in report.layer("actors").annotations
    ]


def features(text: str, words: str, date: str = "") -> dict[str, object]:
    report = analyse(text, date)
    found = [a for a in report.layer("actors").annotations if report.document.quote(a) == words]
    assert found, f"{words!r} is no mention in {text!r}"
    return dict(found[0].features)


# Contrast


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_contrast(case: dict[str, object]) -> None:
    found = Counter(mentions(str(case["text"]), str(case.get("date", ""))))
    wanted = Counter(tuple(pair) for pair in case["mentions"])  # type: ignore[union-attr]
    assert not wanted - found
    forbidden = {tuple(pair) for pair in case.get("not", ())}  # type: ignore[union-attr]
    left = set((found - wanted).keys())
    assert not forbidden & left


# Features


@pytest.mark.parametrize(
    ("text", "words", "via", "kind", "affiliation"),
    [
        ("China objects.", "China", "name", "country", None),
        ("Chinese ships left.", "Chinese", "demonym", "country", None),
        ("Beijing objects.", "Beijing", "capital", "country", None),
        ("The Kremlin objects.", "Kremlin", "seat", "country", None),
        ("The U.N. objects.", "U.N.", "acronym", "organisation", None),
        ("Xi Jinping objects.", "Xi Jinping", "name", "person", "China"),
        ("They met in Beijing.", "Beijing", "name", "city", "China"),
        ("NATO objects.", "NATO", "name", "alliance", None),
        ("The Republicans object.", "Republicans", "name", "party", "United States"),
        ("The International Criminal Court objects.", "International Criminal Court", "name", "court", None),
        ("Boeing objects.", "Boeing", "name", "company", "United States"),
        ("The Kurds object.", "Kurds", "name", "people", None),
        ("Bavaria objects.", "Bavaria", "name", "region", "Germany"),
    ],
)
def test_features_tell_type_affiliation_and_how_it_is_named(
    text: str, words: str, via: str, kind: str, affiliation: str | None
) -> None:
    found = features(text, words)
    assert (found["via"], found["type"], found.get("affiliation")) == (via, kind, affiliation)


def test_a_title_and_a_leader_s_epithet_are_told_apart() -> None:
    text = "The French president met the Russian leader."
    assert features(text, "French president", "2019-05-05")["via"] == "title"
    assert features(text, "Russian leader", "2019-05-05")["via"] == "epithet"


def test_the_date_of_the_text_decides_who_holds_an_office() -> None:
    text = "The American president has spoken."
    holders = {
        date: mentions(text, date)[0][1] for date in ("1985-01-01", "1995", "2005-06", "2012-01-01", "2022-02-02")
    }
    assert list(holders.values()) == ["Ronald Reagan", "Bill Clinton", "George W. Bush", "Barack Obama", "Joe Biden"]


def test_without_a_date_the_people_named_date_the_text() -> None:
    text = "President Obama and Prime Minister David Cameron agreed. The French president did not."
    assert ("French president", "François Hollande") in mentions(text) or (
        "French president",
        "Nicolas Sarkozy",
    ) in mentions(text)


def test_same_leads_each_mention_to_the_first_of_its_actor() -> None:
    layer = analyse("Beijing spoke. China acted. Chinese ships sailed. Moscow watched.").layer("actors")
    first = layer.annotations[0]
    assert {r.target for r in layer.relations} == {layer.address(first)}
    assert {layer.address(layer.annotations[1]), layer.address(layer.annotations[2])} == {
        r.source for r in layer.relations
    }


def test_a_group_is_one_mention_for_each_member_on_the_same_words() -> None:
    report = analyse("India and Pakistan traded blows. The two countries are tired.")
    group = [a for a in report.layer("actors").annotations if a.features["via"] == "group"]
    assert [a.features["actor"] for a in group] == ["India", "Pakistan"]
    assert group[0].spans == group[1].spans


def test_names_are_minimal_without_the_article_and_with_the_title() -> None:
    found = mentions("The United Nations thanked Mr. Xi Jinping's envoy, and the Kremlin thanked President Lula.")
    assert [quote for quote, _ in found] == ["United Nations", "Mr. Xi Jinping", "Kremlin", "President Lula"]


def test_months_works_and_events_are_no_actors() -> None:
    assert mentions("In June the Treaty of Lisbon, the Cold War and the Paris Agreement were discussed.") == []


# The user's registry


def test_a_registry_of_one_s_own_in_toml(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        '[[actors]]\nname = "Republic of Zubrowka"\ntype = "country"\naliases = ["Zubrowka"]\n'
        'demonyms = ["Zubrowkan"]\ncapital = ["Lutz"]\n'
        '[[offices]]\nperson = "Agatha Ivory"\ngender = "f"\nactor = "Republic of Zubrowka"\noffice = "president"\n'
        'from = "2001-01-01"\nto = ""\n',
        encoding="utf-8",
    )
    found = mentions("Lutz protested. The Zubrowkan president called Zubrowka free.", "2015-01-01", registry=str(file))
    assert found == [
        ("Lutz", "Republic of Zubrowka"),
        ("Zubrowkan president", "Agatha Ivory"),
        ("Zubrowka", "Republic of Zubrowka"),
    ]


def test_a_registry_of_one_s_own_in_csv(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("name,type,affiliation,aliases\nThe Loud Party,party,Malta,Louds;Loud\n", encoding="utf-8")
    assert mentions("The Louds have won.", registry=str(file)) == [("Louds", "The Loud Party")]


@pytest.mark.parametrize(
    "text",
    ["[[actors]]\ntype = 'country'\n", "[[nonsense]]\nname = 'x'\n", "[[actors]]\nname='x'\ntype='planet'\n", "= ="],
)
def test_a_malformed_registry_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(oped.UsageError, match=r"bad\.toml"):
        registry.load(str(file), words.load().family_first)


# Facts


def test_every_affiliation_of_the_registry_is_an_actor_of_it() -> None:
    known = registry.load("", words.load().family_first)
    assert {a.affiliation for a in known.actors.values() if a.affiliation} <= set(known.actors)
    assert {a.type for a in known.actors.values()} <= TYPES
    assert all(term.start < term.end for terms in known.terms.values() for term in terms)


def test_the_g20_have_had_a_leader_in_every_year_that_the_registry_claims() -> None:
    known = registry.load("", words.load().family_first)
    offices = {
        "United States": "president", "Russia": "president", "France": "president", "South Korea": "president",
        "Germany": "chancellor", "United Kingdom": "prime minister", "Japan": "prime minister", "Canada": "prime minister",
        "India": "prime minister", "Italy": "prime minister", "Australia": "prime minister", "China": "president",
        "Brazil": "president", "Mexico": "president", "Indonesia": "president", "South Africa": "president",
        "Saudi Arabia": "king", "Argentina": "president", "Turkey": "president", "European Commission": "president",
    }  # fmt: skip
    missing = [
        (body, year)
        for body, office in offices.items()
        for year in range(2015, 2026)
        if not known.holders(body, office, f"{year}-02-15")
    ]
    assert missing == []


# Invariants

PIECES = st.sampled_from(
    ["China", "Beijing", "the", "The", "president", "Mr.", "Xi", "and", ",", ".", "’s", "-", "Sino", "Russian", "two",
     "countries", "both", "it", "They", "in", "Washington", "(", "NATO", ")", "of", "Ministry", "X", "É", "漢字", "\n\n", "\n",
     "“", "Acme", "Corp.", "said", "he", "NO", "1999"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=200))
@settings(max_examples=150)
def test_any_text_gives_a_sound_layer(text: str) -> None:
    document = oped.parse(text)
    found = list(ACTORS.run(document, {}, Options()))
    for item in found:
        if isinstance(item, oped.Annotation):
            assert 0 <= item.start < item.end <= len(text)
            assert item.features["type"] in TYPES
            assert item.features["via"] in VIAS
            assert item.features["actor"]
            assert 0 <= float(item.features["confidence"]) <= 1  # type: ignore[arg-type]
            assert item.features["why"]


@given(st.lists(PIECES, max_size=30).map(" ".join), st.integers(1, 5))
@settings(max_examples=60)
def test_nothing_depends_on_absolute_position(text: str, blanks: int) -> None:
    shift = 2 * blanks
    here = [
        (a.start + shift, a.end + shift, a.features["actor"])
        for a in ACTORS.run(oped.parse(text), {}, Options())
        if isinstance(a, oped.Annotation)
    ]
    there = [
        (a.start, a.end, a.features["actor"])
        for a in ACTORS.run(oped.parse("\n" * shift + text), {}, Options())
        if isinstance(a, oped.Annotation)
    ]
    assert here == there


@pytest.mark.parametrize(
    "piece", ["Mr. ", "President ", "Bank of ", "the two countries ", "John ", "China. The Committee. ", "("]
)
def test_time_is_near_linear_in_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        document = oped.parse(piece * times)
        start = time.process_time()
        list(ACTORS.run(document, {}, Options()))
        return time.process_time() - start

    seconds(10)  # loads the registry
    # eight times the text in eight times the time, with room for a busy machine; a quadratic search takes 64 times
    assert seconds(8000) < 30 * max(seconds(1000), 0.01)


def test_the_same_text_gives_the_same_layer() -> None:
    text = "Beijing and Moscow distrust Washington. Their leaders met Mr. Modi; the two countries signed nothing."
    assert analyse(text).layer("actors") == analyse(text).layer("actors")


def test_every_mention_and_every_rejected_candidate_is_explained() -> None:
    document = oped.parse("China spoke. She speaks Chinese. The Zyzzyx met the president.")
    reasons = list(explain(document, {}, Options()))
    verdicts = {document.text[r.spans[0].start : r.spans[0].end]: r.verdict for r in reasons}
    assert verdicts["China"] == "mention of China"
    assert verdicts["Chinese"] == "no mention"
    assert verdicts["president"] == "no mention"
    assert all(reason.because for reason in reasons)


# The op-ed that the project started from


def test_the_op_ed(shared: Path) -> None:
    text = (shared / "seeds" / "op-ed.txt").read_text(encoding="utf-8")
    report = oped.analyse(text, only=["actors"])
    pairs = Counter(
        (report.document.quote(a), a.features["actor"], a.features["via"]) for a in report.layer("actors").annotations
    )
    for quote, actor, via in [
        ("Beijing", "China", "capital"),
        ("Moscow", "Russia", "capital"),
        ("Kremlin", "Russia", "seat"),
        ("Washington", "United States", "capital"),
        ("Pyongyang", "North Korea", "capital"),
        ("Mr. Xi", "Xi Jinping", "name"),
        ("President Vladimir Putin", "Vladimir Putin", "name"),
        ("Mr. Trump", "Donald Trump", "name"),
        ("Kim Jong Un", "Kim Jong Un", "name"),
        ("president", "Donald Trump", "title"),
        ("Security Council", "United Nations Security Council", "name"),
        ("North Atlantic Treaty Organization", "NATO", "name"),
        ("two countries", "China", "group"),
        ("two countries", "Russia", "group"),
        ("two great powers", "China", "group"),
        ("two authoritarian powers", "Russia", "group"),
        ("Sino", "China", "demonym"),
        ("Western", "the West", "demonym"),
    ]:
        assert pairs[quote, actor, via], (quote, actor, via)
    assert not any(quote == "Party Congress" for quote, _, _ in pairs)


def test_the_model_card_is_there() -> None:
    assert ACTORS.card is not None
    assert ACTORS.card.exists()


# Somebody and some body without a name


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The mayor refused to meet the tenants. She said that they had been warned, and the council backed her.",
            [("mayor", "mayor"), ("tenants", "tenants"), ("She", "mayor"), ("they", "tenants"), ("council", "council")],
        ),
        (
            "A plumber came to my house last week. He charged me 300 dollars, and he was rude about it.",
            [("plumber", "plumber"), ("He", "plumber"), ("he", "plumber")],
        ),
        (
            "Economists warn that inflation will last. They are usually wrong.",
            [("Economists", "economists"), ("They", "economists")],
        ),
        (
            "Mayor Denise Kolbert cut the benches. Residents were furious, but the mayor would not move.",
            [("mayor", "Denise Kolbert")],
        ),
        (
            "The finance minister, Ritva Salmenniemi, told parliament that she would resign.",
            [("finance minister", "Ritva Salmenniemi"), ("she", "Ritva Salmenniemi")],
        ),
        (
            "My neighbour thinks that the voters are fools. He is wrong.",
            [("neighbour", "author’s neighbour"), ("voters", "voters"), ("He", "author’s neighbour")],
        ),
        ("The prime minister of Tuvalu objected.", [("prime minister", "prime minister of Tuvalu")]),
    ],
)
def test_somebody_without_a_name(text: str, wanted: list[tuple[str, str]]) -> None:
    assert not Counter(wanted) - Counter(mentions(text))


@pytest.mark.parametrize(
    "text",
    [
        "I went to a bank and then to a lawyer.",
        "He is a judge, and as a farmer I know it.",
        "Voter turnout fell, and student debt rose.",
        "We counted 190,000 voters by hand.",
    ],
)
def test_whom_the_text_only_passes_by_is_no_actor(text: str) -> None:
    assert mentions(text) == []


def test_a_nameless_actor_has_type_and_via() -> None:
    found = features("The ministry ignored the nurses. The nurses went on strike.", "nurses")
    assert (found["type"], found["via"]) == ("group", "name")
    found = features("The ministry ignored the nurses. The nurses went on strike.", "ministry")
    assert (found["type"], found["via"]) == ("government", "name")


@pytest.mark.parametrize(
    ("date", "title", "holder"),
    [
        ("2009-05-05", "Chilean president", "Michelle Bachelet"),
        ("2012-05-05", "Chilean president", "Sebastián Piñera"),
        ("2026-06-01", "Chilean president", "José Antonio Kast"),
        ("2010-02-02", "Irish taoiseach", "Brian Cowen"),
        ("2026-02-02", "Czech prime minister", "Andrej Babiš"),
        ("2023-07-07", "Uruguayan president", "Luis Lacalle Pou"),
    ],
)
def test_offices_have_no_hole_between_holders(date: str, title: str, holder: str) -> None:
    assert (title, holder) in mentions(f"The {title} objected to the plan.", date)


# Pronouns by rank


def test_a_pronoun_s_confidence_is_the_probability_that_decided() -> None:
    text = "Canada hopes that the storm will pass. It has hoped so before."
    assert 0.35 <= float(features(text, "It")["confidence"]) < 1  # type: ignore[arg-type]


def test_a_text_without_capitals_is_read_without_taking_words_for_names() -> None:
    assert ("germany", "Germany") in mentions("germany and france want peace. who told us?")
    assert mentions("they ate the turkey, and who told us to march in may?") == []


def test_lessons_on_pronouns_come_from_gold_and_teach_both_answers() -> None:
    from oped.gold import seeds
    from oped_stance.actors.lessons import of_report

    report = next(iter(seeds("train")))
    answers = [labels[0] for _, labels in of_report(report)]
    assert set(answers) == {"yes", "no"}


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The teachers' union opposes the plan.", ["teachers' union"]),
        ("Farmers’ associations oppose the tax.", ["farmers’ associations"]),
        ("The teachers oppose the union.", ["teachers", "union"]),
        ("The miners' strike angered voters.", ["miners"]),
        ("The Supreme Court struck down the law. Parliament should say so.", ["Supreme Court", "Parliament"]),
        (
            "The Supreme Court struck down the law. The U.S. should say so.",
            ["Supreme Court of the United States", "United States"],
        ),
    ],
)
def test_a_body_has_its_whole_name_and_no_more_than_the_text_says(text, actors):
    found = oped.analyse(text, only=["actors"]).layer("actors").annotations
    assert [mention.features["actor"] for mention in found] == actors
