"""The app's logic, with a reader whose answers are known."""

from __future__ import annotations

import io
import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from hwocr.corrections import ChangeWord, Place
from hwocr.decode.language import LEXICONS
from hwocr.draw import Level
from hwocr.drawing import Drawing, Stroke
from hwocr.drawing.link import pack
from hwocr.export import FORMATS, Manner
from hwocr.networks.classes import WORD_CHARACTERS
from hwocr.page import Page
from hwocr.ui import address, downloads, examples, read, settings
from hwocr.ui import history as histories
from hwocr.ui.edits import History
from hwocr.ui.paper import Paper, View
from hwocr.ui.reading import Reading
from tests.ui.pages import FakeReader
from tests.ui.pages import page as read_page

APP = Path(__file__).parents[1] / "app.py"
STROKE = Stroke(((10.0, 10.0), (50.0, 60.0)), 7.0)
DRAWING = Drawing((STROKE, STROKE), 400, 240)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> FakeReader:
    fake = FakeReader("HELLO", unsure="O")
    monkeypatch.setattr(read, "shared_reader", lambda: fake)
    # What other tests read of the examples, another reader may read otherwise.
    examples.read_for_all.clear()
    return fake


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What would be saved of the page, by the name of each format that is text."""
    offered: dict[str, str] = {}
    offer = downloads.offer

    def note(reading: Reading, level: Level, mark: str) -> None:
        for name, form in FORMATS.items():
            if form.textual:
                data = form.write([downloads.sheet(reading)], Manner(mark, level))
                offered[name] = data.decode("utf-8-sig")
        offer(reading, level, mark)

    monkeypatch.setattr(downloads, "offer", note)
    return offered


def app(way: str = "draw", drawing: Drawing | None = None, **query: str | list[str]) -> AppTest:
    """The app in one of its ways, perhaps with a drawing; not yet run."""
    test = AppTest.from_file(str(APP), default_timeout=20)
    test.query_params["way"] = way
    for name, value in query.items():
        test.query_params[name] = value
    if drawing is not None:
        papers = [
            Paper(drawing.with_strokes(drawing.strokes[:count]), 1, 80)
            for count in range(len(drawing.strokes) + 1)
        ]
        test.session_state["history"] = histories.History(tuple(papers), len(drawing.strokes))
        test.session_state["canvas_view"] = View(drawing.width, drawing.height, 1)
    return test


def run(test: AppTest) -> AppTest:
    test.run()
    assert not test.exception
    return test


def html(test: AppTest) -> str:
    bodies = [element.proto.body for element in test.get("html")]
    return "".join(body for body in bodies if "<style>" not in body)


def shown(test: AppTest) -> dict[str, Any]:
    """What the text's component was given; empty where no text is shown."""
    found = [e.proto for e in test.get("bidi_component") if e.proto.component_name == "hwocr_text"]
    return json.loads(found[0].json) if found else {}


def listed(test: AppTest) -> list[dict[str, Any]]:
    """The uploaded pictures as they are listed; empty where no list is shown."""
    found = [e.proto for e in test.get("bidi_component") if e.proto.component_name == "hwocr_strip"]
    return list(json.loads(found[0].json)["items"]) if found else []


def text(test: AppTest) -> str:
    return str(shown(test)["text"])


def words(test: AppTest) -> list[str]:
    return [word["text"] for line in shown(test).get("lines", []) for word in line]


def drawn(test: AppTest) -> tuple[Stroke, ...]:
    """The strokes on the session's sheet."""
    known: histories.History = test.session_state["history"]
    return known.current.drawing.strokes


def button(test: AppTest, label: str) -> Any:
    return next(b for b in test.button if b.label == label)


def encoded(kind: str = "PNG") -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (400, 80), "white").save(data, kind)
    return data.getvalue()


def test_an_empty_canvas_gets_an_invitation(reader: FakeReader) -> None:
    test = run(app())
    assert "Write a word on the paper" in html(test)
    assert not words(test)
    assert not reader.drawings
    assert button(test, "Undo").disabled
    assert button(test, "Clear").disabled


