"""Reading one JSON object key by key: every value is checked, every unread term refused."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from plodnee.engine.schedule.refusals import BadTerms, unsupported
from plodnee.engine.thai_dates import BE_OFFSET, BUDDHIST_YEARS

_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)
_MOST_PLACES = 30  # digits before the point, and after it
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Fields:
    """One JSON object of a line, its path known; `finish` refuses what nobody asked for."""

    def __init__(self, values: object, path: str) -> None:
        if not isinstance(values, Mapping):
            raise BadTerms(path, "ต้องเป็นวัตถุ JSON", "must be a JSON object")
        self.values: Mapping[str, object] = values
        self.path = path
        self.read: set[str] = set()

    def name(self, key: str) -> str:
        """The full name of a term of this object."""
        return f"{self.path}.{key}" if self.path else key

    def get(self, key: str) -> object:
        """The value of a term, None where it is absent or null."""
        self.read.add(key)
        return self.values.get(key)

    def given(self, key: str) -> bool:
        """Whether a term is there and says something: neither null, nor 0, nor false."""
        return self.get(key) not in (None, 0, False)

    def refuse(
        self, key: str, thai: str, english: str, smallest: str | int | None = None
    ) -> BadTerms:
        """The refusal of one term of this object."""
        return BadTerms(self.name(key), thai, english, smallest)

    def missing(self, key: str) -> BadTerms:
        """The refusal of an object that lacks a term it needs."""
        return self.refuse(key, "ต้องระบุ", "is required")

    def finish(self) -> None:
        """Nothing, if every term was read. Raises: BadTerms for the first that was not."""
        for key, value in self.values.items():
            if key not in self.read and value not in (None, 0, False):
                raise self.refuse(key, "ไม่รู้จักเงื่อนไขนี้", "is not a known term")

    def text(self, key: str) -> str | None:
        """A text, or None."""
        value = self.get(key)
        if value is None or isinstance(value, str):
            return value
        raise self.refuse(key, "ต้องเป็นข้อความ", "must be a text")

    def choice(self, key: str, known: Iterable[str], default: str | None = None) -> str:
        """One of the words known; a word that is not is a convention we do not support."""
        value = self.text(key)
        if value is None:
            if default is None:
                raise self.missing(key)
            return default
        if value not in tuple(known):
            raise unsupported(self.name(key), value)
        return value

    def flag(self, key: str) -> bool:
        """A JSON true or false; absent is false."""
        value = self.get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise self.refuse(key, "ต้องเป็น true หรือ false", "must be true or false")

    def whole(self, key: str, smallest: int, largest: int, default: int | None = None) -> int:
        """A whole number within bounds."""
        value = self.get(key)
        if value is None:
            if default is None:
                raise self.missing(key)
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.refuse(key, "ต้องเป็นจำนวนเต็ม", "must be a whole number")
        if value < smallest:
            raise self.refuse(
                key, f"ต้องไม่น้อยกว่า {smallest}", f"must be at least {smallest}", smallest
            )
        if value > largest:
            raise self.refuse(key, f"ต้องไม่เกิน {largest}", f"must be at most {largest}")
        return value

    def number(self, key: str) -> Decimal | None:
        """A number written as text or as a JSON number, exactly as written; None if absent."""
        value = self.get(key)
        if value is None:
            return None
        if isinstance(value, str) and _NUMBER.fullmatch(value):
            return Decimal(value)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            exact = Decimal(value)
            if _fits(exact):
                return exact
        raise self.refuse(key, "ต้องเป็นตัวเลข", "must be a number")

    def day(self, key: str) -> date | None:
        """A day written as YYYY-MM-DD, or None."""
        value = self.get(key)
        if value is None:
            return None
        if isinstance(value, str) and _DAY.fullmatch(value):
            if int(value[:4]) in BUDDHIST_YEARS:
                raise self._buddhist(key, value)
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise self.refuse(key, "ต้องเป็นวันที่ YYYY-MM-DD", "must be a day, YYYY-MM-DD")

    def _buddhist(self, key: str, written: str) -> BadTerms:
        """The refusal of a year of the Buddhist era: read as another, its leap days were wrong."""
        year = int(written[:4])
        common = year - BE_OFFSET
        return self.refuse(
            key,
            f"ปี {year} เป็นพุทธศักราช ให้เขียนเป็น ค.ศ. {common}",
            f"{year} is a year of the Buddhist era: write {common}",
        )

    def child(self, key: str) -> "Fields | None":
        """An object inside this one, or None."""
        value = self.get(key)
        return None if value is None else Fields(value, self.name(key))


def _fits(number: Decimal) -> bool:
    """Whether a number has few enough places to be counted with, however it is written."""
    exponent = number.as_tuple().exponent
    return (
        isinstance(exponent, int)  # a letter where it is no number
        and -_MOST_PLACES <= exponent <= _MOST_PLACES
        and number.adjusted() < _MOST_PLACES
    )


def percent(fields: Fields, key: str) -> Fraction | None:
    """A rate written as per cent, as an exact part of one, 0 or more; None if absent."""
    value = fields.number(key)
    if value is None:
        return None
    if value < 0:
        raise fields.refuse(key, "ต้องไม่ติดลบ", "must not be negative", "0")
    return Fraction(value) / 100


class Amounts:
    """Amounts of one line: in baht as decimal numbers, or all of them in whole satang."""

    def __init__(self, *, scale: int, in_satang: bool) -> None:
        self.scale = scale
        self.per_satang: int = 10 ** (scale - 2)
        self.in_satang = in_satang
        self.suffix = "_satang" if in_satang else ""

    def key(self, name: str) -> str:
        """The name under which an amount stands in this line."""
        return name + self.suffix

    def read(self, fields: Fields, name: str) -> int | None:
        """An amount of 0 or more in the schedule's smallest unit; None if absent.

        Raises: BadTerms if it is negative, has parts of the smallest unit, or is written in the
                other unit than the line's principal.
        """
        other = name if self.in_satang else f"{name}_satang"
        if fields.get(other) is not None:
            raise fields.refuse(
                other, "หนึ่งบรรทัดใช้หน่วยเดียว บาทหรือสตางค์", "baht and satang are mixed in one line"
            )
        key = self.key(name)
        if self.in_satang:
            value = fields.whole(key, 0, 10**30, default=-1)
            return None if value < 0 else value * self.per_satang
        written = fields.number(key)
        return None if written is None else self._whole(fields, key, written)

    def positive(self, fields: Fields, name: str) -> int:
        """An amount of at least one smallest unit that counts."""
        amount = self.read(fields, name)
        if amount is None:
            raise fields.missing(self.key(name))
        if amount < 1:
            least: str | int = 1 if self.in_satang else "0.01"
            raise fields.refuse(self.key(name), "ต้องมากกว่าศูนย์", "must be above zero", least)
        return amount

    def multiple(self, fields: Fields, key: str) -> int | None:
        """A multiple in baht (or, in a satang line, under `…_satang`); None where absent."""
        if self.in_satang and fields.given(f"{key}_satang"):
            return fields.whole(f"{key}_satang", 1, 10**30) * self.per_satang
        written = fields.number(key)
        if not written:
            return None
        return self._whole(fields, key, written)

    def _whole(self, fields: Fields, key: str, written: Decimal) -> int:
        if written < 0:
            raise fields.refuse(key, "ต้องไม่ติดลบ", "must not be negative", "0.01")
        exact = Fraction(written) * (self.per_satang * 100)
        if exact.denominator != 1:
            raise fields.refuse(key, "มีเศษเล็กกว่าหน่วยเงินที่เล็กที่สุด", "has parts of the smallest unit")
        return exact.numerator
