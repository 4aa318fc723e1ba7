"""A contract and its books in one transaction: signed and opened, cancelled.

Number and fingerprint of the paper are handed in from above, never looked up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from plodnee.contracts.ending import cancel_contract
from plodnee.contracts.models import Contract, SourceDebt, Tranche
from plodnee.contracts.selectors import ContractState, contract_state
from plodnee.contracts.signing import SIGN, sign_contract
from plodnee.contracts.states import Deed
from plodnee.contracts.taking import Hand, held
from plodnee.ledger import chart
from plodnee.ledger.chart import COMPONENTS, Component, Names
from plodnee.ledger.drafts import EntryDraft, Posting
from plodnee.ledger.errors import ContractPaidOff, ContractPaidUpon
from plodnee.ledger.models import Account, Entry
from plodnee.ledger.paying_off import payoff_standing, refuse_cancelled
from plodnee.ledger.selectors import balance_on
from plodnee.ledger.services import Posted, held_book, open_books, post, reverse
from plodnee.organization.access import known, require
from plodnee.registers.holding import hold_household


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """The paper that was signed: its number and the fingerprint of its bytes."""

    number: str
    sha256: str


@transaction.atomic
def sign_and_open(
    *, contract: Contract, signed_on: date, paper: SignedPaper, seen: int, by: Hand
) -> Posted:
    """The contract in force and in the books; asked again for the same, what stands there.

    Ensures: all source debts are closed on the day of signing, or nothing happened.
    Raises:  ContractCancelled, and what `sign_contract` and `post` raise.
    """
    refuse_cancelled(contract_state(contract))
    entry_id = chart.own_id(contract.pk, "signing")
    standing = Entry.objects.filter(pk=entry_id).first()
    if standing is not None and _same_signing(contract, signed_on, paper):
        require(by.actor, SIGN, at=contract.centre_id, on=by.on)
        return Posted(standing, created=False)
    hold_household(contract.household_id)
    if held_book(contract.centre_id) is None:
        open_books(centre=contract.centre, opened_on=signed_on, actor=known(by.actor))
    sign_contract(
        contract=contract,
        signed_on=signed_on,
        paper_number=paper.number,
        paper_sha256=paper.sha256,
        seen=seen,
        by=by,
    )
    state, centre = contract_state(contract), contract.centre
    names = Names.of(centre)
    _open_debts(state, names, signed_on, by)
    lines = tuple(_signing_lines(state, names))
    draft = _draft(contract, entry_id, Entry.Kind.CONTRACT, signed_on, lines)
    return post(draft, actor=known(by.actor))


@transaction.atomic
def cancel_and_reverse(*, contract: Contract, reason: str, on: date, seen: int, by: Hand) -> Posted:
    """The contract cancelled and what its signing posted taken back, before anything was paid.

    Raises: ContractCancelled, ContractPaidUpon, ContractPaidOff, and what `cancel_contract` and
            `reverse` raise.
    """
    refuse_cancelled(contract_state(contract))
    state, centre = held(contract, Deed.CANCELLED, None), contract.centre
    held_book(centre.code)
    refuse_paid(state)
    cancel_contract(contract=contract, reason=reason, on=on, seen=seen, by=by)
    return reverse(
        entry_id=chart.own_id(contract.pk, "signing"),
        reversal_id=chart.own_id(contract.pk, "cancelling"),
        centre=centre,
        business_date=on,
        actor=known(by.actor),
    )


def refuse_paid(state: ContractState) -> None:
    """Nothing, if no money moved under a contract, so that it may still be cancelled.

    Raises: ContractPaidOff, ContractPaidUpon.
    """
    contract = state.contract
    for creditor in dict.fromkeys(chart.creditor_of_debt(one.debt) for one in state.sources):
        if paid := payoff_standing(contract, creditor):
            raise ContractPaidOff(number=contract.number, entry=paid.number)
    adjusted = Entry.objects.filter(adjustment__adjustment__contract=contract)
    if adjusted.filter(reversed_by__isnull=True).exists():
        raise ContractPaidUpon(number=contract.number)
    for one in state.parts:
        for tranche in one.tranches:
            code = chart.claim(contract, one.part.position, tranche).code
            account = Account.objects.filter(centre=contract.centre, code=code).first()
            if account is not None and account.balance_satang != tranche.principal_satang:
                raise ContractPaidUpon(number=contract.number)


def _same_signing(contract: Contract, signed_on: date, paper: SignedPaper) -> bool:
    signing = contract_state(contract).signing
    return (
        signing is not None
        and signing.counts_from == signed_on
        and signing.paper_sha256 == paper.sha256
    )


def _amounts(source: SourceDebt) -> Iterator[tuple[Component, int]]:
    given = (source.principal_satang, source.interest_satang, source.penalty_satang)
    for component, satang in zip(COMPONENTS, given, strict=True):
        if satang:
            yield component, satang


def _open_debts(state: ContractState, names: Names, on: date, by: Hand) -> None:
    """The old debts of member groups as opening balances, as far as the books lack them."""
    centre = state.contract.centre
    lines = []
    debts = list(dict.fromkeys(source.debt_id for source in state.sources))
    for source in state.sources:
        if source.debt.group is None:
            continue
        fund = chart.managed(source.debt.group, names.group(source.debt.group))
        for component, satang in _amounts(source):
            place = debts.index(source.debt_id) + 1
            plan = chart.source_debt(state.contract, place, source.debt, component)
            account = plan.open_at(centre)
            there = balance_on(Account.objects.get(centre=centre, code=account), through=on)
            if satang > there:
                lines.append(Posting(account, fund.open_at(centre), satang - there))
    if lines:
        key = chart.own_id(state.contract.pk, "opening")
        contract = state.contract
        draft = _draft(contract, key, Entry.Kind.OPENING, on, tuple(lines))
        post(draft, actor=known(by.actor))


def _signing_lines(state: ContractState, names: Names) -> Iterator[Posting]:
    for one in state.parts:
        for tranche in one.tranches:
            for source in tranche.sources.all():
                yield from _lines_of(state.contract, one.part.position, tranche, source, names)


def _lines_of(
    contract: Contract, part: int, tranche: Tranche, source: SourceDebt, names: Names
) -> Iterator[Posting]:
    """A claim in place of an old debt; where a lead fund takes it over, what it owes for that."""
    centre, group, old = contract.centre, tranche.group, source.debt.group
    claim = chart.claim(contract, part, tranche).open_at(centre)
    mine = chart.managed(group, names.group(group))
    for component, satang in _amounts(source):
        if old is None:
            yield Posting(claim, mine.open_at(centre), satang)
        else:
            yield Posting(claim, chart.source_debt_code(source.debt, component), satang)
    if old == group:
        return
    total = source.total_satang
    creditor = chart.creditor_of_debt(source.debt)
    if old is not None:
        yield Posting(
            chart.managed(old, names.group(old)).open_at(centre), mine.open_at(centre), total
        )
    yield Posting(
        chart.advance(group, names.group(group)).open_at(centre),
        chart.payoff(creditor, names.creditor(creditor)).open_at(centre),
        total,
    )


def _draft(
    contract: Contract, key: UUID, kind: Entry.Kind, on: date, lines: tuple[Posting, ...]
) -> EntryDraft:
    return EntryDraft(
        id=key,
        centre_code=contract.centre_id,
        kind=kind,
        business_date=on,
        postings=lines,
        reference=contract.number,
    )
