"""Why something could not be done, in the page's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hwocr.errors import HwocrError
from hwocr.ui.texts import says, strings


@dataclass(frozen=True, slots=True)
class Reason:
    """What an error of the library says, without the error, which would hold on to pictures."""

    message: str
    code: str
    values: Mapping[str, object]

    @classmethod
    def of(cls, error: HwocrError) -> Reason:
        return cls(str(error), error.code, error.values)

    def told(self) -> str:
        """The reason in the page's language; in the library's words if the page has none."""
        if self.code in strings("errors"):
            return says(f"errors.{self.code}", **self.values)
        return _sentence(self.message)


def told(error: HwocrError) -> str:
    """As :meth:`Reason.told`, at once."""
    return Reason.of(error).told()


def _sentence(text: str) -> str:
    """``text`` with a capital at its start and a full stop at its end."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
