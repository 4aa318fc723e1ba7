"""Style sheets, scripts and letters where the server finds them, gathered when they changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = ".gathered"


def gather_static_files() -> bool:
    """Whether there was something to gather since the last start."""
    root = Path(settings.STATIC_ROOT)
    stamp = root / STAMP
    state = _state_of_sources()
    if stamp.is_file() and stamp.read_text("ascii") == state:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(state, "ascii")
    return True


def _state_of_sources() -> str:
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list(ignore_patterns=[]):
            source = Path(storage.path(path)).stat()
            digest.update(f"{path}|{source.st_size}|{source.st_mtime_ns}\n".encode())
    return digest.hexdigest()
