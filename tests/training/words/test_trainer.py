from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from hwocr.decode.ctc import greedy, log_likelihoods
from hwocr.networks.classes import BLANK, WORD_CHARACTERS
from hwocr.training.learner import Learner
from hwocr.training.words.batches import labels_of
from hwocr.training.words.loss import ctc_loss
from hwocr.training.words.trainer import Settings, learning_rate, word_learner
from hwocr.wordimage import HEIGHT

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


def test_the_rate_rises_stays_and_falls_to_nothing() -> None:
    rates = [learning_rate(k / 5000, k, 1.0) for k in range(5001)]
    assert rates[0] < 0.01
    assert rates[1000] == rates[1900] == 1.0
    assert 0.4 < rates[3500] < 0.6
    assert rates[-1] == pytest.approx(0)


def test_the_loss_is_the_exact_likelihood_of_each_character() -> None:
    texts = ["abba", "x"]
    logits = np.random.default_rng(0).normal(0, 2, (2, 12, BLANK + 1)).astype(np.float32)
    logs = logits - np.log(np.exp(logits).sum(axis=2, keepdims=True))
    true = [
        log_likelihoods(row, [text], WORD_CHARACTERS)[0]
        for row, text in zip(logs, texts, strict=True)
    ]
    loss = float(ctc_loss(labels_of(texts), logits))
    assert loss == pytest.approx(-sum(true) / 5, rel=1e-4)


def test_the_best_path_merges_repeats_and_drops_blanks() -> None:
    a, b = WORD_CHARACTERS.index("a"), WORD_CHARACTERS.index("b")
    path = [BLANK, a, a, BLANK, a, b, b, BLANK]
    logits = np.zeros((len(path), BLANK + 1), np.float32)
    logits[np.arange(len(path)), path] = 5
    assert greedy(logits, WORD_CHARACTERS) == "aab"


@pytest.fixture(scope="module")
def sample() -> tuple[np.ndarray, np.ndarray]:
    images = np.random.default_rng(0).random((2, HEIGHT, 48, 1)).astype(np.float32)
    return images, labels_of(["so", "goes"])


def take_steps(trainer: Learner, sample: tuple[np.ndarray, np.ndarray], count: int) -> list[float]:
    losses = []
    for _ in range(count):
        loss, flat = trainer.gradient(*sample)
        trainer.update(flat)
        trainer.step += 1
        losses.append(float(loss))
    return losses


def test_training_goes_on_where_it_stopped(
    sample: tuple[np.ndarray, np.ndarray], tmp_path: Path
) -> None:
    trainer = word_learner(Settings(seed=3))
    first = take_steps(trainer, sample, 4)
    assert first[-1] < first[0]
    trainer.follow()
    trainer.save_state(tmp_path / "state.npz")
    again = word_learner(Settings(seed=4))
    again.load_state(tmp_path / "state.npz")
    assert again.step == 4
    for mine, saved in zip(again.moving, trainer.moving, strict=True):
        assert np.array_equal(mine, saved)
    slots = zip(again.optimizer.variables, trainer.optimizer.variables, strict=True)
    assert all(np.array_equal(np.asarray(a), np.asarray(b)) for a, b in slots)
    # Dropout differs, so the next losses are close, not equal.
    assert take_steps(again, sample, 1)[0] == pytest.approx(
        take_steps(trainer, sample, 1)[0], rel=0.3
    )
