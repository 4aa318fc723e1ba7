"""A contract as of a day: its rows, what each payment paid, and what stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plodnee.engine.appropriation import Part, Parts
from plodnee.engine.classification import Classified, Criteria, DebtStatus, classify
from plodnee.engine.contract_history.events import Event, Payoff, standing_events
from plodnee.engine.contract_history.ledger import Applied, Ledger, RowPosition, Waived
from plodnee.engine.contract_history.plan import plan_of
from plodnee.engine.contract_history.rows import rows_of
from plodnee.engine.contract_history.terms import RepaymentTerms
from plodnee.engine.interest_law import OverduePrincipal
from plodnee.engine.overdue import overdue_stretches


@dataclass(frozen=True, slots=True)
class Position:
    """A contract as of a day; satang and days.

    `outstanding` is principal not yet paid, due or not; arrears are of rows due before the day.
    """

    as_of: date
    rows: tuple[RowPosition, ...]
    applied: tuple[Applied, ...]
    outstanding: int
    principal_arrears: int
    interest_arrears: int
    charges_owed: Parts
    overpaid: int
    days_past_due: int
    classified: Classified
    waived: tuple[Waived, ...] = ()

    @property
    def arrears(self) -> int:
        """All that should have been paid before the day, charges included."""
        return self.principal_arrears + self.interest_arrears + self.charges_owed.total


def position_of(
    terms: RepaymentTerms,
    events: Iterable[Event],
    as_of: date,
    *,
    criteria: Criteria,
    order: Sequence[Part],
    status: DebtStatus = "normal",
) -> Position:
    """The contract as of a day, from its terms and all that happened up to it.

    Ensures: what was paid is what the payments were, to the satang; the order in which events of
             one day were entered does not matter; more paid, never more owed; a reversed event
             leaves no trace.
    Raises:  ValueError if charges stand between interest and principal in the order, or the events
             contradict themselves (see `standing_events`); a refusal for an amendment that cannot
             be (see `plan_of`) or PayoffTooSmall.
    Source:  the earliest instalment first; within it `order` (CCC 329); charges before all
             instalments, or after those that are due.
    """
    ledger = _replayed(terms, events, as_of, order)
    late = [
        (row.due_on, left)
        for row, left in zip(ledger.rows, ledger.left, strict=True)
        if row.due_on < as_of and left != (0, 0)
    ]
    days = (as_of - late[0][0]).days if late else 0
    return Position(
        as_of=as_of,
        rows=ledger.positions(),
        applied=tuple(ledger.applied),
        outstanding=sum(principal for _, principal in ledger.left),
        principal_arrears=sum(left[1] for _, left in late),
        interest_arrears=sum(left[0] for _, left in late),
        charges_owed=Parts(**ledger.charges),
        overpaid=sum(applied.overpaid for applied in ledger.applied),
        days_past_due=days,
        classified=classify(days, status, criteria),
        waived=tuple(ledger.waived),
    )


def owed_on_payoff(
    terms: RepaymentTerms, events: Iterable[Event], on: date, *, order: Sequence[Part]
) -> Parts:
    """What a payoff on a day would have to pay, by its parts; satang.

    Ensures: interest only up to the day, of what is not yet due; nothing where all is paid.
    Raises:  as `position_of`.
    """
    ending = Payoff("", on, 1)
    standing = standing_events(events, on)
    if standing.payoff is None:
        standing = standing._replace(payoff=ending)
    ledger = Ledger(rows_of(terms, plan_of(terms, standing)), order)
    ledger.apply_all(standing.entries)
    interest, principal = (sum(parts) for parts in zip(*ledger.left, strict=True))
    return Parts(**ledger.charges).plus(Parts(interest=interest, principal=principal))


def overdue_principal(position: Position) -> tuple[OverduePrincipal, ...]:
    """The principal of each instalment while it was overdue: what default interest counts.

    Ensures: what was laid anew on later rows was overdue until then, as if it was paid on that day.
    Source: CCC 224/1.
    """
    shares = [(one.payment.on, share) for one in position.applied for share in one.shares]
    shares += [(one.waiver.on, share) for one in position.waived for share in one.shares]
    shares.sort(key=lambda one: one[0])
    paid = [(share.n, on, share.principal) for on, share in shares if share.principal]
    rows = [item.row for item in position.rows]
    moved = [(row.n, min(row.moved_on, position.as_of), row.moved) for row in rows if row.moved_on]
    paid = sorted([*paid, *moved], key=lambda one: one[1])
    whole = [(row.n, row.due_on, row.principal + row.moved) for row in rows]
    return overdue_stretches(whole, paid, position.as_of)


def _replayed(
    terms: RepaymentTerms, events: Iterable[Event], as_of: date, order: Sequence[Part]
) -> Ledger:
    standing = standing_events(events, as_of)
    ledger = Ledger(rows_of(terms, plan_of(terms, standing)), order)
    ledger.apply_all(standing.entries)
    return ledger