def test_a_drawing_is_read_and_shown(reader: FakeReader) -> None:
    test = run(app(drawing=DRAWING))
    assert text(test) == "HELLO"
    strokes, size, pen_width = reader.drawings[0]
    np.testing.assert_array_equal(strokes[0], [[10, 10], [50, 60]])
    assert (len(strokes), size, pen_width) == (2, (400, 240), 7)
    assert "1 line · 1 word · 5 characters · no word unsure · read in 12 ms" in html(test)
    assert html(test).count('class="hw-prediction"') == 5
    assert [b.proto.label for b in test.get("download_button")] == ["Save corrections", "Download"]
    assert len(test.selectbox(key="format").options) == len(FORMATS)


def test_nothing_is_read_twice(reader: FakeReader) -> None:
    test = run(app(drawing=DRAWING))
    run(test)
    test.button_group(key="level").set_value("words")
    run(test)
    assert len(reader.drawings) == 1


def test_undo_and_clear(reader: FakeReader) -> None:
    test = run(app(drawing=DRAWING))
    button(test, "Undo").click()
    run(test)
    assert len(reader.drawings[-1][0]) == 1
    assert drawn(test) == (STROKE,)
    button(test, "Redo").click()
    run(test)
    assert len(reader.drawings[-1][0]) == 2
    button(test, "Clear").click()
    run(test)
    assert not words(test)
    assert drawn(test) == ()
    button(test, "Undo").click()
    run(test)
    assert words(test) == ["HELLO"]


def test_a_link_opens_its_drawing_and_forgets_it_when_it_changes(reader: FakeReader) -> None:
    test = app()
    test.query_params["drawing"] = pack(DRAWING) or ""
    run(test)
    assert words(test) == ["HELLO"]
    assert len(drawn(test)) == 2
    run(test)
    assert "drawing" in test.query_params
    button(test, "Clear").click()
    run(test)
    assert "drawing" not in test.query_params
    assert drawn(test) == ()


def test_a_damaged_link_is_named_and_nothing_is_lost(reader: FakeReader) -> None:
    test = app(drawing=DRAWING)
    test.query_params["drawing"] = "nonsense!"
    run(test)
    assert "link is damaged" in test.warning[0].value
    assert drawn(test) == DRAWING.strokes
    button(test, "Clear").click()
    run(test)
    assert not test.warning


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, "all"),
        ({"alphabet": "digits"}, "digits"),
        ({"alphabet": "accents"}, WORD_CHARACTERS),
        ({"alphabet": "own"}, "all"),
        ({"alphabet": "own", "characters": "AB12"}, "AB12"),
        ({"alphabet": "nonsense"}, "all"),
        # As links of earlier versions have it.
        ({"alphabet": "Digits"}, "digits"),
        ({"alphabet": "Upper case"}, "upper"),
        ({"alphabet": "All and accents"}, WORD_CHARACTERS),
        ({"alphabet": "Own characters", "characters": "AB12"}, "AB12"),
    ],
)
def test_a_link_sets_the_alphabet(reader: FakeReader, query: dict[str, str], expected: str) -> None:
    run(app(drawing=DRAWING, **query))
    assert reader.alphabets[-1] == expected


def test_another_alphabet_reads_again(reader: FakeReader) -> None:
    test = run(app(drawing=DRAWING))
    test.selectbox(key="alphabet").set_value("letters")
    run(test)
    assert reader.alphabets == ["all", "letters"]


def test_who_comes_first_sees_an_example_that_makes_way(reader: FakeReader) -> None:
    test = AppTest.from_file(str(APP), default_timeout=20)
    run(test)
    assert text(test) == "HELLO"
    assert "Write a word on the paper" in html(test)
    assert "<strong>Example</strong>" in html(test)
    assert len(reader.pictures) == 1
    test.session_state["way"] = "upload"
    run(test)
    assert "<strong>Example</strong>" in html(test)
    test.file_uploader[0].set_value(("a.png", encoded(), "image/png"))
    run(test)
    assert "<strong>Example</strong>" not in html(test)
    test.session_state["way"] = "draw"
    run(test)
    assert not words(test)
    assert "Write a word on the paper" in html(test)


