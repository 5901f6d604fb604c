from __future__ import annotations

import csv
import io
import json

from hwocr.export import Manner
from hwocr.export.records import COLUMNS, as_csv, as_json
from hwocr.page import Page
from tests.export.sheets import empty, page, sheet


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_json_of_one_sheet_is_its_page_and_of_several_a_list() -> None:
    data = json.loads(as_json([sheet()], Manner()))
    assert data["file"] == "note.jpg"
    again = Page.from_dict(data)
    assert again.text == page().text
    assert [word.box for word in again.words] == [word.box for word in page().words]
    both = json.loads(as_json([sheet(name="a"), sheet(name="b")], Manner()))
    assert [record["file"] for record in both] == ["a", "b"]
    assert len(json.loads(as_json([sheet()], Manner(several=True)))) == 1


def test_the_table_has_a_row_for_each_character_that_counts() -> None:
    rows = _rows(as_csv([sheet()], Manner()))
    assert tuple(rows[0]) == COLUMNS
    assert "".join(row["text"] for row in rows) == "Żółw&<Noël>is25#end"
    row = rows[11]
    assert row["text"] == "i"
    assert [row[name] for name in ("file", "line", "word", "place")] == [
        "note.jpg",
        "2",
        "1",
        "1",
    ]
    assert [row[name] for name in ("x", "y", "width", "height")] == ["10", "60", "20", "30"]
    assert (row["confidence"], row["unsure"]) == ("0.4000", "1")
    assert (row["text_2"], row["probability_2"], row["text_3"]) == ("?", "0.6000", "")


def test_the_table_of_an_empty_page_has_its_head() -> None:
    assert as_csv([sheet(empty())], Manner()).decode("utf-8-sig").strip() == ",".join(COLUMNS)
