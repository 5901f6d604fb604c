"""Pages as files: text, tables, XML, PDF and pictures; :data:`FORMATS` lists them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hwocr.export.alto import alto
from hwocr.export.hocr import hocr
from hwocr.export.pdf import pdf
from hwocr.export.picture import png
from hwocr.export.plain import markdown, text
from hwocr.export.records import as_csv, as_json
from hwocr.export.sheet import Manner, Sheet

__all__ = ["FORMATS", "Format", "Manner", "Sheet"]


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file that pages can be written as.

    Attributes:
        name: short and stable.
        suffix: what the names of its files end with, for example ``".txt"``.
        mime: its media type.
        write: gives the file of some sheets.
        textual: whether it can be printed.
        joins: whether one file can hold several sheets; if not, ``write`` takes one.
    """

    name: str
    suffix: str
    mime: str
    write: Callable[[Sequence[Sheet], Manner], bytes]
    textual: bool = True
    joins: bool = True

    def files(self, sheets: Sequence[Sheet], stem: str, manner: Manner) -> dict[str, bytes]:
        """The sheets as one file, or as many as they are if the format cannot join them; by name.

        Names begin with ``stem``.
        """
        if self.joins or len(sheets) == 1:
            return {stem + self.suffix: self.write(sheets, manner)}
        return {
            f"{stem}-{number}{self.suffix}": self.write([sheet], manner)
            for number, sheet in enumerate(sheets, start=1)
        }


FORMATS = {
    form.name: form
    for form in (
        Format("text", ".txt", "text/plain", text),
        Format("markdown", ".md", "text/markdown", markdown),
        Format("json", ".json", "application/json", as_json),
        Format("csv", ".csv", "text/csv", as_csv),
        Format("hocr", ".hocr", "text/html", hocr),
        Format("alto", ".xml", "application/xml", alto),
        Format("pdf", ".pdf", "application/pdf", pdf, textual=False),
        Format("png", ".png", "image/png", png, textual=False, joins=False),
    )
}
"""By name: all formats."""
