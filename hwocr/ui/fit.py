"""How wide the page's column is: the canvas is told its width in pixels, the browser knows it."""

from __future__ import annotations

import streamlit as st

_SCRIPT = """
export default function ({ parentElement, setStateValue }) {
  const host = parentElement.host ?? parentElement;
  let reported = 0, waiting = null;
  const report = () => {
    // In a hidden tab the width is 0: keep what was reported before.
    const width = Math.floor(host.getBoundingClientRect().width);
    if (width > 0 && width !== reported) {
      reported = width;
      setStateValue("width", width);
    }
  };
  const hideToolbar = () => {
    // The canvas's own toolbar shows on hover only, which touch does not have;
    // the page has its own buttons.
    for (const element of document.querySelectorAll(".st-key-paper *")) {
      const root = element.shadowRoot;
      if (root && root.querySelector(".dc-toolbar") && !root.querySelector("style.fit")) {
        const style = document.createElement("style");
        style.className = "fit";
        style.textContent =
          ".dc-toolbar { display: none !important } .dc-canvas { outline: none !important }";
        root.append(style);
      }
    }
  };
  const observer = new ResizeObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(report, 120);
  });
  observer.observe(host);
  const looking = setInterval(hideToolbar, 250);
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


def container_width(key: str) -> int | None:
    """The width in pixels of the container this is called in.

    ``None`` until the browser has reported it, which makes the app run again.
    """
    result = _component(key=key, on_width_change=lambda: None, height=1)
    width = result.get("width")
    return None if width is None else int(width)
