"""The terms of one loan and the events of its life, as read: what a schedule is computed from.

Units: every amount is a whole number of the schedule's smallest unit, 10 to the power of minus
`scale` baht: satang (scale 2), or a finer unit where the terms ask for one (3 decimals, or no
rounding at all, which is carried to 30 decimals). Rates are exact parts of one a year.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from plodnee.engine.schedule.due_dates import Cycle
from plodnee.engine.schedule.rounding import Mode, Rounding
from plodnee.engine.schedule.year_fraction import YearFraction

UNROUNDED_SCALE = 30
# What one line may ask for, so that no line keeps the others waiting.
MOST_INSTALMENTS = 10_000
MOST_SHEET_INSTALMENTS = 1_000  # unrounded fractions grow with every row
MOST_EVENTS = 20_000
MOST_ROWS_TIMES_REQUESTS = 50_000  # each request works out all rows anew
MOST_ROWS_TIMES_EVENTS = 3_000_000


class Engine(StrEnum):
    """Which rules hold; textbook where the terms name none."""

    TEXTBOOK = "textbook"
    CUMULATIVE = "cumulative"
    PROGRESSIVE = "progressive"
    SPREADSHEET = "spreadsheet"


class Amortization(StrEnum):
    """How the principal is spread over the instalments."""

    EQUAL_INSTALMENT = "equal_instalment"
    EQUAL_PRINCIPAL = "equal_principal"
    BULLET = "bullet"


class Part(StrEnum):
    """What a payment can go to."""

    PENALTY = "penalty"
    FEES = "fees"
    INTEREST = "interest"
    PRINCIPAL = "principal"


class Ahead(StrEnum):
    """Which instalment an amount paid in advance goes to."""

    NEXT = "next_installment"
    LAST = "last_installment"
    NEXT_THEN_LAST = "next_last_installment"


class PrepayStrategy(StrEnum):
    """What an early repayment changes in the rows to come."""

    ADJUST_LAST = "adjust_last_unpaid_period"
    REDUCE_INSTALMENT = "reduce_instalment_amount"
    REDUCE_NUMBER = "reduce_number_of_instalments"
    SKIP_NEXT = "reschedule_next_repayments"


@dataclass(frozen=True, slots=True)
class Order:
    """The order in which a payment settles what is owed."""

    past_due: tuple[Part, ...]
    due: tuple[Part, ...]
    in_advance: tuple[Part, ...]
    ahead: Ahead = Ahead.NEXT
    by_part: bool = False  # one part of every instalment before the next part ("vertical")
    ahead_by_part: bool = False  # the same among instalments not yet due


@dataclass(frozen=True, slots=True)
class Recalculation:
    """Whether and how the day of a payment changes interest."""

    whole_periods: bool  # what a payment changes counts from the next due date only
    strategy: PrepayStrategy
    preclosure_to_period_end: bool
    interest_on_past_due: bool


@dataclass(frozen=True, slots=True)
class SheetRounding:
    """How a spreadsheet schedule rounds the total of a row and the grand total."""

    instalment_multiple: int
    instalment_mode: Mode
    final_multiple: int
    final_mode: Mode


@dataclass(frozen=True, slots=True)
class SheetFee:
    """A fee charged with every row: a fixed amount, or a part of whole sums of the loan."""

    amount: int = 0
    part: Fraction = Fraction(0)
    of_principal: bool = False
    of_interest: bool = False


@dataclass(frozen=True, slots=True)
class LatePenalty:
    """Once for each overdue instalment: a part of its principal, or of principal and interest."""

    part: Fraction
    with_interest: bool


@dataclass(frozen=True, slots=True)
class Product:
    """What was agreed at the start."""

    engine: Engine
    scale: int
    in_satang: bool
    principal: int
    rate: Fraction
    flat: bool
    amortization: Amortization
    daily: bool
    instalments: int
    cycle: Cycle
    year_fraction: YearFraction
    rounding: Rounding
    disbursed_on: date | None = None
    first_due_on: date | None = None
    grace_on_principal: int = 0
    grace_on_interest: int = 0
    interest_free: int = 0
    grace_on_all: int = 0
    fixed_instalment: int | None = None
    recalculation: Recalculation | None = None
    order: Order | None = None
    late_penalty: LatePenalty | None = None
    sheet_rounding: SheetRounding | None = None
    sheet_fee: SheetFee = field(default_factory=SheetFee)


@dataclass(frozen=True, slots=True)
class Repayment:
    """Money received on a day; a payoff is one that settles everything."""

    on: date
    amount: int
    entered_on: date
    payoff: bool = False


@dataclass(frozen=True, slots=True)
class Reversal:
    """The nth repayment of a day (counted from 1) is taken back."""

    on: date
    nth: int
    entered_on: date


@dataclass(frozen=True, slots=True)
class Charge:
    """A fee or a penalty; it falls into the row whose period contains its due date."""

    part: Part
    due: date
    amount: int
    entered_on: date | None


@dataclass(frozen=True, slots=True)
class Reschedule:
    """One request with one or several changes, from a date on."""

    start: date
    entered_on: date | None
    due: date | None = None
    extra_instalments: int = 0
    rate: Fraction | None = None
    grace_on_principal: int = 0
    grace_on_interest: int = 0

    @property
    def relevels(self) -> bool:
        """Whether the instalment is worked out anew."""
        return self.rate is not None or self.extra_instalments + self.grace_on_principal > 0


@dataclass(frozen=True, slots=True)
class Pause:
    """Days without interest, the first and the last included."""

    first: date
    last: date
    entered_on: date | None


@dataclass(frozen=True, slots=True)
class ExtraPrincipal:
    """An amount that lowers the principal together with an instalment."""

    after: int
    amount: int
    fewer_instalments: bool


@dataclass(frozen=True, slots=True)
class CloseOfBusiness:
    """The books are brought up to a business date."""

    on: date


Event = Repayment | Reversal | Charge | Reschedule | Pause | ExtraPrincipal | CloseOfBusiness


@dataclass(frozen=True, slots=True)
class Terms:
    """One line: the product, its events in the order of entry, and the day it is read."""

    product: Product
    events: tuple[Event, ...]
    as_of: date | None
    opened_on: date | None  # the business date on which the disbursement was keyed in
