"""How kernels are compiled, and where the compiled code is kept.

Numba keys its cache by one function's own file and sees no change in what that function calls or
in the columns it reads. So the cache of a package of kernels lies in a folder named after the
digest of its sources and of this one: any change means a new folder, never yesterday's arithmetic.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

import numba

# A kernel reads and writes arrays and makes none: without `_nrt` it counts no references to them,
# which made the portfolio four times as fast, and inlining its parts seven times.
_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
_PART_OPTIONS = _OPTIONS | {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
Function = TypeVar("Function", bound=Callable[..., object])


class Compile(Protocol):
    """A decorator that leaves a function's type as it is."""

    def __call__(self, function: Function, /) -> Function:
        """The function, compiled."""


def kernels_of(package: Path) -> tuple[Compile, Compile]:
    """Two decorators for a package of kernels: for what is called from Python, and for its parts.

    Ensures: both compile for speed, serial, without the interpreter's lock; only the first keeps
             compiled code, since a part is compiled into each that calls it.
    """
    folder = _cache_folder(package)

    def kernel(function: Function) -> Function:
        settings: Any = numba.config
        before = settings.CACHE_DIR
        settings.CACHE_DIR = str(folder)
        try:
            compiled = numba.njit(cache=True, **_OPTIONS)(function)
        finally:
            settings.CACHE_DIR = before
        return cast(Function, compiled)

    def part(function: Function) -> Function:
        return cast(Function, numba.njit(forceinline=True, **_PART_OPTIONS)(function))

    return kernel, part


def _cache_folder(package: Path) -> Path:
    digest = hashlib.sha256()
    for source in [Path(__file__), *sorted(package.glob("*.py"))]:
        digest.update(source.read_bytes())
    named = os.environ.get("NUMBA_CACHE_DIR")
    own = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "plodnee"
    wished = [Path(named)] if named else [package / "__pycache__", own]
    root = next(filter(_writable, wished), None) or Path(tempfile.mkdtemp(prefix="plodnee-"))
    return root / f"{package.name}-{digest.hexdigest()[:12]}"


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)
