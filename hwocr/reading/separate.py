"""Reading words letter by letter: contours cut them apart, the character network names each.

Where it is in doubt whether a piece of ink is one character, pieces of it and the piece together
with its neighbours are looked at too, and the best way of cutting the word counts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink
from hwocr.decode.alphabet import restrict
from hwocr.decode.choose import COUNT, character_candidates
from hwocr.decode.heights import Rule, measure, size_fits, with_heights
from hwocr.decode.lattice import PATHS, Lattice, Path, Span, best_paths, plausible
from hwocr.decode.shapes import with_shapes
from hwocr.decode.wholeness import features, scores
from hwocr.glyph import SIZE, normalise
from hwocr.networks.classes import CHARACTERS
from hwocr.networks.runtime import Network
from hwocr.page import Box, Candidate, Character, Word
from hwocr.reading.drawn import has_sides
from hwocr.reading.hypotheses import Arc, Atom, arcs_of, atoms_of, geometry_of
from hwocr.reading.regions import as_paper
from hwocr.segment import Component

_SUSPECT = 0.06
"""Probability of "not a character" from which on a component may be none, or several…"""
_LIFTED = 0.005
"""…and where its strokes are known and some lie beside others."""


def probabilities(network: Network, glyphs: Sequence[Ink]) -> NDArray[np.float32]:
    """What the network says of glyphs (SIZE, SIZE): float32 (N, classes + 1)."""
    samples = np.zeros((len(glyphs), SIZE, SIZE, 1), np.float32)
    for sample, glyph in zip(samples, glyphs, strict=True):
        sample[:, :, 0] = glyph
    return network.probabilities(samples)


@dataclass(frozen=True, eq=False)
class Looked:
    """What may be the characters of one word, and what the network says of each."""

    atoms: tuple[Atom, ...]
    arcs: tuple[Arc, ...]
    glyphs: tuple[Ink, ...] = field(repr=False)
    known: NDArray[np.float32] = field(repr=False)

    @property
    def boxes(self) -> list[Box]:
        return [arc.component.box for arc in self.arcs]

    def chosen(self, spans: Sequence[int]) -> Looked:
        """Those on a path."""
        arcs = tuple(self.arcs[i] for i in spans)
        return Looked(
            self.atoms, arcs, tuple(self.glyphs[i] for i in spans), self.known[list(spans)]
        )


@dataclass(frozen=True, eq=False)
class SeparateWord:
    """A word and how it may be cut."""

    word: Word
    lattice: Lattice
    looked: Looked

    @property
    def is_drawn(self) -> bool:
        """Whether the pen's strokes are known."""
        return any(arc.component.strokes for arc in self.looked.arcs)

    def spelled(self, text: str) -> tuple[Character, ...]:
        """The characters of a text that the lattice holds; none if it does not."""
        if text == self.word.text:
            return self.word.characters
        return _spelled(self.looked, self.lattice, text)


def read_line(
    network: Network,
    words: Sequence[Sequence[Component]],
    alphabet: str,
    widest: float = math.inf,
) -> list[SeparateWord]:
    """Read the words of one line; letters that look alike in both cases go by the line's heights.

    Args:
        network: the character network.
        words: the characters of each word, from left to right, none empty.
        alphabet: as ``Reader`` takes it.
        widest: width, in their own height, of components that are still cut: wider ones are left
            to whoever reads joined writing.

    Returns:
        The words as their letters alone read, with their boxes in working pixels.
    """
    height = line_height(words)
    looked = look(network, words, alphabet, height, widest)
    rule = line_rule([item.chosen(_paths(item, None, height, 1)[0].spans) for item in looked])
    return [_read(item, rule, alphabet, height) for item in looked]


def line_height(words: Sequence[Sequence[Component]]) -> float:
    """The usual height of a line's components in pixels."""
    return float(np.median([component.box.height for word in words for component in word]))


