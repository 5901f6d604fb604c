"""How it was read: a walk from the picture to the text, one step and one sentence at a time."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from hwocr.page import Stage
from hwocr.segment import contours
from hwocr.ui.numbers import duration
from hwocr.ui.pictures import address, data_uri
from hwocr.ui.reading import Reading
from hwocr.ui.texts import says
from hwocr.ui.zoom import zoomable

_REASONS = {
    contours.SPECK: "speck",
    contours.BLURRED: "blurred",
    contours.TEXTURE: "texture",
    contours.FAINT: "faint",
    contours.BORDER: "border",
    contours.FRAME: "frame",
    contours.RULE: "rule",
    contours.HUGE: "huge",
    contours.THICK: "thick",
    contours.STRAY: "stray",
}
"""By why a contour was dropped: the name of the string that says so."""


def stages_html(reading: Reading) -> str:
    """HTML of the strip of stages, in order."""
    items = []
    for number, (stage, shot) in enumerate(
        zip(reading.page.stages, reading.stages, strict=True), start=1
    ):
        name, sentence = title(stage), told(stage)
        picture = ""
        if shot is not None:
            place = f"stage-{number}"
            small, large = data_uri(shot.small), address(shot.large, place)
            picture = zoomable(place, small, large, name, sentence)
        items.append(
            f'<li class="hw-stage">{picture}'
            f'<p class="hw-stage-name"><strong>{number}. {escape(name)}</strong> '
            f'<span class="hw-quiet">{duration(stage.seconds)}</span></p>'
            f"<p>{escape(sentence)}</p></li>"
        )
    label = escape(says("stages.strip"))
    return f'<ol class="hw-stages" tabindex="0" aria-label="{label}">{"".join(items)}</ol>'


def title(stage: Stage) -> str:
    """What the stage is called in the language of the page."""
    try:
        return says(f"stages.{_name(stage)}")
    except KeyError:  # a step that the page does not know has a name all the same
        return stage.name[:1].upper() + stage.name[1:]


def told(stage: Stage) -> str:
    """What the step did, in the language of the page; as the library says it where that is all."""
    key = f"stages.{_name(stage)}_{stage.facts.get('outcome', 'told')}"
    try:
        if stage.name == "contours":
            return _of_contours(stage.facts["kept"], stage.facts["dropped"])
        return says(key, step=stage.name, **stage.facts)
    except KeyError:
        return stage.description


def _of_contours(kept: int, dropped: Mapping[str, int]) -> str:
    sentence = says("stages.contours_told", n=kept)
    if not dropped:
        return sentence
    listed = ", ".join(f"{count} × {_reason(reason)}" for reason, count in dropped.items())
    return f"{sentence} {says('stages.contours_dropped', list=listed)}"


def _reason(reason: str) -> str:
    return says(f"stages.reason_{_REASONS[reason]}") if reason in _REASONS else reason


def _name(stage: Stage) -> str:
    return stage.name.replace(" ", "_")
