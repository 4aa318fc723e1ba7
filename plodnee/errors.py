"""The one base of every "no" that a person can act on."""

from datetime import date
from typing import ClassVar

MONTHS_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
_MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
BE_OFFSET = 543


class Refusal(Exception):
    """Something was asked that the rules do not allow; nothing was changed."""

    code: ClassVar[str] = "refused"
    message_th: ClassVar[str] = "ระบบไม่รับรายการนี้"
    message_en: ClassVar[str] = "This cannot be accepted."

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.message("en"))

    def message(self, language: str = "th") -> str:
        """The reason and the way out, in Thai or English, with this refusal's details filled in.

        Ensures: a day reads as in the language: `16 มี.ค. 2562`, `16 Mar 2019`.
        """
        template = self.message_en if language == "en" else self.message_th
        said = {
            name: said_day(detail, language) if isinstance(detail, date) else detail
            for name, detail in self.details.items()
        }
        return template.format_map(_Blank(said))


def said_day(day: date, language: str) -> str:
    """A day as a sentence of the language says it; the Thai one in the Buddhist era."""
    if language == "en":
        return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"
    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {day.year + BE_OFFSET}"


class _Blank(dict[str, object]):
    """A detail that a message names and the refusal lacks reads as a dash."""

    def __missing__(self, key: str) -> str:
        return "–"
