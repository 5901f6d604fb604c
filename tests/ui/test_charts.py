from __future__ import annotations

import re

from hwocr.networks.report import Bin, SetReport
from hwocr.ui.charts import (
    class_table,
    confusion,
    confusion_table,
    reliability,
    reliability_table,
)

FOUND = SetReport(
    "few",
    {"0": {"0": 60, "O": 40}, "O": {"O": 99, "<": 1}},
    (Bin(20, 0.5, 0.4), Bin(180, 0.9, 0.95)),
)


def test_the_matrix_has_a_cell_for_each_answer() -> None:
    cells = confusion(FOUND)["layer"][0]["data"]["values"]
    assert {(c["written"], c["read"]): c["share"] for c in cells} == {
        ("0", "0"): 0.6,
        ("0", "O"): 0.4,
        ("O", "O"): 0.99,
        ("O", "<"): 0.01,
    }


def test_the_diagram_has_a_point_for_each_bin() -> None:
    chart = reliability(FOUND)
    assert [p["right"] for p in chart["layer"][1]["data"]["values"]] == [0.4, 0.95]


def cells(table: str) -> list[list[str]]:
    rows = re.findall("<tr>(.*?)</tr>", table)
    return [re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


def test_tables_say_what_the_charts_show() -> None:
    _, worst, least = cells(confusion_table(FOUND))
    assert worst == ["0", "O", "40", "40 %"]
    assert least == ["O", "&lt;", "1", "1.0 %"]
    assert cells(reliability_table(FOUND))[1] == ["50 %", "40 %", "20"]
    assert cells(class_table(FOUND))[1] == ["0", "100", "60 %", "&gt; 99 %", "O"]
