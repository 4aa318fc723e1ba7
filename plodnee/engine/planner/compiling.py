"""How the planner's kernels are compiled, and where the compiled code is kept.

Numba keys its cache by one function's own file and does not see a change in a kernel which that
function calls. So the cache lies in a folder named after the digest of all kernels: any
change of a rule means a new folder, never yesterday's arithmetic.

A `kernel` is called from Python, and its compiled code is kept. A `part` is compiled into what
calls it. A `lean` part makes no array, so it counts no references to arrays either; before the
search was lean it spent more than half of its time on that count.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

Function = TypeVar("Function", bound=Callable[..., object])

Satang = NDArray[np.int64]
Flags = NDArray[np.bool_]
Reals = NDArray[np.float64]

# Above every sum of money that the reader admits (2**61), and far enough below 2**63 to subtract.
HUGE = 1 << 62
BAHT = 100

_DECORATORS = (b"@kernel\n", b"@part\n", b"@inlined\n", b"@lean\n")
_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
_PART_OPTIONS: dict[str, Any] = _OPTIONS | {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}

_LEAN: dict[str, Any] = {"_nrt": False}
_INLINED: dict[str, Any] = {"inline": "always"}


def kernel(function: Function) -> Function:
    """The function compiled for int64 arrays: serial, without the interpreter's lock, kept."""
    settings: Any = numba.config
    before = settings.CACHE_DIR
    settings.CACHE_DIR = str(_FOLDER)
    try:
        compiled = numba.njit(cache=True, **_OPTIONS)(function)
    finally:
        settings.CACHE_DIR = before
    return cast(Function, compiled)


def part(function: Function) -> Function:
    """The function compiled into each kernel that calls it; Python cannot call it."""
    return cast(Function, numba.njit(**_PART_OPTIONS)(function))


def inlined(function: Function) -> Function:
    """A part written out in each place that calls it: the search below it is compiled once less."""
    return cast(Function, numba.njit(**_PART_OPTIONS, **_INLINED)(function))


def lean(function: Function) -> Function:
    """A part that makes no array; compiling one that does fails."""
    return cast(Function, numba.njit(**_PART_OPTIONS, **_LEAN)(function))


def is_compiled() -> bool:
    """Whether an earlier process kept compiled code of these very kernels."""
    return any(_FOLDER.rglob("*.nbi"))


def _cache_folder() -> Path:
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        text = source.read_bytes()
        kernels = any(name in text for name in _DECORATORS)
        digest.update(text if kernels or source.samefile(__file__) else b"")
    here = Path(__file__).parent / "__pycache__"
    named = os.environ.get("NUMBA_CACHE_DIR")
    own = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "plodnee"
    wished = [Path(named)] if named else [here, own]
    root = next(filter(_writable, wished), None) or Path(tempfile.mkdtemp(prefix="plodnee-"))
    return root / f"kernels-{digest.hexdigest()[:12]}"


def _writable(folder: Path) -> bool:
    """Whether compiled code may be kept there; never in a folder that anyone else could fill."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


_FOLDER = _cache_folder()
