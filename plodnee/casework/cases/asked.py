"""Whom a line asks: the creditors of every debt that it changes, and who guarantees those debts."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from uuid import UUID

from plodnee.casework.cases.agreement import (
    AgreedTerms,
    Creditor,
    CreditorAnswer,
    GuarantorAnswer,
)
from plodnee.casework.models import PlanRun
from plodnee.casework.workspace.selectors import PinnedLine, ground_of
from plodnee.engine.national_id import masked_within
from plodnee.engine.planner.model import Choice, DebtTerms, Option
from plodnee.registers.debts_now import creditor_name, group_names
from plodnee.registers.entries.present import debt_states, guarantors, names_in
from plodnee.registers.models import Debt, DebtState, Household
from plodnee.registers.selectors import debts_by_row, statement_up_to


def owed_as_analysed(run: PlanRun, household: Household) -> dict[UUID, int]:
    """What the household owes on each open debt, as the run took it.

    Raises: UnknownHousehold, NothingOwed.
    """
    by_row = _debts_by_row(run.pk)
    found = ground_of(run, household).household.debts
    return {by_row[one.debt.row].pk: one.debt.owed_satang for one in found}


def creditors_asked(line: PinnedLine) -> tuple[CreditorAnswer, ...]:
    """The creditors of the debts that the line changes, in the register's order; nobody answered.

    A debt that is kept as it is asks nobody: nothing changes for its creditor.
    """
    given_up = dict(line.option.concession)
    names = group_names(line.pin.household.centre_id)
    touched: dict[str, list[AgreedTerms]] = {}
    asked: dict[str, tuple[Creditor, int]] = {}
    for terms, part in _changed(line):
        creditor = _creditor(terms.debt, names)
        touched.setdefault(creditor.key, []).append(terms)
        asked[creditor.key] = (creditor, given_up.get(part.creditor, 0))
    return tuple(
        CreditorAnswer(
            creditor=creditor,
            debts=tuple({one.debt.pk: one.debt for one in touched[key]}.values()),
            terms=tuple(touched[key]),
            given_up_satang=satang,
            offer=None,
            reply=None,
        )
        for key, (creditor, satang) in asked.items()
    )


def guarantors_asked(debts: Iterable[Debt], on: date) -> tuple[GuarantorAnswer, ...]:
    """Who answers for these debts, as the register of a day says; nobody answered.

    A list that was entered outranks the words of the debt's row.
    """
    asked = list(debts)
    homes = {debt.household_id: debt.household for debt in asked}
    states = {state.debt_id: state for home in homes.values() for state in debt_states(home, on)}
    return tuple(one for debt in asked for one in _guarantors(debt, states.get(debt.pk), on))


def _guarantors(debt: Debt, state: DebtState | None, on: date) -> Iterable[GuarantorAnswer]:
    listed = guarantors(debt, on)
    for row in listed:
        name = masked_within(f"{row.name.title}{row.name.full}")
        yield GuarantorAnswer(debt, row.name.person, name, None)
    if listed:
        return
    for name in names_in(state.guarantors) if state else []:
        yield GuarantorAnswer(debt, None, name, None)


def _changed(line: PinnedLine) -> Iterable[tuple[AgreedTerms, DebtTerms]]:
    """What the line changes, part by part, with the planner's own terms of the part."""
    by_row = _debts_by_row(line.pin.run_id)
    analysed = ground_of(line.pin.run, line.pin.household).household.debts
    rows = {part: one.debt.row for one in analysed for part in one.part_ids}
    for part, choice in zip(line.problem.debts, line.option.choices, strict=True):
        if choice.action != "keep":
            yield _terms(by_row[rows[part.id]], part, choice, line.option), part


def _terms(debt: Debt, part: DebtTerms, choice: Choice, option: Option) -> AgreedTerms:
    rate_bp = part.rate_bp if choice.rate_bp is None else choice.rate_bp
    if choice.action == "consolidate":
        assert option.contract is not None
        rate_bp = option.contract.rate_bp
    return AgreedTerms(
        debt=debt,
        part_id=part.id,
        balance_satang=part.balance,
        action=choice.action,
        rate_bp=rate_bp,
        extension_months=choice.extension or 0,
        grace_months=choice.grace or 0,
    )


def _creditor(debt: Debt, names: Mapping[int, str]) -> Creditor:
    return Creditor(
        debt.group, debt.outside_creditor, masked_within(creditor_name(debt, dict(names)))
    )


@lru_cache(maxsize=16)
def _debts_by_row(run_id: UUID) -> dict[int, Debt]:
    """The debt behind each row of a run, which never changes."""
    run = PlanRun.objects.select_related("register__centre").get(pk=run_id)
    return debts_by_row(statement_up_to(run.register, run.as_of))
