"""``hwocr train personal`` and ``hwocr read --personal``."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from PIL import Image
from typer.testing import CliRunner

from hwocr.cli import app
from hwocr.networks.classes import CHARACTERS
from hwocr.networks.head import head_of
from hwocr.networks.registry import read_registry, verified_bytes
from hwocr.personal import Effect, Examples, Personal
from tests.conftest import Draw
from tests.gates import open_gate

runner = CliRunner()


def test_a_picture_is_read_with_a_personal_model(drawn: Draw, tmp_path: Path) -> None:
    entry = read_registry()["characters"]
    layers = {**head_of(verified_bytes(entry)), **open_gate()}
    layers["naming.bias"][CHARACTERS.index("Q")] += 50
    effect = Effect(0, 0.0, 0.0, 1, 1.0, 1.0, 1.0)
    Personal(layers, entry.sha256, entry.temperature, "Q", effect).save(tmp_path / "hand.npz")
    Image.fromarray(drawn("HI")).save(tmp_path / "hi.png")
    given = ["--mode", "separate", "--lexicon", "none", "--personal", str(tmp_path / "hand.npz")]
    result = runner.invoke(app, ["read", str(tmp_path / "hi.png"), "--format", "json", *given])
    assert result.exit_code == 0
    page = json.loads(result.stdout)
    assert page["text"] == "QQ"
    assert page["models"][0].startswith("personal-")


def test_what_is_no_personal_model_is_refused(drawn: Draw, tmp_path: Path) -> None:
    Image.fromarray(drawn("HI")).save(tmp_path / "hi.png")
    (tmp_path / "hand.npz").write_bytes(b"nothing")
    for name, reason in (("hand.npz", "not a file with a personal model"), ("no", "cannot read")):
        hand = str(tmp_path / name)
        result = runner.invoke(app, ["read", str(tmp_path / "hi.png"), "--personal", hand])
        assert result.exit_code == 2
        assert reason in " ".join(result.stderr.split())


def test_too_few_examples_are_refused(tmp_path: Path) -> None:
    Examples(np.zeros((2, 28, 28), np.uint8), "ab").save(tmp_path / "set.npz")
    result = runner.invoke(app, ["train", "personal", str(tmp_path / "set.npz")])
    assert result.exit_code == 1
    assert "5 examples are the least" in result.stderr
