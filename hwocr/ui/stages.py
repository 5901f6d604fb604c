"""How it was read: every step's picture, time and one sentence."""

from __future__ import annotations

from html import escape

from hwocr.ui.numbers import duration
from hwocr.ui.pictures import data_uri
from hwocr.ui.reading import Reading
from hwocr.ui.zoom import zoomable


def stages_html(reading: Reading) -> str:
    """HTML of the strip of stages, in order."""
    items = []
    for number, (stage, shot) in enumerate(
        zip(reading.page.stages, reading.stages, strict=True), start=1
    ):
        name = stage.name[:1].upper() + stage.name[1:]
        picture = ""
        if shot is not None:
            small, large = data_uri(shot.small), data_uri(shot.large)
            picture = zoomable(f"stage-{number}", small, large, name, stage.description)
        items.append(
            f'<li class="hw-stage">{picture}'
            f'<p class="hw-stage-name"><strong>{number}. {escape(name)}</strong> '
            f'<span class="hw-quiet">{duration(stage.seconds)}</span></p>'
            f"<p>{escape(stage.description)}</p></li>"
        )
    return f'<ol class="hw-stages">{"".join(items)}</ol>'
