"""The national id: its check digit, how it is masked, and the ids of made-up people."""

import re
import unicodedata
from collections.abc import Callable

LENGTH = 13
MADE_UP_FIRST_DIGIT = "9"  # never issued: demonstrations, tests and training use it
_MADE_UP_RANGE = 10**11
# Thirteen digits or more, of any script, with at most three blanks, dashes or points between two.
_DIGITS = re.compile(r"\d(?:[\s\-–—.\u200b]{0,3}\d){12,}")


def check_digit(first_twelve: str) -> str:
    """The thirteenth digit that belongs to the first twelve.

    Raises: ValueError unless twelve Arabic digits are given.
    Source: weights 13 down to 2, modulo 11; compared with python-stdnum in a test.
    """
    if len(first_twelve) != LENGTH - 1 or not _arabic(first_twelve):
        raise ValueError("a check digit needs twelve digits")
    weights = range(LENGTH, 1, -1)
    total = sum(w * int(digit) for w, digit in zip(weights, first_twelve, strict=True))
    return str((11 - total % 11) % 10)


def is_valid(national_id: str) -> bool:
    """Whether the text is thirteen Arabic digits, the last of which checks the others."""
    return (
        len(national_id) == LENGTH
        and _arabic(national_id)
        and check_digit(national_id[:-1]) == national_id[-1]
    )


def is_made_up(national_id: str) -> bool:
    """Whether the id belongs to a made-up person, who is shown as such everywhere."""
    return national_id.startswith(MADE_UP_FIRST_DIGIT)


def starts_with_zero(national_id: str) -> bool:
    """Whether the id is one of the records without Thai nationality: accepted and noted."""
    return national_id.startswith("0")


def make_up(number: int) -> str:
    """A valid id of a made-up person, another one for every number.

    Raises: ValueError if the number is outside 0 … 10**11 - 1.
    """
    if not 0 <= number < _MADE_UP_RANGE:
        raise ValueError(f"no made-up id has the number {number}")
    first = f"{MADE_UP_FIRST_DIGIT}{number:011d}"
    return first + check_digit(first)


def dashed(national_id: str) -> str:
    """The id as cards print it, `1-2345-67890-12-3`."""
    i = national_id
    return f"{i[0]}-{i[1:5]}-{i[5:10]}-{i[10:12]}-{i[12]}"


def mask(national_id: str | None) -> str:
    """The id as paper and screens may show it, `1-xxxx-xxxxx-12-3`; empty without an id."""
    if not national_id:
        return ""
    return f"{national_id[0]}-xxxx-xxxxx-{national_id[10:12]}-{national_id[12]}"


def masked_within(text: str, is_id: Callable[[str], bool] = is_valid) -> str:
    """The text with each id in it masked, however it is spaced out and whatever stands around it.

    Ensures: digits are taken for an id only where they are not part of a longer number and `is_id`
    (by default the check digit) agrees; the rest of the text is unchanged.
    """
    if sum(map(str.isdecimal, text)) < LENGTH:
        return text
    return _DIGITS.sub(lambda found: _masked_run(found.group(), is_id), text)


def masked_line(text: str) -> str:
    """What somebody typed, on one line, each id in it masked: what may be kept as a reason."""
    return masked_within(" ".join(text.split()))


def _masked_run(run: str, is_id: Callable[[str], bool]) -> str:
    """Digits with what spaces them out; an id may begin at any of them."""
    places = [place for place, sign in enumerate(run) if sign.isdecimal()]
    digits = "".join(str(unicodedata.decimal(run[place])) for place in places)
    masked, done, first = "", 0, 0
    while first + LENGTH <= len(places):
        start, end = places[first], places[first + LENGTH - 1] + 1
        before, after = run[max(start - 1, 0) : start], run[end : end + 1]
        alone = not before.isdecimal() and not after.isdecimal()
        candidate = digits[first : first + LENGTH]
        if alone and is_id(candidate):
            masked, done = masked + run[done:start] + mask(candidate), end
            first += LENGTH
        else:
            first += 1
    return masked + run[done:]


def _arabic(text: str) -> bool:
    return text.isascii() and text.isdigit()
