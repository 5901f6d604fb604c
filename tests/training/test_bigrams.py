from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from hwocr.training import bigrams


def test_frequent_pairs_gain_and_strangers_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "registry.json").write_text('{"format": 1, "models": {}}')
    pairs = [("of", "the", 10**10), ("new", "york", 10**9), ("the", "of", 10**4), ("qzx", "a", 9)]
    monkeypatch.setattr(bigrams, "_pairs", lambda: iter(pairs))
    path = bigrams.train_bigrams(tmp_path)
    with np.load(path) as file:
        assert len(file["gains"]) == 2
        assert (file["gains"] > 0).all()
    assert "bigrams" in json.loads((tmp_path / "registry.json").read_text())["models"]
