"""Measured figures beside their targets: as a table on the terminal and in RESULTS.md."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rich.console import Console
from rich.table import Table

RESULTS = Path(__file__).parent / "RESULTS.md"
_PACKAGES = ("numpy", "opencv-python-headless", "onnxruntime", "pillow", "streamlit")


@dataclass(frozen=True)
class Figure:
    """One measured value.

    Attributes:
        what: what was measured, in words.
        value: the figure.
        unit: printed behind the figure, for example "ms"; a share has none.
        at_least, at_most: the target, where there is one.
        digits: decimal places.
    """

    what: str
    value: float
    unit: str = ""
    at_least: float | None = None
    at_most: float | None = None
    digits: int = 3

    @property
    def target(self) -> str:
        if self.at_least is not None:
            return f"≥ {self.at_least:g}{self._suffix}"
        return "" if self.at_most is None else f"≤ {self.at_most:g}{self._suffix}"

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; ``None`` where there is none."""
        if self.at_least is not None:
            return self.value >= self.at_least
        return None if self.at_most is None else self.value <= self.at_most

    @property
    def shown(self) -> str:
        return f"{self.value:.{self.digits}f}{self._suffix}"

    @property
    def _suffix(self) -> str:
        return f" {self.unit}" if self.unit else ""


@dataclass(frozen=True)
class Section:
    """One part of the benchmark: a table and what a reader must know to read it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    @staticmethod
    def of(title: str, figures: Sequence[Figure], notes: Sequence[str] = ()) -> Section:
        """A table of figures beside their targets."""
        marks = {True: "yes", False: "no", None: ""}
        rows = tuple((f.what, f.shown, f.target, marks[f.met]) for f in figures)
        return Section(title, ("what", "measured", "target", "reached"), rows, tuple(notes))

    def markdown(self) -> str:
        lines = [f"## {self.title}", ""]
        lines += [_row(self.columns), _row(["---"] * len(self.columns))]
        lines += [_row(row) for row in self.rows]
        if self.notes:
            lines += ["", *(f"- {note}" for note in self.notes)]
        return "\n".join(lines) + "\n"

    def print(self, console: Console) -> None:
        table = Table(*self.columns, title=self.title, title_justify="left")
        for row in self.rows:
            table.add_row(*row, style="red" if row[-1] == "no" else None)
        console.print(table)
        for note in self.notes:
            console.print(f"• {note}", style="dim")


def machine() -> str:
    """The processor, its cores and the versions that the figures depend on."""
    cpuinfo = Path("/proc/cpuinfo")
    text = cpuinfo.read_text() if cpuinfo.exists() else ""
    model = re.search(r"model name\s*:\s*(.+)", text)
    processor = model[1].strip() if model else platform.machine()
    versions = [f"Python {platform.python_version()}"]
    for package in _PACKAGES:
        try:
            versions.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return f"{processor}, {os.cpu_count()} cores, {platform.system()}; {', '.join(versions)}"


def write(sections: Sequence[Section], path: Path = RESULTS) -> None:
    """Put the sections into the results file; sections of other parts stay as they are."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    kept = {part.split("\n", 1)[0]: part for part in re.split(r"^## ", old, flags=re.M)[1:]}
    new = {s.title: s.markdown().removeprefix("## ") for s in sections}
    stamped = {t: f"{text.rstrip()}\n\nMeasured on {machine()}.\n" for t, text in new.items()}
    parts = [f"## {text.rstrip()}\n" for text in {**kept, **stamped}.values()]
    head = "# Benchmark results\n\nWritten by `python -m benchmarks` (`make bench`).\n"
    path.write_text("\n".join([head, *parts]), encoding="utf-8")


def _row(cells: Sequence[str]) -> str:
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"
