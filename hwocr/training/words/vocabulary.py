"""Texts to write in letters and fonts: words by frequency, names, numbers, codes, dates, prices."""

from __future__ import annotations

import string
from functools import lru_cache

import numpy as np

from hwocr.networks.classes import ACCENTED, WORD_CHARACTERS

Generator = np.random.Generator

_LANGUAGES = {"en": 0.8, "fr": 0.1, "de": 0.05, "es": 0.05}
_LONGEST = 14
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BESIDE = ("{},", "{}.", "{}!", "{}?", "{}:", "{};", '"{}"', "({})", "{}'s", "{}-")


@lru_cache(maxsize=4)
def _words(language: str) -> list[str]:
    from wordfreq import top_n_list

    allowed = set(string.ascii_letters + "'-" + ACCENTED)
    return [w for w in top_n_list(language, 40_000) if allowed.issuperset(w) and len(w) <= _LONGEST]


def word(rng: Generator) -> str:
    """One word; rare ones nearly as often as common ones, so that letters pair in many ways."""
    language = str(rng.choice(list(_LANGUAGES), p=list(_LANGUAGES.values())))
    words = _words(language)
    place = int(len(words) ** rng.uniform(0.25, 1.0))
    text = words[min(place, len(words) - 1)]
    chance = rng.random()
    if chance < 0.22:
        return _if_known(text.capitalize(), text)
    return _if_known(text.upper(), text) if chance < 0.42 else text


def _if_known(text: str, otherwise: str) -> str:
    """Some accented capitals are missing among the network's characters."""
    return text if set(WORD_CHARACTERS).issuperset(text) else otherwise


def number(rng: Generator) -> str:
    """Digits as they occur: years, prices, times, dates, percentages, telephone numbers."""

    def n(low: int, high: int) -> int:
        return int(rng.integers(low, high))

    cents, day, month = f"{n(0, 100):02d}", n(1, 32), n(1, 13)
    forms = (
        f"{n(0, 10 ** n(1, 7))}",
        f"{n(1900, 2040)}",
        f"{rng.choice(['$', '€'])}{n(1, 999)}.{cents}",
        f"{n(1, 999)}.{cents}{rng.choice(['', '€', '%', '$'])}",
        f"{n(1, 24)}:{n(0, 60):02d}",
        f"{day}/{month}/{cents}",
        f"{day}-{month:02d}-{n(1980, 2040)}",
        f"{n(1, 101)}%",
        f"{n(0, 100)}{rng.choice(['+', '-', '=', '/', '&'])}{n(0, 100)}",
        f"{n(100, 1000)}-{n(1000, 10000)}",
        f"({n(100, 1000)})",
        f"#{n(1, 1000)}",
        f"{day} {_MONTHS[month - 1]}",
        f"{n(1, 1000)},{n(0, 1000):03d}",
    )
    return forms[n(0, len(forms))]


def code(rng: Generator) -> str:
    """Letters and digits without sense: codes, initials, passwords."""
    kinds = (string.ascii_uppercase + string.digits, string.ascii_uppercase, string.ascii_letters)
    letters = list(kinds[int(rng.integers(len(kinds)))])
    text = "".join(rng.choice(letters, int(rng.integers(1, 8))))
    if len(text) > 4 and rng.random() < 0.2:
        text = text[:3] + "-" + text[3:]
    return text


def punctuated(rng: Generator) -> str:
    """A word with what stands beside words."""
    text = word(rng)
    return str(rng.choice(_BESIDE)).format(text)


def text(rng: Generator) -> str:
    """One text of any kind; a third of them are phrases of two to four words."""
    chance = rng.random()
    if chance < 0.12:
        return number(rng)
    if chance < 0.2:
        return code(rng)
    if chance < 0.32:
        return punctuated(rng)
    if chance < 0.5:
        first, *rest = (word(rng) for _ in range(int(rng.integers(2, 5))))
        return " ".join([first, *rest])
    if chance < 0.53:
        return f"{word(rng)}{rng.choice(['@', '&', '/', '-', '+', ' & ', ' - '])}{word(rng)}"
    return word(rng)
