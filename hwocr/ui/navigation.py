"""The pages of the app, and the links from each to the others."""

from __future__ import annotations

import streamlit as st

from hwocr.ui import address, document, head, models, page, privacy, uploads
from hwocr.ui.texts import says


def run() -> None:
    """Show the page that the address names, below the head and the links to all of them."""
    pages = [
        st.Page(page.show, title=says("navigation.read"), url_path="read", default=True),
        st.Page(models.show, title=says("navigation.models"), url_path="models"),
        st.Page(privacy.show, title=says("navigation.privacy"), url_path="privacy"),
    ]
    # Streamlit's own menu would hide behind a button on phones.
    current = st.navigation(pages, position="hidden")
    choices = (*page.CHOICES, head.choice())
    address.take_up(choices, current.url_path)
    address.keep(choices)
    document.describe()
    head.show()
    with st.container(horizontal=True, key="navigation", gap="small"):
        for item in pages:
            st.page_link(item, label=item.title, width="content")
    if current.url_path:
        uploads.keep_files()
        current.run()
    else:
        # Not by its run(): Streamlit drops what a page's widgets hold as soon as another one is
        # shown, but not what those outside of all pages do.
        page.show()