@pytest.mark.parametrize("query", [{"way": "draw"}, {"alphabet": "digits"}])
def test_who_follows_a_link_sees_no_example(reader: FakeReader, query: dict[str, str]) -> None:
    test = AppTest.from_file(str(APP), default_timeout=20)
    for name, value in query.items():
        test.query_params[name] = value
    assert not words(run(test))


def test_a_link_shows_an_example(reader: FakeReader) -> None:
    test = run(app("examples", example="digits"))
    assert words(test) == ["HELLO"]
    assert len(reader.pictures) == 1


@pytest.mark.parametrize(
    ("code", "tabs", "says"),
    [
        ("de", ["Zeichnen", "Hochladen", "Kamera", "Beispiele"], "Was zu erwarten ist."),
        ("fr", ["Dessiner", "Envoyer", "Caméra", "Exemples"], "À quoi s&#x27;attendre."),
        ("ES", ["Dibujar", "Subir", "Cámara", "Ejemplos"], "Qué cabe esperar."),
        ("xx", ["Draw", "Upload", "Camera", "Examples"], "What to expect."),
    ],
)
def test_a_link_sets_the_language_of_the_page(
    reader: FakeReader, code: str, tabs: list[str], says: str
) -> None:
    test = run(app("upload", interface=code))
    assert [tab.label for tab in test.tabs] == tabs
    assert says in html(test)


def test_another_language_of_the_page_loses_nothing(reader: FakeReader) -> None:
    test = run(app("upload", DRAWING, alphabet="digits"))
    test.file_uploader[0].set_value(("a.png", encoded(), "image/png"))
    run(test)
    test.selectbox(key="interface").set_value("de")
    run(test)
    assert "Was da steht" in html(test)
    assert words(test) == ["HELLO"]
    assert test.session_state["way"] == "upload"
    assert drawn(test) == DRAWING.strokes
    assert test.selectbox(key="alphabet").value == "digits"
    addressed = {"way": "upload", "alphabet": "digits", "interface": "de"}
    assert dict(test.query_params) == addressed


def test_the_address_holds_what_is_not_as_usual(reader: FakeReader) -> None:
    test = run(app(drawing=DRAWING, other="stays"))
    test.button_group(key="prepare").set_value(["light"])
    test.toggle(key="steps").set_value(False)
    run(test)
    assert dict(test.query_params) == {"other": "stays", "prepare": "light", "steps": "false"}
    test.button_group(key="prepare").set_value([])
    test.toggle(key="steps").set_value(True)
    run(test)
    assert dict(test.query_params) == {"other": "stays", "prepare": ""}
    assert reader.without[-1] == settings.STEPS


def test_an_address_that_comes_late_undoes_nothing_but_going_back_does(
    reader: FakeReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = run(app(drawing=DRAWING, alphabet="digits"))
    test.button_group(key="mode").set_value("joined")
    run(test)
    assert dict(test.query_params) == {"alphabet": "digits", "mode": "joined"}
    for late, mode in ((60, "joined"), (0, "auto")):
        monkeypatch.setattr(address, "_LATE", late)
        del test.query_params["mode"]
        run(test)
        assert reader.settings[-1] == (mode, "digits", "english")
        assert test.query_params.get("mode", "auto") == mode


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ("auto", "english")),
        ({"mode": "joined", "language": "none"}, ("joined", "none")),
        ({"mode": "Separate letters"}, ("separate", "english")),
        ({"mode": "Joined writing", "language": "No dictionary"}, ("joined", "none")),
        ({"language": "French"}, ("auto", "french")),
        ({"mode": "nonsense", "language": "Klingon"}, ("auto", "english")),
    ],
)
def test_a_link_sets_mode_and_lexicon(
    reader: FakeReader, query: dict[str, str], expected: tuple[str, str]
) -> None:
    run(app(drawing=DRAWING, **query))
    mode, alphabet, lexicon = reader.settings[-1]
    assert ((mode, lexicon), alphabet) == (expected, "all")


def test_steps_of_preparation_can_be_switched_off(reader: FakeReader) -> None:
    test = run(app(drawing=DRAWING))
    assert reader.without == [()]
    test.button_group(key="prepare").set_value(["paper", "light", "skew"])
    run(test)
    assert reader.without == [(), ("rules",)]


