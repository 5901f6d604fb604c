"""Corrections as data, to be kept and to be applied by others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeAlias, get_type_hints

from hwocr.corrections.base import Correction
from hwocr.corrections.letters import ChangeCharacter, ChangeWord, DeleteCharacter
from hwocr.corrections.order import BreakLine, JoinLines, MoveLine, MoveWord
from hwocr.corrections.place import Place
from hwocr.corrections.words import AddWord, DeleteWord, MergeWords, SplitWord
from hwocr.errors import CorrectionsError
from hwocr.page import Box, Word

FORMAT = 1
KINDS: Mapping[str, type[Any]] = {
    "change": ChangeWord,
    "change_character": ChangeCharacter,
    "delete_character": DeleteCharacter,
    "split": SplitWord,
    "merge": MergeWords,
    "delete": DeleteWord,
    "add": AddWord,
    "move": MoveWord,
    "move_line": MoveLine,
    "break_line": BreakLine,
    "join_lines": JoinLines,
}
"""By their name in a record: all kinds of correction."""

_Data: TypeAlias = Any
_MOST = 1 << 20
"""No picture is wider or higher, in pixels."""


def to_dict(corrections: Iterable[Correction]) -> dict[str, Any]:
    """A record that ``json`` can write: the format's number and the corrections in order."""
    names = {kind: name for name, kind in KINDS.items()}
    return {
        "format": FORMAT,
        "corrections": [
            {
                "kind": names[type(correction)],
                **{name: _written(getattr(correction, name)) for name in _fields(type(correction))},
            }
            for correction in corrections
        ],
    }


def from_dict(data: _Data) -> tuple[Correction, ...]:
    """The corrections of a record that :func:`to_dict` made.

    Raises:
        CorrectionsError: it is no such record.
    """
    try:
        if data["format"] != FORMAT:
            raise CorrectionsError(f"corrections of format {data['format']!r}, not {FORMAT}")
        return tuple(map(_correction, data["corrections"]))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        if isinstance(error, CorrectionsError):
            raise
        raise CorrectionsError(f"this is no record of corrections: {error!r}") from error


def _correction(data: _Data) -> Correction:
    kind = KINDS[data["kind"]]
    hints = _fields(kind)
    made: Correction = kind(**{name: _READERS[hint](data[name]) for name, hint in hints.items()})
    return made


def _fields(kind: type[Any]) -> dict[str, Any]:
    """The types of a kind's fields by their names."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _written(value: object) -> _Data:
    if isinstance(value, Box):
        return value.to_list()
    if isinstance(value, Place):
        return {name: _written(getattr(value, name)) for name in _fields(Place)}
    if isinstance(value, Word):
        return value.to_dict()
    return list(value) if isinstance(value, tuple) else value


def _box(data: _Data) -> Box:
    x, y, width, height = map(_number, data)
    return Box(x, y, width, height)


def _size(data: _Data) -> tuple[int, int]:
    width, height = map(_number, data)
    if not width or not height:
        raise ValueError("a picture without pixels")
    return width, height


def _place(data: _Data) -> Place:
    return Place(_box(data["box"]), _size(data["size"]), _text(data["text"]))


def _word(data: _Data) -> Word:
    for part in (data, *data["characters"]):
        _box(part["box"])
        for text, probability in ([part["text"], part["confidence"]], *part["candidates"]):
            _text(text)
            if not 0 <= probability <= 1:
                raise ValueError(f"{probability} is no probability")
    _text(data["raw"])
    if data["mode"] not in ("separate", "joined"):
        raise ValueError(f"no mode {data['mode']!r}")
    return Word.from_dict(data)


def _number(data: _Data) -> int:
    if isinstance(data, bool) or not isinstance(data, int) or not 0 <= data <= _MOST:
        raise ValueError(f"{data!r} is no number of pixels")
    return data


def _text(data: _Data) -> str:
    if not isinstance(data, str):
        raise TypeError(f"{data!r} is no text")
    return data


def _truth(data: _Data) -> bool:
    if not isinstance(data, bool):
        raise TypeError(f"{data!r} is neither true nor false")
    return data


_READERS: Mapping[Any, Callable[[_Data], object]] = {
    Box: _box,
    Place: _place,
    Word: _word,
    str: _text,
    bool: _truth,
    tuple[int, int]: _size,
}
