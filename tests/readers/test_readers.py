"""The built-in readers: what they take from a file, and that every unchanged character can be traced back to it."""

import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oped
from oped.readers import decode, html, markdown, oped_readers, text

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Ferries | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post">
<script type="application/ld+json">
{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline": "Keep the ferries &amp; the jobs",
 "author": [{"name": "Ana Lind"}, {"name": "Bo Ek"}], "datePublished": "2021-05-04T23:30:00-05:00",
 "publisher": {"name": "The Harbour Post"}}]}
</script></head>
<body class="has-sidebar"><nav><ul><li>Home</li></ul></nav><header><h1>Keep the ferries &amp; the jobs</h1></header>
<div class="page"><article>
<p class="byline">By Ana Lind and Bo Ek <time datetime="2021-05-04">4 May</time></p>
<p>The council may
   sell, &ldquo;soon&rdquo;, the <b>old</b><i> boats</i>.<!-- <p>no comment</p> -->
<p>A <q>bargain</q>, R&D said.
<blockquote><p>We will not sell.</p></blockquote>
<ul><li>One reason<li>Another</ul>
<figure><img src="http://example.org/x.png"><figcaption>The quay</figcaption></figure>
<aside>Read this instead</aside><div class="related-links">Ten other stories</div>
<script>document.write("<p>scripted</p>")</script><style>p { color: red }</style>
<h2>What follows</h2><p>Nothing &copy; good.</article></div>
<div id="comments"><p>Rubbish!</p></div><footer>Legal matters</footer></body></html>
"""


def blocks(source):
    return [(region.kind, source.text[region.start : region.end]) for region in source.regions]


def assert_traceable(source, decoded):
    at = 0
    for origin in source.origins:
        assert at <= origin.start < origin.end <= len(source.text)
        there = decoded[origin.source_start : origin.source_start + origin.end - origin.start]
        assert there == source.text[origin.start : origin.end]
        at = origin.end
    for before, after in pairwise(source.regions):
        assert before.end <= after.start
    assert all(source.text[r.start : r.end].strip() for r in source.regions)


# HTML


def test_html_keeps_the_article_and_drops_what_surrounds_it():
    assert blocks(html.read(PAGE.encode())) == [
        ("headline", "Keep the ferries & the jobs"),
        ("byline", "By Ana Lind and Bo Ek 4 May"),
        ("body", "The council may sell, “soon”, the old boats."),
        ("body", "A “bargain”, R&D said."),
        ("quote", "We will not sell."),
        ("list", "One reason"),
        ("list", "Another"),
        ("caption", "The quay"),
        ("headline", "What follows"),
        ("body", "Nothing © good."),
    ]


def test_html_metadata():
    assert html.read(PAGE.encode()).metadata == {
        "title": "Keep the ferries & the jobs",
        "author": "Ana Lind, Bo Ek",
        "date": "2021-05-04",
        "outlet": "The Harbour Post",
        "language": "en",
        "encoding": "utf-8",
    }


def test_html_metadata_from_meta_elements_where_there_is_no_json_ld():
    page = """<title>T | Site</title><meta name=author content="By Eve Moe"><meta property=og:title content="T">
    <meta property="article:published_time" content="2020-01-02T03:04:05Z"><link rel=canonical href="https://a.example/b">
    <body><p>Words."""
    found = html.read(page.encode()).metadata
    assert (found["title"], found["author"], found["date"]) == ("T", "Eve Moe", "2020-01-02")
    assert found["url"] == "https://a.example/b"


def test_html_without_landmarks_finds_the_prose():
    paragraphs = "".join(f"<p>Sentence number {n} of the article, with words enough to weigh.</p>" for n in range(9))
    page = f"<body><div class=top><a href=x>Menu of many links here</a></div><div><div>{paragraphs}</div></div>"
    assert [kind for kind, _ in blocks(html.read(page.encode()))] == ["body"] * 9


def test_html_line_breaks_of_old_pages_are_paragraphs():
    source = html.read(b"<body>First line<br>second line<br><br>New paragraph")
    assert [words for _, words in blocks(source)] == ["First line\nsecond line", "New paragraph"]


def test_html_keeps_the_lines_of_preformatted_text():
    source = html.read(b"<pre>First line\n  second line\n\nNew paragraph</pre>")
    assert [words for _, words in blocks(source)] == ["First line\nsecond line", "New paragraph"]


def test_html_labels_of_the_page_are_no_paragraphs():
    page = "<article><p>Ships sail at noon, and so do we.</p><p>Advertisement</p><p>Read more</p><p>They sink.</p></article>"
    assert [words for _, words in blocks(html.read(page.encode()))] == [
        "Ships sail at noon, and so do we.",
        "They sink.",
    ]


def test_html_takes_no_site_name_for_the_headline():
    page = """<meta property=og:site_name content="The Post"><meta property=og:title content="Sell the boats">
    <header><h1>The Post</h1></header><h1>Sell the boats</h1><article><p>They are old, and nobody will miss them."""
    assert blocks(html.read(page.encode()))[0] == ("headline", "Sell the boats")
    assert "The Post" not in html.read(page.encode()).text


def test_html_long_comments_do_not_hide_a_short_article():
    comments = "".join(
        f"<article class=comment><p>{'I beg to differ with all of it. ' * 20}</p></article>" for _ in range(9)
    )
    page = f"""<body class="single comments-open"><div class=post><article class="post comments-open"><h1>Sell the boats</h1>
    <p>They are old.</p></article></div><div id=comments class=comments-area>{comments}</div>"""
    assert [words for _, words in blocks(html.read(page.encode()))] == ["Sell the boats", "They are old."]
    plain = page.replace("<article", "<div").replace("</article", "</div")
    assert [words for _, words in blocks(html.read(plain.encode()))] == ["Sell the boats", "They are old."]


@pytest.mark.parametrize("line", ["By Ana Lind", "May 4, 2021"])
def test_lines_above_the_body_that_name_author_or_day_are_bylines(line):
    page = f"<article><h1>T</h1><p>{line}</p><p>{'The body is longer than its byline. ' * 5}</p><p>{line}</p></article>"
    assert [kind for kind, _ in blocks(html.read(page.encode()))] == ["headline", "byline", "body", "body"]
    note = f"# T\n\n{line}\n\n{'The body is longer than its byline. ' * 5}\n\n{line}"
    assert [kind for kind, _ in blocks(markdown.read(note.encode()))] == ["headline", "byline", "body", "body"]


def test_an_author_named_only_in_the_text_is_metadata():
    assert markdown.read(b"# T\n\nBy Ana Lind\n\nBody.").metadata["author"] == "Ana Lind"
    assert html.read(b"<h1>T</h1><p>By Ana Lind<p>Body.").metadata["author"] == "Ana Lind"


def test_html_hidden_parts_and_unknown_elements():
    page = """<main><p hidden>Not this.</p><p style="display: none">Nor this.</p><div aria-hidden=true>Nor that.</div>
    <x-story><p>But this one.</p></x-story><div role=navigation>Away</div><p class="visually newsletter-signup">Sign up</p>
    <p>And this one, which is longer than all the others so that they weigh little.</main>"""
    assert [words for _, words in blocks(html.read(page.encode()))] == [
        "But this one.",
        "And this one, which is longer than all the others so that they weigh little.",
    ]


def test_html_keeps_an_element_that_holds_most_of_the_article_whatever_its_class():
    page = "<article class='social'><div class='related'><p>" + "All of it is here. " * 20 + "</p></div></article>"
    assert "All of it" in html.read(page.encode()).text


def test_html_offsets_lead_back_to_the_source():
    source = html.read(PAGE.encode())
    assert_traceable(source, PAGE)
    document = oped.Document(source.text, origins=source.origins)
    at = source.text.index("boats")
    assert PAGE[document.source_offset(at) :].startswith("boats</i>")
    assert document.source_offset(source.text.index("©")) is None


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*list("<>/!-&;#x=\"'pq bli\n\r"), "<p>", "<!--", "&amp;", "</div>", "<li>", "é"])).map(
        "".join
    )
)
def test_html_is_total_and_traceable(page):
    assert_traceable(html.read(page.encode()), page)


@pytest.mark.parametrize(
    "part",
    ["<!--", "<!", "<?", "<![CDATA[", "<a ", '<a x="', "</", "<script>", "<script></", "&amp", "<", "<b>", "<p>", "<div>",
     "</p>", "<title></tit", "<a b=c ", "<div><p>", "<table><tr><td>", "<br>", "<h1>x</h1>", "<article>x", "&#", "<q>"],
)  # fmt: skip
def test_html_takes_linear_time_on_hostile_pages(part):
    page = (part * (60_000 // len(part))).encode()
    started = time.process_time()
    html.read(page)
    assert time.process_time() - started < 8  # quadratic time would be minutes


def test_html_declared_encodings_count_where_the_bytes_are_no_utf_8():
    page = "<meta charset=windows-1251><p>Москва и Пекин".encode("cp1251")
    source = html.read(page)
    assert source.text == "Москва и Пекин"
    assert source.metadata["encoding"] == "cp1251"


# Markdown

NOTE = """---
title: "A plan: for us"
authors:
  - Ana Lind
  - Bo Ek
