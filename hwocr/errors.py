"""What can go wrong, each with a message that says what to do, and with a code for other words."""

from __future__ import annotations


class HwocrError(Exception):
    """Base of every error that the library raises on purpose.

    Attributes:
        code: a short name of what went wrong, which stays when the message changes; whoever says it
            in other words or in another language goes by it. The class has one for most cases.
        values: what such words can mention, by name: numbers and strings.
    """

    code = "other"

    def __init__(self, message: str = "", /, *, code: str | None = None, **values: object) -> None:
        super().__init__(message)
        self.code = code or self.code
        self.values = values


class ImageError(HwocrError):
    """The input is not a picture that can be read."""


class NotAnImageError(ImageError):
    """The bytes or the file are no picture in a known format."""

    code = "no_picture"


class TruncatedImageError(ImageError):
    """The picture ends too early or its data is damaged."""

    code = "damaged"


class EmptyImageError(ImageError):
    """The picture has no pixels, or the file no bytes."""

    code = "empty"


class ImageTooLargeError(ImageError):
    """The picture has more pixels than the library decodes."""

    code = "too_large"


class TooManyPagesError(ImageError):
    """The document has more pages than the library takes."""

    code = "too_many_pages"


class ProtectedError(ImageError):
    """The document opens with a password only."""

    code = "protected"


class DrawingError(HwocrError):
    """The file or the link is no drawing that can be opened."""

    code = "no_drawing"


class ModelError(HwocrError):
    """A network's weights are missing, damaged or of an unknown version."""

    code = "no_model"


class AlphabetError(HwocrError, ValueError):
    """The alphabet is empty or holds characters that the network does not know."""

    code = "empty_alphabet"


class CorrectionsError(HwocrError, ValueError):
    """What should be a record of corrections is none."""

    code = "no_corrections"


class DataError(HwocrError):
    """Training or benchmark data is missing or not in the expected form."""

    code = "no_data"


class PersonalError(HwocrError):
    """A personal set or model is damaged, too large, of an unknown version or for another base."""

    code = "no_personal"
