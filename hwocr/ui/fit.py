"""What only the browser knows of the canvas: how wide it may be, and whether it is still there."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

_SCRIPT = """
export default function ({ parentElement, setStateValue, setTriggerValue }) {
  const host = parentElement.host ?? parentElement;
  let reported = 0, waiting = null, missing = 0;
  const report = () => {
    // In a hidden tab the width is 0: keep what was reported before.
    const width = Math.floor(host.getBoundingClientRect().width);
    if (width > 0 && width !== reported) {
      reported = width;
      setStateValue("width", width);
    }
  };
  const look = () => {
    const roots = [...document.querySelectorAll(".st-key-paper *")].map(e => e.shadowRoot);
    const root = roots.find(r => r && r.querySelector(".canvas-root"));
    if (!root) return;
    missing = root.querySelector("canvas.upper-canvas") ? 0 : missing + 1;
    // After about a second it will not come back by itself.
    if (missing === 5) setTriggerValue("lost", true);
    if (!root.querySelector("style.fit")) {
      // The canvas's own toolbar shows on hover only, which touch does not have;
      // the page has its own buttons.
      const style = document.createElement("style");
      style.className = "fit";
      style.textContent =
        ".dc-toolbar { display: none !important } .dc-canvas { outline: none !important }";
      root.append(style);
    }
  };
  const observer = new ResizeObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(report, 120);
  });
  observer.observe(host);
  const looking = setInterval(look, 200);
  report();
  return () => {
    observer.disconnect();
    clearTimeout(waiting);
    clearInterval(looking);
  };
}
"""

_component = st.components.v2.component(
    "hwocr_fit", html="<div></div>", css=":host { display: block; height: 0 }", js=_SCRIPT
)


def fit(key: str, on_lost: Callable[[], None]) -> int | None:
    """The width in pixels of the container this is called in.

    Args:
        key: of this element.
        on_lost: called when the canvas on the paper has gone from the page.

    Returns:
        ``None`` until the browser has reported the width, which makes the app run again.
    """
    result = _component(
        key=key, on_width_change=lambda: None, on_lost_change=on_lost, width="stretch", height=1
    )
    width = result.get("width")
    return None if width is None else int(width)
