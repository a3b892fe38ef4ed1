"""Sentences and paragraphs."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import oped
from oped.linguistics.parse import segment
from oped.model import Region


def sentences(text):
    return [text[s.starts[0] : s.ends[-1]] for _, parts in segment(text) for s in parts]


def kinds(text):
    return [region.kind for region, _ in segment(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["He met Mr. Xi.", "They talked."],
        ["The U.S. on Monday agreed."],
        ["He trusts the U.S.", "He said so."],
        ["J. R. R. Smith and George W. Bush agreed."],
        ["They read Plan B.", "The rest is history."],
        ["She lives in Washington, D.C.", "It is warm."],
        ["Acme Inc. announced a loss.", "It was large."],
        ["Rule No. 5 stands.", "He said no.", "We agreed."],
        ["It came in 2014.", "2015 was worse."],
        ["“We will win.”", "He left."],
        ['"Stop!" he said.', '"Why?" Mr. Hall asked.'],
        ["“Is it so?” she asked."],
        ["The bill . . . will drive them together."],
        ["He waited...", "Then he left."],
        ["He waited… and left."],
        ["What?!", "No way!!", "Yes."],
        ["(He left early.)", "Then we ate."],
        ["They call it “peace.”", "It is none."],
        ["We met at 5 p.m. on Jan. 3.", "Nobody came."],
        ["He wrote it (see Smith et al. 2010).", "It is good."],
        ["It rose 3.5 percent.", "That is much."],
        ["As was shown.[4]", "Others differ."],
        ["他来了。", "我走了！"],
        ["How we move", "We evolved to go without."],
        ["Some books (e.g. The Long Road) help."],
        ["She edits The Daily Post and read Why We Left."],
        ["It said in The Hague that it would."],
        ["An anti-U.S. mood spread in the '90s."],
    ],
)
def test_sentences(expected):
    assert sentences(" ".join(expected)) == expected


def test_a_missing_blank_after_a_stop():
    assert sentences("The war ended.The peace began.") == ["The war ended.", "The peace began."]
    assert sentences("It cost $5.He paid.") == ["It cost $5.", "He paid."]


def test_nothing_ends_within_a_number_an_address_or_an_abbreviation():
    assert len(sentences("Version 2.5 of www.example.com/a.b costs $1.2bn, i.e. too much.")) == 1


def test_op_ed_with_heads():
    text = (
        "CHINA AND RUSSIA JOIN HANDS\n\nBy Jane Q. Doe\n\nMarch 3, 2021\n\n"
        "The two met last week. They agreed on much.\n\nWhy it matters\n\nIt matters because power does.\n\n"
        "- first reason\n- second reason\n\n> We stand together.\n> We always did.\n\n"
        "Photo: two men shake hands\n\nThis article first appeared in The Daily Paper\n"
    )
    assert kinds(text) == [
        "headline",
        "byline",
        "source",
        "body",
        "headline",
        "body",
        "list",
        "list",
        "quote",
        "caption",
        "source",
    ]
    assert "> We" not in " ".join(sentences(text))
    assert "first reason" in sentences(text)


def test_one_paragraph_a_line():
    text = "Source: The Daily Paper\n" + "It is a long line that says a lot. " * 5 + "\nAnd another one.\n"
    assert kinds(text) == ["source", "body", "body"]


def test_hard_wrapped_lines_are_joined():
    text = (
        "This is a paragraph that somebody has wrapped at a column of about\n"
        "seventy characters, as was the custom in mail. It goes on for some\n"
        "lines. Then\nit stops.\n\nA second paragraph stands after a blank line, and it is wrapped at the\n"
        "same column.\n"
    )
    assert kinds(text) == ["body", "body"]
    assert len(sentences(text)) == 4


def test_given_regions_are_kept():
    text = "Head\nbody one. Body two.\nrest"
    regions = [Region(0, 4, "headline"), Region(5, 24, "body")]
    found = list(segment(text, regions))
    assert [(r.kind, len(parts)) for r, parts in found] == [("headline", 1), ("body", 2)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_any_line_ending(newline):
    text = newline.join(["First line of it all.", "", "Second one.", ""])
    assert sentences(text) == ["First line of it all.", "Second one."]


texts = st.text(max_size=200) | st.text(
    alphabet="aB .!?\"'“”’()[]{}<>-–—…,:;\n\r\t\x00\u2028\u200d\u0301👍0123IMr>*•", max_size=200
)


@settings(max_examples=200)
@given(texts)
@example("\x00")
@example("\ud800 x")
@example("\u2028\r\n> >\n")
@example(". . . .")
@example("'" * 50)
def test_any_text_has_a_document(text):
    """Offsets are exact and nested (the model checks the nesting), and every token's text is the text."""
    document = oped.linguistics.parse_document(text)
    for token in document.tokens:
        assert text[token.start : token.end] == token.text
        assert token.tag and token.lemma
    for sentence in document.sentences:
        assert (sentence.start, sentence.end) == (sentence.tokens[0].start, sentence.tokens[-1].end)
        assert -1 <= sentence.polarity <= 1
        assert 0 <= sentence.subjectivity <= 1
    shown = "".join(token.text for token in document.tokens)
    assert all(c in shown for c in text if c.isalnum())


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["It may rain.", "“Stop!” he said.", "Why so—now?", "Mr. Xi won't go."]), min_size=1))
def test_a_paragraph_before_shifts_all_offsets(parts):
    text = "\n\n".join(part + " That is all there is to say about it, surely." for part in parts)
    prefix = "Something else was said long before this.\n\n"
    plain = oped.linguistics.parse_document(text)
    shifted = oped.linguistics.parse_document(prefix + text)
    assert [(t.start + len(prefix), t.end + len(prefix), t.tag, t.lemma) for t in plain.tokens] == [
        (t.start, t.end, t.tag, t.lemma) for t in shifted.tokens if t.start >= len(prefix)
    ]
    assert [(s.start + len(prefix), s.polarity) for s in plain.sentences] == [
        (s.start, s.polarity) for s in shifted.sentences if s.start >= len(prefix)
    ]


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        ("Guest essay by Maria Lopez-Garcia and John O'Neill Jr.", "byline"),
        ("By JANE DOE", "byline"),
        ("Jane Q. Zywicki", "byline"),
        ("The Daily Paper, 3 March 2020", "source"),
        ("March 3rd, 2020", "source"),
        ("© 2020 The Daily Paper. All rights reserved.", "source"),
        ("By and large it has worked out well for everybody who is in it.", "body"),
        ("It is over.", "body"),
    ],
)
def test_kinds_of_lines_under_a_headline(block, kind):
    body = "They met last week in the city. They agreed on much, and left the rest for later."
    assert kinds(f"Why It Matters\n\n{block}\n\n{body}")[1] == kind


def test_a_rule_is_no_paragraph():
    assert kinds("They met last week.\n\n* * *\n\nThey left.") == ["body", "body"]


def test_a_text_of_one_line_is_body():
    assert kinds("Beijing may torpedo the plan") == ["body"]


def test_a_subhead_that_asks():
    text = (
        "Head of It All\n\nThey met last week.\n\nWhat Does It Mean for Voters?\n\nMuch. What does it mean?\n\nNothing."
    )
    assert kinds(text) == ["headline", "body", "headline", "body", "body"]


@given(st.integers(0, 900), st.sampled_from(["name ", "name, ", "(", "12; "]))
def test_sentences_are_bounded_and_lose_nothing(copies: int, piece: str) -> None:
    text = piece * copies
    document = oped.parse(text)
    assert all(len(sentence.tokens) <= 300 for sentence in document.sentences)
    covered = {i for token in document.tokens for i in range(token.start, token.end)}
    assert covered == {i for i, character in enumerate(text) if not character.isspace()}
