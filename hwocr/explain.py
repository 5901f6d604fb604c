"""Why a character was read as it was: what the network looked at, and what else decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink
from hwocr.decode.alphabet import restrict
from hwocr.decode.choose import character_candidates
from hwocr.decode.ctc import log_likelihoods
from hwocr.glyph import SIZE, normalise
from hwocr.lookalikes import lookalikes
from hwocr.networks.classes import CHARACTERS, fold_to_47
from hwocr.networks.runtime import Network
from hwocr.occlusion import HeatMap, heat_maps
from hwocr.page import Candidate, Character, Word
from hwocr.wordimage import HEIGHT, MARGIN, STEP

_LEAST = 1e-6
"""Probabilities are taken to be at least this, and at most so much below 1."""


@dataclass(frozen=True, eq=False)
class Explanation:
    """Why a character was read as ``text`` and not as ``rival``.

    Attributes:
        text: as it was read.
        rival: what it would most likely be instead, or what was asked for; empty where nothing
            else came near.
        image: float32 (H, W) in [0, 1], the ink as the network saw it.
        support: what speaks for ``text`` in the ink, and what against it.
        contrast: what speaks for ``text`` rather than for ``rival``; ``None`` without a rival.
        alone: what the character network makes of the shape alone, best first; none in a word that
            was read as a whole.
        candidates: what it could be after size, place on the line and neighbours had their say.
        decided: ``"shape"`` where the ink alone says the same; ``"place"`` where size, place on the
            line and neighbours made the difference; ``"word"`` where only the whole word did.
        alike: float32 (SIZE, SIZE), examples of ``text`` that look most like it to the network.
        rival_alike: the same of ``rival``.
    """

    text: str
    rival: str
    image: Ink
    support: HeatMap
    contrast: HeatMap | None
    alone: tuple[Candidate, ...]
    candidates: tuple[Candidate, ...]
    decided: str
    alike: tuple[Ink, ...]
    rival_alike: tuple[Ink, ...]


def explain(
    word: Word,
    index: int,
    characters: Network,
    words: Network | None = None,
    alphabet: str = "all",
    rival: str = "",
) -> Explanation | None:
    """Explain one character of a word.

    Args:
        word: as it was read, with the pictures of its characters.
        index: of the character, counted from 0.
        characters: the character network.
        words: the word network; needed for words that were read as a whole.
        alphabet: that the reader was bound to.
        rival: what the character might have been read as; what is most likely if left out, or if
            the network does not know it.

    Returns:
        ``None`` where the picture that the network saw is not there: after
        :meth:`hwocr.Page.from_dict`, and for what a person added.

    Raises:
        IndexError: the word has no such character.
    """
    character = word.characters[index]
    if character.glyph is None:
        return None
    if character.glyph.shape == (SIZE, SIZE):
        return _of_glyph(character, _ink(character.glyph), characters, alphabet, rival)
    if words is None or any(c.glyph is None or c.glyph.shape[0] != HEIGHT for c in word.characters):
        return None
    return _of_word(word, index, characters, words, rival)


def _of_glyph(
    character: Character, glyph: Ink, network: Network, alphabet: str, rival: str
) -> Explanation:
    known = network.probabilities(glyph[None, :, :, None])
    alone = character_candidates(restrict(known, alphabet)[0])
    best = character.candidates[0].text if character.candidates else character.text
    decided = "word"
    if alone[0].text == character.text:
        decided = "shape"
    elif best == character.text:
        decided = "place"
    shape = alone[0].text if decided != "shape" else ""
    rival = _asked(character, rival, CHARACTERS) or shape or _next_best(character)
    chosen, other = _alike(character.text, rival), _alike(rival, character.text)

    def judge(pictures: NDArray[np.float32]) -> NDArray[np.float64]:
        rows = network.probabilities(pictures[..., None]).astype(np.float64)
        own = rows[:, chosen].sum(axis=1)
        columns = [_log(own) - _log(1 - own)]
        if rival:
            columns.append(_log(own) - _log(rows[:, other].sum(axis=1)))
        return np.stack(columns, axis=1)

    support, *contrast = heat_maps(glyph, judge)
    return Explanation(
        character.text,
        rival,
        glyph,
        support,
        contrast[0] if contrast else None,
        alone,
        character.candidates,
        decided,
        lookalikes(network, glyph, character.text),
        lookalikes(network, glyph, rival),
    )


def _of_word(
    word: Word, index: int, characters: Network, words: Network, rival: str
) -> Explanation:
    image, columns = _word_image(word.characters, index)
    character = word.characters[index]
    text = "".join(c.text for c in word.characters)
    rival = _asked(character, rival, words.entry.classes) or _next_best(character)
    texts = [text, text[:index] + rival + text[index + 1 :]] if rival else [text]

    def judge(pictures: NDArray[np.float32]) -> NDArray[np.float64]:
        frames = words.log_probabilities(pictures[..., None])
        found = [log_likelihoods(rows, texts, words.entry.classes) for rows in frames]
        logs = np.maximum(np.array(found), np.log(_LEAST) * len(text))
        return np.concatenate([logs[:, :1], logs[:, :1] - logs[:, 1:]], axis=1)

    maps = [
        replace(found, heat=found.heat[:, slice(*columns)])
        for found in heat_maps(image, judge, columns)
    ]
    crop = character.glyph if character.crop is None else character.crop
    assert crop is not None  # or there would be no word image
    own = normalise(_ink(crop))
    return Explanation(
        character.text,
        rival,
        image[:, slice(*columns)],
        maps[0],
        maps[1] if rival else None,
        (),
        character.candidates,
        "shape" if _stays(word.raw, text, index) else "word",
        lookalikes(characters, own, character.text),
        lookalikes(characters, own, rival),
    )


def _asked(character: Character, rival: str, classes: str) -> str:
    """The rival, if it is another character that a network knows."""
    return rival if rival != character.text and rival in tuple(classes) else ""


def _next_best(character: Character) -> str:
    return next((c.text for c in character.candidates if c.text != character.text), "")


def _alike(text: str, rival: str) -> list[int]:
    """Outputs for a character and for those of its shape, unless the rival is one of them."""
    apart = fold_to_47(text) == fold_to_47(rival)
    return [
        i
        for i, c in enumerate(CHARACTERS)
        if c == text or (not apart and fold_to_47(c) == fold_to_47(text))
    ]


def _word_image(characters: Sequence[Character], index: int) -> tuple[Ink, tuple[int, int]]:
    """What the word network saw, put together again, and the columns of one character."""
    parts = [_ink(c.glyph) for c in characters if c.glyph is not None]
    ends = MARGIN + np.cumsum([0, *(part.shape[1] for part in parts)])
    width = -(-(int(ends[-1]) + MARGIN) // STEP) * STEP
    image = np.zeros((HEIGHT, width), np.float32)
    image[:, MARGIN : ends[-1]] = np.concatenate(parts, axis=1)
    return image, (int(ends[index]), int(ends[index + 1]))


def _stays(raw: str, text: str, index: int) -> bool:
    """Whether the ink alone has the same character at this place."""
    blocks = SequenceMatcher(None, raw, text, autojunk=False).get_matching_blocks()
    return not raw or any(block.b <= index < block.b + block.size for block in blocks)


def _ink(paper: Grey) -> Ink:
    return np.asarray(1 - paper / np.float32(255), np.float32)


def _log(probability: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.log(np.clip(probability, _LEAST, 1)), np.float64)
