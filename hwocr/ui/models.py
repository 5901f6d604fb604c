"""The page about the networks: what they are, how often they are right, and what they cannot do."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from hwocr.networks.classes import fold_to_36, fold_to_47
from hwocr.networks.registry import models_folder, read_registry
from hwocr.networks.report import CHARACTERS_REPORT, Report, SetReport
from hwocr.ui import charts
from hwocr.ui.texts import says, strings

FOLDS: dict[str, Callable[[str], str]] = {"47": fold_to_47, "36": fold_to_36, "62": str}
"""By code: how classes are folded together."""
CARD = "MODEL_CARD.md"
_LIMITS = ("joined", "alike", "writers", "scripts", "harm")


def show() -> None:
    """Show the page."""
    report = _report()
    st.html(
        f'<h1 class="hw-title">{escape(says("models.title"))}</h1>'
        f'<div class="hw-article"><p>{escape(says("models.intro"))}</p></div>{_networks()}'
    )
    st.subheader(says("models.measured"), anchor=False)
    found, fold = _choose(report)
    folded = found.folded(FOLDS[fold])
    st.html(f'<p class="hw-quiet">{escape(_summary(folded))}</p>')
    left, right = st.columns(2, gap="large")
    with left:
        _chart("confusion", charts.confusion(folded), charts.confusion_table(folded))
    with right:
        _chart("reliability", charts.reliability(found), charts.reliability_table(found))
    st.subheader(says("models.classes"), anchor=False)
    st.html(charts.class_table(folded))
    limits = "".join(f"<li>{escape(says(f'models.limit_{name}'))}</li>" for name in _LIMITS)
    st.html(
        f'<article class="hw-article"><h2>{escape(says("models.limits"))}</h2><ul>{limits}</ul>'
        f"<h2>{escape(says('models.credits'))}</h2><p>{escape(says('models.credits_told'))}</p>"
        "</article>"
    )
    with st.expander(says("models.card")):
        st.markdown((models_folder() / CARD).read_text("utf-8"))


@st.cache_resource(show_spinner=False)
def _report() -> Report:
    return Report.load(models_folder() / CHARACTERS_REPORT)


def _choose(report: Report) -> tuple[SetReport, str]:
    """The set that is shown, and the code of how its classes are folded."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="measured"):
        number = st.selectbox(
            says("models.set"),
            range(len(report.sets)),
            format_func=lambda i: says("models.set_name", name=report.sets[i].name),
            key="measured_set",
            filter_mode=None,
        )
        fold = st.selectbox(
            says("models.fold"),
            list(FOLDS),
            format_func=lambda code: says(f"models.fold_{code}"),
            key="measured_fold",
            filter_mode=None,
        )
    return report.sets[number], fold


def _summary(found: SetReport) -> str:
    return says(
        "models.summary",
        count=f"{found.count:,}".replace(",", "\u202f"),
        right=f"{100 * found.accuracy:.1f}",
        merged=f"{100 * found.merged_accuracy:.1f}",
        error=f"{100 * found.calibration_error:.1f}",
    )


def _chart(name: str, spec: dict[str, Any], table: str) -> None:
    """A chart, what it shows in a sentence, and the same as a table."""
    title = escape(says(f"models.{name}"))
    st.html(
        f'<h3 class="hw-chart">{title}</h3>'
        f'<p class="hw-quiet">{escape(says(f"models.{name}_told"))}</p>'
    )
    st.vega_lite_chart(spec, key=f"chart_{name}", width="stretch")
    st.html(
        f'<details class="hw-numbers"><summary>{escape(says("models.as_table"))}</summary>'
        f'<div class="hw-scroll" tabindex="0" role="region" aria-label="{title}">{table}</div>'
        "</details>"
    )


def _networks() -> str:
    """A card for each model that the page knows: what it does, and its file."""
    cards = "".join(
        f'<section class="hw-card"><h2>{escape(says(f"models.{name}"))}</h2>'
        f"<p>{escape(says(f'models.{name}_told'))}</p>"
        f'<p class="hw-quiet">{entry.path.name} · {_size(entry.path)} · '
        f"SHA-256 {entry.sha256[:8]}…</p></section>"
        for name, entry in read_registry().items()
        if name in strings("models")
    )
    return f'<div class="hw-cards">{cards}</div>'


def _size(path: Path) -> str:
    size = path.stat().st_size
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} kB"
