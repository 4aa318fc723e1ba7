"""How a document speaks: one language's words, digits, amounts and dates.

Both wordings stand side by side where they are used, so that neither can be forgotten.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from plodnee.engine import thai_dates
from plodnee.engine.money import format_baht, format_percent
from plodnee.engine.thai_text import to_thai_digits

Language = Literal["th", "en"]

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Voice:
    """Words and figures of one language: Thai with Thai digits and the Buddhist era, or English."""

    language: Language

    def __call__(self, thai: str, english: str) -> str:
        """The wording of this language, with its digits."""
        return to_thai_digits(thai) if self.thai else english

    @property
    def thai(self) -> bool:
        """Whether the document is in Thai."""
        return self.language == "th"

    def digits(self, text: str) -> str:
        """The text with this language's digits."""
        return to_thai_digits(text) if self.thai else text

    def count(self, number: int) -> str:
        """A whole number with thousands commas."""
        return self.digits(f"{number:,}")

    def baht(self, satang: int) -> str:
        """An amount in baht; satang are shown only where there are any."""
        return format_baht(satang, thai_digits=self.thai, always_satang=False)

    def whole_baht(self, satang: int) -> str:
        """An amount rounded to whole baht, halves up: for charts and slides only."""
        return self.count((satang + 50) // 100)

    def percent(self, rate_bp: int) -> str:
        """A rate without its unit: `๗.๒๕`."""
        return format_percent(rate_bp, thai_digits=self.thai)

    def day(self, day: date) -> str:
        """A date in full."""
        if self.thai:
            return thai_dates.long_date(day)
        return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"

    def short_day(self, day: date) -> str:
        """A date as tables write it."""
        if self.thai:
            return thai_dates.short_date(day, thai_digits=True)
        return f"{day.day} {ENGLISH_MONTHS[day.month - 1][:3]} {day.year}"

    def month(self, day: date) -> str:
        """A month with its year."""
        if self.thai:
            return thai_dates.month_and_year(day, thai_digits=True)
        return f"{ENGLISH_MONTHS[day.month - 1]} {day.year}"

    def short_month(self, day: date) -> str:
        """A month with its year, short."""
        if self.thai:
            return thai_dates.month_and_year(day, thai_digits=True, short=True)
        return f"{ENGLISH_MONTHS[day.month - 1][:3]} {day.year}"

    def month_name(self, month: int) -> str:
        """The short name of a month 1 to 12."""
        if self.thai:
            return thai_dates.month_name(month, short=True)
        return ENGLISH_MONTHS[month - 1][:3]

    def year(self, common_year: int) -> str:
        """A calendar year in this language's era."""
        if self.thai:
            return to_thai_digits(str(common_year + thai_dates.BE_OFFSET))
        return str(common_year)

    def fiscal_year(self, year_be: int) -> str:
        """A fiscal year, which is counted in the Buddhist era in both languages."""
        return self(f"ปีงบประมาณ พ.ศ. {year_be}", f"fiscal year B.E. {year_be}")
