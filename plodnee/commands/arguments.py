"""Kinds of argument that several commands take; what they cannot be is bad usage."""

import argparse
import re
from datetime import date
from pathlib import Path

from plodnee.engine.thai_dates import COMMON_YEARS

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def day(text: str) -> date:
    """A day of the common era, such as 2019-03-16."""
    try:
        found = date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None or found.year not in COMMON_YEARS:
        raise argparse.ArgumentTypeError(f"{text} is no day of the common era like 2019-03-16")
    return found


def readable_file(text: str) -> Path:
    """A file that can be opened."""
    path = Path(text)
    try:
        path.open("rb").close()
    except OSError as fault:
        raise argparse.ArgumentTypeError(f"{text}: {fault.strerror}") from fault
    return path
