"""What was measured of a network as Vega-Lite charts, and as tables for those who see none."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from hwocr.networks.report import SetReport
from hwocr.ui.numbers import percent
from hwocr.ui.tables import table_html
from hwocr.ui.texts import says

_LEAST_MIXED = 0.002
"""Mix-ups of a smaller share of a class are not in the table, there are too many."""
_MOST_MIXED = 60


def confusion(found: SetReport) -> dict[str, Any]:
    """The confusion matrix: rows are what was written, columns what was read."""
    cells = [
        {"written": truth, "read": answer, "share": count / total, "count": count}
        for truth, row in found.answers.items()
        for total in [sum(row.values())]
        for answer, count in row.items()
    ]
    order = sorted({text for truth, row in found.answers.items() for text in (truth, *row)})
    axis = {"labelOverlap": False, "labelFontSize": 8, "labelAngle": 0, "ticks": False}
    layer = {
        "data": {"values": cells},
        "mark": "rect",
        "encoding": {
            "y": _axis("written", order, axis),
            "x": {**_axis("read", order, axis), "axis": {**axis, "orient": "top"}},
            "color": {
                "field": "share",
                "type": "quantitative",
                "scale": {"type": "sqrt", "domain": [0, 1], "scheme": "blues"},
                "legend": None,
            },
            "tooltip": [
                {"field": "written", "title": says("models.written")},
                {"field": "read", "title": says("models.read")},
                {"field": "count", "title": says("models.count")},
                {"field": "share", "title": says("models.share"), "format": ".1%"},
            ],
        },
    }
    # Streamlit would load pandas for data that are not a layer's own.
    return {"height": 520, "description": says("models.confusion_told"), "layer": [layer]}


def reliability(found: SetReport) -> dict[str, Any]:
    """The reliability diagram: how often answers of a probability are right."""
    points = [
        {"sure": item.confidence, "right": item.accuracy, "count": item.count}
        for item in found.reliability
    ]
    ends = [{"sure": 0, "right": 0}, {"sure": 1, "right": 1}]
    encoding = {
        "x": _share("sure", says("models.sure")),
        "y": _share("right", says("models.right")),
    }
    return {
        "height": 520,
        "description": says("models.reliability_told"),
        "layer": [
            {
                "data": {"values": ends},
                "mark": {"type": "line", "strokeDash": [5, 5], "color": "#888"},
                "encoding": encoding,
            },
            {
                "data": {"values": points},
                "mark": {"type": "line", "color": "#4468e0"},
                "encoding": encoding,
            },
            {
                "data": {"values": points},
                "mark": {"type": "circle", "color": "#4468e0", "opacity": 1},
                "encoding": {
                    **encoding,
                    "size": {
                        "field": "count",
                        "type": "quantitative",
                        "scale": {"range": [30, 400]},
                        "legend": None,
                    },
                    "tooltip": [
                        {"field": "sure", "title": says("models.sure"), "format": ".1%"},
                        {"field": "right", "title": says("models.right"), "format": ".1%"},
                        {"field": "count", "title": says("models.count")},
                    ],
                },
            },
        ],
    }


def confusion_table(found: SetReport) -> str:
    """The most frequent mix-ups as HTML."""
    mixed = [
        (count / sum(row.values()), truth, answer, count)
        for truth, row in found.answers.items()
        for answer, count in row.items()
        if answer != truth and count / sum(row.values()) >= _LEAST_MIXED
    ]
    most = sorted(mixed, reverse=True)[:_MOST_MIXED]
    rows = ((truth, answer, str(count), percent(share)) for share, truth, answer, count in most)
    return _table(("written", "read", "count", "share"), rows)


def reliability_table(found: SetReport) -> str:
    """The bins of the reliability diagram as HTML."""
    rows = (
        (percent(item.confidence), percent(item.accuracy), str(item.count))
        for item in found.reliability
    )
    return _table(("sure", "right", "count"), rows)


def class_table(found: SetReport) -> str:
    """Each class with its share of right answers, as HTML in a frame of its own to scroll in."""
    rows = (
        (s.name, str(s.count), percent(s.recall), percent(s.precision), s.taken_for)
        for s in found.classes()
    )
    table = _table(("character", "count", "recall", "precision", "taken_for"), rows)
    label = escape(says("models.classes"))
    return f'<div class="hw-tall" tabindex="0" role="region" aria-label="{label}">{table}</div>'


def _axis(field: str, order: list[str], axis: dict[str, Any]) -> dict[str, Any]:
    title = says(f"models.{field}")
    return {"field": field, "type": "nominal", "sort": order, "title": title, "axis": axis}


def _share(field: str, title: str) -> dict[str, Any]:
    return {
        "field": field,
        "type": "quantitative",
        "title": title,
        "scale": {"domain": [0, 1]},
        "axis": {"format": "%"},
    }


def _table(names: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return table_html([says(f"models.{name}") for name in names], rows)
