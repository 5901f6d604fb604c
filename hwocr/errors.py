"""What can go wrong, each with a message that says what to do."""

from __future__ import annotations


class HwocrError(Exception):
    """Base of every error that the library raises on purpose."""


class ImageError(HwocrError):
    """The input is not a picture that can be read."""


class NotAnImageError(ImageError):
    """The bytes or the file are no picture in a known format."""


class TruncatedImageError(ImageError):
    """The picture ends too early or its data is damaged."""


class EmptyImageError(ImageError):
    """The picture has no pixels, or the file no bytes."""


class ImageTooLargeError(ImageError):
    """The picture has more pixels than the library decodes."""


class TooManyPagesError(ImageError):
    """The document has more pages than the library takes."""


class ProtectedError(ImageError):
    """The document opens with a password only."""


class DrawingError(HwocrError):
    """The file or the link is no drawing that can be opened."""


class ModelError(HwocrError):
    """A network's weights are missing, damaged or of an unknown version."""


class AlphabetError(HwocrError, ValueError):
    """The alphabet is empty or holds characters that the network does not know."""


class CorrectionsError(HwocrError, ValueError):
    """What should be a record of corrections is none."""


class DataError(HwocrError):
    """Training or benchmark data is missing or not in the expected form."""


class PersonalError(HwocrError):
    """A personal set or model is damaged, too large, of an unknown version or for another base."""
