"""The web app: ``streamlit run app.py``."""

from __future__ import annotations

from hwocr.ui import page, style

style.set_up()
page.show()
