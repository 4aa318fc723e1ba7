"""What is owed on a contract changed without money: let go, charged for lateness, a fee.

To let go and to ask a fee are written down, resolved by the committee, and posted by somebody else
than who wrote them. Lateness is the law's, counted on overdue principal alone.
Source: CCC 224, 224/1; policy/interest.toml, collection_fees.toml; docs/explanation/ledger.md.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max, Sum

from plodnee import policy
from plodnee.audit.services import moment_of_recording, record
from plodnee.casework.meetings.selectors import approving_resolution
from plodnee.casework.meetings.subjects import Subject
from plodnee.contracts.ending import settle_contract
from plodnee.contracts.models import Contract, Part, Tranche
from plodnee.contracts.selectors import PartState
from plodnee.contracts.taking import Hand, needed_reason
from plodnee.engine.allocation import split_in_proportion
from plodnee.engine.appropriation import Parts
from plodnee.engine.contract_history import Position, overdue_principal
from plodnee.engine.interest_law import default_interest
from plodnee.engine.money import format_baht
from plodnee.errors import Refusal
from plodnee.ledger import chart
from plodnee.ledger.drafts import EntryDraft, Posting
from plodnee.ledger.errors import (
    AdjustedSince,
    AmountImpossible,
    DayAhead,
    FeeTooHigh,
    NothingLate,
    NothingLetGo,
    NotUnderContract,
    OtherContent,
    OwnAdjustment,
    WaiverTooHigh,
)
from plodnee.ledger.models import (
    LONGEST_NOTE,
    Adjustment,
    AdjustmentPosting,
    AdjustmentShare,
    Entry,
)
from plodnee.ledger.owed import outstanding_by_tranche, owed_by_tranche
from plodnee.ledger.positions import ContractPosition, contract_position
from plodnee.ledger.repayments import hold_books, in_force, refuse_before_adjusted
from plodnee.ledger.services import Posted, post
from plodnee.ledger.telling import tell_register
from plodnee.organization.access import known, require
from plodnee.registers.holding import hold_household

POST, SUBJECT = "books.post", "adjustment"
Kind = Adjustment.Kind
NAMES = (("penalty", "ค่าปรับ"), ("interest", "ดอกเบี้ย"), ("principal", "เงินต้น"))


def subject_of(adjustment: Adjustment) -> Subject:
    """What a committee resolves on: just this adjustment, as it was written."""
    return Subject(SUBJECT, str(adjustment.pk), adjustment.contract.household)


@transaction.atomic
def ask_waiver(
    *, key: UUID, contract: Contract, shares: Mapping[int, Parts], reason: str, by: Hand
) -> Adjustment:
    """What funds are asked to let go, by tranche; written again under its key, the same one.

    Raises: NotAllowed, NotUnderContract, ReasonNeeded, NothingLetGo, WaiverTooHigh, OtherContent.
    """
    require(by.actor, POST, at=contract.centre_id, on=by.on)
    hold_household(contract.household_id)
    if standing := _written(key, contract, Kind.WAIVER, shares):
        return standing
    _within(contract_position(in_force(contract, by.on), by.on), shares)
    return _write(key, contract, Kind.WAIVER, shares, reason=needed_reason(reason), by=by)


@transaction.atomic
def ask_fee(
    *, key: UUID, contract: Contract, amount_satang: int, reason: str, by: Hand
) -> Adjustment:
    """A fee for collecting what is overdue, shared by what each fund is owed.

    Raises: NotAllowed, NotUnderContract, AmountImpossible, ReasonNeeded, FeeTooHigh, OtherContent.
    """
    require(by.actor, POST, at=contract.centre_id, on=by.on)
    hold_household(contract.household_id)
    position = contract_position(in_force(contract, by.on), by.on)
    if amount_satang <= 0:
        raise AmountImpossible(line=1)
    shares = _fee_shares(position, amount_satang)
    if standing := _written(key, contract, Kind.FEE, shares):
        return standing
    if amount_satang > (most := highest_fee(position)):
        raise FeeTooHigh(most=format_baht(most))
    return _write(key, contract, Kind.FEE, shares, reason=needed_reason(reason), by=by)


@transaction.atomic
def post_adjustment(*, adjustment: Adjustment, resolution_id: UUID, on: date, by: Hand) -> Posted:
    """What the committee resolved, in the books, by somebody else than who wrote it; once.

    Ensures: a contract on which nothing is left is settled with the same stroke.
    Raises:  NotAllowed, DayAhead, OwnAdjustment, ResolutionNeeded, NotUnderContract, WaiverTooHigh,
             FeeTooHigh, AdjustedSince, LaidAnewSince, and what `post` refuses.
    """
    contract = adjustment.contract
    require(by.actor, POST, at=contract.centre_id, on=by.on)
    hold_household(contract.household_id)
    standing = AdjustmentPosting.objects.filter(adjustment=adjustment).select_related("entry")
    if there := standing.first():
        return Posted(there.entry, created=False)
    if on > by.on:
        raise DayAhead(on=on, today=by.on)
    if adjustment.made_by_key == known(by.actor).audit_key:
        raise OwnAdjustment()
    resolution = approving_resolution(resolution_id, subject_of(adjustment))
    position = _held(contract, on)
    shares = _shares_of(adjustment)
    _refuse_beyond(position, adjustment, shares)
    posted = _post(adjustment, shares, on, by)
    AdjustmentPosting(entry=posted.entry, adjustment=adjustment, resolution=resolution).save(
        force_insert=True
    )
    if contract_position(position.state, max(on, by.on)).left_satang:
        tell_register(position.state, on, by, f"ปรับยอดตามสัญญาเลขที่ {contract.number}")
    else:
        settle_contract(contract=contract, on=on, by=by)
    return posted


def overtaken_by(adjustment: Adjustment, on: date) -> Refusal | None:
    """Why what was resolved can be posted no more by a day; None where it can.

    No earlier day is left either: what is owed and overdue only grows until something is entered,
    and nothing is entered before that.
    """
    try:
        position = contract_position(in_force(adjustment.contract, on), on)
        _refuse_beyond(position, adjustment, _shares_of(adjustment))
    except (NotUnderContract, WaiverTooHigh, FeeTooHigh) as refusal:
        return refusal
    return None


@transaction.atomic
def charge_lateness(*, contract: Contract, through: date, by: Hand) -> Posted:
    """Default interest up to a day on what was overdue, less what was charged before; once a day.

    Ensures: nothing on interest, on charges, or on a part that bears none.
    Raises:  NotAllowed, DayAhead, NotUnderContract, NothingLate, AdjustedSince, LaidAnewSince,
             and what `post` refuses.
    """
    require(by.actor, POST, at=contract.centre_id, on=by.on)
    hold_household(contract.household_id)
    if through > by.on:
        raise DayAhead(on=through, today=by.on)
    again = AdjustmentPosting.objects.filter(
        adjustment__contract=contract,
        adjustment__kind=Kind.LATE,
        adjustment__counted_through=through,
        entry__reversed_by__isnull=True,
    ).first()
    if again is not None:
        return Posted(again.entry, created=False)
    position = _held(contract, through)
    shares = lateness_of(position)
    if not shares:
        raise NothingLate(number=contract.number, on=through)
    before = contract.adjustments.filter(kind=Kind.LATE, counted_through=through).count()
    key = chart.own_id(contract.pk, f"late:{through}:{before}")
    late = _write(key, contract, Kind.LATE, shares, through=through, by=by)
    posted = _post(late, shares, through, by)
    AdjustmentPosting(entry=posted.entry, adjustment=late).save(force_insert=True)
    tell_register(position.state, through, by, f"ดอกเบี้ยผิดนัดตามสัญญาเลขที่ {contract.number}")
    return posted


def lateness_of(position: ContractPosition) -> dict[int, Parts]:
    """Default interest not charged yet, by tranche; nothing where nothing is late."""
    contract = position.state.contract
    owed = outstanding_by_tranche(contract)
    found: dict[int, Parts] = {}
    for one, where in zip(position.state.parts, position.parts, strict=True):
        if one.part.kind == Part.Kind.ARREARS or not one.terms.rate_bp:
            continue
        counted = default_interest(overdue_principal(where)).interest_satang
        more = counted - _charged_before(one)
        weights = [owed[tranche.pk] for tranche in one.tranches]
        if more <= 0 or not any(weights):
            continue
        for tranche, satang in zip(one.tranches, split_in_proportion(more, weights), strict=True):
            if satang:
                found[tranche.pk] = Parts(penalty=satang)
    return found


def highest_fee(position: ContractPosition) -> int:
    """The highest fee that may still be asked for this round on the day; 0 where none may.

    A round runs from one due date to the next, so what was charged in it before counts.
    Source: policy/collection_fees.toml.
    """
    rule = policy.in_force("collection_fees", position.as_of).values
    overdue = [day for where in position.parts for day in _overdue_days(where, position.as_of)]
    if not overdue or position.arrears_satang <= rule["arrears_above_satang"]:
        return 0
    most = int(rule["one_overdue_satang" if len(overdue) == 1 else "more_overdue_satang"])
    return max(0, most - _fees_of_round(position))


def _overdue_days(where: Position, on: date) -> Iterator[date]:
    """The due date of each instalment of a part that is overdue on the day."""
    for item in where.rows:
        if item.row.due_on < on and item.principal_left + item.interest_left:
            yield item.row.due_on


def _fees_of_round(position: ContractPosition) -> int:
    """What was charged for collecting since the last due date before the day, and stands."""
    days = (item.row.due_on for where in position.parts for item in where.rows)
    since = max(day for day in days if day < position.as_of)
    shares = AdjustmentShare.objects.filter(
        adjustment__contract=position.state.contract,
        adjustment__kind=Kind.FEE,
        adjustment__posting__entry__business_date__gt=since,
        adjustment__posting__entry__reversed_by__isnull=True,
    )
    return int(shares.aggregate(sum=Sum("penalty_satang"))["sum"] or 0)


def _charged_before(one: PartState) -> int:
    shares = AdjustmentShare.objects.filter(
        tranche__part=one.part,
        adjustment__kind=Kind.LATE,
        adjustment__posting__entry__reversed_by__isnull=True,
        adjustment__posting__isnull=False,
    )
    return int(shares.aggregate(sum=Sum("penalty_satang"))["sum"] or 0)


def _fee_shares(position: ContractPosition, amount_satang: int) -> dict[int, Parts]:
    owed = outstanding_by_tranche(position.state.contract)
    if amount_satang <= 0 or not any(owed.values()):
        return {}
    split = split_in_proportion(amount_satang, list(owed.values()))
    pairs = zip(owed, split, strict=True)
    return {key: Parts(penalty=satang) for key, satang in pairs if satang}


def _within(position: ContractPosition, shares: Mapping[int, Parts]) -> None:
    """Nothing, if each tranche is owed, by component, what it is to let go.

    Raises: NothingLetGo, WaiverTooHigh.
    """
    if not any(parts.total for parts in shares.values()):
        raise NothingLetGo()
    owed = owed_by_tranche(position)
    for key, parts in shares.items():
        for name, thai in NAMES:
            most = owed[key].of(name) if key in owed else 0  # type: ignore[arg-type]
            if not 0 <= parts.of(name) <= most:  # type: ignore[arg-type]
                raise WaiverTooHigh(component=name, component_th=thai, most=format_baht(most))


def _refuse_beyond(
    position: ContractPosition, adjustment: Adjustment, shares: Mapping[int, Parts]
) -> None:
    """Nothing, if just what was written may be let go or charged.

    Raises: NothingLetGo, WaiverTooHigh, FeeTooHigh.
    """
    if adjustment.kind == Kind.WAIVER:
        _within(position, shares)
    elif sum(parts.total for parts in shares.values()) > (most := highest_fee(position)):
        raise FeeTooHigh(most=format_baht(most))


def _held(contract: Contract, on: date) -> ContractPosition:
    """The contract as of a day, held with its books until the transaction ends."""
    hold_household(contract.household_id)
    hold_books(contract, on)
    state = in_force(contract, on)
    refuse_before_adjusted(state, on)
    paid = contract.repayments.filter(entry__reversed_by__isnull=True)
    last = paid.aggregate(last=Max("entry__business_date"))["last"]
    if last and on < last:
        raise AdjustedSince(number=contract.number, on=last)
    return contract_position(state, on)


def _written(
    key: UUID, contract: Contract, kind: str, shares: Mapping[int, Parts]
) -> Adjustment | None:
    there = Adjustment.objects.filter(pk=key).first()
    if there is None:
        return None
    kept = {one: parts for one, parts in shares.items() if parts.total}
    if (there.contract_id, there.kind) != (contract.pk, kind) or _shares_of(there) != kept:
        raise OtherContent(number="–")
    return there


def _write(
    key: UUID,
    contract: Contract,
    kind: str,
    shares: Mapping[int, Parts],
    *,
    by: Hand,
    reason: str = "",
    through: date | None = None,
) -> Adjustment:
    actor = known(by.actor)
    made = Adjustment(
        id=key,
        centre_id=contract.centre_id,
        contract=contract,
        kind=kind,
        counted_through=through,
        reason=reason[:LONGEST_NOTE],
        made_by_key=actor.audit_key,
        made_by_label=actor.audit_label,
        made_at=moment_of_recording(),
    )
    made.save(force_insert=True)
    AdjustmentShare.objects.bulk_create(
        AdjustmentShare(
            adjustment=made,
            tranche_id=tranche,
            penalty_satang=parts.penalty,
            interest_satang=parts.interest,
            principal_satang=parts.principal,
        )
        for tranche, parts in shares.items()
        if parts.total
    )
    total = sum(parts.total for parts in shares.values())
    record(actor, "ledger.adjustment_written", made, kind=str(kind), total_satang=total)
    return made


def _shares_of(adjustment: Adjustment) -> dict[int, Parts]:
    return {
        one.tranche_id: Parts(
            penalty=one.penalty_satang,
            interest=one.interest_satang,
            principal=one.principal_satang,
        )
        for one in adjustment.shares.all()
    }


def _post(adjustment: Adjustment, shares: Mapping[int, Parts], on: date, by: Hand) -> Posted:
    contract, waived = adjustment.contract, adjustment.kind == Kind.WAIVER
    tranches = Tranche.objects.filter(pk__in=shares).select_related("part", "group")
    lines = [
        line
        for tranche in tranches.order_by("part__position", "position")
        for line in _lines(contract, tranche, shares[tranche.pk], waived=waived)
    ]
    draft = EntryDraft(
        id=uuid5(adjustment.pk, "posting"),
        centre_code=contract.centre_id,
        kind=Entry.Kind.WAIVER if waived else Entry.Kind.CHARGE,
        business_date=on,
        postings=tuple(lines),
        reference=contract.number,
    )
    return post(draft, actor=known(by.actor))


def _lines(
    contract: Contract, tranche: Tranche, parts: Parts, *, waived: bool
) -> Iterator[Posting]:
    """What is kept for the fund grows with a charge and falls with what it lets go.

    Interest counts when it is received; what is let go of it is counted and let go in one entry.
    """
    centre, names = contract.centre, chart.Names.of(contract.centre)
    kept = chart.managed(tranche.group, names.group(tranche.group)).open_at(centre)
    place = (contract, tranche.part.position, tranche)
    for plan, satang in (
        (chart.charge, parts.penalty),
        (chart.interest_let_go, parts.interest),
        (chart.claim, parts.principal),
    ):
        if not satang:
            continue
        claim = plan(*place).open_at(centre)
        if not waived or plan is chart.interest_let_go:
            yield Posting(claim, kept, satang)
        if waived:
            yield Posting(kept, claim, satang)
