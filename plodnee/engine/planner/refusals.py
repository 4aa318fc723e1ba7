"""The refusals of a household's problem: which field, and why."""

from typing import ClassVar

from plodnee.errors import Refusal


class HouseholdRefused(Refusal):
    """A household whose problem cannot be read; the other households are answered."""

    code: ClassVar[str] = "bad_household"
    message_th: ClassVar[str] = "{field}: {thai}"
    message_en: ClassVar[str] = "{field}: {english}"

    def __init__(self, field: str, thai: str, english: str) -> None:
        self.field = field
        super().__init__(field=field, thai=thai, english=english)

    @property
    def detail(self) -> str:
        """The field, and the reason in Thai and in English."""
        return f"{self.field}: {self.details['thai']} · {self.details['english']}"


class HouseholdTooLarge(HouseholdRefused):
    """Sums beyond 64 bits, or more choices than memory holds; no household has them."""

    code: ClassVar[str] = "household_too_large"


class HouseholdTooHard(HouseholdRefused):
    """No proof within the work that the caller allows; without a limit it would be found."""

    code: ClassVar[str] = "household_too_hard"
