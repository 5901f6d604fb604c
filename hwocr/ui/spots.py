"""Words on the picture that can be clicked, as they can be in the text."""

from __future__ import annotations

from hwocr.page import Box, Page


def spots_html(page: Page) -> str:
    """HTML that lies over the picture of ``page``: a spot on each word, and a way to enlarge.

    The text offers the same to keyboards and screen readers, so the spots are kept from them.
    """
    spots = "".join(
        f'<button class="hw-spot{" hw-spot-unsure" if word.unsure else ""}" tabindex="-1"'
        f' data-word="{number}-{place}" style="{_style(word.box, page)}"></button>'
        for number, line in enumerate(page.lines)
        for place, word in enumerate(line.words)
    )
    return (
        f'<div aria-hidden="true">{spots}</div>'
        '<button class="hw-enlarge" popovertarget="boxes" tabindex="-1" aria-hidden="true">⤢'
        "</button>"
    )


def _style(box: Box, page: Page) -> str:
    parts = {
        "left": box.x / page.width,
        "top": box.y / page.height,
        "width": box.width / page.width,
        "height": box.height / page.height,
    }
    return ";".join(f"{name}:{100 * part:.2f}%" for name, part in parts.items())
