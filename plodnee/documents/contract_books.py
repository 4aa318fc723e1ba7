"""What follows a contract, gathered from its books."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from plodnee.contracts.models import Contract, ContractStep
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

Sums = tuple[int, int, int]


def statement_facts(contract: Contract, as_of: date, suffix: str, on: date) -> StatementFacts:
    """The facts of a signed contract's statement up to a day."""
    state = contract_state(contract)
    where = contract_position(state, as_of)
    return StatementFacts(
        head=paper_head(contract, on, suffix),
        borrower=borrower_of(contract),
        as_of=as_of,
        lines=tuple(_lines(state, as_of)),
        due_satang=where.due_satang,
        next_due_on=where.next_due_on,
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
    paid = rows.aggregate(
        principal=Sum("principal_satang"),
        interest=Sum("interest_satang"),
        penalty=Sum("penalty_satang"),
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


def _lines(state: ContractState, as_of: date) -> Iterator[StatementLine]:
    """The signing and all that stands in the books since, in the order of the days and entries."""
    contract, left = state.contract, state.contract.principal_satang
    assert state.signing is not None
    yield StatementLine(state.signing.counts_from, "signed", "", 0, 0, 0, left)
    for move in sorted(_moves(contract, as_of), key=lambda one: (one.on, one.number)):
        left -= move.sums[0]
        yield StatementLine(move.on, move.kind, move.receipt, *move.sums, left)


@dataclass(frozen=True, slots=True)
class _Move:
    """One entry of a contract: principal, interest and penalty that are owed less after it."""

    on: date
    number: int
    kind: LineKind
    receipt: str
    sums: Sums


def _moves(contract: Contract, as_of: date) -> Iterator[_Move]:
    """Each repayment, waiver and charge, and each reversal of one, up to a day."""
    paid = Repayment.objects.filter(contract=contract).select_related("entry__reversed_by")
    for one in paid.prefetch_related("shares"):
        yield from _of_entry(one.entry, "paid", one.receipt_number, _sums(one.shares.all()), as_of)
    adjusted = AdjustmentPosting.objects.filter(adjustment__contract=contract)
    for row in adjusted.select_related("entry__reversed_by", "adjustment").prefetch_related(
        "adjustment__shares"
    ):
        principal, interest, penalty = _sums(row.adjustment.shares.all())
        if row.adjustment.kind == Adjustment.Kind.WAIVER:
            sums = (principal, interest, penalty)
            yield from _of_entry(row.entry, "let_go", "", sums, as_of)
        else:
            yield from _of_entry(row.entry, "charged", "", (0, 0, -penalty), as_of)


def _of_entry(entry: Entry, kind: LineKind, receipt: str, sums: Sums, as_of: date) -> list[_Move]:
    moves = [_Move(entry.business_date, entry.number, kind, receipt, sums)]
    back = getattr(entry, "reversed_by", None)
    if back is not None:
        less = (-sums[0], -sums[1], -sums[2])
        moves.append(_Move(back.business_date, back.number, "taken_back", receipt, less))
    return [one for one in moves if one.on <= as_of]


def _sums(shares: Iterable[RepaymentShare] | Iterable[AdjustmentShare]) -> Sums:
    listed = [(s.principal_satang, s.interest_satang, s.penalty_satang) for s in shares]
    principal, interest, penalty = map(sum, zip(*listed, strict=True)) if listed else (0, 0, 0)
    return principal, interest, penalty
