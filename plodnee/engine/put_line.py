"""A line of a menu as it is put before a committee: on the agenda, on pages, in the minutes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PutLine:
    """A line as it was put: debts joined into one contract on its terms, and debts eased in place.

    Without a contract (`joined` is 0) its terms are 0 and `most_satang`, the most of any month,
    says what is paid.
    """

    joined: int
    eased: int
    principal_satang: int
    rate_bp: int
    instalments: int
    instalment_satang: int
    last_satang: int
    most_satang: int
    first_due_on: date
    last_due_on: date
