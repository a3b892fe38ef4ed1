"""Contrast sentences: what a careful reader is sure of in op-eds, and what must not be read into them."""

from __future__ import annotations

import pytest

import oped


def stances(text: str) -> list[oped.Annotation]:
    report = oped.analyse(text, only=["stance"])
    return [a for a in report.layer("stance").annotations if abs(a.features["polarity"]) >= 0.05]


def signs(text: str) -> dict[tuple[str, str], str]:
    """Holder and target with the sign of what is found; "mixed" where there are both."""
    table: dict[tuple[str, str], str] = {}
    for a in stances(text):
        pair = (str(a.features["holder"]), str(a.features["target"]))
        sign = "+" if a.features["polarity"] > 0 else "-"
        table[pair] = sign if table.get(pair, sign) == sign else "mixed"
    return table


US, UK, EU = "United States", "United Kingdom", "European Union"

FOUND = [
    # actives, passives, relatives, coordination
    ("Germany condemned Hungary.", "Germany", "Hungary", "-"),
    ("Hungary was condemned by Germany.", "Germany", "Hungary", "-"),
    ("Hungary, which Germany has condemned, shrugged.", "Germany", "Hungary", "-"),
    ("Brazil praised and Chile criticized Peru.", "Brazil", "Peru", "+"),
    ("Brazil praised and Chile criticized Peru.", "Chile", "Peru", "-"),
    ("Norway and Sweden support Finland.", "Norway", "Finland", "+"),
    ("Norway and Sweden support Finland.", "Sweden", "Finland", "+"),
    ("Japan later criticized India and Nepal.", "Japan", "Nepal", "-"),
    ("Poland, which backs Ukraine, has warmly welcomed Moldova.", "Poland", "Ukraine", "+"),
    ("Poland, which backs Ukraine, has warmly welcomed Moldova.", "Poland", "Moldova", "+"),
    # control
    ("Egypt wants to punish Qatar.", "Egypt", "Qatar", "-"),
    ("Kenya is ready to defend Uganda.", "Kenya", "Uganda", "+"),
    ("France urged Spain to support Portugal.", "Spain", "Portugal", "+"),
    ("Iran threatened to attack Israel.", "Iran", "Israel", "-"),
    # negation, open and implicit, single and double
    ("Austria did not support Italy.", "Austria", "Italy", "-"),
    ("Turkey refused to help Greece.", "Turkey", "Greece", "-"),
    ("Turkey never refused to help Greece.", "Turkey", "Greece", "+"),
    ("Canada stopped arming Yemen.", "Canada", "Yemen", "-"),
    ("Vietnam has no sympathy for Cambodia.", "Vietnam", "Cambodia", "-"),
    # acts as nouns
    ("Modi's criticism of Canada was fierce.", "Narendra Modi", "Canada", "-"),
    ("Nobody expected the invasion of Ukraine by Russia.", "Russia", "Ukraine", "-"),
    ("Beijing offered its support to Pakistan.", "China", "Pakistan", "+"),
    ("Chinese sanctions on Lithuania did little.", "China", "Lithuania", "-"),
    ("Washington lifted its sanctions on Sudan.", US, "Sudan", "+"),
    ("Washington imposed sanctions on Sudan.", US, "Sudan", "-"),
    ("Their talks failed, and Cuba broke off its cooperation with Spain.", "Cuba", "Spain", "-"),
    ("Peru has come under criticism from Chile.", "Chile", "Peru", "-"),
    # both ways
    ("Russia and China are working together.", "Russia", "China", "+"),
    ("Russia and China are working together.", "China", "Russia", "+"),
    ("Turkey and Greece accused each other of lying.", "Turkey", "Greece", "-"),
    ("Turkey and Greece accused each other of lying.", "Greece", "Turkey", "-"),
    ("The alliance between Japan and Australia will last.", "Japan", "Australia", "+"),
    ("The alliance between Japan and Australia will last.", "Australia", "Japan", "+"),
    ("India clashed with Pakistan.", "Pakistan", "India", "-"),
    ("The Sino-Russian partnership matters.", "Russia", "China", "+"),
    ("This bill will drive Russia and Iran closer together.", "Iran", "Russia", "+"),
    # acts of an actor, acts done to an actor
    ("France denounced the Russian invasion of Georgia.", "France", "Russia", "-"),
    ("Mexico opposes American tariffs.", "Mexico", US, "-"),
    ("Belgium rejects Hungary's demands.", "Belgium", "Hungary", "-"),
    # ratings
    ("Putin is a ruthless dictator.", "author", "Vladimir Putin", "-"),
    ("Washington's reckless policy will fail.", "author", US, "-"),
    ("Canada was wise.", "author", "Canada", "+"),
    ("American leaders have shown few signs of understanding it.", "author", US, "-"),
    ("Berlin sees Washington as a threat.", "Germany", US, "-"),
    ("Merkel called Trump a liar.", "Angela Merkel", "Donald Trump", "-"),
    ("I admire Zelensky.", "author", "Volodymyr Zelensky", "+"),
    ("Denmark is an ally of Norway.", "Denmark", "Norway", "+"),
    ("Ireland remains hostile to Spain.", "Ireland", "Spain", "-"),
]


