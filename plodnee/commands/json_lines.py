"""Lines of JSON as commands read them: each by itself, of bounded length, every name once."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from plodnee.commands.errors import AnswerNotWritten, StreamClosed

LONGEST_LINE_BYTES = 16 * 2**20
MOST_DIGITS = 4_000  # of a whole number


def answer_each(
    answers: Callable[[Iterable[bytes]], Iterable[Mapping[str, Any]]], *, at_once: bool
) -> bool:
    """Writes the answer to each line of standard input; whether one was refused.

    `at_once` gives each answer out as it comes, not when some are together.

    Raises: StreamClosed, AnswerNotWritten; BrokenPipeError once nobody reads the answers.
    """
    if sys.stdin is None or sys.stdout is None:
        raise StreamClosed(stream="standard input" if sys.stdin is None else "standard output")
    refused = False
    try:
        for answer in answers(lines_of(sys.stdin.buffer)):
            refused |= "error" in answer
            line = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
            # a lone surrogate, which JSON can escape and UTF-8 cannot hold, goes out escaped again
            sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
            if at_once:
                sys.stdout.buffer.flush()
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as fault:
        raise AnswerNotWritten(reason=fault.strerror or str(fault)) from fault
    return refused


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
