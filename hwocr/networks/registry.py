"""The list of networks that can be loaded, and the check that a file is the one it lists."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hwocr.errors import ModelError

FORMAT = 1
_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True)
class ModelEntry:
    """What ``registry.json`` says of one network.

    Attributes:
        name: how the library asks for it.
        path: the exported graph.
        sha256: of that file, in hexadecimal.
        version: grows when a network's inputs or outputs change their meaning.
        classes: the characters in the order of the outputs; one more output is "not a character".
        input_shape: of one sample.
        temperature: by which logits are divided before the softmax.
        metrics: measured figures, name to value.
    """

    name: str
    path: Path
    sha256: str
    version: int
    classes: str
    input_shape: tuple[int, ...]
    temperature: float
    metrics: Mapping[str, float] = field(default_factory=dict)


def models_folder() -> Path:
    """Where the weights lie: in the installed package, else at the repository's top.

    Raises:
        ModelError: neither place has a registry.
    """
    for folder in (_PACKAGE / "models", _PACKAGE.parent / "models"):
        if (folder / "registry.json").is_file():
            return folder
    raise ModelError(
        "no models/registry.json beside the package; install hwocr again or clone it with models/"
    )


def read_registry(folder: Path | None = None) -> dict[str, ModelEntry]:
    """All networks that a folder lists, by name.

    Raises:
        ModelError: the registry is missing, damaged or of an unknown format.
    """
    folder = folder or models_folder()
    path = folder / "registry.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"cannot read {path}: {error}; restore it from the repository") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        found = data.get("format") if isinstance(data, dict) else None
        raise ModelError(
            f"{path} has format {found!r}, this version of hwocr reads {FORMAT}; "
            "install the hwocr version that the models belong to"
        )
    return {name: _entry(name, values, folder) for name, values in data["models"].items()}


def _entry(name: str, values: Mapping[str, Any], folder: Path) -> ModelEntry:
    try:
        return ModelEntry(
            name=name,
            path=folder / values["file"],
            sha256=values["sha256"],
            version=values["version"],
            classes=values["classes"],
            input_shape=tuple(values["input"]),
            temperature=float(values["temperature"]),
            metrics=values.get("metrics", {}),
        )
    except KeyError as error:
        raise ModelError(f"the registry's entry {name!r} lacks {error}") from error


def write_entry(name: str, values: Mapping[str, Any], folder: Path) -> None:
    """Put one entry into a folder's registry, made if it is not there; the file's sha256 is taken.

    ``values`` are the fields of the JSON entry without ``sha256``.
    """
    path = folder / "registry.json"
    data: dict[str, Any] = {"format": FORMAT, "models": {}}
    if path.is_file():
        data = json.loads(path.read_text(encoding="utf-8"))
    data["models"][name] = {**values, "sha256": sha256(folder / str(values["file"]))}
    path.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def sha256(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal.

    Raises:
        ModelError: the file cannot be read.
    """
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"cannot read {path}: {error}; restore it from the repository") from error


def verified_bytes(entry: ModelEntry) -> bytes:
    """The file's bytes, after its hash was compared with the registry's.

    Raises:
        ModelError: the file is missing or is not the one that is listed.
    """
    try:
        data = entry.path.read_bytes()
    except OSError as error:
        raise ModelError(f"cannot read {entry.path}: {error}") from error
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise ModelError(
            f"{entry.path.name} is damaged or was replaced: its SHA-256 is not the one that "
            "registry.json lists; restore it from the repository"
        )
    return data
