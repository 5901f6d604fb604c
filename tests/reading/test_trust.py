from __future__ import annotations

from hwocr.page import Box, Word
from hwocr.reading.trust import choose, merge, scratches

BOX = Box(0, 0, 10, 10)


def test_the_surer_reading_wins() -> None:
    sure, unsure = Word("sure", BOX, 0.95), Word("sore", BOX, 0.3, mode="joined")
    assert choose(sure, unsure) is sure
    sure, unsure = Word("sure", BOX, 0.95, mode="joined"), Word("unsure", BOX, 0.3)
    assert choose(unsure, sure) is sure


def test_punctuation_can_be_read_as_a_whole_only() -> None:
    time, digits = Word("8:30", BOX, 0.6, mode="joined"), Word("830", BOX, 0.99)
    assert choose(digits, time) is time


def test_a_row_of_doubtful_letters_is_no_separate_writing() -> None:
    letters, word = Word("rn", BOX, 0.3), Word("m", BOX, 0.2, mode="joined")
    assert choose(letters, word) is word


def test_fewer_pieces_than_letters_are_not_trusted() -> None:
    lost, word = Word("obt", BOX, 0.97), Word("obit", BOX, 0.81, mode="joined")
    assert choose(lost, word) is word


def test_one_reading_alone_is_taken() -> None:
    word = Word("word", BOX, 0.2)
    assert choose(word, None) is word
    assert choose(None, word) is word
    assert choose(None, None) is None


def at(x: int, text: str, confidence: float, mode: str = "separate") -> Word:
    return Word(text, Box(x, 0, 40, 20), confidence, mode=mode)


def test_lines_are_merged_word_by_word() -> None:
    separate = [at(0, "7", 0.99), at(50, "o", 0.2)]
    joined = [at(2, "T", 0.5, "joined"), at(51, "of", 0.9, "joined")]
    assert [word.text for word in merge(separate, joined)] == ["7", "of"]


def test_joined_words_count_where_the_two_cut_differently() -> None:
    separate = [at(0, "in", 0.99), at(50, "to", 0.99)]
    whole = Word("into", Box(0, 0, 90, 20), 0.4, mode="joined")
    assert merge(separate, [whole]) == [whole]


def test_groups_of_digits_stay_apart_but_letters_do_not() -> None:
    whole = Word("0271828", Box(0, 0, 100, 20), 0.9, mode="joined")
    groups = [at(0, "0271", 0.9), at(55, "828", 0.9)]
    assert merge(groups, [whole]) == groups
    word = Word("AB", Box(0, 0, 100, 20), 0.9, mode="joined")
    assert merge([at(0, "A", 0.9), at(55, "B", 0.9)], [word]) == [word]


def test_one_way_alone_gives_its_line() -> None:
    words = [at(0, "a", 0.5)]
    assert merge(words, []) == words
    assert merge([], words) == words


def test_a_stroke_alone_beside_long_lines_is_a_scratch() -> None:
    def line(text: str) -> list[Word]:
        return [Word(text, Box(0, 0, 9, 9), 0.9)]

    page = [line("hello"), line("1"), line("world"), line("7"), line("again")]
    assert scratches(page) == [False, True, False, False, False]
    assert not any(scratches(page[:3]))
