"""A progress bar on standard error, drawn only where a person watches it."""

import sys
from typing import TextIO

_CELLS = 30


class ProgressBar:
    """One line that fills up; nothing is written where the stream is no terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._watched = self._stream.isatty()

    def show(self, label: str, done: int, total: int) -> None:
        """Draw how much of one stage is done."""
        if not self._watched:
            return
        filled = _CELLS * done // max(total, 1)
        bar = "█" * filled + "░" * (_CELLS - filled)
        self._stream.write(f"\r\033[K{bar} {done}/{total} {label}")
        self._stream.flush()

    def clear(self) -> None:
        """Take the line away, so that what follows starts at the margin."""
        if self._watched:
            self._stream.write("\r\033[K")
            self._stream.flush()
