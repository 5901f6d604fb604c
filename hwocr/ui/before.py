"""What was read of the ink that the words and characters of a corrected page have."""

from __future__ import annotations

from hwocr.page import Character, Page, Word


class Before:
    """Finds words and characters of a page as they were read, however the page was corrected.

    Args:
        read: the page as it was read.
    """

    def __init__(self, read: Page) -> None:
        self._words = {word.box: word for word in read.words}
        self._characters = {
            character.box: (word, number)
            for word in read.words
            for number, character in enumerate(word.characters)
        }

    def word(self, word: Word) -> Word | None:
        """The word that was read of the same ink, ``None`` if there was no such word."""
        return self._words.get(word.box)

    def character(self, character: Character) -> tuple[Word, int] | None:
        """The word, and the number in it, of the character that was read of the same ink.

        ``None`` where the ink was not one character, and where it is not known.
        """
        return None if character.glyph is None else self._characters.get(character.box)
