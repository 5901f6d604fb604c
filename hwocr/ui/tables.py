"""Tables as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def table_html(
    heads: Iterable[str],
    rows: Iterable[tuple[str, ...]],
    *,
    chosen: str | None = None,
    kind: str = "hw-table",
) -> str:
    """HTML of a table whose columns and rows have heads.

    Args:
        heads: of the columns, that of the rows' heads first.
        rows: each with its head first.
        chosen: head of the row that stands out, if one does.
        kind: class of the table.
    """
    columns = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "".join(
        f'<tr{" class=hw-chosen" if head == chosen else ""}><th scope="row">{escape(head)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
        for head, *cells in rows
    )
    return f'<table class="{kind}"><thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table>'