@pytest.mark.parametrize(("text", "holder", "target", "sign"), FOUND)
def test_finds(text: str, holder: str, target: str, sign: str) -> None:
    assert signs(text).get((holder, target)) == sign


ABSENT = [
    # never negative: a condemnation that did not come
    ("Berlin did not condemn Moscow.", "Germany", "Russia", "-"),
    ("Berlin refused to condemn Moscow.", "Germany", "Russia", "-"),
    # against an act done to an actor is not against the actor
    ("France denounced the Russian invasion of Georgia.", "France", "Georgia", "-"),
    ("Egypt condemned the attack on Israel.", "Egypt", "Israel", "-"),
    ("Spain opposes the sanctions on Cuba.", "Spain", "Cuba", "-"),
    # the passive is not the active
    ("Hungary was condemned by Germany.", "Hungary", "Germany", "-"),
    # two that only stand side by side
    ("Norway and Sweden support Finland.", "Norway", "Sweden", "-"),
    ("The president flew from Kenya to Uganda.", "Kenya", "Uganda", "+"),
    ("China, unlike Japan, condemned Taiwan.", "China", "Japan", "-"),
    # the critics of somebody are not that somebody
    ("Critics of Brazil attacked Argentina.", "Brazil", "Argentina", "-"),
    # a clause as subject rates no one who is named in it
    ("Ignoring the alliance between Japan and Australia would be a mistake.", "author", "Japan", "-"),
    # what looks so and is not
    ("While China looks like a constructive partner, it is not.", "author", "China", "+"),
]


@pytest.mark.parametrize(("text", "holder", "target", "sign"), ABSENT)
def test_does_not_find(text: str, holder: str, target: str, sign: str) -> None:
    assert signs(text).get((holder, target)) not in (sign, "mixed")


MODES = [
    ("Poland supports Ukraine.", "Poland", "asserted"),
    ("Poland does not support Ukraine.", "Poland", "negated"),
    ("Poland will support Ukraine.", "Poland", "future"),
    ("If Poland supports Ukraine, others will follow.", "Poland", "conditional"),
    ("Poland would have supported Ukraine.", "Poland", "counterfactual"),
    ("Did Poland support Ukraine?", "Poland", "question"),
    ("Poland should support Ukraine.", "Poland", "advised"),
    ("Poland denied that it had attacked Ukraine.", "Poland", "denied"),
]


@pytest.mark.parametrize(("text", "holder", "mode"), MODES)
def test_mode(text: str, holder: str, mode: str) -> None:
    found = [a for a in stances(text) if a.features["holder"] == holder and a.features["target"] == "Ukraine"]
    assert [a.features["mode"] for a in found] == [mode]


def test_certainty_falls_from_fact_to_wish() -> None:
    def certainty(text: str) -> float:
        return max(a.features["certainty"] for a in stances(text) if a.features["target"] == "Ukraine")

    assert certainty("Poland supports Ukraine.") > certainty("Poland may support Ukraine.")
    assert certainty("Poland may support Ukraine.") > certainty("Poland would have supported Ukraine.")


