"""The page for everyone: languages, keyboard, screen readers, both themes, no motion."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, Open
from tests.browser.screen import Screen
from tests.letters import strokes_of

pytestmark = pytest.mark.browser

GRAVE = ("serious", "critical")
THEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


def grave_violations(screen: Screen) -> list[str]:
    """What axe-core finds wrong, as rule and selector."""
    # What is being made anew fades out and in, and is not as it will be.
    screen.page.locator('.stApp[data-test-script-state="notRunning"]').wait_for()
    screen.page.wait_for_timeout(600)
    found = Axe().run(screen.page).response["violations"]
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("touch", [False, True], ids=["desktop", "phone"])
@THEMES
def test_no_view_has_grave_barriers(open_page: Open, dark: bool, touch: bool) -> None:
    size = (360, 740) if touch else (1280, 900)
    screen = open_page(*size, dark=dark, touch=touch, newcomer=True)
    page = screen.page
    expect(screen.stages.last).to_be_attached()
    assert grave_violations(screen) == [], "first visit"
    screen.word("Back").click()
    expect(screen.panel).to_be_visible()
    assert grave_violations(screen) == [], "a word's panel"
    page.keyboard.press("Escape")
    screen.button("Settings").click()
    expect(page.locator(".st-key-mode")).to_be_visible()
    assert grave_violations(screen) == [], "settings"
    page.keyboard.press("Escape")
    screen.draw(strokes_of("HELLO", height=60, at=(20, 70)))
    expect(page.locator(".hw-as-example")).to_be_hidden()
    expect(screen.stages.last).to_be_attached()
    assert grave_violations(screen) == [], "a drawing"
    for view in ("Upload", "Camera", "Examples"):
        screen.tab(view).click()
        expect(screen.invitation).to_be_visible()
        assert grave_violations(screen) == [], view
    screen.button("Blackboard").click()
    expect(screen.text).to_contain_text("Water")
    assert grave_violations(screen) == [], "an example"
    screen.tab("Upload").click()
    screen.wait_for_rest()
    broken = {"name": "broken.jpg", "mimeType": "image/jpeg", "buffer": b"not a picture"}
    page.locator("input[type=file]").set_input_files(broken)  # type: ignore[arg-type]
    expect(page.get_by_test_id("stAlert")).to_be_visible()
    assert grave_violations(screen) == [], "a broken file"


@THEMES
def test_no_window_panel_or_other_page_has_grave_barriers(open_page: Open, dark: bool) -> None:
    screen = open_page(360, 740, touch=True, dark=dark, way="upload")
    page = screen.page
    pictures = [ROOT / "examples" / name for name in ("hello.png", "note.jpg")]
    page.locator("input[type=file]").first.set_input_files(pictures)
    listed = page.locator(".st-key-strip").get_by_role("button", name=re.compile(", read"))
    expect(listed).to_have_count(2)
    screen.button("Save all 2 pictures").click()
    expect(page.get_by_text("All pictures in one file")).to_be_visible()
    assert grave_violations(screen) == [], "several pictures, all to be saved"
    page.keyboard.press("Escape")
    page.locator("[data-explain]:visible").first.click()
    expect(page.get_by_role("dialog").locator("figure img")).to_have_count(2)
    assert grave_violations(screen) == [], "why"
    page.keyboard.press("Escape")
    screen.button("Add a missing word").click()
    expect(page.get_by_role("dialog", name="Add a missing word")).to_be_visible()
    assert grave_violations(screen) == [], "a missing word"
    page.keyboard.press("Escape")
    screen.word("HELLO").click()
    screen.panel.get_by_label("Or type what it says").fill("HALLO")
    page.keyboard.press("Enter")
    page.locator(".st-key-teach summary").click()
    expect(page.locator(".hw-hand img").first).to_be_visible()
    assert grave_violations(screen) == [], "teaching, with examples"
    for name in ("Models", "Privacy"):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
        assert grave_violations(screen) == [], name


def test_the_language_is_the_browsers_and_can_be_changed(open_page: Open) -> None:
    screen = open_page(locale="de-AT", alphabet="upper")
    page = screen.page
    root = page.locator("html")
    expect(root).to_have_attribute("lang", "de")
    expect(screen.tab("Zeichnen")).to_be_visible()
    expect(page).not_to_have_url(re.compile("interface"))
    strokes = strokes_of("LOV", height=130, at=(80, 80))
    before_e = len(strokes)
    screen.draw(strokes)
    expect(screen.text).to_have_text("LOV")
    before = screen.ink()
    for name, code, tabs in (
        ("Français", "fr", ["Dessiner", "Envoyer", "Caméra", "Exemples"]),
        ("English", "en", ["Draw", "Upload", "Camera", "Examples"]),
    ):
        choose_language(screen, name)
        expect(root).to_have_attribute("lang", code)
        expect(page).to_have_url(re.compile(f"interface={code}"))
        expect(page.get_by_role("tab")).to_have_text(tabs)
        expect(page.locator(".stTabs [aria-selected=true]")).to_have_text(tabs[0])
        expect(screen.text).to_have_text("LOV")
        screen.wait_for_fit()
        screen.wait_for_same_ink(before)
    screen.wait_for_rest()
    screen.page.wait_for_timeout(1000)
    screen.draw(strokes_of("LOVE", height=130, at=(80, 80))[before_e:])
    expect(screen.text).to_have_text("LOVE")
    choose_language(screen, "Deutsch")
    expect(page).not_to_have_url(re.compile("interface"))


def choose_language(screen: Screen, name: str) -> None:
    screen.page.locator(".st-key-interface [role=combobox]").click()
    screen.page.get_by_role("option", name=name).click()


def test_what_was_uploaded_stays_when_the_language_changes(open_page: Open) -> None:
    screen = open_page(way="upload")
    screen.page.locator("input[type=file]").set_input_files(ROOT / "examples" / "note.jpg")
    expect(screen.text).to_contain_text("noon")
    choose_language(screen, "Deutsch")
    expect(screen.tab("Hochladen")).to_have_attribute("aria-selected", "true")
    expect(screen.text).to_contain_text("noon")
    expect(screen.page.get_by_test_id("stFileUploader")).to_contain_text("note.jpg")


def test_streamlits_own_words_are_in_the_pages_language(open_page: Open) -> None:
    screen = open_page(way="camera", interface="de")
    expect(screen.button("Foto aufnehmen")).to_be_visible()
    choose_language(screen, "Español")
    expect(screen.button("Tomar foto")).to_be_visible()
    screen.tab("Subir").click()
    uploader = screen.page.get_by_test_id("stFileUploader")
    expect(uploader.locator("button")).to_contain_text("Subir")
    expect(uploader).to_contain_text("por archivo")
    choose_language(screen, "English")
    expect(uploader.locator("button")).to_contain_text("Upload")
    expect(uploader).to_contain_text("per file")


def focus(screen: Screen) -> str:
    """What has the focus, by its name or text."""
    name: str = screen.page.evaluate(
        """() => {
          const at = document.activeElement;
          return at.getAttribute("aria-label") || at.textContent.trim() || at.value || at.tagName;
        }"""
    )
    return name


def tab_to(screen: Screen, known: Callable[[str], bool], most: int = 60) -> list[str]:
    """Press the Tab key until what has the focus is ``known``; return all names on the way."""
    names: list[str] = []
    for _ in range(most):
        screen.page.keyboard.press("Tab")
        assert focus_shows(screen), f"the focus on {focus(screen)} cannot be seen"
        names.append(focus(screen))
        if known(names[-1]):
            return names
    pytest.fail(f"never got there, only to {names}")


def focus_shows(screen: Screen) -> bool:
    """Whether what has the focus, or what surrounds it closely, looks other than without it."""
    shows: bool = screen.page.evaluate(
        """async () => {
          const at = document.activeElement;
          if (at === document.body || at.shadowRoot) return true;
          // The page itself, which arrow keys scroll.
          if (at.querySelector(".stMainBlockContainer")) return true;
          const around = [at, at.parentElement, at.parentElement.parentElement,
            ...at.querySelectorAll("*")].slice(0, 12);
          const look = () => around.map(e => {
            const { outline, boxShadow, borderColor, backgroundColor, color } = getComputedStyle(e);
            return [outline, boxShadow, borderColor, backgroundColor, color].join();
          }).join("|");
          const wait = time => new Promise(done => setTimeout(done, time));
          // What is drawn by a script takes its time on a busy machine.
          for (const patience of [60, 250, 1000]) {
            await wait(patience);
            const focused = look();
            at.blur();
            await wait(patience);
            const blurred = look();
            at.focus({ preventScroll: true, focusVisible: true });
            if (focused !== blurred) return true;
          }
          return false;
        }"""
    )
    return shows


def test_all_but_drawing_goes_by_keyboard(open_page: Open) -> None:
    screen = open_page(calm=True, way="draw")
    page = screen.page
    names = tab_to(screen, lambda name: name == "Draw")
    assert any("Settings" in name for name in names)
    page.keyboard.press("End")
    expect(screen.tab("Examples")).to_have_attribute("aria-selected", "true")
    screen.wait_for_rest()
    # What is drawn anew while the focus is on it loses it.
    expect(screen.button("Drawn word")).to_be_visible()
    screen.wait_for_rest()
    tab_to(screen, lambda name: name == "Drawn word")
    page.keyboard.press("Enter")
    expect(screen.text).to_have_text("HELLO")
    names = tab_to(screen, lambda name: name.startswith("HELLO"))
    page.keyboard.press("Enter")
    expect(screen.panel).to_be_visible()
    assert screen.panel.evaluate("e => e.contains(document.activeElement)")
    page.keyboard.press("Tab")
    assert screen.panel.evaluate("e => e.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(screen.panel).to_be_hidden()
    names = tab_to(screen, lambda name: name.endswith("Download"))
    assert {"Copy", "Characters", "Format of the file"} <= set(names)
    tab_to(screen, lambda _: page.locator(".hw-stage :focus").count() > 0)


def test_settings_go_by_keyboard(open_page: Open) -> None:
    screen = open_page(calm=True, way="examples", example="hello")
    expect(screen.text).to_have_text("HELLO")
    tab_to(screen, lambda name: "Settings" in name and len(name) < 40)
    screen.page.keyboard.press("Enter")
    mode = screen.page.locator(".st-key-mode")
    expect(mode).to_be_visible()
    tab_to(screen, lambda name: name == "Auto")
    screen.page.keyboard.press("ArrowRight")
    screen.wait_for_rest()
    if "mode=separate" not in screen.page.url:
        screen.page.keyboard.press("Space")
    expect(screen.page).to_have_url(re.compile("mode=separate"))
    screen.page.keyboard.press("Escape")
    expect(mode).to_be_hidden()


def test_nothing_moves_for_those_who_asked_for_calm(open_page: Open) -> None:
    screen = open_page(calm=True, way="examples", example="hello")
    expect(screen.stages.last).to_be_attached()
    screen.word("HELLO").click()
    longest = screen.page.evaluate(
        """() => Math.max(...[...document.querySelectorAll("*")].flatMap(e => {
          const { transitionDuration, animationDuration } = getComputedStyle(e);
          return [transitionDuration, animationDuration].flatMap(d => d.split(",").map(parseFloat));
        }))"""
    )
    assert longest < 0.05
