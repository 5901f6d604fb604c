"""The personal model: taught last layers for the character network, and what they changed."""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hwocr.errors import ModelError, PersonalError
from hwocr.networks.classes import CHARACTERS
from hwocr.networks.registry import ModelEntry
from hwocr.networks.runtime import Network
from hwocr.networks.taught import check
from hwocr.personal.archive import Source, pack, unpack

NAME = "personal"
"""What a page that was read with it names among its models."""
_KIND, _VERSION = "personal_model", 2
_COOLEST, _HOTTEST = 0.2, 5.0
"""Temperatures beyond these are no fit."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What teaching changed, as shares of characters that are read right.

    Attributes:
        held_out: examples of the hand that were not learnt from; 0 where there were too few.
        before, after: on these, before they were learnt as well.
        usual: glyphs of usual letters, on which the network should stay as it is.
        usual_before, usual_after: on these.
        seconds: that teaching took.
    """

    held_out: int
    before: float
    after: float
    usual: int
    usual_before: float
    usual_after: float
    seconds: float


@dataclass(frozen=True, eq=False)
class Personal:
    """A taught head for a character network and its gate; give it to ``Reader(personal=…)``.

    Attributes:
        layers: their arrays, see :data:`hwocr.networks.taught.SHAPES`.
        base: SHA-256 of the exported network that they were taught from, in hexadecimal.
        temperature: by which logits are divided before the softmax.
        letters: the characters that were taught, each once.
        effect: what that changed.

    Raises:
        PersonalError: an array is missing or of another shape, or a value is out of its range.
    """

    layers: Mapping[str, NDArray[Any]]
    base: str
    temperature: float
    letters: str
    effect: Effect

    def __post_init__(self) -> None:
        try:
            check(self.layers)
        except ModelError as error:
            raise PersonalError(f"the personal model is damaged: {error}") from error
        if not _COOLEST <= self.temperature <= _HOTTEST:
            raise PersonalError(f"the personal model's temperature is {self.temperature}")
        if not set(self.letters) <= set(CHARACTERS):
            raise PersonalError("the personal model names letters that the network does not know")
        if not all(math.isfinite(getattr(self.effect, f.name)) for f in fields(Effect)):
            raise PersonalError("the personal model's figures are no numbers")

    @property
    def sha256(self) -> str:
        """Names these weights, in hexadecimal."""
        digest = hashlib.sha256(self.base.encode())
        for name in sorted(self.layers):
            digest.update(np.ascontiguousarray(self.layers[name]).tobytes())
        digest.update(np.float64(self.temperature).tobytes())
        return digest.hexdigest()

    def network(self, entry: ModelEntry) -> Network:
        """The character network of a registry's entry with the taught layers beside its own.

        Raises:
            PersonalError: it was taught from another network.
            hwocr.errors.ModelError: the entry's file is missing or damaged.
        """
        if self.base != entry.sha256:
            raise PersonalError(
                "this personal model was taught from another version of the character network; "
                "teach it again from the personal set",
                code="other_network",
            )
        network = Network(entry, self.layers)
        network.entry = replace(entry, name=NAME, sha256=self.sha256, temperature=self.temperature)
        return network

    def to_bytes(self) -> bytes:
        """The model as a file, see :meth:`load`."""
        effect = [float(getattr(self.effect, field.name)) for field in fields(Effect)]
        about: dict[str, NDArray[Any]] = {
            "base": _text(self.base),
            "letters": _text(self.letters),
            "temperature": np.array(self.temperature, np.float64),
            "effect": np.array(effect, np.float64),
        }
        return pack(_KIND, _VERSION, {**self.layers, **about})

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the model to a file, about a megabyte."""
        Path(path).write_bytes(self.to_bytes())

    @classmethod
    def load(cls, source: Source) -> Personal:
        """The model in a file, or in its bytes, that :meth:`save` wrote; nothing is executed.

        Raises:
            PersonalError: the file cannot be read or is not such a model.
        """
        arrays = unpack(source, _KIND, _VERSION)
        try:
            base, letters = (bytes(arrays.pop(k)).decode("ascii") for k in ("base", "letters"))
            temperature = float(arrays.pop("temperature"))
            held_out, before, after, usual, *rest = map(float, arrays.pop("effect"))
            effect = Effect(int(held_out), before, after, int(usual), *rest)
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise PersonalError(
                "the personal model is damaged; choose one that was downloaded here"
            ) from error
        return cls(arrays, base, temperature, letters, effect)


def _text(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("ascii"), np.uint8)
