"""Questions about what was worked out: the analysis of a centre and of one household."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from plodnee.casework.errors import NotPlannedYet, UnknownHousehold
from plodnee.casework.models import HouseholdPlan, PlanRun
from plodnee.casework.plain_facts import from_plain
from plodnee.casework.plan.menu_policy import rules_under
from plodnee.casework.plan.model import (
    CentreAnalysis,
    CentreTotals,
    DebtAnalysis,
    HouseholdAnalysis,
)
from plodnee.casework.plan.rules import rules_in_force
from plodnee.casework.rules.selectors import own_rules, versions_used
from plodnee.casework.versions import engine_version, policy_version
from plodnee.engine.planner.model import HouseholdProblem, Menu
from plodnee.organization.models import Centre
from plodnee.privacy.selectors import erasures
from plodnee.registers.book import Debt, Household, Note
from plodnee.registers.models import ImportBatch
from plodnee.registers.sameness.standing import last_joining
from plodnee.registers.sameness.telling import book_told_once
from plodnee.registers.selectors import (
    book_of,
    latest_recorded,
    statement,
    statement_up_to,
)

CENTRES_KEPT = 16


def standing_runs() -> QuerySet[PlanRun]:
    """Every analysis but those of imports that were undone."""
    return PlanRun.objects.exclude(register__status=ImportBatch.Status.UNDONE)


def latest_run(centre: Centre, as_of: date | None = None) -> PlanRun:
    """The latest analysis of a centre, of one day where it is given; none of an undone import.

    Raises: NotPlannedYet if there is none.
    """
    run = run_or_none(centre, as_of)
    if run is None:
        raise NotPlannedYet(centre_code=centre.code)
    return run


def run_or_none(centre: Centre, as_of: date | None = None) -> PlanRun | None:
    """The latest analysis of a centre, of one day where it is given; None where there is none."""
    runs = standing_runs().filter(centre=centre)
    if as_of is not None:
        runs = runs.filter(as_of=as_of)
    return runs.order_by("-as_of", "-sequence").first()


def is_planned(register: ImportBatch, as_of: date | None = None) -> bool:
    """Whether the register, each household once, was analysed by today's engine and rules.

    As of a day if it is given.
    """
    assert register.centre is not None
    used = versions_used(register.centre, as_of or register.as_of)
    runs = PlanRun.objects.filter(
        register=register,
        joinings_known=last_joining(register.centre),
        engine_version=engine_version(),
        policy_version=policy_version(),
        criteria_version=used.criteria,
        menu_policy_version=used.menu_policy,
    )
    return (runs if as_of is None else runs.filter(as_of=as_of)).exists()


def is_current(run: PlanRun) -> bool:
    """Whether the analysis rests on the latest register of its centre, each household once.

    And by the rules that hold on its day, as far as is known now.
    """
    latest = latest_recorded(statement(run.centre)).pk == run.register_id
    used = versions_used(run.centre, run.as_of)
    by_rules = used == (run.criteria_version, run.menu_policy_version)
    return latest and by_rules and last_joining(run.centre) == run.joinings_known


def latest_totals(centres: list[Centre]) -> dict[str, CentreTotals]:
    """The figures of each centre's latest analysis, by centre code; none for one without."""
    runs = standing_runs().filter(centre__in=centres).order_by("as_of", "sequence")
    return {run.centre_id: from_plain(CentreTotals, run.totals) for run in runs.defer("notes")}


def centre_analysis(centre: Centre) -> CentreAnalysis:
    """The latest analysis of a centre, exactly as it was worked out.

    Raises: NotPlannedYet if there is none.
    """
    return analysis_of(latest_run(centre).pk)


def household_analysis(centre: Centre, household_code: str) -> HouseholdAnalysis:
    """One household of the centre's latest analysis.

    Raises: NotPlannedYet, UnknownHousehold.
    """
    for found in centre_analysis(centre).households:
        if found.household.code == household_code:
            return found
    raise UnknownHousehold(household_code=household_code)


def analysis_of(run_id: UUID) -> CentreAnalysis:
    """The analysis that a run stored. It changes by an erasure alone, so what was read is kept."""
    return _analysis_of(run_id, erasures())


@lru_cache(maxsize=CENTRES_KEPT)
def _analysis_of(run_id: UUID, _erasures: int) -> CentreAnalysis:
    run = PlanRun.objects.select_related("register", "menu_policy_version").get(pk=run_id)
    own = own_rules(None, run.menu_policy_version)
    batches = statement_up_to(run.register, run.as_of)
    book = book_told_once(book_of(batches, run.as_of), batches, known_at=run.joinings_known)
    debts = {debt.row: debt for debt in book.debts}
    homes = {home.code: home for home in book.households}
    plans = run.household_plans.select_related("household").order_by("position")
    return CentreAnalysis(
        book=book,
        as_of=run.as_of,
        horizon_months=run.horizon_months,
        households=tuple(_household(plan, homes[plan.household.code], debts) for plan in plans),
        totals=from_plain(CentreTotals, run.totals),
        assumptions=tuple((name, said) for name, said in run.assumptions),
        notes=tuple(from_plain(Note, note) for note in run.notes),
        rules=rules_under(rules_in_force(run.as_of), own.menu_policy),
    )


def _household(
    plan: HouseholdPlan, household: Household, debts: dict[int, Debt]
) -> HouseholdAnalysis:
    figures = dict(plan.figures)
    chosen = figures.pop("chosen")
    menu = None if plan.menu is None else from_plain(Menu, plan.menu)
    return from_plain(
        HouseholdAnalysis,
        {name: value for name, value in figures.items() if name not in ("debts", "closed_debts")},
        household=household,
        debts=tuple(_debt(plain, debts) for plain in figures["debts"]),
        closed_debts=tuple(_debt(plain, debts) for plain in figures["closed_debts"]),
        debtor_class=plan.debtor_class or None,
        reason=plan.reason,
        reason_en=plan.reason_en,
        problem=None if plan.problem is None else from_plain(HouseholdProblem, plan.problem),
        menu=menu,
        chosen=None if menu is None or chosen is None else menu.options[chosen],
    )


def _debt(plain: dict[str, object], debts: dict[int, Debt]) -> DebtAnalysis:
    figures = dict(plain)
    row = figures.pop("row")
    assert isinstance(row, int)
    return from_plain(DebtAnalysis, figures, debt=debts[row])
