"""Lines of JSON as commands read them: each by itself, of bounded length, every name once."""

import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

LONGEST_LINE_BYTES = 16 * 2**20
MOST_DIGITS = 4_000  # of a whole number


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; of one that is too long, only its first bytes and no line end."""
    while line := stream.readline(LONGEST_LINE_BYTES + 1):
        rest = line
        while _is_cut(rest):
            rest = stream.readline(LONGEST_LINE_BYTES + 1)
        yield line


def json_of(line: bytes, number: Callable[[str], object] = float) -> object:
    """The JSON value of a line; `number` reads what has a point or an exponent.

    Raises: ValueError if it is no JSON in UTF-8, too long, or names something twice in one object.
    """
    if _is_cut(line):
        raise ValueError(f"longer than {LONGEST_LINE_BYTES:,} bytes")
    return json.loads(
        line.decode("utf-8-sig"),
        parse_float=number,
        parse_int=_whole,
        parse_constant=_no_constant,
        object_pairs_hook=_once_each,
    )


def _is_cut(line: bytes) -> bool:
    return len(line) > LONGEST_LINE_BYTES and not line.endswith(b"\n")


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"a whole number of more than {MOST_DIGITS:,} digits")
    return int(digits)


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is not a JSON number")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are all different. Raises: ValueError."""
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return values
