"""A picture that opens large when it is clicked, by HTML alone: no script, no rerun."""

from __future__ import annotations

from html import escape

from hwocr.ui.texts import says


def zoomable(name: str, small: str, large: str, label: str, caption: str = "") -> str:
    """HTML of a button with a picture, and of the large picture that it opens.

    The large one is a popover: Escape, a click beside it or on it closes it. Both pictures lie in
    a frame that carries the name, so that a place on them can be found and marked.

    Args:
        name: the popover's id, unique on the page.
        small: address of the picture in the page.
        large: address of the picture that opens.
        label: what the picture shows, in a few words.
        caption: a sentence below the large picture.
    """
    big = escape(says("stages.large", name=label))
    enlarge, close = escape(says("stages.enlarge")), escape(says("stages.close"))
    name, label, caption = escape(name), escape(label), escape(caption)
    return (
        f'<button class="hw-zoom" popovertarget="{name}" title="{enlarge}">'
        f"{_framed(name, small, label)}</button>"
        f'<div class="hw-large" popover id="{name}">'
        f'<button class="hw-zoom" popovertarget="{name}" popovertargetaction="hide"'
        f' title="{close}">{_framed(name, large, big, late=True)}</button>'
        f"<p><strong>{label}</strong> {caption}</p></div>"
    )


def _framed(name: str, address: str, label: str, *, late: bool = False) -> str:
    """HTML of a picture in its frame; a ``late`` one is fetched when it comes into sight."""
    loading = ' loading="lazy"' if late else ""
    return (
        f'<span class="hw-frame" data-picture="{name}">'
        f'<img src="{address}" alt="{label}"{loading}></span>'
    )
