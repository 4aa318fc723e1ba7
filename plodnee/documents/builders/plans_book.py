"""All debt-management plans of a centre: summary, each debt, every payment, the menus."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from plodnee.casework.plan.model import HouseholdAnalysis
from plodnee.documents.builders.household_register import tick
from plodnee.documents.builders.names import class_name, goal_name, month_of_plan, pattern_name
from plodnee.documents.builders.proposal_words import proposal_words, proposed_words
from plodnee.documents.builders.register_frame import Row, register, sheet
from plodnee.documents.builders.sheets import Sheet
from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts.pack import PackFacts
from plodnee.documents.facts.proposal import DebtProposal, HouseholdPlan, household_plan
from plodnee.engine.planner.model import Menu, Option

_Pair = tuple[HouseholdAnalysis, HouseholdPlan]


def build(facts: PackFacts) -> bytes:
    """The workbook of every household with debt, whether or not a plan fits."""
    voice = Voice(facts.language)
    owing = [pair for pair in zip(facts.households, facts.plans, strict=True) if pair[0].debts]
    sheets = (
        _summaries(voice, facts, owing),
        sheet(voice, facts, "proposals", _proposals(voice, owing)),
        sheet(voice, facts, "payments", _payments(voice, facts, owing)),
        sheet(voice, facts, "menus", _menus(voice, facts, owing)),
    )
    return register(voice, facts, sheets)


def build_summary(facts: PackFacts, lines: Sequence[tuple[int, Option | None]]) -> bytes:
    """The summary alone, of households that owe, each with the line that is shown of its menu.

    A household stands for its place in the register; without a line nothing fits it.
    """
    voice = Voice(facts.language)
    homes = [replace(facts.households[place], chosen=option) for place, option in lines]
    pairs = [(home, household_plan(home)) for home in homes]
    return register(voice, facts, [_summaries(voice, facts, pairs)])


def _summaries(voice: Voice, facts: PackFacts, owing: Sequence[_Pair]) -> Sheet:
    rows = (_summary(voice, facts, n, *pair) for n, pair in enumerate(owing, start=1))
    return sheet(voice, facts, "plans", rows)


def _summary(
    voice: Voice, facts: PackFacts, number: int, household: HouseholdAnalysis, plan: HouseholdPlan
) -> Row:
    home, worst = household.household, household.debtor_class
    assert household.menu is not None
    assert worst is not None
    return {
        "number": number,
        "household": home.code,
        "head": str(home.head),
        "target": tick(voice, home.is_target),
        "class": class_name(voice, worst),
        "start": household.owed_satang,
        "debts": len(household.debts),
        "contracts": plan.contracts_after,
        "proposal": proposed_words(voice, household, plan),
        **(_chosen(voice, facts, household.chosen) if household.chosen else {}),
        **_effect(household.menu, household.chosen),
        **_missing(facts, household.menu),
    }


def _chosen(voice: Voice, facts: PackFacts, chosen: Option) -> Row:
    return {
        **_contract(voice, chosen),
        "largest": chosen.figures.largest_month_paid,
        "debt_free": month_of_plan(facts.analysis.as_of, chosen.figures.debt_free_month),
        "conceded": given_up(chosen),
        "lowest": chosen.figures.lowest_cash,
    }


def _contract(voice: Voice, chosen: Option) -> Row:
    offer = chosen.contract
    if offer is None:
        return {}
    return {
        "principal": offer.principal,
        "rate": offer.rate_bp,
        "pattern": pattern_name(voice, offer.pattern),
        "instalment": offer.instalment,
        "instalments": offer.instalments,
    }


def _effect(menu: Menu, chosen: Option | None) -> Row:
    """Interest still to come, today and in the plan; today's terms where nothing fits."""
    today = menu.status_quo.figures.total_interest
    planned = chosen.figures.total_interest if chosen else today
    return {"today": today, "planned": planned, "saved": today - planned}


def _missing(facts: PackFacts, menu: Menu) -> Row:
    reason = menu.no_feasible_plan
    if reason is None:
        return {}
    month = reason.binding_month
    return {
        "breaks": None if month is None else month_of_plan(facts.analysis.as_of, month),
        "cash_help": reason.smallest_cash_now,
        "income_help": reason.smallest_income_per_month,
    }


def given_up(option: Option) -> int:
    """What all creditors of the household give up together."""
    return sum(amount for _, amount in option.concession)


def _share_that_holds(option: Option) -> float | None:
    bad = option.bad_year
    return bad.holds / bad.futures if bad and bad.futures else None


def _proposals(voice: Voice, owing: list[_Pair]) -> Iterator[Row]:
    number = 0
    for household, plan in owing:
        for proposal in plan.debts:
            number += 1
            debt = proposal.debt.debt
            yield {
                "number": number,
                "household": plan.code,
                "creditor": proposal.debt.creditor_name,
                "principal": debt.principal_satang,
                "arrears": debt.interest_arrears_satang + debt.penalty_satang,
                "rate": proposal.debt.declining_rate_bp,
                **(_proposed(voice, household.chosen, proposal) if household.chosen else {}),
            }


def _proposed(voice: Voice, chosen: Option, proposal: DebtProposal) -> Row:
    first = proposal.parts[0]
    taken = chosen.contract is not None and first.choice.action == "consolidate"
    rate = chosen.contract.rate_bp if taken and chosen.contract else first.rate_after_bp
    return {"proposal": proposal_words(voice, proposal), "rate_planned": rate}


def _payments(voice: Voice, facts: PackFacts, owing: list[_Pair]) -> Iterator[Row]:
    contract = voice("สัญญาเดียว", "The one contract")
    for _, plan in owing:
        paid_to = _payees(voice, plan)
        for row in plan.rows:
            yield {
                "household": plan.code,
                "month_number": row.month,
                "month": month_of_plan(facts.analysis.as_of, row.month),
                "paid_to": paid_to.get(row.what, contract),
                "paid": row.paid,
                "interest": row.interest,
                "principal": row.principal,
                "balance": row.balance,
            }


def _payees(voice: Voice, plan: HouseholdPlan) -> Mapping[str, str]:
    """The creditor's name for each part of the household's debts."""
    arrears = voice(" (ส่วนค้าง)", " (arrears)")
    return {
        part.terms.id: proposal.debt.creditor_name + (arrears if part.is_arrears else "")
        for proposal in plan.debts
        for part in proposal.parts
    }


def _menus(voice: Voice, facts: PackFacts, owing: list[_Pair]) -> Iterator[Row]:
    for household, plan in owing:
        for option in household.menu.options if household.menu else ():
            figures, offer = option.figures, option.contract
            yield {
                "household": plan.code,
                "option": goal_name(voice, option.goal),
                "interest": figures.total_interest,
                "paid": figures.total_paid,
                "largest": figures.largest_month_paid,
                "debt_free": month_of_plan(facts.analysis.as_of, figures.debt_free_month),
                "lowest": figures.lowest_cash,
                "conceded": given_up(option),
                "instalment": offer.instalment if offer else None,
                "instalments": offer.instalments if offer else None,
                "bad_years": _share_that_holds(option),
            }
