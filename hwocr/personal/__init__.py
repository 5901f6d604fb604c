"""One person's hand: labelled examples of it, and the layers that were taught with them."""

from hwocr.personal.examples import Examples
from hwocr.personal.model import Effect, Personal

__all__ = ["Effect", "Examples", "Personal"]
