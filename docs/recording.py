"""A short recording of the app: a word drawn stroke by stroke, its candidates, how it was read."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from tests.browser.screen import Screen
from tests.letters import strokes_of

MOST = 3_000_000
"""Bytes that the file may have."""
COLOURS = 96
_POINTS = 9
"""Points of a stroke between two frames."""
_POINTER = """() => {
  const dot = document.createElement("div");
  dot.style.cssText = "position:fixed;z-index:9999999;width:18px;height:18px;margin:-9px;"
    + "border-radius:50%;background:rgb(217 119 6 / 75%);pointer-events:none;left:-50px";
  // In the top layer, above what opens there.
  dot.popover = "manual";
  dot.style.border = "0"; dot.style.padding = "0"; dot.style.inset = "auto";
  document.body.append(dot);
  addEventListener("pointermove", event => {
    dot.hidePopover();
    dot.showPopover();
    dot.style.left = `${event.clientX}px`;
    dot.style.top = `${event.clientY}px`;
  }, true);
}"""


class Recording:
    """Frames with the milliseconds that each is shown."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.frames: list[Image.Image] = []
        self.times: list[int] = []

    def frame(self, milliseconds: int) -> None:
        """Keep what is in view; equal frames become one."""
        with Image.open(io.BytesIO(self.screen.page.screenshot())) as picture:
            frame = picture.convert("RGB")
        if self.frames and frame.tobytes() == self.frames[-1].tobytes():
            self.times[-1] += milliseconds
        else:
            self.frames.append(frame)
            self.times.append(milliseconds)

    def save(self, path: Path) -> None:
        """Write an animated GIF that repeats.

        Raises:
            ValueError: it would be larger than :data:`MOST`.
        """
        # One palette for all frames: colours do not flicker, and only changes are stored.
        every = Image.new("RGB", (self.frames[0].width, self.frames[0].height * 2))
        every.paste(self.frames[0], (0, 0))
        every.paste(self.frames[-1], (0, self.frames[0].height))
        palette = every.quantize(COLOURS, dither=Image.Dither.NONE)
        few = [f.quantize(palette=palette, dither=Image.Dither.NONE) for f in self.frames]
        few[0].save(path, save_all=True, append_images=few[1:], duration=self.times, loop=0)
        if path.stat().st_size > MOST:
            raise ValueError(f"{path.name} has {path.stat().st_size} bytes, at most {MOST} may be")


def record(screen: Screen, path: Path) -> None:
    """Draw a word, choose among its candidates, look at how it was read; save all that."""
    page, mouse = screen.page, screen.page.mouse
    page.evaluate(_POINTER)
    recording = Recording(screen)
    recording.frame(900)
    box = screen.canvas.bounding_box()
    assert box is not None
    for stroke in strokes_of("HELLO", height=130, at=(120, 70), spacing=0.42):
        points = [(box["x"] + float(x), box["y"] + float(y)) for x, y in stroke]
        mouse.move(*points[0])
        recording.frame(60)
        mouse.down()
        for number, point in enumerate(points[1:], start=1):
            mouse.move(*point)
            if number % _POINTS == 0:
                recording.frame(60)
        mouse.up()
        recording.frame(120)
        page.wait_for_timeout(900)
        recording.frame(280)
    screen.stages.last.wait_for()
    page.wait_for_timeout(1000)
    recording.frame(1500)
    screen.word("HELLO").hover()
    recording.frame(500)
    screen.word("HELLO").click()
    page.wait_for_timeout(400)
    recording.frame(1500)
    screen.panel.locator(".hw-candidate").nth(1).hover()
    recording.frame(600)
    screen.panel.locator(".hw-candidate").nth(1).click()
    page.wait_for_timeout(1500)
    recording.frame(1500)
    screen.button("Undo correction").click()
    page.wait_for_timeout(1500)
    recording.frame(1000)
    main = page.locator(".stMain")
    bottom = screen.stages.first.evaluate("e => e.getBoundingClientRect().top") - 120
    for step in range(1, 6):
        main.evaluate("(e, to) => e.scrollTo({ top: to, behavior: 'instant' })", bottom * step / 5)
        page.wait_for_timeout(100)
        recording.frame(90)
    recording.frame(2500)
    recording.save(path)
