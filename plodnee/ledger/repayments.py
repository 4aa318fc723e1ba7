"""What households pay on their contracts: taken once, shared among the funds to the last satang.

Each part's share follows from its schedule (`engine.contract_history`), each fund's from what it is
owed of the part. Interest counts when it is received; what is received belongs to the funds.
Source: policy/appropriation.toml; policy/sharing.toml; docs/explanation/ledger.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from plodnee.casework.cases.services import mark_first_followed
from plodnee.contracts.ending import settle_contract
from plodnee.contracts.models import Contract, Tranche
from plodnee.contracts.selectors import ContractState, PartState, contract_state, is_active
from plodnee.contracts.taking import Hand
from plodnee.engine.allocation import split_in_proportion
from plodnee.engine.appropriation import Parts
from plodnee.engine.contract_history import Payment, Payoff, Position
from plodnee.engine.money import format_baht
from plodnee.engine.thai_dates import be_year
from plodnee.ledger import chart
from plodnee.ledger.amending_errors import LaidAnewSince
from plodnee.ledger.closing_errors import MoreThanCloses, PaidSince, PayoffDiffers
from plodnee.ledger.drafts import EntryDraft, Posting, check_lines
from plodnee.ledger.errors import (
    AdjustedSince,
    BooksNotOpen,
    DayAhead,
    MoreThanOwed,
    NotUnderContract,
    OtherContent,
)
from plodnee.ledger.models import CollectionSheet, Entry, Repayment, RepaymentShare
from plodnee.ledger.owed import (
    charges_by_tranche,
    interest_by_tranche,
    interest_received,
    outstanding_by_tranche,
)
from plodnee.ledger.plain_entries import PLACES, Place
from plodnee.ledger.positions import contract_position, payoff_of, spread
from plodnee.ledger.services import Posted, held_book, post
from plodnee.ledger.telling import tell_again
from plodnee.organization.access import known, require
from plodnee.registers.holding import hold_household

NOTHING = Parts()


@dataclass(frozen=True, slots=True)
class Received:
    """Money as it came in; `id` is made before it is first sent, `ends` where it pays all off."""

    id: UUID
    amount_satang: int
    received_on: date
    place: Place = Place.CASH
    ends: bool = False
    sheet: CollectionSheet | None = None


@transaction.atomic
def record_repayment(*, contract: Contract, received: Received, by: Hand) -> Posted:
    """The repayment in the books with its receipt's number; sent again, the one that stands.

    Ensures: the shares of parts, funds and components sum to the amount; a contract on which
             nothing is left is settled with the same stroke. What the register was told for the
             day of the payment or later is told anew.
    Raises:  NotAllowed, DayAhead, NotUnderContract, AdjustedSince, LaidAnewSince, MoreThanOwed,
             MoreThanCloses, PaidSince, PayoffDiffers, OtherContent, and what `post` refuses.
    """
    require(by.actor, "books.post", at=contract.centre_id, on=by.on)
    check_lines([Posting("in", "out", received.amount_satang)])
    if received.received_on > by.on:
        raise DayAhead(on=received.received_on, today=by.on)
    if standing := _standing(contract, received):
        return standing
    hold_household(contract.household_id)
    hold_books(contract, received.received_on)
    if standing := _standing(contract, received):  # it came in while this one waited
        return standing
    state = in_force(contract, received.received_on)
    refuse_before_adjusted(state, received.received_on)
    shares = _shares(state, received)
    assert sum(share.total for share in shares) == received.amount_satang
    repayment, posted = _posted(state, received, shares, by)
    _keep(repayment, shares)
    after = contract_position(state, max(received.received_on, by.on))
    if not after.left_satang or received.ends:
        last = max([received.received_on, *_days_paid(state)])
        settle_contract(contract=contract, on=last, by=by)
    else:
        tell_again(state, received.received_on, by, f"รับชำระตามสัญญาเลขที่ {contract.number}")
        mark_first_followed(contract.case, by=by)
    return posted


@dataclass(frozen=True, slots=True)
class Share:
    """What one tranche gets of a repayment; costs count as penalty.

    Interest is below 0 where a payoff turns what was paid ahead of its time into principal.
    """

    one: PartState
    tranche: Tranche
    penalty: int
    interest: int
    principal: int

    @property
    def total(self) -> int:
        """The money of the tranche."""
        return self.penalty + self.interest + self.principal


class Gained(NamedTuple):
    """What a part gets by component, as in `Share`."""

    penalty: int
    interest: int
    principal: int


def _standing(contract: Contract, received: Received) -> Posted | None:
    """The repayment that has this id already, if it says the same."""
    entry = Entry.objects.filter(pk=received.id).select_related("repayment").first()
    if entry is None:
        return None
    there = getattr(entry, "repayment", None)
    same = there is not None and (
        there.contract_id == contract.pk
        and there.amount_satang == received.amount_satang
        and there.place == received.place
        and there.ends == received.ends
        and entry.business_date == received.received_on
    )
    if not same:
        raise OtherContent(number=entry.number if entry.centre_id == contract.centre_id else "–")
    return Posted(entry, created=False)


def hold_books(contract: Contract, on: date) -> None:
    """The books held until the transaction ends. Raises: BooksNotOpen."""
    if held_book(contract.centre_id) is None:
        raise BooksNotOpen(centre_code=contract.centre_id, on=on)


def in_force(contract: Contract, on: date) -> ContractState:
    """The contract in force on a day. Raises: NotUnderContract."""
    state = contract_state(contract)
    if not is_active(state) or state.signing is None or on < state.signing.counts_from:
        raise NotUnderContract(number=contract.number, on=on)
    return state


def refuse_before_adjusted(state: ContractState, on: date) -> None:
    """Nothing, if nothing was charged, let go or laid anew on the contract on a later day.

    Raises: AdjustedSince, LaidAnewSince.
    """
    contract = state.contract
    changes = (made for one in state.parts for made in one.amendments)
    laid = max((made.agreed_on for made in changes if made.rest_satang is not None), default=on)
    if on < laid:
        raise LaidAnewSince(number=contract.number, on=laid)
    standing = contract.adjustments.filter(
        posting__isnull=False, posting__entry__reversed_by__isnull=True
    )
    last = standing.aggregate(last=Max("posting__entry__business_date"))["last"]
    if last and on < last:
        raise AdjustedSince(number=contract.number, on=last)


def _shares(state: ContractState, received: Received) -> list[Share]:
    """What each tranche gets, by component."""
    payments = _payments(state, received)
    last = max(received.received_on, *(one.on for one in payments.values()))
    last = max([last, *_days_paid(state)])
    before = contract_position(state, last)
    after = contract_position(state, last, more=payments)
    owed = _Owed.on(state.contract)
    shares: list[Share] = []
    for one, was, now in zip(state.parts, before.parts, after.parts, strict=True):
        paid = _gained(was, now)
        if any(paid):
            shares += _among_tranches(one, paid, owed, was, now, received.received_on)
    return shares


def _payments(state: ContractState, received: Received) -> dict[int, Payment]:
    """The repayment as a payment on each part that it reaches."""
    key, on, amount = str(received.id), received.received_on, received.amount_satang
    if received.ends:
        if later := [day for day in _days_paid(state) if day > on]:
            raise PaidSince(number=state.contract.number, on=max(later))
        owed = _closing(state, on)
        if sum(owed.values()) != amount:
            baht = format_baht(sum(owed.values()))
            raise PayoffDiffers(number=state.contract.number, on=on, owed=baht)
        return {part: Payoff(key, on, satang) for part, satang in owed.items()}
    last = max([on, *_days_paid(state)])
    position = contract_position(state, last)
    if amount > position.left_satang:
        baht = format_baht(position.left_satang)
        raise MoreThanOwed(number=state.contract.number, owed=baht)
    if on == last and amount > (closing := sum(_closing(state, on).values())):
        raise MoreThanCloses(number=state.contract.number, on=on, owed=format_baht(closing))
    return {part: Payment(key, on, share) for part, share in spread(amount, position).items()}


def _closing(state: ContractState, on: date) -> dict[int, int]:
    """What ends each part of the contract on a day, satang."""
    return {part: parts.total for part, parts in payoff_of(state, on).items()}


def _days_paid(state: ContractState) -> list[date]:
    paid = state.contract.repayments.filter(entry__reversed_by__isnull=True)
    return list(paid.values_list("entry__business_date", flat=True))


def _gained(was: Position, now: Position) -> Gained:
    """What a payment changed of what was paid on a part.

    An ended part has no rows to come: what they were paid ahead, interest too, paid principal.
    """
    before, after = _paid(was.applied), _paid(now.applied)
    charges = after.costs + after.penalty - before.costs - before.penalty
    return Gained(charges, after.interest - before.interest, after.principal - before.principal)


def _paid(applied: Sequence[object]) -> Parts:
    total = NOTHING
    for one in applied:
        total = total.plus(one.paid)  # type: ignore[attr-defined]
    return total


@dataclass(frozen=True, slots=True)
class _Owed:
    """What every tranche of the contract is owed before the payment."""

    principal: Mapping[int, int]
    charges: Mapping[int, int]

    @classmethod
    def on(cls, contract: Contract) -> "_Owed":
        return cls(outstanding_by_tranche(contract), charges_by_tranche(contract))


def _among_tranches(
    one: PartState, paid: Gained, owed: _Owed, was: Position, now: Position, on: date
) -> list[Share]:
    """A part's components among its tranches, in proportion to what each is owed of them.

    Interest that was paid ahead is taken back in proportion to what each had of it.
    """
    agreed = [tranche.principal_satang for tranche in one.tranches]
    principal = [owed.principal[tranche.pk] for tranche in one.tranches]
    charges = [owed.charges.get(tranche.pk, 0) for tranche in one.tranches]
    interest = interest_by_tranche(one, was, on)
    if paid.interest < 0:
        interest = interest_received(one)
    elif sum(interest) < paid.interest:
        interest = interest_by_tranche(one, now, None)
    sign = -1 if paid.interest < 0 else 1
    split = [
        split_in_proportion(amount, weights if any(weights) else agreed)
        for amount, weights in (
            (paid.penalty, charges),
            (sign * paid.interest, interest),
            (paid.principal, principal),
        )
    ]
    return [
        Share(one, tranche, charge, sign * due, rest)
        for tranche, charge, due, rest in zip(one.tranches, *split, strict=True)
    ]


def _posted(
    state: ContractState, received: Received, shares: Sequence[Share], by: Hand
) -> tuple[Repayment, Posted]:
    contract, year = state.contract, be_year(received.received_on)
    numbers = Repayment.objects.filter(centre_id=contract.centre_id, year_be=year)
    receipt = (numbers.aggregate(last=Max("receipt"))["last"] or 0) + 1
    repayment = Repayment(
        entry_id=received.id,
        centre_id=contract.centre_id,
        contract=contract,
        sheet=received.sheet,
        place=received.place,
        amount_satang=received.amount_satang,
        ends=received.ends,
        year_be=year,
        receipt=receipt,
    )
    draft = EntryDraft(
        id=received.id,
        centre_code=contract.centre_id,
        kind=Entry.Kind.REPAYMENT,
        business_date=received.received_on,
        postings=tuple(_lines(contract, received.place, shares)),
        reference=f"R {repayment.receipt_number}",
    )
    return repayment, post(draft, actor=known(by.actor))


def _lines(contract: Contract, place: Place, shares: Sequence[Share]) -> Iterator[Posting]:
    """Principal and charges lower their claims, and with interest are held until handed over.

    Interest taken back is principal that no money of the day pays.
    """
    centre, names = contract.centre, chart.Names.of(contract.centre)
    box = PLACES[place].open_at(centre)
    for share in shares:
        group, taken_back = share.tranche.group, max(0, -share.interest)
        held = chart.held(group, names.group(group)).open_at(centre)
        which = (contract, share.one.part.position, share.tranche)
        for claim, satang in ((chart.claim, share.principal), (chart.charge, share.penalty)):
            if satang:
                kept = chart.managed(group, names.group(group)).open_at(centre)
                yield Posting(kept, held, satang)
                own = taken_back if claim is chart.claim else 0
                for debit, part in ((box, satang - own), (held, own)):
                    if part:
                        yield Posting(debit, claim(*which).open_at(centre), part)
        if share.interest > 0:
            yield Posting(box, held, share.interest)


def _keep(repayment: Repayment, shares: Sequence[Share]) -> None:
    repayment.save(force_insert=True)
    RepaymentShare.objects.bulk_create(
        RepaymentShare(
            repayment=repayment,
            tranche=share.tranche,
            penalty_satang=share.penalty,
            interest_satang=share.interest,
            principal_satang=share.principal,
        )
        for share in shares
        if share.penalty or share.interest or share.principal
    )
