"""A picture that opens large when it is clicked, by HTML alone: no script, no rerun."""

from __future__ import annotations

from html import escape


def zoomable(name: str, small: str, large: str, label: str, caption: str = "") -> str:
    """HTML of a button with a picture, and of the large picture that it opens.

    The large one is a popover: Escape, a click beside it or on it closes it.

    Args:
        name: the popover's id, unique on the page.
        small: address of the picture in the page.
        large: address of the picture that opens.
        label: what the picture shows, in a few words.
        caption: a sentence below the large picture.
    """
    name, label, caption = escape(name), escape(label), escape(caption)
    return (
        f'<button class="hw-zoom" popovertarget="{name}" title="Enlarge">'
        f'<img src="{small}" alt="{label}"></button>'
        f'<div class="hw-large" popover id="{name}">'
        f'<button class="hw-zoom" popovertarget="{name}" popovertargetaction="hide" title="Close">'
        f'<img src="{large}" alt="{label}, large"></button>'
        f"<p><strong>{label}</strong> {caption}</p></div>"
    )
