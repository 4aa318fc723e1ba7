"""The installation's secrets: from the environment, else made once and kept beside the data."""

import base64
import binascii
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
SHORTEST_SECRET = 50
FEWEST_DIFFERENT_SIGNS = 5  # as Django's own check of a deployment
SAMPLES = ("django-insecure-", "change", "sample", "example", "secret")
FILE_NAME = "keys.json"


@dataclass(frozen=True, slots=True)
class Keys:
    """Django's signing key, and the master keys by version; the last one seals what is new."""

    secret_key: str
    master_keys: Mapping[str, bytes]


def installation_keys(directory: Path, environment: Mapping[str, str]) -> Keys:
    """The keys of this installation.

    `PLODNEE_SECRET_KEY` and `PLODNEE_MASTER_KEYS` (`1:<base64 of 32 bytes>,2:…`) win over the file
    `keys.json` in the data directory, which is made, readable by its owner only, when needed.
    """
    named_secret = environment.get("PLODNEE_SECRET_KEY", "")
    named_masters = environment.get("PLODNEE_MASTER_KEYS", "")
    kept = {} if named_secret and named_masters else _kept(directory / FILE_NAME)
    keys = Keys(
        secret_key=named_secret or kept["secret_key"],
        master_keys=_master_keys(named_masters or kept["master_keys"]),
    )
    _refuse_samples(keys)
    return keys


def add_master_key(directory: Path) -> str:
    """The version of a master key made and added to the key file; it seals what is new.

    Every process has to be started again before it knows the key.

    Raises: ImproperlyConfigured where the keys come from the environment.
    """
    path = directory / FILE_NAME
    if os.environ.get("PLODNEE_MASTER_KEYS") or not path.exists():
        raise ImproperlyConfigured("the keys are set in the environment: add one there, last")
    kept = _kept(path)
    versions = [int(version) for version in _master_keys(kept["master_keys"])]
    version = str(max(versions) + 1)
    fresh = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")
    kept["master_keys"] += f",{version}:{fresh}"
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    _write_privately(draft, kept)
    os.replace(draft, path)
    return version


def _write_privately(path: Path, content: Mapping[str, str]) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def _kept(path: Path) -> dict[str, str]:
    """What the key file holds; two processes that start at once agree on one file."""
    if not path.exists():
        fresh = {
            "secret_key": secrets.token_urlsafe(64),
            "master_keys": "1:" + base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii"),
        }
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        _write_privately(draft, fresh)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # the other process was first: its keys count
        finally:
            draft.unlink()
    if path.stat().st_mode & 0o077:
        raise ImproperlyConfigured(f"{path.name} may be read by others; make it mode 600")
    kept: dict[str, str] = json.loads(path.read_text("utf-8"))
    return kept


def _master_keys(written: str) -> dict[str, bytes]:
    keys = {}
    for part in written.split(","):
        version, _, encoded = part.strip().partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error as error:
            raise ImproperlyConfigured("a master key is not base64") from error
        if not version.isalnum() or len(key) != KEY_BYTES or version in keys:
            raise ImproperlyConfigured(f"a master key is VERSION:base64 of {KEY_BYTES} bytes")
        keys[version] = key
    return keys


def _refuse_samples(keys: Keys) -> None:
    """A key that stands in a manual protects nothing."""
    secret = keys.secret_key
    if (
        len(secret) < SHORTEST_SECRET
        or len(set(secret)) < FEWEST_DIFFERENT_SIGNS
        or secret.lower().startswith(SAMPLES)
    ):
        raise ImproperlyConfigured(
            "PLODNEE_SECRET_KEY is a sample or too short; remove it or set another"
        )
    if any(len(set(key)) < FEWEST_DIFFERENT_SIGNS for key in keys.master_keys.values()):
        raise ImproperlyConfigured("a key of PLODNEE_MASTER_KEYS is a sample; set another")
