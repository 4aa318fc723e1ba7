"""Digits as official paper writes them, without touching codes that registers use."""

import re

from plodnee.engine.thai_text import to_thai_digits

_WORD = re.compile(r"\S+")
_LATIN = re.compile("[A-Za-z]")


def official_digits(text: str) -> str:
    """The text with Thai digits; a word with Latin letters, such as a household's code, stays."""
    return _WORD.sub(lambda found: _written(found[0]), text)


def _written(word: str) -> str:
    return word if _LATIN.search(word) else to_thai_digits(word)
