"""The web app: ``streamlit run app.py``."""

from __future__ import annotations

from hwocr.ui import navigation, style

style.set_up()
navigation.run()
