"""Compiled code is kept, and a change anywhere in its package is never answered from the cache."""

import os
import subprocess
import sys

RULES = """
from pathlib import Path
from plodnee.engine.compiling import kernels_of
from parts import part_of
kernel, part = kernels_of(Path(__file__).parent)
@kernel
def twice(number: int) -> int:
    return 2 * part_of(number)
"""
PARTS = """
from pathlib import Path
from plodnee.engine.compiling import kernels_of
_, part = kernels_of(Path(__file__).parent)
@part
def part_of(number: int) -> int:
    return number + {added}
"""


def _answer(package, cache):
    code = "from rules import twice; print(twice(20), sum(twice.stats.cache_hits.values()))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=package,
        env={**os.environ, "NUMBA_CACHE_DIR": str(cache), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(map(int, done.stdout.split()))


def test_compiled_code_is_found_again_until_something_that_it_calls_changes(tmp_path):
    package, cache = tmp_path / "package", tmp_path / "cache"
    package.mkdir()
    (package / "rules.py").write_text(RULES)
    (package / "parts.py").write_text(PARTS.format(added=1))
    assert _answer(package, cache) == (42, 0)
    assert _answer(package, cache) == (42, 1), "the second process compiles nothing"
    (package / "parts.py").write_text(PARTS.format(added=2))
    assert _answer(package, cache) == (44, 0), "only the part was changed"


def test_code_that_may_be_kept_nowhere_is_kept_for_this_process(tmp_path, monkeypatch):
    from plodnee.engine import compiling

    blocked = tmp_path / "a file"
    blocked.write_text("")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(blocked / "below"))
    kernel, _ = compiling.kernels_of(tmp_path)
    assert callable(kernel)
