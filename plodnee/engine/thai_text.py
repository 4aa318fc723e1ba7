"""Thai text as people type it, made comparable without changing what it says."""

import re
import unicodedata

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
TITLES = ("นางสาว", "นาง", "นาย", "น.ส.", "ด.ช.", "ด.ญ.")

_TO_THAI = str.maketrans("0123456789", THAI_DIGITS)
_TO_ARABIC = str.maketrans(THAI_DIGITS, "0123456789")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_TONE = "[\u0e48-\u0e4b]"
# Sara am typed as nikhahit + sara aa, or with its tone mark after it: one letter to a reader.
_SARA_AM = re.compile(f"({_TONE}?)(?:\u0e4d({_TONE}?)\u0e32|\u0e33)({_TONE}?)")
_TITLE = re.compile(r"(นางสาว|นาง|นาย|น\. ?ส\.|ด\. ?ช\.|ด\. ?ญ\.) ?(?=\S)")
_LEADING_VOWEL = re.compile("([เ-ไ])([ก-ฮ])")
_MARKS = re.compile("[\u0e47-\u0e4e]")


def to_thai_digits(text: str) -> str:
    """The text with every Arabic digit as its Thai one."""
    return text.translate(_TO_THAI)


def to_arabic_digits(text: str) -> str:
    """The text with every Thai digit as its Arabic one."""
    return text.translate(_TO_ARABIC)


def has_control_character(text: str) -> bool:
    """Whether the text holds a character that no person typed (tab and line breaks are blanks)."""
    return _CONTROL.search(text) is not None


def without_control(text: str) -> str:
    """The text without control characters, which no keyboard types; line breaks and tabs stay."""
    return _CONTROL.sub("", text)


def clean_text(text: str, *, arabic_digits: bool = False) -> str:
    """The text as its writer meant it: composed, without invisible characters, single blanks.

    Ensures: cleaning twice changes nothing more; no letter, digit or sign is lost.
    Source:  docs/reference/formats.md, row "any text".
    """
    visible = _INVISIBLE.sub("", text)
    composed = unicodedata.normalize("NFC", visible).replace("เเ", "แ")
    one_am = unicodedata.normalize("NFC", _SARA_AM.sub("\\1\\2\\3\u0e33", composed))
    folded = " ".join(one_am.split())
    return to_arabic_digits(folded) if arabic_digits else folded


def compact(text: str) -> str:
    """The text without blanks and with Arabic digits: how headers and choice words compare."""
    return clean_text(text, arabic_digits=True).replace(" ", "")


def split_title(name: str) -> tuple[str, str]:
    """The title and the name after it; the title is empty where none was written.

    Ensures: the name is never empty if the text was not: a title alone counts as a name.
    """
    cleaned = clean_text(name)
    found = _TITLE.match(cleaned)
    if not found:
        return "", cleaned
    return found.group(1).replace(" ", ""), cleaned[found.end() :]


def sort_key(name: str) -> tuple[str, str]:
    """A key that sorts Thai names as the dictionary does.

    Ensures: a leading vowel counts after its consonant; tone marks decide only between equals.
    Source:  the order of the Royal Institute Dictionary.
    """
    swapped = _LEADING_VOWEL.sub(r"\2\1", clean_text(name, arabic_digits=True))
    return _MARKS.sub("", swapped), swapped
