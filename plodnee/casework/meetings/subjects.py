"""What an item, and so a resolution, is about: a kind and a key that stay the same for ever.

A package above that needs a resolution names its own kind and key, and asks for a resolution about
them; what the kinds mean is known only there. The kinds below are those a secretary may choose.
"""

import re
from dataclasses import dataclass
from typing import Self

from plodnee.registers.models import Household

HOUSEHOLD, GENERAL, INFORMATION, EARLIER_MINUTES, CORRECTION = (
    "household",
    "general",
    "information",
    "earlier_minutes",
    "correction",
)
MENU_POLICY, CRITERIA, QUORUM = "menu_policy", "criteria", "quorum"
CHOSEN_BY_HAND = (HOUSEHOLD, CRITERIA, MENU_POLICY, INFORMATION, EARLIER_MINUTES, GENERAL)
_KIND = re.compile(r"[a-z][a-z_]{0,31}")
LONGEST_KEY = 64


@dataclass(frozen=True, slots=True)
class Subject:
    """What is decided: its kind, its key there (empty: nothing certain), and the household if one.

    Raises: ValueError if the kind is not of small letters, or the key too long.
    """

    kind: str
    key: str = ""
    household: Household | None = None

    def __post_init__(self) -> None:
        if not _KIND.fullmatch(self.kind) or len(self.key) > LONGEST_KEY:
            raise ValueError(f"no subject: {self.kind} {self.key}")

    @classmethod
    def of_household(cls, household: Household) -> Self:
        """The case of a household."""
        return cls(HOUSEHOLD, str(household.pk), household)
