"""The thesis of texts of several paragraphs: the sentence that a reader would name, and none where nothing is argued."""

import pytest

import oped

THESES = [
    (
        "Save the night train",
        """It is easy to laugh at the night train. It rattles, it is late, and its pillows are thin.

But no other train takes a worker from the coast to the capital for the price of a lunch. Last year it carried ninety
thousand people. Half of them earn less than the minister's driver.

The railway says that the sleeper loses money. So do the roads, and nobody calls them a loss.

Parliament should keep the night train and buy it new carriages.""",
        "keep the night train",
    ),
    (
        "The wrong wall",
        """Last spring the province began to build a wall along the river.

The wall is a mistake. It protects the golf course and floods the village below it. Engineers from two universities
have said so.

Of course the owners of the course are pleased. They paid for the survey.

A wetland would cost half as much and protect everybody.""",
        "The wall is a mistake",
    ),
    (
        "Two old rivals",
        """It may seem as if the two kingdoms were drifting apart, since their ministers no longer meet.

In reality, their armies have never worked together so closely. In March they shared radar pictures for the first time.
Since then three joint exercises have been held.

Old quarrels over fishing remain. But they do not decide where missiles are bought.""",
        "never worked together so closely",
    ),
    (
        "Ring the bell later",
        """My daughter falls asleep over her cereal. So do her friends.

Schools should start at nine. Teenagers need nine hours of sleep and get seven. Where towns have moved the bell, marks
have risen and accidents have fallen.

Some parents object that they must be at work by eight. That is true, and it is a reason to open the library early, not
to teach children who are half asleep.""",
        "Schools should start at nine",
    ),
    (
        "Pay the nurses",
        """Our hospital has forty beds and staff for thirty. The other ten stand empty while patients lie in the corridor.

The board blames the market. But the market for nurses works as well as any other: those who pay find them. The clinic
across the river raised wages by a tenth and filled every post in a month.

That is why the board must raise the wages of its nurses now.""",
        "raise the wages",
    ),
]

NO_ARGUMENT = [
    """Wash the rice until the water runs clear. Bring a pint of stock to the boil and add the saffron.

Fry the onions in butter until they are soft. Stir in the rice and pour in the stock. Cover the pan and leave it for
twenty minutes.

Serve with lemon.""",
    """A bus and a lorry collided on the coast road on Tuesday morning, the police said. Two people were slightly hurt.

The road was closed for three hours. The driver of the lorry told reporters that he had not seen the bus. An inquiry was
opened on Wednesday.""",
    """We came to the village at noon. The old man sat in front of the chapel and mended his net. He did not look up.

My brother asked him for water. He went into the house and came back with a jug. We drank, and he took the jug, and then
he pointed to the hills.""",
]


def thesis_of(title, body):
    paragraphs = [" ".join(paragraph.split()) for paragraph in body.split("\n\n")]
    report = oped.analyse("\n\n".join([title, *paragraphs]), only=["argument"])
    [thesis] = report.layer("argument").labelled("major_claim")
    return report.document.quote(thesis)


@pytest.mark.parametrize(("title", "body", "words"), THESES, ids=[title for title, *_ in THESES])
def test_the_thesis_is_the_one_that_a_reader_would_name(title, body, words):
    assert words in thesis_of(title, body)


@pytest.mark.parametrize("body", NO_ARGUMENT)
def test_a_text_that_does_not_argue_has_no_thesis(body):
    paragraphs = [" ".join(paragraph.split()) for paragraph in body.split("\n\n")]
    report = oped.analyse("\n\n".join(paragraphs), only=["argument"])
    assert report.layer("argument").labelled("major_claim") == ()


POINTED = [
    (
        "Canada should not match Washington's folly",
        """Washington has put a tariff of a quarter on steel, and Ottawa is angry. The anger is justified. The answer is not.

A tariff taxes the people who pay it. Farmers in Alberta would pay more for tractors, and builders in Quebec more for beams.

Canada must leave that mistake to Washington.""",
        "leave that mistake to Washington",
    ),
    (
        "The court must have its way with the trawlers",
        """The tribunal in Hamburg may fine the fleet next week. It would be right to do so.

Every state that fishes in the strait has signed the treaty. Without a court the treaty is paper, and without a fine the
court is a debating club.

The states of the strait must let the court fine the trawlers.""",
        "let the court fine the trawlers",
    ),
    (
        "Open the archives",
        """It is true that secrets protect sources. However, nobody in these files is alive.

The ministry keeps nine miles of paper, and historians wait four years for a page. Open archives have harmed no country that has
tried them.

The minister should open the archives this year.""",
        "open the archives",
    ),
]


@pytest.mark.parametrize(("title", "body", "words"), POINTED, ids=[title for title, *_ in POINTED])
def test_what_is_conceded_or_only_points_back_is_no_thesis(title, body, words):
    assert words in thesis_of(title, body)