def test_a_link_leaves_steps_out(reader: FakeReader) -> None:
    run(app(drawing=DRAWING, prepare=["Shadows", "Turned page"]))
    assert reader.without == [("paper", "rules")]


def test_another_mode_or_lexicon_reads_again(reader: FakeReader) -> None:
    test = run(app(drawing=DRAWING))
    test.button_group(key="mode").set_value("joined")
    run(test)
    test.selectbox(key="language").set_value("none")
    run(test)
    assert reader.settings == [
        ("auto", "all", "english"),
        ("joined", "all", "english"),
        ("joined", "all", "none"),
    ]


def test_every_language_of_the_reader_can_be_chosen() -> None:
    assert set(settings.LEXICONS) == set(LEXICONS)


def test_own_words_come_from_link_and_settings(reader: FakeReader) -> None:
    test = run(app(drawing=DRAWING, words="Loughborough\n\n  St Ives \nLoughborough"))
    assert reader.words == [("Loughborough", "St Ives")]
    test.text_area(key="words").set_value("Anneliese")
    run(test)
    assert reader.words[-1] == ("Anneliese",)


def test_a_long_list_of_words_does_not_go_into_the_link(reader: FakeReader) -> None:
    test = run(app(drawing=DRAWING, words="Anneliese"))
    test.text_area(key="words").set_value("\n".join(200 * ["Loughborough"] + ["Ely"]))
    run(test)
    assert reader.words[-1] == ("Loughborough", "Ely")
    assert "words" not in test.query_params
    run(test)
    assert reader.words[-1] == ("Loughborough", "Ely")


def test_mode_and_lexicon_hold_for_all_ways(reader: FakeReader) -> None:
    chosen = {"mode": "Joined writing", "language": "No dictionary"}
    run(app(drawing=DRAWING, **chosen))
    uploading = run(app("upload", None, **chosen))
    uploading.file_uploader[0].set_value(("a.png", encoded(), "image/png"))
    run(uploading)
    choosing = run(app("examples", None, **chosen))
    choosing.button(key="choose_hello").click()
    run(choosing)
    assert reader.settings == 3 * [("joined", "all", "none")]


