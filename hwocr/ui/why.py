"""Why a character was read so: a window that opens on request and is computed only then."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st

from hwocr.arrays import Ink
from hwocr.explain import Explanation
from hwocr.occlusion import HeatMap, draw_heat
from hwocr.page import Candidate, Page
from hwocr.ui import light, read
from hwocr.ui.numbers import percent
from hwocr.ui.pictures import data_uri, png
from hwocr.ui.reading import Reading
from hwocr.ui.texts import says

_ASKED = "asked_why"
_ROWS = 4
"""How many candidates are shown."""


@st.fragment
def offer(reading: Reading, page: Page, *, stages: bool) -> None:
    """Light up what is touched, and answer who asks why a character was read as it was.

    Args:
        reading: as it was read.
        page: its page with all corrections.
        stages: whether the reading's stages are on the page.
    """

    def ask(character: str) -> None:
        st.session_state[_ASKED] = character

    light.shine(reading, page, ask, stages=stages)
    asked = st.session_state.pop(_ASKED, None)
    if asked is None:
        return
    line, word, index = map(int, asked.split("-"))
    if line < len(page.lines) and word < len(page.lines[line].words):
        chosen = page.lines[line].words[word]
        if index < len(chosen.characters):
            reader = read.own_reader().using(alphabet=page.settings["alphabet"])
            explanation = reader.explain(chosen, index)
            if explanation is not None:
                text = explanation.text
                st.dialog(says("why.title", text=text), width="medium")(_show)(explanation)


def _show(explanation: Explanation) -> None:
    st.html(explanation_html(explanation))


def explanation_html(told: Explanation) -> str:
    """HTML of what decided, what the network looked at, the candidates and examples."""
    heats = _heat(told, told.support, "support", {"text": told.text})
    if told.contrast is not None:
        heats += _heat(told, told.contrast, "contrast", {"text": told.text, "rival": told.rival})
    return (
        f'<div class="hw-because"><p>{escape(sentence(told))}</p>'
        f'<div class="hw-heats">{heats}</div>'
        f"{_examples(told)}{_table(told)}</div>"
    )


def sentence(told: Explanation) -> str:
    """What decided, in one or two plain sentences."""
    if not told.alone:
        return says(f"why.joined_{told.decided}", text=told.text)
    best, own = told.alone[0], _probability(told.alone, told.text)
    return says(
        f"why.{told.decided}",
        text=told.text,
        percent=percent(own),
        best=best.text,
        best_percent=percent(best.probability),
        settled=percent(_probability(told.candidates, told.text)),
    )


def _heat(told: Explanation, heat: HeatMap, name: str, values: dict[str, str]) -> str:
    if heat.strongest:
        where = says(f"why.place_{heat.strongest}")
        finding = says(f"why.{name}_place", place=where, **values)
    else:
        finding = says(f"why.{name}_nowhere", **values)
    if heat.against:
        finding += " " + says(
            f"why.{name}_against", place=says(f"why.place_{heat.against}"), **values
        )
    picture = data_uri(png(draw_heat(told.image, heat.heat)))
    label, legend = says(f"why.{name}", **values), says(f"why.{name}_legend", **values)
    return (
        f'<figure><img src="{picture}" alt="{escape(f"{label} {finding}")}"><figcaption>'
        f"<strong>{escape(label)}</strong>{escape(finding)} "
        f'<span class="hw-quiet">{escape(legend)}</span></figcaption></figure>'
    )


def _examples(told: Explanation) -> str:
    rows = ""
    for text, glyphs in ((told.text, told.alike), (told.rival, told.rival_alike)):
        if glyphs:
            pictures = "".join(_glyph(glyph, text) for glyph in glyphs)
            rows += f"<div><b>{escape(text)}</b>{pictures}</div>"
    if not rows:
        return ""
    legend = escape(says("why.examples"))
    return f'<div class="hw-examples">{rows}</div><p class="hw-quiet">{legend}</p>'


def _glyph(glyph: Ink, text: str) -> str:
    grey = np.rint(255 * (1 - glyph)).astype(np.uint8).repeat(2, axis=0).repeat(2, axis=1)
    return f'<img src="{data_uri(png(grey))}" alt="{escape(text)}">'


def _table(told: Explanation) -> str:
    """The chosen character and its rivals: what the shape alone says, and what came of it."""
    if not told.alone:
        return ""
    known = dict.fromkeys(
        [told.text, told.rival, *(c.text for c in (*told.alone, *told.candidates))]
    )
    rows = "".join(
        f'<tr{" class=hw-chosen" if text == told.text else ""}><th scope="row">{escape(text)}</th>'
        f"<td>{percent(_probability(told.alone, text))}</td>"
        f"<td>{percent(_probability(told.candidates, text))}</td></tr>"
        for text in list(filter(None, known))[:_ROWS]
    )
    heads = "".join(
        f'<th scope="col">{escape(says(f"why.column_{name}"))}</th>'
        for name in ("character", "alone", "settled")
    )
    return f'<table class="hw-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _probability(candidates: tuple[Candidate, ...], text: str) -> float:
    return next((c.probability for c in candidates if c.text == text), 0.0)
