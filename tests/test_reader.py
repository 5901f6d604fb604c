from __future__ import annotations

import io
import json
import pickle
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

import hwocr
from hwocr import Page, Reader
from hwocr.arrays import Picture
from hwocr.drawing import Drawing, Stroke
from hwocr.drawing.files import to_json, to_svg
from hwocr.errors import AlphabetError, DrawingError, ModelError, NotAnImageError
from hwocr.glyph import normalise
from hwocr.metrics import character_error_rate
from hwocr.networks.registry import models_folder
from hwocr.strokes import render
from tests.letters import size_of, strokes_of

FLOOR = 0.1
"""Character error rate that lines in fonts must not exceed."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def letters(reader: Reader) -> Reader:
    """Reads letter by letter only."""
    return reader.using(mode="separate")


def as_png(picture: Picture) -> bytes:
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("letter", ["S", "X", "8"])
def test_the_same_ink_gives_the_same_glyph_on_all_three_ways_in(
    letters: Reader, letter: str
) -> None:
    strokes = strokes_of(letter, height=100)
    size = size_of(strokes)
    ink = render(strokes, size, 8)
    trained = np.rint(255 * (1 - normalise(ink))).astype(np.uint8)

    drawn = letters.read_strokes(strokes, size, pen_width=8).characters
    grey = np.rint(255 * (1 - ink)).astype(np.uint8)
    photo = letters.read(as_png(np.repeat(grey[:, :, None], 3, axis=2))).characters
    assert len(drawn) == len(photo) == 1
    for character in (drawn[0], photo[0]):
        assert character.glyph is not None
        # 8-bit grey on the way in: a glyph may differ by its rounding.
        assert np.abs(character.glyph.astype(int) - trained.astype(int)).max() <= 3


@pytest.mark.parametrize("text", ["HELLO", "WORLD", "3172"])
def test_drawn_words_are_read(reader: Reader, text: str) -> None:
    strokes = strokes_of(text, height=100)
    page = reader.read_strokes(strokes, size_of(strokes), pen_width=7)
    assert page.text == text


def test_words_lines_and_order(reader: Reader, written: Callable[..., Picture]) -> None:
    truth = "the lazy\nbrown fox\njumps"
    page = reader.read(written(truth, font="PatrickHand"))
    assert [len(line.words) for line in page.lines] == [2, 2, 1]
    assert character_error_rate([(page.text, truth)]) <= 0.15


def test_light_on_dark_reads_like_dark_on_light(
    reader: Reader, drawn: Callable[..., Picture]
) -> None:
    picture = drawn("HELLO")
    assert reader.read(255 - picture).text == reader.read(picture).text


def test_boxes_lie_in_source_pixels_whatever_the_working_size(
    letters: Reader, drawn: Callable[..., Picture]
) -> None:
    small = drawn("HELLO")
    large = np.repeat(np.repeat(small, 6, axis=0), 6, axis=1)
    one, six = letters.read(small), letters.read(large)
    assert (six.width, six.height) == (6 * one.width, 6 * one.height)
    assert len(one.characters) == len(six.characters) == 5
    for a, b in zip(one.characters, six.characters, strict=True):
        assert abs(b.box.center[0] - 6 * a.box.center[0]) <= 12
        assert abs(b.box.center[1] - 6 * a.box.center[1]) <= 12
        assert b.box.right <= six.width
        assert b.box.bottom <= six.height


def test_candidates_are_ranked_and_confidence_is_the_first(
    letters: Reader, drawn: Callable[..., Picture]
) -> None:
    word = letters.read(drawn("HELLO")).words[0]
    assert word.text == "".join(c.text for c in word.characters) == word.candidates[0].text
    assert word.confidence == word.candidates[0].probability
    for character in word.characters:
        shares = [c.probability for c in character.candidates]
        assert len(shares) == 5
        assert shares == sorted(shares, reverse=True)
        assert sum(shares) <= 1 + 1e-5
        assert character.confidence == shares[0]


@pytest.mark.parametrize(("alphabet", "allowed"), [("digits", "0123456789"), ("HELO", "HELO")])
def test_no_reading_leaves_the_alphabet(
    reader: Reader, drawn: Callable[..., Picture], alphabet: str, allowed: str
) -> None:
    page = reader.using(alphabet=alphabet).read(drawn("HELLO"))
    assert len(page.text) == 5
    assert set(page.text) <= set(allowed)
    assert page.settings["alphabet"] == alphabet
    assert page.models == reader.read(drawn("H")).models


def test_every_stage_has_a_picture_and_a_sentence(
    reader: Reader, drawn: Callable[..., Picture]
) -> None:
    page = reader.read(drawn("HELLO"))
    names = [stage.name for stage in page.stages]
    assert len(set(names)) == len(names)
    assert {"original", "cleaned", "edges", "contours", "glyphs"} <= set(names)
    for stage in page.stages:
        assert stage.image is not None
        assert stage.image.dtype == np.uint8
        assert stage.image.ndim == 3
        assert stage.seconds >= 0
        assert stage.description.endswith(".")


def test_stages_take_about_the_whole_time(reader: Reader, drawn: Callable[..., Picture]) -> None:
    picture = drawn("HELLO")

    def told() -> float:
        begun = time.perf_counter()
        page = reader.read(picture)
        return page.seconds / (time.perf_counter() - begun)

    reader.read(picture)
    assert 0.8 < max(told() for _ in range(5)) <= 1


def test_a_page_can_be_sent_to_another_process(
    reader: Reader, drawn: Callable[..., Picture]
) -> None:
    page = reader.read(drawn("HI"))
    again = pickle.loads(pickle.dumps(page))
    assert again == page
    for stage, other in zip(page.stages, again.stages, strict=True):
        np.testing.assert_array_equal(stage.image, other.image)


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_a_blank_picture_gives_an_empty_page(reader: Reader, shade: int) -> None:
    page = reader.read(np.full((60, 90, 3), shade, np.uint8))
    assert page.text == ""
    assert page.lines == ()
    assert (page.width, page.height) == (90, 60)
    assert page == Page.from_dict(page.to_dict())


def test_no_strokes_give_an_empty_page(reader: Reader) -> None:
    assert reader.read_strokes([], (300, 150)).text == ""


def test_saved_drawings_are_read_like_drawn_ones(reader: Reader, tmp_path: Path) -> None:
    strokes = strokes_of("3172", height=100)
    pen = [Stroke(tuple((float(x), float(y)) for x, y in s), 7.0) for s in strokes]
    drawing = Drawing(tuple(pen), *size_of(strokes))
    file = tmp_path / "drawing.json"
    file.write_text(to_json(drawing))
    assert reader.read_drawing(drawing).text == "3172"
    assert reader.read(file).text == "3172"
    assert reader.read(to_svg(drawing).encode()).text == "3172"
    with pytest.raises(DrawingError):
        reader.read(b'{"format": "another"}')


def test_what_is_no_picture_is_refused(reader: Reader) -> None:
    with pytest.raises(NotAnImageError):
        reader.read(b"no picture at all")


def test_read_word_takes_everything_as_one_word(
    letters: Reader, drawn: Callable[..., Picture]
) -> None:
    apart = np.concatenate([drawn("HE"), np.full_like(drawn("LO"), 255), drawn("LO")], axis=1)
    assert len(letters.read(apart).words) == 2
    assert letters.using(lexicon="none").read_word(apart).text == "HELO"
    empty = letters.read_word(np.full((30, 40), 255, np.uint8))
    assert (empty.text, empty.confidence) == ("", 0.0)


def test_classify_takes_crops_of_any_size_and_polarity(
    reader: Reader, drawn: Callable[..., Picture]
) -> None:
    crop = drawn("3", height=60)
    found = reader.classify([crop, 255 - crop, crop[:, :, 0]], alphabet="digits")
    assert [candidates[0].text for candidates in found] == ["3"] * 3
    assert found[0] == found[1] == found[2]
    assert sum(c.probability for c in found[0]) == pytest.approx(1, abs=0.02)
    assert reader.classify([]) == ()


def test_classify_answers_for_a_blank_crop_too(reader: Reader) -> None:
    (candidates,) = reader.classify([np.zeros((20, 20), np.uint8)], alphabet="xy")
    assert candidates[0].text in "xy"


def test_wrong_settings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="mode is one of"):
        Reader(mode="fast")
    with pytest.raises(ValueError, match="lexicon is one of"):
        Reader(lexicon="klingon")
    with pytest.raises(AlphabetError):
        Reader(alphabet="ж")
    with pytest.raises(ModelError, match="registry"):
        Reader(models=tmp_path)


def test_without_a_word_network_joined_writing_is_refused(tmp_path: Path) -> None:
    registry = json.loads((models_folder() / "registry.json").read_text("utf-8"))
    del registry["models"]["words"]
    (tmp_path / "registry.json").write_text(json.dumps(registry), "utf-8")
    file = registry["models"]["characters"]["file"]
    (tmp_path / file).write_bytes((models_folder() / file).read_bytes())
    with pytest.raises(ModelError, match="words"):
        Reader(mode="joined", models=tmp_path)
    auto = Reader(models=tmp_path)
    with pytest.raises(ModelError, match="words"):
        auto.using(mode="joined")
    page = auto.read_strokes(strokes_of("HI", height=100), (300, 200), 8)
    assert {word.mode for word in page.words} == {"separate"}


@pytest.mark.parametrize("mode", ["separate", "joined", "auto"])
def test_each_mode_shows_its_own_stages(
    reader: Reader, drawn: Callable[..., Picture], mode: str
) -> None:
    page = reader.using(mode=mode).read(drawn("HELLO"))
    names = [stage.name for stage in page.stages]
    assert ("glyphs" in names) == (mode != "joined")
    for name in ("word images", "activity", "alignment"):
        assert (name in names) == (mode != "separate")
    assert len(page.models) == (2 if mode == "auto" else 1)
    if mode != "auto":
        assert {word.mode for word in page.words} == {mode}


def test_sheets_show_each_character_where_they_say(
    reader: Reader, written: Callable[..., Picture]
) -> None:
    picture = written("lazy brown fox", font="PatrickHand")
    for mode, name in (("separate", "glyphs"), ("joined", "word images")):
        page = reader.using(mode=mode).read(picture)
        stage = page.stage(name)
        assert stage.image is not None
        assert stage.cutouts is not None
        cells = dict(stage.cutouts)
        for character in page.characters:
            cell = cells[character.box]
            assert character.glyph is not None
            height, width = character.glyph.shape
            shown = stage.image[cell.y : cell.bottom, cell.x : cell.right, 0]
            same = cv2.resize(shown, (width, height), interpolation=cv2.INTER_AREA)
            difference = same.astype(float) - character.glyph
            assert np.abs(difference).mean() < 0.1 * (255 - character.glyph).mean() + 4
    assert page.stage("original").cutouts is None


def test_joined_characters_lie_in_their_word_in_order(
    reader: Reader, written: Callable[..., Picture]
) -> None:
    joined = reader.using(mode="joined")
    page = joined.read(written("lazy brown fox", font="PatrickHand"))
    for word in page.words:
        assert word.text == "".join(c.text for c in word.characters)
        assert word.confidence == word.candidates[0].probability
        lefts = [c.box.x for c in word.characters]
        assert lefts == sorted(lefts)
        for character in word.characters:
            assert character.box.intersection(word.box) == character.box.area > 0
            assert sum(c.probability for c in character.candidates) <= 1 + 1e-5


SENTENCES = (
    "The quick brown fox jumps over",
    "my lazy dog. It was a fine day,",
    "and Paris had 31 bridges in 1889.",
    "Why not? Because nobody asked!",
)


@pytest.mark.parametrize("font", ["PatrickHand", "ArchitectsDaughter", "GochiHand", "ShortStack"])
def test_lines_in_handwriting_fonts_are_read_as_a_whole(
    reader: Reader, written: Callable[..., Picture], font: str
) -> None:
    joined = reader.using(mode="joined")
    pairs = [(joined.read(written(text, font=font)).text, text) for text in SENTENCES]
    assert character_error_rate(pairs) <= FLOOR, pairs


def test_an_alphabet_of_marks_is_read_as_a_whole(
    reader: Reader, written: Callable[..., Picture]
) -> None:
    page = reader.using(alphabet=".!?").read(written("wow!", font="PatrickHand"))
    assert set(page.text) <= set(".!? \n")
    with pytest.raises(AlphabetError):
        reader.using(mode="separate", alphabet=".!?")


def test_with_a_language_come_its_letters(reader: Reader, written: Callable[..., Picture]) -> None:
    picture = written("été", font="PatrickHand")
    assert "é" in reader.using(lexicon="french").read_word(picture).text
    assert "é" in reader.using(words=["été"]).read_word(picture).text
    assert reader.read_word(picture).text.isascii()
    bounded = reader.using(lexicon="french", alphabet="lower").read_word(picture)
    assert bounded.text.isascii()


def test_own_words_are_expected_beside_the_language(
    reader: Reader, written: Callable[..., Picture]
) -> None:
    picture = written("AB12", font="PatrickHand")
    words = ["AB12", "Zoë"]
    word = reader.using(words=words).read_word(picture)
    assert word.text == "AB12"
    assert word.confidence >= reader.read_word(picture).confidence
    with pytest.raises(ValueError, match="words is a list"):
        reader.using(words="AB12")


def test_what_the_ink_alone_says_is_told(reader: Reader, written: Callable[..., Picture]) -> None:
    for word in reader.read(written("the lazy brown fox", font="PatrickHand")).words:
        assert word.raw
        assert len(word.candidates) <= 5
        assert sum(c.probability for c in word.candidates) <= 1 + 1e-6


def test_other_settings_are_refused_by_the_same_errors(reader: Reader) -> None:
    with pytest.raises(ValueError, match="mode is one of"):
        reader.using(mode="fast")
    with pytest.raises(ValueError, match="lexicon is one of"):
        reader.using(lexicon="klingon")
    with pytest.raises(AlphabetError):
        reader.using(alphabet="")


def test_the_shortcut_reads_too(drawn: Callable[..., Picture]) -> None:
    assert hwocr.read(drawn("42"), alphabet="digits").text == "42"


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_on_its_side_is_read(
    reader: Reader, written: Callable[..., Picture], quarters: int
) -> None:
    truth = "the lazy brown fox\njumps over the dog\nand runs back home"
    upright = written(truth, font="PatrickHand")
    picture = np.ascontiguousarray(np.rot90(upright, quarters))
    page = reader.read(picture)
    assert character_error_rate([(page.text, truth)]) <= 0.15
    first = page.words[0].box
    # Where the first word stands once the picture is turned.
    height, width = upright.shape[:2]
    x, y = reader.read(upright).words[0].box.center
    expected = {1: (y, width - x), 2: (width - x, height - y), 3: (height - y, x)}[quarters]
    assert first.center == pytest.approx(expected, abs=0.05 * width)
    as_it_lies = reader.using(without=["skew"]).read(picture)
    assert character_error_rate([(as_it_lies.text, truth)]) > 0.5


def test_ruled_paper_reads_like_plain_paper(
    reader: Reader, written: Callable[..., Picture]
) -> None:
    truth = "the lazy brown fox\njumps over the dog"
    picture = written(truth, font="PatrickHand").copy()
    for row in range(15, picture.shape[0], 38):
        picture[row : row + 3] = np.minimum(picture[row : row + 3], (150, 170, 215))
    page = reader.read(picture)
    assert character_error_rate([(page.text, truth)]) <= 0.15
    assert page.stage("rules").description.startswith("Printed lines")


def test_steps_of_preparation_are_told_in_the_settings(reader: Reader) -> None:
    blank = np.full((60, 90, 3), 255, np.uint8)
    page = reader.using(without=["skew", "paper"]).read(blank)
    assert page.settings["without"] == "paper, skew"
    assert not {"paper", "straightened"} & {stage.name for stage in page.stages}
    for wrong in (["shadow"], "paper"):
        with pytest.raises(ValueError, match="paper, light, rules, skew"):
            Reader(without=wrong)
