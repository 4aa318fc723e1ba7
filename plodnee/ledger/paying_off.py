"""What a lead fund pays to the creditors whose debts it took over, contract by contract."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from uuid import UUID

from django.db import transaction

from plodnee.contracts.errors import ContractChanged
from plodnee.contracts.models import Contract, SourceDebt
from plodnee.contracts.selectors import ContractState, contract_state
from plodnee.contracts.states import Deed
from plodnee.contracts.taking import Hand
from plodnee.ledger import chart
from plodnee.ledger.chart import Names
from plodnee.ledger.drafts import EntryDraft, Posting
from plodnee.ledger.errors import (
    ContractCancelled,
    DayAhead,
    NothingToPayOff,
    NotUnderContract,
    PaidOffAlready,
)
from plodnee.ledger.models import Entry
from plodnee.ledger.repayments import hold_books
from plodnee.ledger.services import Posted, post
from plodnee.organization.access import known, require
from plodnee.registers.holding import hold_household
from plodnee.registers.models import MemberGroup, OutsideCreditor

POST = "books.post"
Creditor = MemberGroup | OutsideCreditor


@dataclass(frozen=True, slots=True)
class Payoff:
    """What a lead fund pays a creditor for the debts of one contract, satang by component.

    `paid` is the entry that says so, `elsewhere` what the creditor itself still gets in parts of
    the contract that it keeps.
    """

    creditor: Creditor
    principal: int
    interest: int
    penalty: int
    elsewhere: int
    paid: Entry | None

    @property
    def total(self) -> int:
        """All that is paid."""
        return self.principal + self.interest + self.penalty


@transaction.atomic
def pay_off(
    *, contract: Contract, creditor: Creditor, paid_on: date, receipt: str, seen: int, by: Hand
) -> Posted:
    """The lead fund paid a creditor for the debts that it took over; the creditor's receipt.

    `seen` is the version of the contract that whoever enters it has seen.

    Ensures: a creditor is paid once for a contract that stands, unless the entry was taken back;
             the same said again is what stands in the books. Nobody is paid for a contract that
             was cancelled, so that each contract's creditors find their own money.
    Raises:  NotAllowed, DayAhead, ContractCancelled, NothingToPayOff, NotUnderContract,
             PaidOffAlready, ContractChanged, as `post`.
    """
    require(by.actor, POST, at=contract.centre_id, on=by.on)
    hold_household(contract.household_id)
    centre, names = contract.centre, Names.of(contract.centre)
    state = _signed_by(contract, paid_on, by)
    hold_books(contract, paid_on)
    owed = sum(source.total_satang for source in _taken_over(state, creditor))
    if contract.lead is None or not owed:
        raise NothingToPayOff(number=contract.number)
    entry_id, standing = payoff_entries([(contract, creditor)])[contract, creditor]
    if standing and (standing.reference, standing.business_date) != (receipt, paid_on):
        raise PaidOffAlready(
            number=contract.number, on=standing.business_date, receipt=standing.reference
        )
    if standing is None and state.version != seen:
        raise ContractChanged()
    line = Posting(
        chart.payoff(creditor, names.creditor(creditor)).open_at(centre),
        chart.advance(contract.lead, names.group(contract.lead)).open_at(centre),
        owed,
    )
    draft = EntryDraft(
        entry_id, centre.code, Entry.Kind.SETTLEMENT, paid_on, (line,), reference=receipt
    )
    return post(draft, actor=known(by.actor))


def payoffs_of(state: ContractState) -> list[Payoff]:
    """Whom the lead fund pays for a contract, with how much and whether it did."""
    if state.contract.lead is None:
        return []
    creditors = dict.fromkeys(chart.creditor_of_debt(one.debt) for one in state.sources)
    entries = payoff_entries((state.contract, creditor) for creditor in creditors)
    return [
        _payoff(state, creditor, taken, entries[state.contract, creditor][1])
        for creditor in creditors
        if (taken := list(_taken_over(state, creditor)))
    ]


def payoff_standing(contract: Contract, creditor: Creditor) -> Entry | None:
    """The entry by which the lead fund paid a creditor for the contract, unless taken back."""
    return payoff_entries([(contract, creditor)])[contract, creditor][1]


def payoff_entries(
    asked: Iterable[tuple[Contract, Creditor]],
) -> dict[tuple[Contract, Creditor], tuple[UUID, Entry | None]]:
    """The id of the payoff that stands, with its entry, or of the next one where none does."""
    found: dict[tuple[Contract, Creditor], tuple[UUID, Entry | None]] = {}
    open_ = list(dict.fromkeys(asked))
    for time in count(1):
        if not open_:
            break
        ids = {payoff_id(contract.pk, one, time): (contract, one) for contract, one in open_}
        entered = Entry.objects.select_related("reversed_by").in_bulk(ids)
        for key, who in ids.items():
            entry = entered.get(key)
            if entry is None or getattr(entry, "reversed_by", None) is None:
                found[who] = key, entry
        open_ = [who for who in open_ if who not in found]
    return found


def payoff_id(contract: UUID, creditor: Creditor, time: int) -> UUID:
    """The id of the entry by which a creditor is paid for a contract for the n-th time."""
    return chart.own_id(contract, f"{chart.payoff(creditor, '').code}:{time}")


def is_cancelled(state: ContractState) -> bool:
    """Whether the contract was cancelled as if it had not been signed."""
    return state.steps[-1].deed == Deed.CANCELLED


def refuse_cancelled(state: ContractState) -> None:
    """Nothing. Raises: ContractCancelled."""
    if is_cancelled(state):
        raise ContractCancelled(number=state.contract.number, on=state.steps[-1].counts_from)


def _signed_by(contract: Contract, on: date, by: Hand) -> ContractState:
    """The contract that stands and was signed by a day that has come.

    Raises: DayAhead, ContractCancelled, NotUnderContract.
    """
    if on > by.on:
        raise DayAhead(on=on, today=by.on)
    state = contract_state(contract)
    refuse_cancelled(state)
    if state.signing is None or on < state.signing.counts_from:
        raise NotUnderContract(number=contract.number, on=on)
    return state


def _payoff(
    state: ContractState, creditor: Creditor, taken: list[SourceDebt], paid: Entry | None
) -> Payoff:
    all_owed = sum(
        one.total_satang for one in state.sources if chart.creditor_of_debt(one.debt) == creditor
    )
    return Payoff(
        creditor=creditor,
        principal=sum(one.principal_satang for one in taken),
        interest=sum(one.interest_satang for one in taken),
        penalty=sum(one.penalty_satang for one in taken),
        elsewhere=all_owed - sum(one.total_satang for one in taken),
        paid=paid,
    )


def _taken_over(state: ContractState, creditor: Creditor) -> Iterator[SourceDebt]:
    """What the signing left a lead fund to pay to a creditor."""
    for one in state.parts:
        for tranche in one.tranches:
            for source in tranche.sources.all():
                mine = chart.creditor_of_debt(source.debt) == creditor
                if mine and source.debt.group != tranche.group:
                    yield source
