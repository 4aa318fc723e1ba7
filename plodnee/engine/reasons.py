"""What somebody gives as a reason: kept only if it is words, and never with a national id."""

import unicodedata

from plodnee.engine.national_id import masked_within
from plodnee.engine.thai_text import clean_text

FEWEST_LETTERS = 3  # letters and vowel signs: ผิด is a word, ก, ok and ... say nothing


def is_words(text: str) -> bool:
    """Whether a text has letters enough, of more than one kind, to be a word at least."""
    letters = [sign for sign in text if unicodedata.category(sign)[0] in "LM"]
    return len(letters) >= FEWEST_LETTERS and len(set(letters)) > 1


def reason_line(text: str) -> str:
    """The reason as it is kept: on one line, each id in it masked; empty if it is no words."""
    line = masked_within(clean_text(text))
    return line if is_words(line) else ""


def reason_lines(text: str) -> str:
    """The same line by line, without empty lines at its ends."""
    lines = [masked_within(clean_text(line)) for line in text.splitlines()]
    return "\n".join(lines).strip("\n") if is_words("".join(lines)) else ""
