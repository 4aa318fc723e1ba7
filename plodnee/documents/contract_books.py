"""What follows a contract, gathered from its books."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Sum

from plodnee.contracts.models import Contract, ContractStep
from plodnee.contracts.selectors import ContractState, contract_state, is_settled
from plodnee.contracts.states import Deed
from plodnee.documents.contracts import (
    borrower_of,
    funds_of,
    gathered,
    guarantor_name,
    guarantors_of,
    paper_head,
)
from plodnee.documents.errors import ContractNotSettled
from plodnee.documents.facts.contract_books import (
    SettlementFacts,
    StatementFacts,
    StatementLine,
)
from plodnee.ledger.models import Repayment, RepaymentShare
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
    bound = [one for one in guarantors_of(contract) if one.reply.most_satang is not None]
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
        guarantors=tuple(dict.fromkeys(map(guarantor_name, bound))),
    )


def settlings(state: ContractState) -> list[ContractStep]:
    """Each time that a contract was settled; more than one where it was reopened between."""
    return [one for one in state.steps if one.deed == Deed.SETTLED]


def _lines(state: ContractState, as_of: date) -> Iterator[StatementLine]:
    """The signing, what was paid and what was taken back, in the order of the days and entries."""
    contract, left = state.contract, state.contract.principal_satang
    assert state.signing is not None
    yield StatementLine(state.signing.counts_from, "signed", "", 0, 0, 0, left)
    for entry_on, _number, repayment, sums, sign in _moves(contract, as_of):
        principal, interest, penalty = (sign * satang for satang in sums)
        left -= principal
        yield StatementLine(
            entry_on,
            "paid" if sign > 0 else "taken_back",
            repayment.receipt_number,
            principal,
            interest,
            penalty,
            left,
        )


def _moves(contract: Contract, as_of: date) -> list[tuple[date, int, Repayment, Sums, int]]:
    """Each repayment and each reversal of one up to a day; 1 for paid, -1 for taken back."""
    rows = Repayment.objects.filter(contract=contract).select_related("entry__reversed_by")
    moves = []
    for one in rows.prefetch_related("shares"):
        shares = list(one.shares.all())
        sums = (
            sum(share.principal_satang for share in shares),
            sum(share.interest_satang for share in shares),
            sum(share.penalty_satang for share in shares),
        )
        moves.append((one.entry.business_date, one.entry.number, one, sums, 1))
        back = getattr(one.entry, "reversed_by", None)
        if back is not None:
            moves.append((back.business_date, back.number, one, sums, -1))
    return sorted((one for one in moves if one[0] <= as_of), key=lambda one: one[:2])
