"""What in a text looks like an id or a telephone number of a person."""

import re

from plodnee.engine.national_id import masked_within
from plodnee.engine.thai_text import to_arabic_digits

# A number of Thailand: nine or ten digits from 0, or the same after +66, however spaced out.
_PHONE = re.compile(r"(?<![\d+,.])(?:\+66|0)[\s\-.]?\d(?:[\s\-.]?\d){7,8}(?![\d,])")
_ID_LIKE = re.compile(r"(?<!\d)\d(?:[\s\-–.]{0,3}\d){12}(?!\d)")


def holds_national_id(text: str) -> bool:
    """Whether thirteen digits of it are a national id by their check digit."""
    return masked_within(text) != text


def looks_personal(text: str) -> bool:
    """Whether something in it looks like an id or a telephone number.

    Ensures: every text that holds a national id looks personal.
    """
    plain = to_arabic_digits(text)
    return holds_national_id(text) or bool(_ID_LIKE.search(plain) or _PHONE.search(plain))