def look(
    network: Network,
    words: Sequence[Sequence[Component]],
    alphabet: str,
    height: float,
    widest: float = math.inf,
) -> list[Looked]:
    """The hypotheses of each word of a line, and what the network says of them.

    Args:
        height: usual height of the line's components in pixels.
        widest: as :func:`read_line` takes it.
    """
    parts = [component for word in words for component in word]
    glyphs = [normalise(component.ink) for component in parts]
    known = restrict(probabilities(network, glyphs), alphabet)
    suspect = [_LIFTED if has_sides(component) else _SUSPECT for component in parts]
    doubtful = known[:, -1] > suspect
    doubtful &= [c.box.width <= widest * max(c.box.height, height) for c in parts]
    cuts, first = [], 0
    for word in words:
        doubts = doubtful[first : first + len(word)].tolist()
        atoms = atoms_of(word, doubts, height)
        cuts.append((atoms, arcs_of(atoms, word, doubts, height)))
        first += len(word)
    new = [normalise(a.component.ink) for _, arcs in cuts for a in arcs if a.whole < 0]
    new_known = restrict(probabilities(network, new), alphabet) if new else known[:0]
    glyphs, known = [*glyphs, *new], np.concatenate([known, new_known])
    found, first, later = [], 0, len(parts)
    for word, (atoms, arcs) in zip(words, cuts, strict=True):
        indices = []
        for arc in arcs:
            indices.append(first + arc.whole if arc.whole >= 0 else later)
            later += arc.whole < 0
        first += len(word)
        own = tuple(glyphs[i] for i in indices)
        found.append(Looked(tuple(atoms), tuple(arcs), own, known[indices]))
    return found


def line_rule(chosen: Sequence[Looked]) -> Rule | None:
    """A line's measure by the characters of one path through each of its words."""
    boxes = [box for item in chosen for box in item.boxes]
    return measure(boxes, np.concatenate([item.known for item in chosen]))


def arc_features(item: Looked, rule: Rule | None, height: float) -> NDArray[np.float64]:
    """What tells how well each arc does as a character."""
    sizes = np.zeros(len(item.arcs)) if rule is None else size_fits(item.boxes, item.known, rule)
    return features(item.known, sizes, geometry_of(item.arcs, height))


def _paths(item: Looked, rule: Rule | None, height: float, count: int = PATHS) -> list[Path]:
    """The best ways of cutting a word, at most so many."""
    if all(arc.end == arc.start + 1 for arc in item.arcs):  # there is but one
        return [Path(tuple(range(len(item.arcs))), 0.0)]
    values = scores(arc_features(item, rule, height)).tolist()
    spans = [Span(a.start, a.end, score) for a, score in zip(item.arcs, values, strict=True)]
    return best_paths(spans, count)


def _read(item: Looked, rule: Rule | None, alphabet: str, height: float) -> SeparateWord:
    paths = plausible(_paths(item, rule, height))
    rows = tuple(_in_context(item.chosen(path.spans), rule, alphabet) for path in paths)
    lattice = Lattice(tuple(paths), rows)
    candidates = tuple(Candidate(text, math.exp(log)) for text, log in lattice.texts()[:COUNT])
    return SeparateWord(_word(item, lattice, candidates), lattice, item)


def _word(item: Looked, lattice: Lattice, candidates: tuple[Candidate, ...]) -> Word:
    characters = _spelled(item, lattice, candidates[0].text)
    return Word(
        text=candidates[0].text,
        box=Box.around(c.box for c in characters),
        confidence=candidates[0].probability,
        candidates=candidates,
        characters=characters,
        mode="separate",
    )


def _spelled(item: Looked, lattice: Lattice, text: str) -> tuple[Character, ...]:
    number = lattice.path_of(text)
    if number is None:
        return ()
    chosen = item.chosen(lattice.paths[number].spans)
    return _characters(chosen, lattice.rows[number], text)


def _in_context(chosen: Looked, rule: Rule | None, alphabet: str) -> NDArray[np.float32]:
    """Probabilities of a word's characters by their place on the line and by each other."""
    known = chosen.known
    if rule is not None:
        known = restrict(with_heights(chosen.boxes, known, rule), alphabet)
    return restrict(with_shapes(known), alphabet)


def _characters(chosen: Looked, rows: NDArray[np.float32], text: str) -> tuple[Character, ...]:
    """The characters of a text; each has its own candidates, whether or not the text's is best."""
    characters = []
    for arc, glyph, row, written in zip(chosen.arcs, chosen.glyphs, rows, text, strict=True):
        characters.append(
            Character(
                text=written,
                box=arc.component.box,
                confidence=float(row[CHARACTERS.index(written)]),
                candidates=character_candidates(row),
                crop=as_paper(arc.component.ink),
                glyph=as_paper(glyph),
            )
        )
    return tuple(characters)
