"""XML for hOCR and ALTO."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, such as control characters in the name of a file."""


def element(
    parent: Element | None, tag: str, said: str = "", /, **attributes: str | float | None
) -> Element:
    """A new element, the last one in ``parent``, that holds the text ``said``.

    Attributes that are ``None`` are left out; ``class_`` stands for ``class``.
    """
    given = {
        name.rstrip("_"): legal(str(value))
        for name, value in attributes.items()
        if value is not None
    }
    made = Element(tag, given) if parent is None else SubElement(parent, tag, given)
    made.text = legal(said) or None
    return made


def legal(said: str) -> str:
    """``said`` without what XML cannot hold."""
    return _ILLEGAL.sub("", said)


def document(root: Element, doctype: str = "") -> bytes:
    """The file whose outermost element is ``root``."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' + doctype
    return f"{head}{tostring(root, 'unicode')}\n".encode()


def laid_out(root: Element) -> Element:
    """``root`` with each element on a line of its own, where that changes no text."""
    indent(root, " ")
    return root
