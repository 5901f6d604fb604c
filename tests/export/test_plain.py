from __future__ import annotations

from hwocr.export import Manner
from hwocr.export.plain import markdown, text
from hwocr.page import Page
from tests.export.sheets import SIZE, line, sheet, word


def test_text_is_that_of_the_page() -> None:
    assert text([sheet()], Manner()).decode() == "Żółw & <Noël>\nis 25\n# end\n"


def test_text_marks_unsure_words_if_asked() -> None:
    assert "\nis(?) 25\n" in text([sheet()], Manner(mark="(?)")).decode()


def test_text_of_several_sheets_has_their_names() -> None:
    one = sheet(Page((line(word("Hi", 0, 0)),), *SIZE), "a.jpg")
    other = sheet(Page((line(word("Ho", 0, 0)),), *SIZE), "b.jpg")
    assert text([one, other], Manner()).decode() == "==> a.jpg <==\nHi\n\n==> b.jpg <==\nHo\n"
    assert text([one], Manner(several=True)).decode() == "==> a.jpg <==\nHi\n"


def test_markdown_has_a_paragraph_for_each_block_and_marks_what_is_unsure() -> None:
    assert markdown([sheet()], Manner()).decode() == (
        "Żółw \\& \\<Noël\\>\\\n*is*(?) 25\n\n\\# end\n"
    )


def test_markdown_shows_what_is_written_and_makes_nothing_of_it() -> None:
    written = ["1. list", "- list", "+ list", "2) list", "> said", "= rule", "a*b*_c_ `d`"]
    lines = [line(*(word(w, 50 * n, 0) for n, w in enumerate(said.split()))) for said in written]
    said = markdown([sheet(Page(tuple(lines), *SIZE))], Manner()).decode()
    assert said.split("\\\n") == [
        "1\\. list",
        "\\- list",
        "\\+ list",
        "2\\) list",
        "\\> said",
        "\\= rule",
        "a\\*b\\*\\_c\\_ \\`d\\`\n",
    ]


def test_markdown_of_several_sheets_has_headings() -> None:
    said = markdown([sheet(name="my_a.jpg"), sheet(name="b.jpg")], Manner()).decode()
    assert [part for part in said.splitlines() if part.startswith("# ")] == [
        "# my\\_a.jpg",
        "# b.jpg",
    ]
