"""One decision from two ways of looking at the same ink, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hwocr.decode.choose import COUNT
from hwocr.decode.language import Language
from hwocr.decode.phrases import in_phrase
from hwocr.decode.rank import Ranking, rank
from hwocr.decode.views import Views
from hwocr.page import Box, Candidate, Character, Word
from hwocr.reading.joined import Sight, Trace
from hwocr.reading.separate import SeparateWord

_SAME = 0.6
"""Two words are of the same ink if their boxes share so much of the columns of both together."""
_ALIKE = str.maketrans("015", "ols")
"""Digits, and letters of the same shape."""
_CUT_RIGHT = 0.5
"""Words whose letters were cut apart right with this probability are shown letter by letter."""


@dataclass(frozen=True, eq=False)
class Seen:
    """The ink of one word, as it was looked at: at least one of both ways."""

    separate: SeparateWord | None = None
    sight: Sight | None = None

    @property
    def views(self) -> Views:
        """What either way says of it."""
        sight, separate = self.sight, self.separate
        if separate is None:
            return Views(sight.evidence if sight else None)
        return Views(sight.evidence if sight else None, separate.lattice, separate.is_drawn)

    def read(self, language: Language | None) -> ReadWord:
        """What the word alone says by both ways and the language.

        Args:
            language: what is expected, if anything.
        """
        return self.says(rank(self.views, language))

    def says(self, ranking: Ranking) -> ReadWord:
        """The word with its readings, of which there is at least one."""
        separate, sight = self.separate, self.sight
        best = ranking.candidates[0]
        characters = separate.spelled(best.text) if separate else ()
        joined = sight.spelled(ranking) if sight and sight.holds(best.text) else None
        if joined is not None and not (characters and ranking.trust > _CUT_RIGHT):
            return ReadWord(joined.word, joined.trace)
        word = Word(
            text=best.text,
            box=Box.around(character.box for character in characters),
            confidence=best.probability,
            candidates=ranking.candidates,
            characters=tuple(_sure(c, best.probability) for c in characters),
            mode="separate",
            raw=ranking.raw,
        )
        return ReadWord(word, joined.trace if joined else None)


@dataclass(frozen=True, eq=False)
class ReadWord:
    """A word, and what the word network saw of it, if it was asked."""

    word: Word
    trace: Trace | None = None


def read_words(line: Sequence[Seen], language: Language | None) -> list[ReadWord]:
    """What the words of one line say, each by its ink, the language and its neighbours."""
    rankings = [rank(seen.views, language) for seen in line]
    if language and language.bigrams:
        settled = in_phrase([ranking.candidates for ranking in rankings], language.bigrams)
        pairs = zip(rankings, settled, strict=True)
        rankings = [replace(ranking, candidates=words) for ranking, words in pairs]
    return [seen.says(ranking) for seen, ranking in zip(line, rankings, strict=True)]


def pair_up(separate: Sequence[SeparateWord], sights: Sequence[Sight]) -> list[Seen]:
    """The words of one line, each with all that is known of its ink.

    The word network sees better where words end, so its words count; where one of them has the
    ink of one separate word, both tell what it says. Only numbers, of which no language tells
    where they end, go by the paper between them.

    Args:
        separate: the line's words letter by letter, none if that was not asked for.
        sights: the line's words as a whole, none if that was not asked for or none was seen.
    """
    if not sights:
        return [Seen(word) for word in separate]
    found = []
    for sight in sights:
        box = sight.box
        inside = [s for s in separate if box.x <= s.word.box.center[0] < box.right]
        if len(inside) > 1 and _are_groups(inside, sight):
            found += [Seen(part) for part in inside]
            continue
        # Letters of a part of the ink only would speak for a part of the text.
        whole = len(inside) == 1 and _overlap(box, inside[0].word.box) >= _SAME
        found.append(Seen(inside[0] if whole else None, sight))
    return found


def _sure(character: Character, certainty: float) -> Character:
    """A character of a word that is known by more than its own ink: no less certain than that."""
    others = [c for c in character.candidates if c.text != character.text]
    own = (1 - certainty) * character.confidence + certainty
    shares = [Candidate(c.text, (1 - certainty) * c.probability) for c in others]
    candidates = (Candidate(character.text, own), *shares[: COUNT - 1])
    return replace(character, confidence=own, candidates=candidates)


def _are_groups(parts: Sequence[SeparateWord], sight: Sight) -> bool:
    """Whether the parts are a word and numbers, or groups of digits, that together are the word."""
    texts = [part.word.text for part in parts]
    whole = sight.evidence.texts()[0][0].replace(" ", "")
    if "".join(texts).lower().translate(_ALIKE) != whole.lower().translate(_ALIKE):
        return False
    words = [text for text in texts if not text.isdigit()]
    return len(words) < len(texts) and min(map(len, words or texts)) > 1


def _overlap(one: Box, other: Box) -> float:
    """Columns that both boxes cover, as a share of those that either does."""
    shared = min(one.right, other.right) - max(one.x, other.x)
    whole = max(one.right, other.right) - min(one.x, other.x)
    return max(0, shared) / max(1, whole)


def trust(lines: Sequence[Sequence[Word]]) -> float:
    """Mean confidence of the words of several lines, long words counting more; 1 without any."""
    letters = sum(len(word.text) for line in lines for word in line)
    return sure_letters(lines) / letters if letters else 1.0


def sure_letters(lines: Sequence[Sequence[Word]]) -> float:
    """How many letters of several lines are probably right."""
    return sum(word.confidence * len(word.text) for line in lines for word in line)
