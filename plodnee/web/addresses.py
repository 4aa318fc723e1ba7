"""Every address of the site with its policy, for `plodnee urls` and the test that walks them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from plodnee.web.access import LOGGED_IN, PUBLIC

# Views of others, by the name of their address.
POLICY_OF_OTHERS = {
    "set_language": PUBLIC,
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_inactive": PUBLIC,
    "account_reauthenticate": LOGGED_IN,
    "account_change_password": LOGGED_IN,
    "mfa_index": LOGGED_IN,
    "mfa_authenticate": PUBLIC,
    "mfa_reauthenticate": LOGGED_IN,
    "mfa_activate_totp": LOGGED_IN,
    "mfa_deactivate_totp": LOGGED_IN,
    "mfa_view_recovery_codes": LOGGED_IN,
    "mfa_generate_recovery_codes": LOGGED_IN,
    "mfa_download_recovery_codes": LOGGED_IN,
}


@dataclass(frozen=True, slots=True)
class Address:
    """One route: its pattern, its name, the methods it answers and its policy (None: a fault)."""

    pattern: str
    name: str
    methods: tuple[str, ...]
    policy: str | None


def addresses() -> list[Address]:
    """Every address of the installation, in the order in which they are tried."""
    return list(_below("", get_resolver().url_patterns))


def _below(prefix: str, patterns: Iterable[URLPattern | URLResolver]) -> Iterator[Address]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _below(path, pattern.url_patterns)
        else:
            yield _address(path, pattern)


def _address(path: str, pattern: URLPattern) -> Address:
    name = pattern.name or ""
    policy = getattr(pattern.callback, "policy", None) or POLICY_OF_OTHERS.get(name)
    methods = getattr(pattern.callback, "methods", None) or ("GET", "POST")
    return Address(f"/{path}", name, tuple(methods), policy)