date: March 3, 2024
tags: [harbour, 'ferries']
wave: 2 # of the panel
---
# A *plan* for `us` #

By now\r
two [links](http://example.org/x "by now b") b and ![alt](x.png) &amp; \\* **bold** <b>x</b> <http://a.example>.

1. 1
2. two
   more

> > quote *it*
lazy

Setext
===

```
code
```
"""


def test_markdown_blocks():
    assert blocks(markdown.read(NOTE.encode())) == [
        ("headline", "A plan for us"),
        ("body", "By now\ntwo links b and  & * bold x http://a.example."),
        ("list", "1"),
        ("list", "two\nmore"),
        ("quote", "quote it\nlazy"),
        ("headline", "Setext"),
    ]


def test_markdown_front_matter():
    found = markdown.read(NOTE.encode()).metadata
    assert found == {
        "title": "A plan: for us",
        "author": "Ana Lind, Bo Ek",
        "date": "2024-03-03",
        "tags": "harbour, ferries",
        "wave": "2",
        "encoding": "utf-8",
    }
    toml = '+++\ntitle = "T"\nauthors = ["A", "B"]\ndate = 2024-05-06\n+++\nBody.\n'
    source = markdown.read(toml.encode())
    assert (source.metadata["title"], source.metadata["author"], source.metadata["date"]) == ("T", "A, B", "2024-05-06")
    assert source.text == "Body."


def test_markdown_title_is_the_first_heading():
    assert markdown.read(b"## Minor\n\n# Major *thing*\n\nText").metadata["title"] == "Major thing"


def test_markdown_links_lead_back_to_their_own_words():
    source = markdown.read(NOTE.encode())
    assert_traceable(source, NOTE)
    document = oped.Document(source.text, origins=source.origins)
    at = source.text.index(" b and")
    assert NOTE[document.source_offset(at) - 1] == ")"


@settings(deadline=None)
@given(st.lists(st.sampled_from([*list("#*_`[]()!<>&;\\-+=|>1. \n\r\tab"), "](", "&amp;", "---\n", "é"])).map("".join))
def test_markdown_is_total_and_traceable(note):
    assert_traceable(markdown.read(note.encode()), note)


@pytest.mark.parametrize(
    "part", ["[", "![", "`a", "*a ", "<", "[a](", "&amp;", "> ", "- a\n", "a\n", "`a` ", "[a](b) ", "<a>"]
)
def test_markdown_takes_linear_time_on_hostile_files(part):
    note = (part * (20_000 // len(part))).encode()
    started = time.process_time()
    markdown.read(note)
    assert time.process_time() - started < 8


# Plain text


def test_text_is_never_altered():
    data = b"Title\r\n\r\n  By Ana Lind \rBody.\n\n"
    source = text.read(data)
    assert source.text == data.decode()
    assert source.origins == () and source.regions == ()


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("Source: The Harbour Post", "outlet", "The Harbour Post"),
        ("By Ana van Lind", "author", "Ana van Lind"),
        ("Author: Ana", "author", "Ana"),
        ("May 4, 2021", "date", "2021-05-04"),
        ("Tuesday, 4 May 2021", "date", "2021-05-04"),
        ("Date: 2021-05-04", "date", "2021-05-04"),
        ("Title: Keep the ferries", "title", "Keep the ferries"),
    ],
)
def test_text_takes_plain_statements_as_metadata(line, name, value):
    assert text.read(f"{line}\nThe body begins here.".encode()).metadata[name] == value


@pytest.mark.parametrize(
    "line",
    [
        "By Monday they will win.",
        "By the River",
        "Source of joy",
        "Date night",
        "4/5/2021",
        "By and large, no",
        "May 2021",
    ],
)
def test_text_takes_nothing_else_as_metadata(line):
    assert text.read(f"{line}\nThe body.".encode()).metadata == {"encoding": "utf-8"}


# Decoding


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_decode_round_trip(encoding):
    words = "“It’s a café”, said Zoë — and left. And much more of the plain text follows here.\r\n"
    decoded, named = decode(words.encode(encoding))
    assert decoded == words
    assert named == encoding


def test_decode_names_what_it_guessed_for_other_scripts():
    words = "Москва поддержит план, но Пекин выступит против него. " * 3
    decoded, named = decode(words.encode("cp1251"))
    assert decoded == words
    assert named == "cp1251"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"PK\x03\x04zip", "zip"),
        (b"text\0with zero", "binary"),
        (bytes(range(256)) * 4, "binary"),
        (bytes(range(1, 32)) * 9, "binary"),
        ("a\ud800b".encode("utf-8", "surrogatepass"), "surrogates"),
        (b"\xff\xfea", "byte-order mark"),
    ],
)
def test_decode_refuses_what_is_no_text_in_one_line(data, says):
    with pytest.raises(oped.InputError, match=says) as error:
        decode(data)
    assert "\n" not in str(error.value)


@given(st.binary(max_size=200))
def test_decode_gives_text_or_one_clear_error(data):
    try:
        decoded, named = decode(data)
    except oped.InputError:
        return
    assert "\0" not in decoded
    assert not any("\ud800" <= c <= "\udfff" for c in decoded)
    assert named


@given(st.text())
def test_decode_utf_8_is_exact(words):
    try:
        assert decode(words.encode()) == (words, "utf-8") or words.startswith("\ufeff")
    except oped.InputError as error:
        assert "binary" in str(error) or "it is" in str(error) or "this is" in str(error)


def test_an_empty_file_is_an_empty_text():
    for reader in oped_readers():
        assert reader.read(b"").text == ""


def test_each_reader_names_its_suffixes():
    assert {suffix: reader.name for reader in oped_readers() for suffix in reader.suffixes} == {
        ".txt": "text",
        ".text": "text",
        ".md": "markdown",
        ".markdown": "markdown",
        ".html": "html",
        ".htm": "html",
        ".xhtml": "html",
    }


def test_asking_for_the_readers_loads_no_parser():
    code = (
        "import sys, oped.readers as r; list(r.oped_readers()); "
        "print([m for m in ('markdown_it', 'html.parser', 'charset_normalizer') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# Text that is something else


def test_text_that_is_a_stretch_of_a_page_loses_its_tags_and_no_words():
    source = text.read(b"<h1>Rebuild it</h1><div class='share'><p>The mayor is <b>wrong</b>.</div>\n<p>We say so.</p>")
    assert blocks(source) == [("headline", "Rebuild it"), ("body", "The mayor is wrong."), ("body", "We say so.")]
    assert source.metadata["read_as"] == "html"


@pytest.mark.parametrize("words", ["a < b and c > d", "<p> is an element", "We say <b>no</b>.", "<3 this town", "<p>"])
def test_text_with_a_tag_in_it_stays_as_it_is(words):
    assert text.read(words.encode()).text == words


def test_single_bytes_behind_the_mark_of_utf_16_are_refused():
    with pytest.raises(oped.InputError, match="byte-order mark"):
        decode(b"\xff\xfe\x00bad\x80bytes")
    with pytest.raises(oped.InputError, match="byte-order mark"):
        decode(b"\xff\xfeodd")
    for words in ("The mayor is wrong.", "市长反对这个计划，但是她错了。我们必须拒绝它。", "Мэр неправ."):
        assert decode(words.encode("utf-16"))[0] == words
