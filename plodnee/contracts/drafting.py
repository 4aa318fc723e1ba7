"""Drafting the contract from what was agreed, and withdrawing a draft."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from plodnee.casework.cases.agreement import AgreedTerms, Agreement
from plodnee.casework.cases.lacking import lacks_before_contract
from plodnee.casework.cases.selectors import agreement_of
from plodnee.casework.models import Case
from plodnee.casework.plain_facts import to_plain
from plodnee.casework.workspace.selectors import PinnedLine, ground_of
from plodnee.contracts.errors import (
    ContractIncomplete,
    ContractInForce,
    DraftStanding,
    DueDayImpossible,
    FirstDuePassed,
    LendingDayImpossible,
    ShapeImpossible,
)
from plodnee.contracts.models import (
    Contract,
    ContractGuarantor,
    ContractStep,
    Part,
    SourceDebt,
    Tranche,
)
from plodnee.contracts.parts import ARREARS, PlannedPart, parts_of
from plodnee.contracts.selectors import contract_in_force, draft_of
from plodnee.contracts.states import Deed
from plodnee.contracts.taking import Hand, held, needed_reason, take
from plodnee.engine.contract_history import workable_terms
from plodnee.engine.planner.model import DebtTerms
from plodnee.engine.thai_dates import be_year
from plodnee.organization.access import require
from plodnee.registers.entries.present import debt_state
from plodnee.registers.models import Debt, DebtState, Household, MemberGroup

DRAFT = "contracts.draft"
Shape = Contract.Shape


@dataclass(frozen=True, slots=True)
class Wish:
    """What the committee chooses beside the line: the legal shape, its lead fund, the due day.

    A lead fund that lends anew does so on the day `lent_on`, that of the signing; None is today.
    """

    shape: str
    lead: MemberGroup | None = None
    due_day: int | None = None
    lent_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedTranche:
    """What one group will have in a part, and from which debts it comes."""

    group: MemberGroup
    sources: tuple[tuple[Debt, DebtTerms], ...]

    @property
    def principal_satang(self) -> int:
        """The sum of what comes in."""
        return sum(terms.balance for _debt, terms in self.sources)


def planned_parts(
    agreement: Agreement, wish: Wish, on: date
) -> tuple[tuple[PlannedPart, tuple[PlannedTranche, ...]], ...]:
    """The parts that a contract of a day would have, each with its groups.

    Raises: ContractIncomplete, ShapeImpossible, DueDayImpossible, LendingDayImpossible,
            FirstDuePassed, RateAboveCeiling.
    """
    lacks = lacks_before_contract(agreement)
    if lacks or agreement.line is None:
        raise ContractIncomplete(lacks)
    owners = _owners(agreement)
    line, start = agreement.line, agreement.line.problem.as_of
    day = start.day if wish.due_day is None else wish.due_day
    if not 1 <= day <= 31:
        raise DueDayImpossible(start=start)
    parts = _parts_of(line, owners, wish)
    first = min(part.terms.first_due_on for part in parts)
    if first <= on:
        raise FirstDuePassed(first=first)
    lent_on = _lent_on(wish, on)
    if lent_on is not None:
        if not on <= lent_on < first:
            raise LendingDayImpossible(first=on, before=first)
        parts = _parts_of(line, owners, wish, lent_on)
    for part in parts:
        workable_terms(part.terms, on)
    _check_shape(parts, owners, wish, lending_codes(agreement))
    return tuple((part, _tranches(part, owners, wish)) for part in parts)


def _parts_of(
    line: PinnedLine, owners: Collection[str], wish: Wish, lent_on: date | None = None
) -> tuple[PlannedPart, ...]:
    start = line.problem.as_of
    try:
        return parts_of(
            line.problem, line.option, taken=owners, interest_from=start, due_day=wish.due_day,
            lent_on=lent_on,
        )  # fmt: skip
    except ValueError as refused:
        raise DueDayImpossible(start=start) from refused


def lending_codes(agreement: Agreement) -> frozenset[str]:
    """The groups whose money may pay other debts, by code, as the analysis behind the line knew."""
    if agreement.line is None:
        return frozenset()
    ground = ground_of(agreement.line.pin.run, agreement.household)
    return frozenset(
        code
        for code, group in ground.groups.items()
        if group.may_refinance and not ground.rules.lends_without_interest(group)
    )


@transaction.atomic
def draft_contract(*, case: Case, wish: Wish, by: Hand) -> Contract:
    """The draft on everything that was agreed, numbered; it changes nothing until it is signed.

    Raises: NotAllowed, DraftStanding, ContractInForce, and what `planned_parts` raises.
    """
    household = case.household
    require(by.actor, DRAFT, at=household.centre_id, on=by.on)
    Household.objects.select_for_update(no_key=True).get(pk=household.pk)
    _refuse_second(household)
    agreement = agreement_of(case, on=by.on)
    parts = planned_parts(agreement, wish, by.on)
    contract = _contract(agreement, wish, parts, by)
    for position, (part, tranches) in enumerate(parts, start=1):
        _save_part(contract, position, part, tranches)
    replies = [one.reply for one in agreement.guarantors if one.reply is not None]
    ContractGuarantor.objects.bulk_create(
        ContractGuarantor(contract=contract, position=position, reply=reply)
        for position, reply in enumerate(replies, start=1)
    )
    take(contract, 1, Deed.DRAFTED, by, counts_from=by.on)
    return contract


@transaction.atomic
def withdraw_draft(*, contract: Contract, reason: str, seen: int, by: Hand) -> ContractStep:
    """The draft withdrawn; its number is not used again.

    Raises: NotAllowed, ContractChanged, ContractOutOfOrder, ReasonNeeded.
    """
    require(by.actor, DRAFT, at=contract.centre_id, on=by.on)
    held(contract, Deed.WITHDRAWN, seen)
    said = needed_reason(reason)
    return take(contract, seen + 1, Deed.WITHDRAWN, by, counts_from=by.on, reason=said)


def _refuse_second(household: Household) -> None:
    standing = contract_in_force(household)
    if standing is not None:
        raise ContractInForce(number=standing.number)
    draft = draft_of(household)
    if draft is not None:
        raise DraftStanding(number=draft.number)


def _owners(agreement: Agreement) -> dict[str, Debt]:
    """The debt behind each part of the problem that the contract takes.

    A debt that the line changes comes in whole, its arrears with it; one of an outside creditor
    only as far as the line joins it.
    """
    assert agreement.line is not None
    known = {terms.id for terms in agreement.line.problem.debts}
    owners = {}
    for terms in (terms for answer in agreement.answers for terms in answer.terms):
        for part_id in _parts_of_debt(terms):
            if part_id in known:
                owners[part_id] = terms.debt
    return owners


def _parts_of_debt(terms: AgreedTerms) -> tuple[str, ...]:
    if terms.debt.group is None:
        return (terms.part_id,)
    base = terms.part_id.removesuffix(ARREARS)
    return base, base + ARREARS


def _check_shape(
    parts: tuple[PlannedPart, ...], owners: dict[str, Debt], wish: Wish, lending: frozenset[str]
) -> None:
    outside = any(owners[one.id].group is None for part in parts for one in part.debts)
    joined = any(part.kind == "joined" for part in parts)
    if wish.shape == Shape.UMBRELLA:
        if outside:
            raise _no_shape(
                "มีหนี้นอกศูนย์ฯ รวมอยู่ ต้องให้กองทุนหลักให้กู้ไปชำระแทน",
                "a debt outside the centre is joined, and a lead fund has to pay it off",
            )
        return
    if not joined or wish.lead is None:
        raise _no_shape(
            "ต้องมีหนี้ที่รวมเป็นสัญญาเดียว และต้องระบุกองทุนหลัก",
            "it needs joined debts and a lead fund",
        )
    if wish.shape == Shape.ASSIGNMENT and outside:
        raise _no_shape(
            "เจ้าหนี้นอกศูนย์ฯ ไม่ได้โอนสิทธิเรียกร้องให้กองทุน",
            "a creditor outside the centre does not assign its claim",
        )
    if wish.lead.code not in lending:
        raise _no_shape(
            "เงินของกองทุนหลักนี้นำไปชำระหนี้อื่นไม่ได้ตามระเบียบ",
            "the lead fund's money may not pay other debts by its rules",
        )


def _no_shape(why_th: str, why_en: str) -> ShapeImpossible:
    return ShapeImpossible(why_th=why_th, why_en=why_en)


def _tranches(part: PlannedPart, owners: dict[str, Debt], wish: Wish) -> tuple[PlannedTranche, ...]:
    """A joined part belongs to the lead where there is one, all else to whose debt it was."""
    by_group: dict[MemberGroup, list[tuple[Debt, DebtTerms]]] = defaultdict(list)
    for terms in part.debts:
        debt = owners[terms.id]
        group = wish.lead if part.kind == "joined" and wish.lead else debt.group
        assert group is not None  # an outside debt is only ever joined under a lead
        by_group[group].append((debt, terms))
    return tuple(PlannedTranche(group, tuple(rows)) for group, rows in by_group.items())


def _contract(agreement: Agreement, wish: Wish, parts: Any, by: Hand) -> Contract:
    household, line = agreement.household, agreement.line
    assert line is not None
    assert agreement.pin is not None
    year = be_year(by.on)
    numbered = Contract.objects.filter(centre=household.centre, year_be=year)
    last = numbered.aggregate(last=Max("sequence"))["last"]
    return Contract.objects.create(
        centre=household.centre,
        household=household,
        borrower=_states(parts, by.on)[0].borrower,
        case=agreement.case,
        pin=agreement.pin,
        year_be=year,
        sequence=(last or 0) + 1,
        shape=wish.shape,
        lead=wish.lead if wish.shape != Shape.UMBRELLA else None,
        interest_from=line.problem.as_of,
        lent_on=_lent_on(wish, by.on),
        principal_satang=sum(part.terms.principal_satang for part, _tranches in parts),
    )


def _lent_on(wish: Wish, on: date) -> date | None:
    """The day on which a lead fund lends anew; None where nothing is lent."""
    return (wish.lent_on or on) if wish.shape == Shape.REFINANCE else None


def _states(parts: Any, on: date) -> list[DebtState]:
    debts: dict[UUID, Debt] = {
        debt.pk: debt
        for _part, tranches in parts
        for tranche in tranches
        for debt, _terms in tranche.sources
    }
    found = (debt_state(debt, on) for debt in debts.values())
    return [state for state in found if state is not None]


def _save_part(
    contract: Contract,
    position: int,
    part: PlannedPart,
    tranches: tuple[PlannedTranche, ...],
) -> None:
    saved = Part.objects.create(
        contract=contract,
        position=position,
        kind=part.kind,
        terms=to_plain(part.terms),
        principal_satang=part.terms.principal_satang,
    )
    for place, planned in enumerate(tranches, start=1):
        tranche = Tranche.objects.create(
            part=saved,
            position=place,
            group=planned.group,
            principal_satang=planned.principal_satang,
        )
        SourceDebt.objects.bulk_create(
            _source(tranche, debt, terms, contract.interest_from) for debt, terms in planned.sources
        )


def _source(tranche: Tranche, debt: Debt, terms: DebtTerms, on: date) -> SourceDebt:
    """What the part takes of the debt; arrears by interest and penalty as the register says."""
    interest = penalty = 0
    if terms.id.endswith(ARREARS):
        state = debt_state(debt, on)
        assert state is not None
        interest, penalty = state.interest_arrears_satang, state.penalty_satang
    return SourceDebt(
        tranche=tranche,
        debt=debt,
        principal_satang=terms.balance - interest - penalty,
        interest_satang=interest,
        penalty_satang=penalty,
    )
