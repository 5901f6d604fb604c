from __future__ import annotations

import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from hwocr.arrays import Ink, Picture
from hwocr.networks.classes import WORD_CHARACTERS
from hwocr.training.words.augment import Shape, plain, vary
from hwocr.training.words.batches import CORRECTIONS, Mixture, labels_of, round_width, stack
from hwocr.training.words.store import ROWS, Shard, kept_image, measure, save
from hwocr.wordimage import HEIGHT, STEP, normalise

WORDS = ("are", "flying", "so", "Quick", "42", "a longer line of words")


def ink_of(written: Callable[..., Picture], text: str) -> Ink:
    grey = written(text, font="PatrickHand", size=60)[:, :, 0]
    return np.asarray(1 - grey / 255, np.float32)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, written: Callable[..., Picture]) -> Path:
    """A store of two small shards."""
    folder = tmp_path_factory.mktemp("store")
    samples = []
    for text in WORDS:
        image = kept_image(ink_of(written, text), text)
        assert image is not None
        samples.append((image, text, "me"))
    assert save(folder / "unipen-0-0", samples) == len(WORDS)
    save(folder / "fonts-0-0", samples[:3])
    for name in ("unipen-0-0", "fonts-0-0"):
        measure(folder / name)
    return folder


def test_a_shard_gives_back_what_was_saved(store: Path, written: Callable[..., Picture]) -> None:
    shard = Shard.open(store / "unipen-0-0")
    assert shard.texts == list(WORDS)
    image = kept_image(ink_of(written, "Quick"), "Quick")
    assert image is not None
    assert image.shape[0] == ROWS
    assert np.array_equal(shard.image(3), image)


def test_a_kept_sample_unchanged_is_what_reading_sees(
    store: Path, written: Callable[..., Picture]
) -> None:
    mixture = Mixture.open(store)
    choice = mixture.plain(mixture.members["unipen"][0], 1)
    kept = plain(mixture.shards[choice.shard].image(1), choice.shape)
    seen = normalise(ink_of(written, "flying")).image
    assert kept.shape[0] == seen.shape[0] == HEIGHT
    assert kept.shape[1] == pytest.approx(seen.shape[1], abs=STEP)
    assert np.abs(kept.mean(axis=1) - seen.mean(axis=1)).max() < 0.08


def test_samples_that_cannot_be_learnt_are_not_kept() -> None:
    assert kept_image(np.zeros((20, 40), np.float32), "nothing") is None
    bar = np.ones((40, 6), np.float32)
    assert kept_image(bar, "far too long a text for one stroke") is None


def test_changes_differ_each_time_but_not_with_the_seed(store: Path) -> None:
    shard = Shard.open(store / "unipen-0-0")
    image, shape = shard.image(1), Shape(*shard.shapes[1].tolist())
    one, same, other = (vary(image, shape, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert one.shape[0] == HEIGHT
    assert np.array_equal(one, same)
    assert one.shape == (HEIGHT, shape.width(image.shape[1]))
    assert not np.array_equal(one, other)
    for seed in range(60):
        changed = vary(image, shape, np.random.default_rng(seed))
        assert changed.min() >= 0
        assert 0.3 < changed.max() <= 1.2


def test_a_plan_draws_from_all_sources_and_the_same_for_a_seed(store: Path) -> None:
    mixture = Mixture.open(store)
    first, again = (
        list(islice(mixture.plan(2000, 2, np.random.default_rng(3)), 20)) for _ in range(2)
    )
    assert first == again
    assert {choice.shard for _, group in first for choice in group} == {0, 1}
    sizes: dict[int, set[int]] = {}
    for width, group in first:
        batch = mixture.batch(width, group, np.random.default_rng(0))
        assert batch.images.shape[2] == width
        assert len(group) % 2 == 0
        sizes.setdefault(width, set()).add(len(group))
    assert all(len(counts) == 1 for counts in sizes.values())


def test_wrong_labels_are_passed_over_and_others_corrected(store: Path) -> None:
    wrong: dict[str, str | None] = dict.fromkeys("0124")
    path = store / CORRECTIONS
    path.write_text(json.dumps({"unipen-0-0": {**wrong, "3": "QUICK"}}))
    mixture = Mixture.open(store)
    groups = [group for _, group in islice(mixture.plan(2000, 1, np.random.default_rng(0)), 30)]
    shard = mixture.members["unipen"][0]
    chosen = [choice for group in groups for choice in group if choice.shard == shard]
    assert {choice.index for choice in chosen} == {3, 5}
    assert mixture.text(shard, 3) == "QUICK"
    assert Mixture.open(store, corrected=False).text(shard, 3) == "Quick"
    path.unlink()


def test_batches_hold_samples_of_one_width_each_sample_once(store: Path) -> None:
    mixture = Mixture.open(store)
    choices = [mixture.plain(0, k) for k in range(3)] + [mixture.plain(1, k) for k in range(6)]
    batches = list(mixture.in_batches(choices, 2))
    assert [width for width, _ in batches] == sorted(width for width, _ in batches)
    assert all(mixture.width(choice) == width for width, some in batches for choice in some)
    assert max(len(some) for _, some in batches) == 2
    found = [(choice.shard, choice.index) for _, some in batches for choice in some]
    assert sorted(found) == [(c.shard, c.index) for c in choices]


def test_labels_are_classes_with_nothing_beyond_the_end() -> None:
    labels = labels_of(["ab", "c"])
    assert labels.tolist() == [
        [WORD_CHARACTERS.index("a"), WORD_CHARACTERS.index("b")],
        [WORD_CHARACTERS.index("c"), -1],
    ]


def test_images_of_different_widths_are_filled_up_with_paper() -> None:
    images = [np.ones((HEIGHT, width), np.float32) for width in (48, 80)]
    batch = stack(images, round_width(80))
    assert batch.shape == (2, HEIGHT, round_width(80), 1)
    assert batch[0, :, :48].all()
    assert not batch[0, :, 48:].any()
