"""Every address of the site with its policy, for `plodnee urls` and the test that walks them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True)
class Address:
    """One route: its pattern, its name, the methods it answers and its policy.

    A view that names no policy has None there and no methods: a fault, which a test finds.
    """

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
    view = pattern.callback
    methods = getattr(view, "methods", ())
    return Address(f"/{path}", pattern.name or "", methods, getattr(view, "policy", None))
