"""Keys for single purposes, derived from the installation's master keys."""

from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KEY_BYTES = 32


def current_version() -> str:
    """The version of the master key under which new rows are written: the last one named."""
    return str(list(settings.MASTER_KEYS)[-1])


def key_versions() -> list[str]:
    """Every version of the master key that there is, today's first."""
    return [str(version) for version in reversed(list(settings.MASTER_KEYS))]


def purpose_key(purpose: str, version: str) -> bytes:
    """The key of one purpose under one master key; purposes do not reveal each other's keys.

    Raises: KeyError if the installation no longer has that version.
    """
    return _derived(purpose, settings.MASTER_KEYS[version])


@lru_cache(maxsize=64)
def _derived(purpose: str, master: bytes) -> bytes:
    info = f"plodnee/{purpose}/v1".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(master)
