"""Personal values encrypted in the database, and an index to find an equal one."""

import base64
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from plodnee.audit.keys import current_version, purpose_key

FORMAT = "v1"
NONCE_BYTES = 12
PURPOSE = "field"


def seal(text: str, *, place: str) -> str:
    """The text under AES-256-GCM as `v1|key version|nonce|ciphertext`.

    `place` names table, row and field; a value moved to another place cannot be opened there.
    """
    version = current_version()
    nonce = secrets.token_bytes(NONCE_BYTES)
    cipher = AESGCM(purpose_key(PURPOSE, version))
    sealed = cipher.encrypt(nonce, text.encode("utf-8"), _bound(place, version))
    return "|".join((FORMAT, version, _written(nonce), _written(sealed)))


def unseal(sealed: str, *, place: str) -> str:
    """The text that was sealed for this place.

    Raises: cryptography's InvalidTag if it was changed, moved, or sealed under another key.
    """
    form, version, nonce, ciphertext = sealed.split("|")
    if form != FORMAT:
        raise ValueError(f"unknown form of a sealed value: {form}")
    cipher = AESGCM(purpose_key(PURPOSE, version))
    text = cipher.decrypt(_read(nonce), _read(ciphertext), _bound(place, version))
    return text.decode("utf-8")


def blind_index(value: str, *, purpose: str) -> str:
    """A keyed fingerprint that is equal for equal values; it cannot be turned or enumerated."""
    key = purpose_key(f"index/{purpose}", current_version())
    return hmac.digest(key, value.encode("utf-8"), "sha256").hex()


def _bound(place: str, version: str) -> bytes:
    return f"{place}|{version}".encode()


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii")


def _read(text: str) -> bytes:
    return base64.urlsafe_b64decode(text)
