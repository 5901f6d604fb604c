"""``python -m benchmarks [PART …]``: measure, print tables, write RESULTS.md."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from benchmarks.report import RESULTS, Section, machine, write

PARTS = (
    *("characters", "pages", "words", "context", "touching", "alignment", "scenes"),
    *("teaching", "speed", "word-speed", "app", "memory", "runtimes", "peers"),
)
_TOUCHING = 200
"""Pairs and words of touching letters, each read four times."""
_PEER_PAGES = 60
"""Other engines take seconds a page."""


def main(
    parts: Annotated[
        list[str] | None, typer.Argument(help=f"of {', '.join(PARTS)}; all if left out")
    ] = None,
    pages: Annotated[int, typer.Option(help="composed pages to read", min=1)] = 150,
    first: Annotated[int, typer.Option(help="the first page's or photo's seed", min=0)] = 1000,
    count: Annotated[int, typer.Option(help="simulated photos to read", min=1)] = 60,
    peers: Annotated[
        bool, typer.Option("--peers", help="simulated photos by other engines too")
    ] = False,
    hands: Annotated[int, typer.Option(help="hands of each kind to teach", min=1)] = 4,
    sheet: Annotated[
        Path | None, typer.Option(help="picture file for the worst composed pages")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(help="at most so many characters or words of each set, for a quick look"),
    ] = None,
    output: Annotated[Path, typer.Option(help="results file")] = RESULTS,
) -> None:
    """Measure accuracy and speed on $HWOCR_DATA; every part's table goes into the results."""
    unknown = set(parts or ()) - set(PARTS)
    if unknown:
        raise typer.BadParameter(f"no part {sorted(unknown)}; there are {', '.join(PARTS)}")
    console = Console()
    console.print(machine(), style="dim")
    for part in parts or PARTS:
        section = _measurements(pages, first, count, peers, hands, sheet, limit)[part]()
        section.print(console)
        write([section], output)
    console.print(f"Written to {output}", style="dim")


def _measurements(
    pages: int,
    first: int,
    count: int,
    with_peers: bool,
    hands: int,
    sheet: Path | None,
    limit: int | None,
) -> dict[str, Callable[[], Section]]:
    """Each part's measurement. A part is imported when it runs: not every machine has all."""

    def composed() -> Section:
        from benchmarks.pages import read_pages, summarise
        from benchmarks.sheet import save_worst

        results = read_pages(pages, first)
        if sheet is not None:
            save_worst(results, sheet)
        return summarise(results)

    def characters() -> Section:
        from benchmarks import characters

        return characters.measure(limit)

    def words() -> Section:
        from benchmarks import words

        return words.measure(limit)

    def context() -> Section:
        from benchmarks import context

        return context.measure(first, limit)

    def touching() -> Section:
        from benchmarks import touching

        return touching.measure(limit or _TOUCHING, first)

    def alignment() -> Section:
        from benchmarks import alignment

        return alignment.measure(limit)

    def scenes() -> Section:
        from benchmarks import scenescores

        return scenescores.measure(count, first, with_peers)

    def teaching() -> Section:
        from benchmarks import teaching

        return teaching.measure(hands, limit)

    def speed() -> Section:
        from benchmarks import speed

        return speed.measure()

    def word_speed() -> Section:
        from benchmarks import word_speed

        return word_speed.measure()

    def app() -> Section:
        from benchmarks import app_speed

        return app_speed.measure()

    def memory() -> Section:
        from benchmarks import app_memory

        return app_memory.measure()

    def runtimes() -> Section:
        from benchmarks import runtimes

        return runtimes.measure()

    def peers() -> Section:
        from benchmarks import peers

        return peers.measure(min(pages, _PEER_PAGES))

    measurements = (
        *(characters, composed, words, context, touching, alignment, scenes),
        *(teaching, speed, word_speed, app, memory, runtimes, peers),
    )
    return dict(zip(PARTS, measurements, strict=True))


if __name__ == "__main__":
    typer.run(main)
