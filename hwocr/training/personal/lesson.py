"""Teaching in the background, in a process of its own: it can be watched and stopped.

So the memory that TensorFlow takes is given back afterwards, and nothing that goes wrong there
can harm who started it. What is taught goes through pipes and never lies on a disk.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from base64 import b64decode
from pathlib import Path
from threading import BoundedSemaphore, Thread, Timer

from hwocr.errors import HwocrError, PersonalError
from hwocr.personal import Examples, Personal

LONGEST = 300.0
"""Seconds after which a lesson is given up."""
_UNSEEN = 60.0
"""Seconds after which nobody waits for a lesson any more that nobody looked at."""
_AT_ONCE = BoundedSemaphore(1)
"""Two lessons at a time would take twice the memory, and each twice the time."""
_log = logging.getLogger(__name__)


class Lesson:
    """One lesson; it has begun when this is made.

    Attributes:
        share: how much is done, in [0, 1].
        personal: what was taught, as soon as that is known.
        error: why nothing was taught, if so.
        stopped: whether :meth:`stop` ended it.
    """

    def __init__(self, examples: Examples) -> None:
        """Begin.

        Raises:
            PersonalError: another lesson is going on.
        """
        if not _AT_ONCE.acquire(blocking=False):
            raise PersonalError(
                "somebody else is teaching; try again in two minutes", code="teaching_busy"
            )
        self.share, self.stopped = 0.0, False
        self.error: HwocrError | None = None
        self.personal: Personal | None = None
        self._begun = self._seen = time.monotonic()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "hwocr.training.personal"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        except OSError:
            _AT_ONCE.release()
            raise
        self._thread = Thread(target=self._listen, args=(examples.to_bytes(),), daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self._begun

    def look(self) -> float:
        """How much is done, in [0, 1]; a lesson that nobody looks at for a minute is stopped."""
        self._seen = time.monotonic()
        return self.share

    def stop(self) -> None:
        """End it; nothing is taught."""
        self.stopped = True
        self._process.kill()

    def wait(self, seconds: float = LONGEST) -> None:
        """Wait until it has ended, so long at most."""
        self._seen += seconds
        self._thread.join(seconds)

    def _listen(self, examples: bytes) -> None:
        """Send the examples, take in what comes back until the process ends."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        watch = Timer(LONGEST, process.kill)
        watch.start()
        try:
            process.stdin.write(examples)
            process.stdin.close()
            for line in process.stdout:
                self._take(line)
                if time.monotonic() - self._seen > _UNSEEN:
                    self.stop()
        except OSError:
            _log.exception("the teaching process cannot be talked to")
        finally:
            watch.cancel()
            process.kill()
            process.wait()
            _AT_ONCE.release()
        if self.personal is None and not self.error and not self.stopped:
            self.error = PersonalError(
                "teaching ended before it was done, most likely for want of memory or time; "
                "try again, or teach on your own computer: hwocr train personal",
                code="teaching_ended",
            )

    def _take(self, line: bytes) -> None:
        try:
            message = json.loads(line)
        except ValueError:
            return  # Some library has printed something.
        if not isinstance(message, dict):
            return
        if "personal" in message:
            try:
                self.personal = Personal.load(b64decode(message["personal"]))
            except HwocrError as error:
                self.error = error
        if "error" in message:
            code, values = message["code"], message["values"]
            self.error = PersonalError(message["error"], code=code, **values)
        self.share = float(message.get("share", self.share))


def _environment() -> dict[str, str]:
    """As here, with this package to be found where it is not installed."""
    package = str(Path(__file__).parents[3])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "TF_CPP_MIN_LOG_LEVEL": "3"}
