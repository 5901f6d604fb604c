from __future__ import annotations

from hwocr.ui.tables import table_html


def test_columns_and_rows_have_heads() -> None:
    html = table_html(("name", "share"), [("a", "1 %"), ("b", "2 %")], chosen="b", kind="plain")
    assert html == (
        '<table class="plain"><thead><tr><th scope="col">name</th><th scope="col">share</th></tr>'
        '</thead><tbody><tr><th scope="row">a</th><td>1 %</td></tr>'
        '<tr class=hw-chosen><th scope="row">b</th><td>2 %</td></tr></tbody></table>'
    )


def test_texts_are_escaped() -> None:
    html = table_html(("<b>",), [("<i>", "<u>")])
    assert not any(tag in html for tag in ("<b>", "<i>", "<u>"))
