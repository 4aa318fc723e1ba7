"""Frozen facts as plain JSON and back, led by their type hints.

A field that was added with a default after something was stored reads as that default.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Fact = TypeVar("Fact")
Reader = Callable[[Any], Any]


def to_plain(value: Any, *, without: frozenset[str] = frozenset()) -> Any:
    """The facts as dicts, lists and plain values; `without` leaves out top-level fields."""
    if is_dataclass(value):
        return {
            field.name: to_plain(getattr(value, field.name))
            for field in fields(value)
            if field.name not in without
        }
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(f"{type(value).__name__} is no plain fact")


def from_plain(kind: type[Fact], plain: Any, **given: Any) -> Fact:
    """The facts again; `given` are fields of the first level that were left out."""
    readers = _field_readers(kind)  # type: ignore[arg-type]
    return kind(**{name: readers[name](value) for name, value in plain.items()}, **given)


@cache
def _field_readers(kind: type) -> dict[str, Reader]:
    hints = get_type_hints(kind)
    return {field.name: _reader(hints[field.name]) for field in fields(kind)}


@cache
def _reader(kind: Any) -> Reader:
    origin, parts = get_origin(kind), get_args(kind)
    if kind is date:
        return date.fromisoformat
    if kind is Decimal:
        return Decimal
    if is_dataclass(kind):
        return lambda plain: from_plain(kind, plain)  # type: ignore[arg-type]
    if origin in (Union, UnionType):
        return _optional(parts)
    if origin is tuple:
        return _tuple(parts)
    if kind in (str, int, bool) or origin is Literal:
        return _same
    raise TypeError(f"{kind} is no plain fact")


def _optional(parts: tuple[Any, ...]) -> Reader:
    (some,) = (part for part in parts if part is not NoneType)
    read = _reader(some)
    return _same if read is _same else lambda plain: None if plain is None else read(plain)


def _tuple(parts: tuple[Any, ...]) -> Reader:
    if parts[-1] is not Ellipsis:
        reads = [_reader(part) for part in parts]
        return lambda plain: tuple(read(item) for read, item in zip(reads, plain, strict=True))
    read = _reader(parts[0])
    return tuple if read is _same else lambda plain: tuple(read(item) for item in plain)


def _same(plain: Any) -> Any:
    return plain
