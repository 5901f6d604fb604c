"""Teaches the character network a hand: ``hwocr train personal``, and what the app does."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime

from hwocr.errors import PersonalError
from hwocr.networks.head import CHANNELS, SIDE, Arrays, head_of, trunk_of
from hwocr.networks.registry import read_registry, verified_bytes
from hwocr.networks.runtime import Network
from hwocr.networks.taught import gate_of
from hwocr.personal import Effect, Examples, Personal
from hwocr.training.personal.head import Features, Pace, teach_head
from hwocr.training.personal.measure import share_right
from hwocr.training.personal.room import LEAST
from hwocr.training.personal.samples import Glyphs, bent_examples, bent_usual, exact
from hwocr.training.personal.usual import UsualLetters

_PREPARED = 0.3
"""Share of the time that preparing takes, about."""
_CHUNK = 128
_COMPARED = 2000
"""Usual letters whose features tell the gate what all ink has in common."""
_UNKNOWN = Effect(0, 0.0, 0.0, 0, 0.0, 0.0, 0.0)


def teach(
    examples: Examples,
    models: Path | None = None,
    report: Callable[[float], None] = lambda share: None,
    pace: Pace | None = None,
    seed: int = 1,
) -> Personal:
    """Teach, measure on what was held out what that changed, and learn that, too.

    Args:
        examples: of one hand; some are held out, see :meth:`hwocr.personal.Examples.split`.
        models: folder with ``registry.json``, hwocr's own if left out.
        report: called now and then with the share that is done, in [0, 1].
        pace: how, if not as usual.
        seed: where chance starts.

    Raises:
        PersonalError: there are fewer than :data:`hwocr.training.personal.room.LEAST` examples.
        hwocr.errors.ModelError: the network is missing or damaged.
    """
    if len(examples) < LEAST:
        raise PersonalError(
            f"{LEAST} examples are the least to teach, there are {len(examples)}",
            code="too_few_examples",
            least=LEAST,
        )
    begun, rng = time.perf_counter(), np.random.default_rng(seed)
    pace = pace or Pace.for_examples(len(examples))
    entry = read_registry(models)["characters"]
    graph, base = verified_bytes(entry), Network(entry)
    learnt, held_out = examples.split()
    usual, usual_held_out = UsualLetters.load(models).split()
    others = bent_usual(usual, pace.usual_glyphs, rng)
    report(0.5 * _PREPARED)
    trunk = onnxruntime.InferenceSession(trunk_of(graph), providers=["CPUExecutionProvider"])
    features = _features(trunk, others)
    known = features, base.logits(others)
    report(_PREPARED)
    every = pace.steps + pace.last.steps

    def after(before: Arrays, some: Examples, pace: Pace, done: int) -> Personal:
        """What is known after a lesson with some of the examples."""
        mine, allowed = bent_examples(some, pace.own_glyphs, rng)
        gate = gate_of(features[:_COMPARED], _features(trunk, exact(some)))
        head = teach_head(
            before,
            (_features(trunk, mine), allowed),
            known,
            pace,
            seed,
            lambda step: report(_PREPARED + (1 - _PREPARED) * (done + step) / every),
        )
        letters = "".join(examples.counts)
        return Personal({**head, **gate}, entry.sha256, entry.temperature, letters, _UNKNOWN)

    first = after(head_of(graph), learnt, pace, 0)
    measured = first.network(entry)
    last = after(first.layers, examples, pace.last, pace.steps)
    taught = last.network(entry)
    effect = Effect(
        held_out=len(held_out),
        before=share_right(base, exact(held_out), held_out.letters),
        after=share_right(measured, exact(held_out), held_out.letters),
        usual=len(usual_held_out.letters),
        usual_before=share_right(base, usual_held_out.glyphs, usual_held_out.letters),
        usual_after=share_right(taught, usual_held_out.glyphs, usual_held_out.letters),
        seconds=time.perf_counter() - begun,
    )
    return replace(last, effect=effect)


def _features(trunk: onnxruntime.InferenceSession, glyphs: Glyphs) -> Features:
    """What comes into the head, with the channels last, as Keras wants it."""
    name = trunk.get_inputs()[0].name
    features = np.zeros((len(glyphs), SIDE, SIDE, CHANNELS), np.float16)
    for start in range(0, len(glyphs), _CHUNK):
        some = slice(start, start + _CHUNK)
        features[some] = trunk.run(None, {name: glyphs[some]})[0].transpose(0, 2, 3, 1)
    return features
