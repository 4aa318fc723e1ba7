"""A folder of results that is complete or untouched: made beside its place, then put there."""

import contextlib
import ctypes
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from plodnee.errors import Refusal

SUMMARY = "summary.json"
_AT_CURRENT_FOLDER = -100  # AT_FDCWD of Linux
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux: two names change places in one step


class FolderTaken(Refusal):
    """The folder for the results holds something that is no earlier result."""

    code = "results.folder_taken"
    message_th = "ไม่เขียนลงใน {folder} เพราะมี {found} ซึ่งไม่ใช่ผลลัพธ์เดิม โปรดระบุโฟลเดอร์ใหม่หรือโฟลเดอร์ว่าง"
    message_en = "{folder} holds {found}, which is no earlier result; name a new or empty folder."


class CannotWrite(Refusal):
    """The results cannot be written where they were asked for; the place is as it was."""

    code = "results.cannot_write"
    message_th = "เขียนผลลัพธ์ลงใน {folder} ไม่ได้ ({reason}) โฟลเดอร์เดิมไม่ถูกแตะต้อง"
    message_en = "The results cannot be written to {folder} ({reason}); it is as it was."


def check_free(folder: Path, *, files: Collection[str], folders: Mapping[str, str]) -> None:
    """Nothing, where the folder is absent, empty or holds an earlier result.

    An earlier result has a summary of ours and beside it only `files`, and the `folders` named
    with the ending that all files in them have.

    Raises: FolderTaken with the first thing found that may not be replaced; CannotWrite if it
            cannot be looked into.
    """
    with _told_as_refusal(folder):
        _check_free(folder, files, folders)


def _check_free(folder: Path, files: Collection[str], folders: Mapping[str, str]) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise FolderTaken(folder=folder, found=folder.name)
    members = sorted(folder.iterdir())
    for member in members:
        if member.name in folders:
            ours = _holds_only(member, folders[member.name])
        else:
            ours = member.name in files and _is_plain_file(member)
        if not ours:
            raise FolderTaken(folder=folder, found=member.name)
    if members and not _has_summary(folder / SUMMARY):
        raise FolderTaken(folder=folder, found=members[0].name)


class NewFolder:
    """A folder on its way to its place."""

    def __init__(self, path: Path, asked: Path) -> None:
        self._path = path
        self._asked = asked

    def write(self, name: str, content: bytes) -> None:
        """Write one file; its name may have folders before it.

        Raises: CannotWrite if the disk does not take it.
        """
        file = self._path / name
        with _told_as_refusal(self._asked):
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content)


@contextlib.contextmanager
def in_place_of(folder: Path) -> Iterator[NewFolder]:
    """A new folder to fill; it takes the place of `folder` if nothing is raised while it is open.

    Ensures: whatever happens, `folder` holds either all of the old or all of the new.
    Raises:  CannotWrite if the disk does not take it.
    """
    with _told_as_refusal(folder):
        place = folder.resolve()
        place.parent.mkdir(parents=True, exist_ok=True)
    # Named before it is made: a signal that ends the command finds it already in the `try`.
    new = place.parent / f".{place.name}-{secrets.token_hex(8)}"
    try:
        with _told_as_refusal(folder):
            new.mkdir(mode=0o700)
        yield NewFolder(new, folder)
        with _told_as_refusal(folder):
            new.chmod(0o777 & ~_umask())
            _put(new, place)
    finally:
        shutil.rmtree(new, ignore_errors=True)


@contextlib.contextmanager
def _told_as_refusal(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise CannotWrite(folder=folder, reason=fault.strerror) from fault


def _put(new: Path, place: Path) -> None:
    """Afterwards `place` is the new folder, and `new` the old one if there was any."""
    if not place.exists() or not any(place.iterdir()):
        new.rename(place)
        return
    if _exchange(new, place):
        return
    old = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    place.rename(old)
    try:
        new.rename(place)
    except OSError:
        old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Whether the two folders have changed places in one step, as Linux can."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    here = _AT_CURRENT_FOLDER
    done = rename(here, os.fsencode(one), here, os.fsencode(other), ctypes.c_uint(_EXCHANGE))
    return int(done) == 0


def _holds_only(folder: Path, suffix: str) -> bool:
    if not folder.is_dir() or folder.is_symlink():
        return False
    return all(_is_plain_file(inner) and inner.suffix == suffix for inner in folder.iterdir())


def _is_plain_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _has_summary(path: Path) -> bool:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and {"centre", "as_of", "by_class", "assumptions"} <= set(found)


def _umask() -> int:
    """The process's own mask; the system lets it be read only by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
