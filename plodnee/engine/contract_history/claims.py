"""Until when what a contract's rows still owe can be enforced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plodnee.engine.contract_history.ledger import RowPosition
from plodnee.engine.contract_history.position import Position
from plodnee.engine.prescription import ClaimKind, Prescription, Restart, prescription


@dataclass(frozen=True, slots=True)
class RowClaim:
    """What one row still owes, satang, and when its principal and its interest prescribe."""

    n: int
    due_on: date
    principal_left: int
    interest_left: int
    principal: Prescription
    interest: Prescription

    @property
    def first_last_day(self) -> date:
        """The last day of what prescribes first of what is still owed."""
        owed = [(self.principal_left, self.principal), (self.interest_left, self.interest)]
        return min(found.last_day for left, found in owed if left)


def claims_of(position: Position, acts: Sequence[Restart] = ()) -> tuple[RowClaim, ...]:
    """The rows that still owe something, and until when it can be enforced.

    Units:   `acts` are the debtor's acknowledgements, securities, and actions in court.
    Ensures: a payment restarts the years of the rows that it paid, and of no other: a date that is
             too early does no harm.
    Source:  CCC 193/12, 193/14, 193/30, 193/33; policy/prescription.toml.
    """
    paid: dict[int, list[Restart]] = {}
    for applied in position.applied:
        for share in applied.shares:
            paid.setdefault(share.n, []).append(Restart(applied.payment.on, "part_payment"))
    kind: ClaimKind = "general" if len(position.rows) == 1 else "instalment_principal"
    return tuple(
        _claim(item, kind, [*acts, *paid.get(item.row.n, ())])
        for item in position.rows
        if item.principal_left or item.interest_left
    )


def _claim(item: RowPosition, kind: ClaimKind, acts: Sequence[Restart]) -> RowClaim:
    return RowClaim(
        n=item.row.n,
        due_on=item.row.due_on,
        principal_left=item.principal_left,
        interest_left=item.interest_left,
        principal=prescription(kind, item.row.due_on, acts),
        interest=prescription("interest_arrears", item.row.due_on, acts),
    )
