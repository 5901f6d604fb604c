"""The personal model: saved, loaded, checked, and read with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import hwocr
from hwocr.errors import PersonalError
from hwocr.networks.classes import CHARACTERS
from hwocr.networks.registry import read_registry
from hwocr.networks.runtime import Network
from hwocr.personal import Personal
from tests.conftest import Draw
from tests.personal.conftest import Make


def test_a_saved_model_is_the_same(untaught: Personal, tmp_path: Path) -> None:
    untaught.save(tmp_path / "hand.npz")
    again = Personal.load(tmp_path / "hand.npz")
    assert again.sha256 == untaught.sha256
    assert (again.letters, again.effect) == (untaught.letters, untaught.effect)
    assert again.temperature == untaught.temperature


def test_the_base_network_s_own_head_changes_nothing(untaught: Personal) -> None:
    entry = read_registry()["characters"]
    glyphs = np.random.default_rng(0).random((3, 28, 28, 1), np.float32)
    same = untaught.network(entry).logits(glyphs)
    assert np.array_equal(same, Network(entry).logits(glyphs))


def test_a_reader_uses_it_and_others_do_not(untaught: Personal, drawn: Draw) -> None:
    bias = np.array(untaught.layers["naming.bias"])
    bias[CHARACTERS.index("Q")] += 50
    taught = replace(untaught, layers={**untaught.layers, "naming.bias": bias})
    base = hwocr.Reader(mode="separate", alphabet="upper", lexicon="none")
    own = base.using(personal=taught)
    assert own.read(drawn("HELLO")).text == "QQQQQ"
    assert own.using(mode="separate").read(drawn("HELLO")).text == "QQQQQ"
    assert own.read(drawn("HELLO")).models == (f"personal-{taught.sha256[:8]}",)
    assert base.read(drawn("HELLO")).text == "HELLO"
    assert own.using(personal=untaught).read(drawn("HELLO")).text == "HELLO"
    constructed = hwocr.Reader("separate", "upper", "none", personal=taught)
    assert constructed.read(drawn("HELLO")).text == "QQQQQ"


def test_another_base_network_is_refused(untaught: Personal) -> None:
    foreign = replace(untaught, base="0" * 64)
    with pytest.raises(PersonalError, match="teach it again"):
        hwocr.Reader(personal=foreign)


def test_damaged_models_are_refused(untaught: Personal, some: Make) -> None:
    layers = dict(untaught.layers)
    with pytest.raises(PersonalError, match="taught layers"):
        replace(untaught, layers={k: v for k, v in layers.items() if k != "first.bias"})
    with pytest.raises(PersonalError, match="should be"):
        replace(untaught, layers={**layers, "first.bias": np.zeros(3, np.float32)})
    with pytest.raises(PersonalError, match="no numbers"):
        replace(untaught, layers={**layers, "first.bias": np.full(160, np.nan, np.float32)})
    with pytest.raises(PersonalError, match="temperature"):
        replace(untaught, temperature=float("nan"))
    with pytest.raises(PersonalError, match="figures"):
        replace(untaught, effect=replace(untaught.effect, after=float("inf")))
    with pytest.raises(PersonalError, match="personal model"):
        Personal.load(some("abc").to_bytes())
    with pytest.raises(PersonalError):
        Personal.load(untaught.to_bytes()[:-100])
