"""What follows a contract, gathered from its books."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from plodnee.contracts.models import Contract, ContractStep, Part
from plodnee.contracts.selectors import (
    ContractState,
    contract_state,
    guarantors_bound,
    is_settled,
)
from plodnee.contracts.states import Deed
from plodnee.documents.contracts import (
    borrower_of,
    funds_of,
    gathered,
    guarantor_name,
    paper_head,
)
from plodnee.documents.errors import ContractNotSettled
from plodnee.documents.facts.contract_books import (
    LineKind,
    SettlementFacts,
    StatementFacts,
    StatementLine,
)
from plodnee.ledger.models import (
    Adjustment,
    AdjustmentPosting,
    AdjustmentShare,
    Entry,
    Repayment,
    RepaymentShare,
)
from plodnee.ledger.positions import contract_position

Sums = tuple[int, int, int, int]  # principal, interest, penalty, what was owed of these before
ARREARS = Part.Kind.ARREARS


def statement_facts(contract: Contract, as_of: date, suffix: str, on: date) -> StatementFacts:
    """The facts of a signed contract's statement up to a day."""
    state = contract_state(contract)
    where, cancelled = contract_position(state, as_of), _cancelled_by(state, as_of)
    lines, old_left = _lines(state, as_of)
    return StatementFacts(
        head=paper_head(contract, on, suffix),
        borrower=borrower_of(contract),
        as_of=as_of,
        lines=lines,
        due_satang=0 if cancelled else where.due_satang,
        next_due_on=None if cancelled else where.next_due_on,
        old_left_satang=old_left,
        cancelled_on=cancelled,
    )


def settlement_facts(contract: Contract, on: date) -> SettlementFacts:
    """The facts of the letter that a contract was paid in full.

    Raises: ContractNotSettled.
    """
    found = gathered(contract)
    times = settlings(found.state)
    if not is_settled(found.state) or found.state.signing is None:
        raise ContractNotSettled(number=contract.number)
    standing = Repayment.objects.filter(contract=contract, entry__reversed_by__isnull=True)
    rows = RepaymentShare.objects.filter(repayment__in=standing)
    before = Q(tranche__part__kind=ARREARS)
    paid = rows.aggregate(
        principal=Sum("principal_satang", filter=~before),
        interest=Sum("interest_satang"),
        penalty=Sum("penalty_satang"),
        old=Sum("principal_satang", filter=before),
    )
    return SettlementFacts(
        head=paper_head(contract, on, "ป" if len(times) == 1 else f"ป{len(times)}"),
        borrower=borrower_of(contract),
        signed_on=found.state.signing.counts_from,
        settled_on=times[-1].counts_from,
        funds=funds_of(found),
        receipts=standing.count(),
        principal_satang=paid["principal"] or 0,
        interest_satang=paid["interest"] or 0,
        penalty_satang=paid["penalty"] or 0,
        guarantors=tuple(dict.fromkeys(map(guarantor_name, guarantors_bound(contract)))),
        waived_satang=_waived(contract),
        old_satang=paid["old"] or 0,
    )


def _waived(contract: Contract) -> int:
    """All that was let go on a contract and stands."""
    shares = AdjustmentShare.objects.filter(
        adjustment__contract=contract,
        adjustment__kind=Adjustment.Kind.WAIVER,
        adjustment__posting__isnull=False,
        adjustment__posting__entry__reversed_by__isnull=True,
    )
    return sum(one.total_satang for one in shares)


def settlings(state: ContractState) -> list[ContractStep]:
    """Each time that a contract was settled; more than one where it was reopened between."""
    return [one for one in state.steps if one.deed == Deed.SETTLED]


def _cancelled_by(state: ContractState, as_of: date) -> date | None:
    """The day on which the contract was cancelled, if it was by a day."""
    last = state.steps[-1]
    gone = last.deed == Deed.CANCELLED and last.counts_from <= as_of
    return last.counts_from if gone else None


def _lines(state: ContractState, as_of: date) -> tuple[tuple[StatementLine, ...], int]:
    """The signing and all that stands in the books since, in the order of the days and entries.

    With what is left then of interest and penalty from before the contract.
    """
    contract, left = state.contract, state.contract.principal_satang
    old_left = sum(one.part.principal_satang for one in state.parts if one.part.kind == ARREARS)
    assert state.signing is not None
    lines = [StatementLine(state.signing.counts_from, "signed", "", 0, 0, 0, left)]
    for move in sorted(_moves(contract, as_of), key=lambda one: (one.on, one.number)):
        principal, interest, penalty, old = move.sums
        left, old_left = left - principal - old, old_left - old
        sums = (principal, interest, penalty, left, old)
        lines.append(StatementLine(move.on, move.kind, move.receipt, *sums))
    if cancelled := _cancelled_by(state, as_of):
        own_left = left - old_left
        lines.append(StatementLine(cancelled, "cancelled", "", own_left, 0, 0, 0, old_left))
        old_left = 0
    return tuple(lines), old_left


@dataclass(frozen=True, slots=True)
class _Move:
    """One entry of a contract: what is owed less after it."""

    on: date
    number: int
    kind: LineKind
    receipt: str
    sums: Sums


def _moves(contract: Contract, as_of: date) -> Iterator[_Move]:
    """Each repayment, waiver and charge, and each reversal of one, up to a day."""
    paid = Repayment.objects.filter(contract=contract).select_related("entry__reversed_by")
    for one in paid.prefetch_related("shares__tranche__part"):
        yield from _of_entry(one.entry, "paid", one.receipt_number, _sums(one.shares.all()), as_of)
    adjusted = AdjustmentPosting.objects.filter(adjustment__contract=contract)
    for row in adjusted.select_related("entry__reversed_by", "adjustment").prefetch_related(
        "adjustment__shares__tranche__part"
    ):
        sums = _sums(row.adjustment.shares.all())
        if row.adjustment.kind == Adjustment.Kind.WAIVER:
            yield from _of_entry(row.entry, "let_go", "", sums, as_of)
        else:
            yield from _of_entry(row.entry, "charged", "", (0, 0, -sums[2], 0), as_of)


def _of_entry(entry: Entry, kind: LineKind, receipt: str, sums: Sums, as_of: date) -> list[_Move]:
    moves = [_Move(entry.business_date, entry.number, kind, receipt, sums)]
    back = getattr(entry, "reversed_by", None)
    if back is not None:
        less = (-sums[0], -sums[1], -sums[2], -sums[3])
        moves.append(_Move(back.business_date, back.number, "taken_back", receipt, less))
    return [one for one in moves if one.on <= as_of]


def _sums(shares: Iterable[RepaymentShare] | Iterable[AdjustmentShare]) -> Sums:
    principal = interest = penalty = old = 0
    for one in shares:
        before = one.tranche.part.kind == ARREARS
        principal += 0 if before else one.principal_satang
        old += one.principal_satang if before else 0
        interest += one.interest_satang
        penalty += one.penalty_satang
    return principal, interest, penalty, old