def test_what_follows_for_others_is_derived() -> None:
    (found,) = [a for a in stances("Spain opposes the sanctions on Cuba.") if a.features["target"] == "Cuba"]
    assert found.features["derived"] == "yes"
    assert found.features["polarity"] > 0


def test_derived_stances_can_be_left_out() -> None:
    report = oped.analyse("Spain opposes the sanctions on Cuba.", only=["stance"], options={"stance.derived": False})
    assert all(a.features["derived"] == "no" for a in report.layer("stance").annotations)


def test_issues_are_targets_in_their_own_words() -> None:
    assert signs("Brussels has defended the treaty.")[EU, "treaty"] == "+"
    assert signs("France opposes the sanctions on Iran.")["France", "sanctions on Iran"] == "-"


def test_advice_is_the_authors_stance() -> None:
    assert signs("Washington should reject the deal.")["author", "deal"] == "-"


def test_ratings_in_quotations_belong_to_the_speaker() -> None:
    found = signs("“Trump is a coward,” Merkel said.")
    assert found.get(("Angela Merkel", "Donald Trump")) == "-"
    assert ("author", "Donald Trump") not in found


def test_scare_quotes_are_irony() -> None:
    found = signs("Nobody needs Moscow's “help” in this matter.")
    assert found.get(("author", "Russia")) == "-"


def test_evidence_is_the_words_that_say_it() -> None:
    text = "Yesterday Germany harshly condemned Hungary."
    report = oped.analyse(text, only=["stance"])
    (found,) = report.layer("stance").annotations
    assert report.document.quote(found) == "condemned"


def test_relations_lead_to_the_mentions() -> None:
    report = oped.analyse("Germany condemned Hungary.", only=["stance"])
    layer = report.layer("stance")
    (found,) = layer.annotations
    ends = {r.label: report.resolve(str(r.target)).features["actor"] for r in layer.relations_from(found)}
    assert ends == {"holder": "Germany", "target": "Hungary"}


def test_quads_follow_word_and_deed() -> None:
    def quad(text: str) -> str:
        return str(stances(text)[0].features["quad"])

    assert quad("Germany praised Hungary.") == "verbal cooperation"
    assert quad("Germany condemned Hungary.") == "verbal conflict"
    assert quad("Germany armed Hungary.") == "material cooperation"
    assert quad("Germany invaded Hungary.") == "material conflict"


MORE = [
    ("Neither Moscow nor Beijing supports the resolution.", "Russia", "resolution", "-"),
    ("Far from helping Greece, Germany punished Italy.", "Germany", "Greece", "-"),
    ("Hungary blocked European aid to Ukraine.", "Hungary", "Ukraine", "-"),
    ("Tokyo and Seoul have been quarrelling for decades.", "Japan", "South Korea", "-"),
    ("Mr. Trump's attacks on NATO have delighted Moscow.", "Donald Trump", "NATO", "-"),
    ("China is no friend of India.", "China", "India", "-"),
    ("President Biden was right.", "author", "Joe Biden", "+"),
]


@pytest.mark.parametrize(("text", "holder", "target", "sign"), MORE)
def test_finds_more(text: str, holder: str, target: str, sign: str) -> None:
    assert signs(text).get((holder, target)) == sign


def test_somebodys_enemy_is_not_the_authors() -> None:
    assert ("author", EU) not in signs("They think that Brussels is Britain's enemy.")


def test_a_clause_after_the_copula_is_no_rating() -> None:
    assert ("author", "Canada") not in signs("Ottawa's answer is that shame will spread.")


ADVICE = [
    ("Congress ought to demand one vote.", "demanding one vote", "+"),
    ("The Democrats should stop pretending that the border is secure.", "stopping pretending", "+"),
    ("NATO needs to stand firm against the threat.", "standing firm against the threat", "+"),
    ("France should not raise its taxes again.", "raising its taxes", "-"),
    ("It is time for Congress to act.", "Congress acting", "+"),
    ("Time to end the embargo.", "ending the embargo", "+"),
    ("Let the voters see the amount.", "voters seeing the amount", "+"),
    ("Repeal the tax before October.", "tax", "-"),
    ("It would be a grave error to lift the sanctions on Iran.", "lifting the sanctions on Iran", "-"),
    ("Ignoring the warning would be a great mistake.", "ignoring the warning", "-"),
]


