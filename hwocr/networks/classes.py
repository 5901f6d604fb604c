"""What the networks can answer."""

from __future__ import annotations

import string

CHARACTERS = string.digits + string.ascii_uppercase + string.ascii_lowercase
"""The 62 characters in the order of the network's outputs."""

NOT_A_CHARACTER = len(CHARACTERS)
"""Index of the answer "not a character": a fragment, two letters, a scribble."""

CLASS_COUNT = len(CHARACTERS) + 1

PUNCTUATION = ".,:;!?'\"-()/&%+=@#$€"
"""What people write between and beside words."""

ACCENTED = "éàèêçïûôâóîáüùöäœíñëÉÀÈÎÓÇÊÄ"
"""Letters with accents, as far as the training data has examples of them."""

WORD_CHARACTERS = CHARACTERS + " " + PUNCTUATION + ACCENTED
"""The characters of the word network in the order of its outputs; one more is the CTC blank."""

BLANK = len(WORD_CHARACTERS)
"""Index of the CTC blank: no character, or more of the last one (Graves et al. 2006)."""

MERGED_LETTERS = "cijklmopsuvwxyz"
"""Lower-case letters shaped like their capitals, which the 47 EMNIST classes merge."""


def fold_to_47(character: str) -> str:
    """The EMNIST "merged" class of a character (Cohen et al. 2017)."""
    return character.upper() if character in MERGED_LETTERS else character


def fold_to_36(character: str) -> str:
    """The character without its case."""
    return character.upper()
