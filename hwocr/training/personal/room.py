"""What teaching needs: examples, TensorFlow, which is not everywhere, and memory."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

LEAST = 5
"""Examples without which there is nothing to teach."""
NEEDED = 1100
"""Megabytes that teaching takes at most."""
_CGROUPS = (
    ("memory.max", "memory.current", "memory.stat"),
    ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes", "memory/memory.stat"),
)
"""Files of a container's limit, use and details, by Linux's second and first interface."""


def has_tensorflow() -> bool:
    """Whether TensorFlow and Keras are installed; they are not imported."""
    return all(find_spec(name) is not None for name in ("tensorflow", "keras"))


def free_memory(system: Path = Path("/")) -> int | None:
    """Megabytes that a process started now could have: the machine's, or what the container allows.

    Returns:
        ``None`` where the system does not tell.
    """
    found = [_machine(system)]
    for limit, used, details in _CGROUPS:
        folder = system / "sys" / "fs" / "cgroup"
        allowed, taken = _number(folder / limit), _number(folder / used)
        if allowed is not None and taken is not None:
            found.append((allowed - taken + _reclaimable(folder / details)) >> 20)
    known = [megabytes for megabytes in found if megabytes is not None]
    return max(0, min(known)) if known else None


def _machine(system: Path) -> int | None:
    try:
        lines = (system / "proc" / "meminfo").read_text("ascii").splitlines()
    except OSError:
        return None
    values = dict(line.split(":", 1) for line in lines if ":" in line)
    words = values.get("MemAvailable", "").split()
    return int(words[0]) >> 10 if words else None


def _reclaimable(details: Path) -> int:
    """Bytes of files that were read and could be forgotten, which count as used."""
    try:
        lines = details.read_text("ascii").splitlines()
    except OSError:
        return 0
    values = dict(line.split(" ", 1) for line in lines if " " in line)
    return int(values.get("inactive_file", 0))


def _number(path: Path) -> int | None:
    """The number in a file; ``None`` if there is none, as where there is no limit."""
    try:
        return int(path.read_text("ascii"))
    except (OSError, ValueError):
        return None
