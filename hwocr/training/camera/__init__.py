"""A camera simulator: a flat written sheet becomes a phone's photo with known geometry.

``Camera`` knows where every point of the sheet lies in the photo; ``photograph`` takes it.
"""

from __future__ import annotations

from hwocr.training.camera.geometry import Camera, Places, View
from hwocr.training.camera.photograph import Shot, photograph, sample_shot
from hwocr.training.camera.stationery import Stationery

__all__ = ["Camera", "Places", "Shot", "Stationery", "View", "photograph", "sample_shot"]
