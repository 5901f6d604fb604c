"""The results file keeps what other parts measured."""

from __future__ import annotations

from pathlib import Path

from benchmarks.report import Figure, Section, write


def test_figures_know_whether_they_reach_their_target() -> None:
    assert Figure("a", 0.9, at_least=0.9).met is True
    assert Figure("a", 0.89, at_least=0.9).met is False
    assert Figure("a", 41, "ms", at_most=40).met is False
    assert Figure("a", 41).met is None


def test_targets_and_values_carry_their_unit() -> None:
    figure = Figure("a", 41.26, "ms", at_most=40, digits=1)
    assert (figure.shown, figure.target) == ("41.3 ms", "≤ 40 ms")


def test_writing_one_part_keeps_the_others(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    first, second = (Section.of(title, [Figure("x", 1)]) for title in ("One", "Two"))
    write([first, second], path)
    write([Section.of("One", [Figure("x", 2)], ["a | note"])], path)
    text = path.read_text(encoding="utf-8")
    assert text.count("## One") == text.count("## Two") == 1
    assert "| x | 2.000 |  |  |" in text
    assert text.index("## One") < text.index("## Two")
