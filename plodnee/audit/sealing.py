"""Personal values encrypted in the database, and an index to find an equal one."""

import base64
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from plodnee.audit.keys import KEY_BYTES, current_version, key_versions, purpose_key

FORMAT = "v1"
NONCE_BYTES = 12
PURPOSE = "field"
OWN = "own"  # stands where a key's version does: sealed under a key of somebody's own


def seal(text: str, *, place: str) -> str:
    """The text under AES-256-GCM as `v1|key version|nonce|ciphertext`.

    `place` names table, row and field; a value moved to another place cannot be opened there.
    """
    version = current_version()
    return _sealed(text, place, version, purpose_key(PURPOSE, version))


def unseal(sealed: str, *, place: str) -> str:
    """The text that was sealed for this place.

    Raises: cryptography's InvalidTag if it was changed, moved, or sealed under another key.
    """
    return _opened(sealed, place, purpose_key(PURPOSE, sealed_under(sealed)))


def sealed_under(sealed: str) -> str:
    """The version of the key that a value is sealed under."""
    form, version, _nonce, _ciphertext = sealed.split("|")
    if form != FORMAT:
        raise ValueError(f"unknown form of a sealed value: {form}")
    return version


def fresh_key() -> bytes:
    """A key of somebody's own: when it is destroyed, nobody can open what it sealed."""
    return secrets.token_bytes(KEY_BYTES)


def seal_own(text: str, *, place: str, key: bytes) -> str:
    """The text under a key of somebody's own, otherwise as `seal`."""
    return _sealed(text, place, OWN, key)


def unseal_own(sealed: str, *, place: str, key: bytes) -> str:
    """The text that was sealed under this key for this place."""
    return _opened(sealed, place, key)


def key_words(key: bytes) -> str:
    """A key as text, to be sealed itself."""
    return _written(key)


def key_of_words(text: str) -> bytes:
    """The key again."""
    return _read(text)


def seal_content(content: bytes, *, place: str) -> bytes:
    """The content of a file sealed as `seal` seals a text, with the same head before it."""
    version = current_version()
    nonce = secrets.token_bytes(NONCE_BYTES)
    cipher = AESGCM(purpose_key(PURPOSE, version))
    head = f"{FORMAT}|{version}|".encode("ascii")
    return head + nonce + cipher.encrypt(nonce, content, _bound(place, version))


def unseal_content(sealed: bytes, *, place: str) -> bytes:
    """The content that was sealed for this place.

    Raises: cryptography's InvalidTag if it was changed, moved, or sealed under another key.
    """
    form, version, rest = sealed.split(b"|", 2)
    if form != FORMAT.encode("ascii"):
        raise ValueError("unknown form of a sealed file")
    key_version = version.decode("ascii")
    cipher = AESGCM(purpose_key(PURPOSE, key_version))
    nonce, ciphertext = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
    return cipher.decrypt(nonce, ciphertext, _bound(place, key_version))


def blind_index(value: str, *, purpose: str, version: str | None = None) -> str:
    """A keyed fingerprint that is equal for equal values; it cannot be turned or enumerated."""
    key = purpose_key(f"index/{purpose}", version or current_version())
    return hmac.digest(key, value.encode("utf-8"), "sha256").hex()


def blind_indexes(value: str, *, purpose: str) -> list[str]:
    """The fingerprint under every key there is, today's first: for rows not yet rotated."""
    return [blind_index(value, purpose=purpose, version=version) for version in key_versions()]


def _sealed(text: str, place: str, version: str, key: bytes) -> str:
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, text.encode("utf-8"), _bound(place, version))
    return "|".join((FORMAT, version, _written(nonce), _written(sealed)))


def _opened(sealed: str, place: str, key: bytes) -> str:
    version = sealed_under(sealed)
    _form, _version, nonce, ciphertext = sealed.split("|")
    text = AESGCM(key).decrypt(_read(nonce), _read(ciphertext), _bound(place, version))
    return text.decode("utf-8")


def _bound(place: str, version: str) -> bytes:
    return f"{place}|{version}".encode()


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii")


def _read(text: str) -> bytes:
    return base64.urlsafe_b64decode(text)
