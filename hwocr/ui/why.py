"""Why a character was read so: a window that opens on request and is computed only then."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st

from hwocr.arrays import Ink
from hwocr.explain import Explanation
from hwocr.occlusion import HeatMap, draw_heat
from hwocr.page import Candidate, Page, Word
from hwocr.ui import light, read
from hwocr.ui.before import Before
from hwocr.ui.numbers import percent
from hwocr.ui.pictures import data_uri, png
from hwocr.ui.reading import Reading
from hwocr.ui.tables import table_html
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
    found = _found(reading.page, page, asked)
    if found is None:
        return
    word, index, now = found
    reader = read.own_reader().using(alphabet=page.settings["alphabet"])
    explanation = reader.explain(word, index, now)
    if explanation is not None:
        text = explanation.text
        st.dialog(says("why.title", text=text), width="medium")(_show)(explanation, now)


def _found(before: Page, page: Page, name: str) -> tuple[Word, int, str] | None:
    """The word and the number in it of a character as it was read, and what it is now.

    Args:
        before: the page as it was read.
        page: with all corrections.
        name: of the character on it; it may be out of date.
    """
    line, word, index = map(int, name.split("-"))
    try:
        chosen = page.lines[line].words[word]
        character = chosen.characters[index]
    except IndexError:
        return None
    return *(Before(before).character(character) or (chosen, index)), character.text


def _show(explanation: Explanation, now: str) -> None:
    st.html(explanation_html(explanation, now))


def explanation_html(told: Explanation, now: str) -> str:
    """HTML of what decided, what the network looked at, the candidates and examples.

    Args:
        told: of the character as it was read.
        now: what a person made of it, or else the same.
    """
    heats = _heat(told, told.support, "support", {"text": told.text})
    if told.contrast is not None:
        heats += _heat(told, told.contrast, "contrast", {"text": told.text, "rival": told.rival})
    changed = ""
    if now != told.text:
        changed = f"<p>{escape(says('why.changed', text=told.text, now=now))}</p>"
    return (
        f'<div class="hw-because">{changed}<p>{escape(sentence(told))}</p>'
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
    rows = [
        (text, *(percent(_probability(found, text)) for found in (told.alone, told.candidates)))
        for text in list(filter(None, known))[:_ROWS]
    ]
    heads = [says(f"why.column_{name}") for name in ("character", "alone", "settled")]
    return table_html(heads, rows, chosen=told.text)


def _probability(candidates: tuple[Candidate, ...], text: str) -> float:
    return next((c.probability for c in candidates if c.text == text), 0.0)
