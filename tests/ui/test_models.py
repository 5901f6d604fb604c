from __future__ import annotations

import sys

import pytest
from streamlit.testing.v1 import AppTest

from hwocr.ui.texts import LANGUAGES


def models_page() -> None:
    from hwocr.ui import models

    models.show()


def privacy_page() -> None:
    from hwocr.ui import privacy

    privacy.show()


def shown(page: AppTest) -> str:
    assert not page.exception
    return "".join(element.proto.body for element in page.get("html"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_models_are_told_of_in_every_language(code: str) -> None:
    test = AppTest.from_function(models_page, default_timeout=20)
    test.query_params["interface"] = code
    html = shown(test.run())
    titles = {"en": "Models", "de": "Modelle", "es": "Modelos", "fr": "Modèles"}
    assert f">{titles[code]}</h1>" in html
    assert "116\u202f323" in html
    assert html.count('class="hw-card"') == 5
    assert "{" not in html


def test_another_set_and_other_classes_are_shown() -> None:
    test = AppTest.from_function(models_page, default_timeout=20).run()
    test.selectbox(key="measured_set").set_value(2)
    test.selectbox(key="measured_fold").set_value("62")
    html = shown(test.run())
    assert "6\u202f721 characters that training never saw: 80.0\u00a0% of the most probable" in html
    assert "89.2\u00a0% are, with a calibration error of 1.4 points" in html
    tall = html[html.index("hw-tall") :].partition("</table>")[0]
    assert tall.count('<th scope="row">') == 62


def test_charts_bring_their_data_along_and_no_heavy_package() -> None:
    heavy = {"altair", "pandas", "pyarrow"}
    before = heavy & sys.modules.keys()
    test = AppTest.from_function(models_page, default_timeout=20).run()
    assert len(test.get("vega_lite_chart")) == 2
    assert heavy & sys.modules.keys() == before


@pytest.mark.parametrize("code", LANGUAGES)
def test_privacy_is_told_of_in_every_language(code: str) -> None:
    test = AppTest.from_function(privacy_page, default_timeout=20)
    test.query_params["interface"] = code
    html = shown(test.run())
    assert html.count("<h2>") == 6
    assert test.code[0].value.endswith("streamlit run app.py")
