"""Which rules and which arithmetic a result comes from, to the letter."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import plodnee

_PACKAGE = Path(plodnee.__file__).parent
_SHORT = 16


@cache
def engine_version() -> str:
    """The product's version with a fingerprint of the arithmetic's own text."""
    sources = [
        *(_PACKAGE / "engine").rglob("*.py"),
        *(_PACKAGE / "casework" / "plan").rglob("*.py"),
    ]
    return f"{version('plodnee')}+{_fingerprint(sources)[:_SHORT]}"


@cache
def policy_version() -> str:
    """A fingerprint of every dated number of the law and the programme."""
    return _fingerprint((_PACKAGE / "policy").glob("*.toml"))


def _fingerprint(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
