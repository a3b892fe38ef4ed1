"""What a user gives that is no English opinion piece: other languages, nothing at all, files where words are wanted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

COLUMNS = {
    "French": (
        "Le gouvernement doit retirer son projet de loi. Il est injuste, il est dangereux, et la majorité des "
        "Français le refuse. Le ministre de l'Intérieur prétend que la police a besoin de ces nouveaux "
        "pouvoirs. C'est faux : elle les possède déjà, et elle en abuse parfois. Nous demandons au Parlement "
        "de voter contre ce texte, et au président de respecter enfin la Constitution. "
    ),
    "German": (
        "Die Regierung hat sich entschieden, die Mieten nicht zu deckeln, und nennt das Vernunft. Wer in "
        "unseren Städten eine Wohnung sucht, wird dafür ein anderes Wort haben. Natürlich müssen neue Häuser "
        "gebaut werden, aber das dauert Jahre, und bis dahin zahlen Familien die Hälfte ihres Einkommens an "
        "Vermieter, die nichts investieren. Der Minister behauptet, der Markt werde es richten. Vielleicht "
        "glaubt er das wirklich. Die Zahlen der letzten zehn Jahre sprechen jedoch eine klare Sprache: Ohne "
        "Regeln steigen die Preise weiter. "
    ),
    "Spanish": (
        "El alcalde quiere cerrar la biblioteca del barrio para ahorrar un poco de dinero. Es un error. Nadie "
        "que haya pasado una tarde en aquella sala, rodeado de niños que no tienen libros en casa, podría "
        "firmar semejante decisión. Quizás las cuentas de la ciudad necesiten un ajuste, pero hay otras "
        "partidas donde recortar antes que en la lectura. "
    ),
}


@pytest.mark.parametrize("language", COLUMNS)
def test_another_language_is_told_in_the_report_and_on_standard_error(run, tmp_path: Path, language: str) -> None:
    (tmp_path / "column.txt").write_text(COLUMNS[language], encoding="utf-8")
    result = run("report", "column.txt", "-f", "json")
    assert result.code == 0
    assert result.err.startswith("oped: warning: column.txt: this text does not look English")
    assert result.err.count("\n") == 1
    assert [problem["source"] for problem in json.loads(result.out)["problems"]] == ["linguistics"]
    assert "does not look English" in run("report", "column.txt").out


def test_an_empty_text_says_so_instead_of_empty_headings(run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n\n")
    for format_ in ("text", "md"):
        result = run("report", "empty.txt", "-f", format_)
        assert result.code == 0
        assert "The text is empty" in result.out
        assert "Who stands where" not in result.out
    assert json.loads(run("report", "empty.txt", "-f", "json").out)["outcomes"]


def test_an_empty_name_is_no_file(run) -> None:
    result = run("report", "")
    assert (result.code, result.err) == (1, "oped: the name of a file is empty; name a file, or - for standard input\n")


def test_explain_says_that_it_takes_words(run) -> None:
    result = run("explain", "hedging", "a.txt")
    assert result.code == 2
    assert "--text" in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("words", ["", "  ", "Blue."])
def test_explain_says_where_there_is_nothing_to_explain(run, words: str) -> None:
    result = run("explain", "stance", "--text", words)
    assert result.code == 0
    assert result.out.startswith("There is nothing to explain")
