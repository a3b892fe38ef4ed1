"""Hints at fallacies: found where the words are used, silent beside them, off unless asked for."""

import pytest

import oped

HINTS = {
    "ad hominem": [
        "What would he know about farming?",
        "Who is she to lecture us on honesty?",
        "The senator has never run a business, so his plan must fail.",
        "Of course they would say that, they own the land.",
        "Voters are too stupid to understand the treaty.",
        "The committee was bought and paid for long ago.",
        "That is rich, coming from a man who lost his own company.",
    ],
    "false dilemma": [
        "Either you are with us or you are with the enemy.",
        "There are only two choices: this bill or chaos.",
        "Either we build the wall or the nation will perish.",
        "If you are not with us, you are against the country.",
        "There is no middle ground between the plan and ruin.",
        "The only alternative is chaos in the streets.",
    ],
    "slippery slope": [
        "If we allow this tax, where will it end?",
        "Letting one shop open on Sunday is the thin end of the wedge.",
        "Ban this knife, and next they will ban the kitchen fork.",
        "Before we know it, every street will be a police state.",
        "A single exception would open the floodgates.",
        "A register of cyclists is the first step towards tyranny.",
    ],
    "appeal to popularity": [
        "Everyone knows that the council is corrupt.",
        "Ten million customers cannot all be wrong.",
        "Nobody in their right mind would vote for this.",
        "We should raise the fee, because everybody else is doing it.",
        "As everybody knows, the sea wall was a waste.",
    ],
    "whataboutism": [
        "They condemn our tax, but what about their own debts?",
        "Where were they when the last government closed the mines?",
        "Nobody complained when the other party built its towers.",
        "Where was the outrage when the north was bombed?",
        "A country that hanged children is in no position to lecture us.",
    ],
    "appeal to tradition": [
        "The court should sit in summer, for we have always done it that way.",
        "The old scale was good enough for our grandfathers.",
    ],
}

NEAR_MISSES = [
    "What would he need to know about farming?",
    "Who is she, and who paid for the lecture?",
    "The senator has never run from a debate.",
    "Of course the farmers would say that the drought is bad.",
    "The window is too narrow to let in the light.",
    "The house was bought in May and paid for in June.",
    "The warning comes from a man who studied the river for years.",
    "Either the mayor or his deputy will open the bridge.",
    "There are two choices on the ballot, and voters may add a third.",
    "Either we meet on Monday or we meet on Tuesday.",
    "If you are not at home, the parcel goes to the post office.",
    "The city should find a middle ground between the two plans.",
    "The only alternative is a ferry, which takes an hour.",
    "This is no slippery slope, because the law names a limit.",
    "The slippery slope argument has been answered many times.",
    "It is not the thin end of the wedge.",
    "Before we know the results, we should not spend the money.",
    "Next they will visit the school in Leeds.",
    "The dam would open its gates in spring.",
    "The first step towards peace is a truce.",
    "Not everyone knows that the council keeps two sets of books.",
    "The claim that everyone knows that figure is false.",
    "The two reports cannot both be right.",
    "Nobody in the village would vote for this.",
    "Few people know the sea wall was built by hand.",
    "The minister asked what the plan says about debts.",
    "Where the mines were closed, the towns grew poor.",
    "Nobody complained, although the train was late.",
    "There was outrage when the north was bombed.",
    "The court is in no position to act before May.",
    "The critics said, “Where were they when the mines closed?”",
    "The council has always met in summer, when the roads are dry.",
]


def argument(text, options):
    unit = oped.Layer("units", [oped.Annotation("unit", [oped.Span(0, len(text))])])
    return oped.analyse(text, only=["argument"], given=[unit], options=options).layer("argument")


def hints(text):
    layer = argument(text, {"argument.fallacies": True})
    return {a.features["fallacy"]: a.features["fallacy_why"] for a in layer.annotations if "fallacy" in a.features}


@pytest.mark.parametrize(("text", "kind"), [(text, kind) for kind, texts in HINTS.items() for text in texts])
def test_a_hint_with_its_words(text, kind):
    found = hints(text)
    assert list(found) == [kind]
    assert found[kind].split('"')[1].lower() in text.lower()


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_no_hint_beside_it(text):
    assert hints(text) == {}


def test_off_unless_asked_for():
    layer = argument("Either you are with us or you are with the enemy.", {})
    assert layer.annotations
    assert not any("fallacy" in a.features for a in layer.annotations)
