"""``python -m hwocr.training.personal``: teaches in a process of its own, see ``lesson.py``.

A personal set comes in by standard input; lines of JSON go out: ``{"share": 0.5}`` now and then,
and last ``{"personal": …}`` with the model in base 64, or ``{"error": …, "code": …,
"values": {…}}``.
"""

from __future__ import annotations

import json
import os
import sys
from base64 import b64encode

from hwocr.errors import HwocrError
from hwocr.personal import Examples
from hwocr.training.personal.teach import teach


def main() -> None:
    """Teach what comes in."""
    if hasattr(os, "nice"):
        # Reading comes first: others use this computer meanwhile.
        os.nice(5)
    try:
        examples = Examples.load(sys.stdin.buffer.read())
        personal = teach(examples, report=lambda share: _say(share=round(share, 3)))
        _say(personal=b64encode(personal.to_bytes()).decode("ascii"))
    except HwocrError as error:
        _say(error=str(error), code=error.code, values=error.values)


def _say(**message: object) -> None:
    print(json.dumps(message), flush=True)


if __name__ == "__main__":
    main()
