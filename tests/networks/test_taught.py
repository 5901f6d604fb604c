"""A taught head beside the network's own, and the gate between both."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from hwocr.errors import ModelError
from hwocr.glyph import normalise
from hwocr.networks.head import head_of, trunk_of
from hwocr.networks.registry import read_registry, verified_bytes
from hwocr.networks.runtime import Network
from hwocr.networks.taught import COMPONENTS, GATE, SHAPES, check, gate_of
from hwocr.strokes import render
from hwocr.training.personal.usual import UsualLetters
from tests.gates import open_gate
from tests.letters import size_of, strokes_of

ENTRY = read_registry()["characters"]


def _glyphs(letters: str, seed: int = 0) -> NDArray[np.float32]:
    """Drawn letters, float32 (N, 28, 28, 1)."""
    drawn = [strokes_of(letter, height=100, seed=seed + i) for i, letter in enumerate(letters)]
    return np.stack([normalise(render(s, size_of(s), 8)) for s in drawn])[..., None]


def _features(glyphs: NDArray[np.float32]) -> NDArray[np.float16]:
    session = onnxruntime.InferenceSession(trunk_of(verified_bytes(ENTRY)))
    found = session.run(None, {session.get_inputs()[0].name: glyphs})[0]
    return np.asarray(found, np.float16).transpose(0, 2, 3, 1)


def test_only_what_is_like_an_example_goes_to_the_taught_head() -> None:
    usual = _features(UsualLetters.load().glyphs[::20])
    gate = gate_of(usual, _features(_glyphs("RR")))
    head = head_of(verified_bytes(ENTRY))
    head["naming.bias"] = head["naming.bias"] + np.float32(50) * np.eye(63, dtype=np.float32)[7]
    base, taught = Network(ENTRY), Network(ENTRY, {**head, **gate})
    alike, others = _glyphs("RRR", seed=9), _glyphs("OMLE8", seed=9)
    assert taught.logits(alike).argmax(axis=1).tolist() == [7, 7, 7]
    assert np.allclose(taught.logits(others), base.logits(others), atol=0.05)


def test_a_gate_s_examples_have_length_one_and_point_where_they_were() -> None:
    usual = _features(UsualLetters.load().glyphs[::20])
    examples = _features(_glyphs("AB"))
    gate = gate_of(usual, examples)
    assert np.allclose(np.linalg.norm(gate["gate.examples"].astype(float), axis=1), 1, atol=2e-3)
    every = usual.transpose(0, 3, 1, 2).reshape(len(usual), -1).astype(np.float32)
    parts = every @ gate["gate.projection"].astype(np.float32) - gate["gate.middle"]
    assert np.allclose(parts.mean(axis=0), 0, atol=0.01)
    assert np.allclose(parts.var(axis=0), 1, atol=0.03)


def test_damaged_gates_are_refused() -> None:
    layers = {**head_of(verified_bytes(ENTRY)), **open_gate()}
    check(layers)
    assert set(layers) == set(SHAPES)
    for wrong in (
        np.zeros((0, COMPONENTS), np.float16),
        np.zeros((2001, COMPONENTS), np.float16),
        np.zeros(COMPONENTS, np.float16),
        np.zeros((1, COMPONENTS), np.float32),
    ):
        with pytest.raises(ModelError, match=r"gate\.examples"):
            check({**layers, "gate.examples": wrong})
    for name in GATE:
        with pytest.raises(ModelError, match="taught layers"):
            check({k: v for k, v in layers.items() if k != name})
