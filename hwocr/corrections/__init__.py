"""What a person puts right, and the page with it.

A correction names its word by its place, so that a list of them holds when the same picture is
read anew, with other settings or at another size:

>>> from hwocr.corrections import ChangeWord, Place, corrected
>>> fixed = ChangeWord(Place.of(page, page.words[0]), "Hello")  # doctest: +SKIP
>>> corrected(page, [fixed]).text  # doctest: +SKIP
'Hello'
"""

from __future__ import annotations

from hwocr.corrections.apply import corrected
from hwocr.corrections.base import Correction, NotThereError
from hwocr.corrections.letters import ChangeCharacter, ChangeWord, DeleteCharacter
from hwocr.corrections.order import BreakLine, JoinLines, MoveLine, MoveWord
from hwocr.corrections.place import Place
from hwocr.corrections.record import FORMAT, KINDS, from_dict, to_dict
from hwocr.corrections.words import AddWord, DeleteWord, MergeWords, SplitWord

__all__ = [
    "FORMAT",
    "KINDS",
    "AddWord",
    "BreakLine",
    "ChangeCharacter",
    "ChangeWord",
    "Correction",
    "DeleteCharacter",
    "DeleteWord",
    "JoinLines",
    "MergeWords",
    "MoveLine",
    "MoveWord",
    "NotThereError",
    "Place",
    "SplitWord",
    "corrected",
    "from_dict",
    "to_dict",
]
