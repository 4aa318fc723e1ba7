"""The refusals of a line of terms: which term, why, and the smallest value that would work."""

from typing import ClassVar

from plodnee.errors import Refusal

LONGEST_QUOTATION = 200  # characters of a line that a refusal repeats


class TermsRefused(Refusal):
    """A line of terms that cannot be answered; the other lines are."""

    code: ClassVar[str] = "bad_terms"
    message_th: ClassVar[str] = "เงื่อนไข {field}: {thai}"
    message_en: ClassVar[str] = "Term {field}: {english}"

    def __init__(
        self, field: str, thai: str, english: str, smallest_workable: str | int | None = None
    ) -> None:
        self.field = _shortened(field)
        self.smallest_workable = smallest_workable
        super().__init__(field=self.field, thai=_shortened(thai), english=_shortened(english))

    @property
    def detail(self) -> str:
        """The reason in Thai, then in English."""
        return f"{self.details['thai']} · {self.details['english']}"


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTATION else text[:LONGEST_QUOTATION] + "…"


class BadTerms(TermsRefused):
    """A term that is missing, of the wrong kind, unknown, or impossible."""


class UnsupportedTerms(TermsRefused):
    """A convention that is known by name and not computed here; it is never guessed."""

    code: ClassVar[str] = "unsupported"


def unsupported(field: str, value: object) -> UnsupportedTerms:
    """The refusal of a convention that is known and not computed."""
    return UnsupportedTerms(
        field, f"ยังไม่รองรับวิธี {value!s}", f"the convention {value!s} is not supported"
    )


class InstalmentNeverPaysOff(Refusal):
    """The instalment leaves something owed after the last due month."""

    code = "schedule.instalment_never_pays_off"
    message_th = (
        "งวดละ {instalment} สตางค์ยังเหลือหนี้ {left} สตางค์หลังเดือนที่ {month} "
        "งวดที่น้อยที่สุดที่ชำระหมดคือ {smallest} สตางค์"
    )
    message_en = (
        "Instalments of {instalment} satang leave {left} satang owed after month {month}. "
        "The smallest that pays it off is {smallest} satang."
    )