@pytest.mark.parametrize(("text", "target", "sign"), ADVICE)
def test_advice_is_for_the_deed_or_against_it(text: str, target: str, sign: str) -> None:
    assert signs(text).get(("author", target)) == sign


NO_ADVICE = [
    "If Congress should raise the limit, nobody will notice.",
    "Should Congress raise the limit again?",
    "I should like to see the museum again.",
    "She must find a lawyer.",
    "Imagine a country without taxes.",
]


@pytest.mark.parametrize("text", NO_ADVICE)
def test_no_advice_where_none_is_given(text: str) -> None:
    assert not [a for a in stances(text) if a.features["rule"] == "advice"]


PEOPLE = [
    ("Ministers ignored the report.", "Ministers", "report", "-"),
    ("The landlords attacked the tenants.", "landlords", "tenants", "-"),
    ("The real villain is the Federal Reserve.", "author", "Federal Reserve", "-"),
    ("Shame on the BBC.", "author", "BBC", "-"),
    ("That was decent of Canada.", "author", "Canada", "+"),
    ("Russia annexed Crimea.", "Russia", "Crimea", "-"),
    ("The ban will hurt small shops.", "author", "ban", "-"),
    ("The treaty is splendid. Germany welcomed it.", "Germany", "treaty", "+"),
    ("We oppose the merger.", "author", "merger", "-"),
]


@pytest.mark.parametrize(("text", "holder", "target", "sign"), PEOPLE)
def test_people_and_things_without_names(text: str, holder: str, target: str, sign: str) -> None:
    assert {(h.lower(), t): s for (h, t), s in signs(text).items()}.get((holder.lower(), target)) == sign


def test_to_disagree_with_somebody_is_not_mutual() -> None:
    assert ("Lawrence Summers", "author") not in signs("I disagree with Lawrence Summers.")


def test_what_is_ruled_out_is_not_done_and_two_negations_cancel() -> None:
    assert signs("Macron refuses to rule out sending troops to Ukraine.")["Emmanuel Macron", "Ukraine"] == "+"
    assert signs("Macron ruled out sending troops to Ukraine.")["Emmanuel Macron", "Ukraine"] == "-"


def test_who_did_not_do_it_has_no_stance() -> None:
    assert not [h for h, _ in signs("It was not the unions that wrecked the railways.") if h == "unions"]


def test_advice_praises_nobody_for_what_is_not_done() -> None:
    assert ("author", "ministers") not in signs("Ministers must not cave in to the lobby.")


def test_an_issue_is_opposed_and_not_blamed() -> None:
    (found,) = stances("China blames a new trade war.")
    assert (found.features["target"], found.features["attitude"]) == ("new trade war", "oppose")


def test_who_is_advised_has_not_yet_taken_the_stance() -> None:
    found = signs("Congress should repeal the tax.")
    assert found == {("author", "tax"): "-"}


def test_an_issue_keeps_the_name_of_its_first_mention() -> None:
    found = signs("Ministers want a tax on sugar. The tax is cruel.")
    assert found["author", "tax on sugar"] == "-"


NEUTRAL = [
    "The weather in Paris was cold in March.",
    "Ten people live in the village near Oslo.",
    "The report was published in June by the ministry.",
    "Apple opened a shop in Berlin.",
    "The train from Vienna to Prague leaves at noon.",
]


@pytest.mark.parametrize("text", NEUTRAL)
def test_plain_facts_are_no_stances(text: str) -> None:
    assert not signs(text)


def test_reasons_are_words_and_no_patterns() -> None:
    for found in stances("Germany condemned Hungary. The plan is reckless. Congress must repeal it."):
        assert not set("<>|") & set(str(found.features["why"]))
