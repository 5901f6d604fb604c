"""Whether there is memory to teach, by what the system says."""

from __future__ import annotations

from pathlib import Path

from hwocr.training.personal.room import free_memory, has_tensorflow


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_a_container_may_have_less_than_its_machine(tmp_path: Path) -> None:
    assert free_memory(tmp_path) is None
    _write(tmp_path / "proc/meminfo", "MemTotal: 8000000 kB\nMemAvailable: 4096000 kB\n")
    assert free_memory(tmp_path) == 4000
    group = tmp_path / "sys/fs/cgroup"
    _write(group / "memory.max", "max\n")
    _write(group / "memory.current", f"{700 << 20}\n")
    assert free_memory(tmp_path) == 4000
    _write(group / "memory.max", f"{1000 << 20}\n")
    assert free_memory(tmp_path) == 300
    _write(group / "memory.stat", f"anon 5\ninactive_file {200 << 20}\n")
    assert free_memory(tmp_path) == 500
    _write(group / "memory.max", f"{100 << 20}\n")
    assert free_memory(tmp_path) == 0


def test_tensorflow_is_found_where_it_is_installed() -> None:
    assert has_tensorflow()