def test_characters_the_network_does_not_know_are_named_and_nothing_is_lost(
    reader: FakeReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hwocr.decode.alphabet import characters_of

    def using(alphabet: str, **_: object) -> FakeReader:
        characters_of(alphabet)
        return reader

    monkeypatch.setattr(reader, "using", using)
    test = run(app(drawing=DRAWING, alphabet="Own characters", characters="Aж"))
    assert "ж" in test.warning[0].value
    assert drawn(test) == DRAWING.strokes


def test_stages_can_be_hidden(reader: FakeReader) -> None:
    test = run(app(drawing=DRAWING))
    assert "hw-stages" in html(test)
    test.toggle(key="steps").set_value(False)
    run(test)
    assert "hw-stages" not in html(test)


def test_a_broken_upload_is_named_and_nothing_else_is_lost(reader: FakeReader) -> None:
    test = run(app("upload", DRAWING, alphabet="Letters"))
    test.file_uploader[0].set_value(("good.png", encoded(), "image/png"))
    run(test)
    assert text(test) == "HELLO"
    test.file_uploader[0].set_value(
        [("good.png", encoded(), "image/png"), ("bro_ken.png", b"no picture", "image/png")]
    )
    run(test)
    test.session_state["wants_next"] = True
    run(test)
    assert len(test.warning) == 1
    assert r"**bro\_ken.png** was not read" in test.warning[0].value
    assert text(test) == "HELLO"
    assert drawn(test) == DRAWING.strokes
    assert test.selectbox(key="alphabet").value == "letters"


def test_several_uploads_are_read_and_one_is_chosen(reader: FakeReader) -> None:
    test = run(app("upload"))
    test.file_uploader[0].set_value([("a.png", encoded(), "image/png")] * 3)
    run(test)
    assert [item["name"] for item in listed(test)] == ["a.png", "a.png (2)", "a.png (3)"]
    assert [item["kind"] for item in listed(test)] == ["read", "reading", "waiting"]
    assert words(test) == ["HELLO"]
    for count in (2, 3, 3):
        # As the list in the browser asks for the next one.
        test.session_state["wants_next"] = True
        run(test)
        assert len(reader.pictures) == count
    assert {item["kind"] for item in listed(test)} == {"read"}


def test_a_picture_without_writing_gets_a_friendly_word(
    reader: FakeReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "text", "")
    test = run(app("upload"))
    test.file_uploader[0].set_value(("white.png", encoded(), "image/png"))
    run(test)
    assert "Nothing here looks like writing" in test.info[0].value
    assert "hw-stages" in html(test)


def test_a_bug_in_the_reader_is_no_traceback_on_the_page(
    reader: FakeReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Page:
        raise IndexError("list index out of range")

    monkeypatch.setattr(reader, "read_strokes", broken)
    test = run(app(drawing=DRAWING))
    assert "Something went wrong" in test.warning[0].value
    assert "list index" not in test.warning[0].value


def test_every_example_is_read(reader: FakeReader) -> None:
    test = run(app("examples"))
    for code in examples.FILES:
        test.button(key=f"choose_{code}").click()
        run(test)
        assert text(test) == "HELLO"
    assert len(reader.pictures) == len(examples.FILES)


def test_ways_keep_their_results(reader: FakeReader) -> None:
    test = run(app(drawing=DRAWING))
    test.session_state["way"] = "examples"
    run(test)
    assert not words(test)
    test.session_state["way"] = "draw"
    run(test)
    assert text(test) == "HELLO"
    assert len(reader.drawings) == 1


def hallo(size: tuple[int, int]) -> History:
    """One correction in a picture of a size that reads HELLO."""
    history = History()
    history.add((ChangeWord(Place(read_page("HELLO").words[0].box, size, "HELLO"), "HALLO"),))
    return history


def test_a_correction_is_everywhere_and_outlasts_reruns_and_settings(
    reader: FakeReader, saved: dict[str, str]
) -> None:
    test = run(app(drawing=DRAWING))
    test.session_state["edits"] = {read.DRAWING: hallo((400, 240))}
    test.session_state["drawn"] = []
    for language in ("french", "english"):
        test.selectbox(key="language").set_value(language)
        run(test)
        assert text(test) == "HALLO"
        assert shown(test)["changes"] == 1
        assert re.findall('hw-prediction">(.)<', html(test)) == list("HALLO")
        assert "was read HELLO" in html(test)
        assert "no word unsure · 1 corrected" in html(test)
        assert saved["text"] == "HALLO\n"
        assert json.loads(saved["json"])["lines"][0]["words"][0]["corrected"]


def test_a_correction_belongs_to_its_picture_whatever_it_is_called(reader: FakeReader) -> None:
    test = run(app("upload"))
    test.file_uploader[0].set_value(("a.png", encoded(), "image/png"))
    run(test)
    test.session_state["edits"] = {sha256(encoded()).hexdigest(): hallo((400, 80))}
    test.file_uploader[0].set_value(("b.png", encoded(), "image/png"))
    run(test)
    assert text(test) == "HALLO"
    test.file_uploader[0].set_value(("a.jpg", encoded("JPEG"), "image/jpeg"))
    run(test)
    assert text(test) == "HELLO"


def test_unsure_words_are_marked_in_copied_text_only_if_asked(
    reader: FakeReader, saved: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hwocr.page.UNSURE_WORD", 0.95)
    test = run(app(drawing=DRAWING))
    assert (text(test), saved["text"]) == ("HELLO", "HELLO\n")
    assert shown(test)["lines"][0][0]["unsure"]
    assert "1 word unsure" in html(test)
    test.toggle(key="mark").set_value(True)
    run(test)
    assert text(test) == "HELLO(?)"
    assert saved["text"] == "HELLO(?)\n"


def test_the_one_reader_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[FakeReader] = []

    def make() -> FakeReader:
        made.append(FakeReader())
        return made[-1]

    monkeypatch.setattr(read, "Reader", make)
    read.shared_reader.clear()
    try:
        for _ in range(2):
            assert text(run(app(drawing=DRAWING))) == "HELLO"
    finally:
        read.shared_reader.clear()
    assert len(made) == 1
