"""What became of a target household's debt since its frozen start, and by what means.

The register says how much, for contracts in force the books as of the day on which one looks; the
books say how much was repaid, let go, or fell due as interest and charges under a contract.
Source: docs/explanation/contracts.md, "Outcome".
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, F, Q, Sum, When

from plodnee import policy
from plodnee.contracts.models import Contract, Part, Tranche, TrancheDebt
from plodnee.ledger.models import Entry, Transfer
from plodnee.ledger.telling import BookedDebt, booked_debts
from plodnee.organization.models import Centre
from plodnee.registers.baseline.selectors import Comparison, compared_with_start
from plodnee.registers.debts_now import StatedDebt, stated_debts
from plodnee.registers.models import BaselineDebt, DebtState, HouseholdState
from plodnee.registers.selectors import statement
from plodnee.registers.stated import household_states, overdue_from

Kind = Entry.Kind
CLAIMS = "claim:"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A household's debt then and now, and by what it fell; satang.

    `repaid` and `let_go` were posted on its contracts; `accrued` is how much more interest and
    charges stand under them than at the start (below zero: some were paid); `outside` is whatever
    else the register says the old debts fell by (below zero: they grew); `new_satang` was borrowed
    since. A debt that the register does not speak of counts as it was at the start.
    Ensures: then - counted now = repaid + let_go - accrued + outside - new.
    """

    compared: Comparison
    repaid_satang: int
    let_go_satang: int
    accrued_satang: int
    overdue: bool
    is_model: bool

    @property
    def reduced_satang(self) -> int:
        """How much less is owed than at the start; below zero where it is more."""
        return -self.compared.change_satang

    @property
    def reduced_bp(self) -> int:
        """The reduction as a part of the start, in hundredths of a per cent, rounded down."""
        then = self.compared.then_satang
        return self.reduced_satang * 10_000 // then if then else 0

    @property
    def outside_satang(self) -> int:
        """What the old debts fell by that no contract's books explain."""
        explained = self.repaid_satang + self.let_go_satang - self.accrued_satang
        return self.reduced_satang + self.compared.new_satang - explained


@dataclass(frozen=True, slots=True)
class Candidate:
    """A household that may be a model for others, by the rule that found it."""

    outcome: Outcome
    rule: str  # "cleared" or "reduced"
    least_reduction_bp: int


def outcomes(
    centre: Centre,
    as_of: date | None = None,
    *,
    households: Collection[UUID] | None = None,
    on: date | None = None,
) -> tuple[Outcome, ...]:
    """Each household that has a starting debt, with what became of it up to a day.

    With `on`, contracts in force are told as their books have them on that day, and it decides who
    is overdue; without it the register of the day says all.
    Raises: NoRegister if the centre has none.
    """
    booked = booked_debts(centre, on) if on else {}
    owed = {key: one.owed_satang for key, one in booked.items()}
    whole = compared_with_start(centre, as_of, households=households, owed=owed)
    since = {row.household.pk: row.baseline.as_of for row in whole.rows}
    keys, day = set(since), on or whole.as_of
    stated = stated_debts(centre, as_of, households=keys)
    paid = paid_on_contracts(centre, since, day)
    accrued = _accrued(centre, whole.rows, stated, booked)
    late = _overdue(stated, booked, day)
    models = _models(centre, as_of, keys)
    return tuple(
        Outcome(
            compared=row,
            repaid_satang=paid[row.household.pk].get(Kind.REPAYMENT, 0),
            let_go_satang=paid[row.household.pk].get(Kind.WAIVER, 0),
            accrued_satang=accrued[row.household.pk],
            overdue=row.household.pk in late,
            is_model=row.household.pk in models,
        )
        for row in whole.rows
    )


def candidates(found: Collection[Outcome], on: date) -> tuple[Candidate, ...]:
    """Who may be a model household by the rule of a day, the largest reduction first.

    Source: policy/outcome.toml.
    """
    rule = policy.in_force("outcome", on).values
    least = int(rule["model_least_reduction_bp"])
    kept = []
    for one in found:
        if one.is_model or (one.overdue and not rule["model_overdue_allowed"]):
            continue
        if one.compared.new_satang and not rule["model_new_loans_allowed"]:
            continue
        if one.compared.is_cleared:
            kept.append(Candidate(one, "cleared", least))
        elif one.compared.then_satang and one.reduced_bp >= least:
            kept.append(Candidate(one, "reduced", least))
    return tuple(sorted(kept, key=lambda one: -one.outcome.reduced_bp))


def paid_on_contracts(
    centre: Centre, since: Mapping[UUID, date], through: date
) -> dict[UUID, dict[str, int]]:
    """What repayments and waivers took off the claims on each household after its day of start.

    Reversals count against, on their own day. What was paid up to its start, the start says.
    Units: satang, by household and kind of entry.
    """
    numbers = {
        contract.number: contract.household_id
        for contract in Contract.objects.filter(centre=centre, household__in=since)
    }
    moved = Transfer.objects.filter(
        Q(credit__code__startswith=CLAIMS) | Q(debit__code__startswith=CLAIMS),
        entry__centre=centre,
        entry__business_date__lte=through,
    ).annotate(
        meant=Case(
            When(entry__reverses__isnull=False, then=F("entry__reverses__kind")),
            default=F("entry__kind"),
        )
    )
    found: dict[UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for side, sign in (("credit__code", 1), ("debit__code", -1)):
        rows = moved.filter(
            **{f"{side}__startswith": CLAIMS}, meant__in=[Kind.REPAYMENT, Kind.WAIVER]
        )
        summed = rows.values_list(side, "meant", "entry__business_date").order_by()
        for code, meant, on, satang in summed.annotate(sum=Sum("amount_satang")):
            household = numbers.get(code.split(":")[1])
            if household is not None and on > since[household]:
                found[household][meant] += sign * satang
    return found


def _accrued(
    centre: Centre,
    rows: Collection[Comparison],
    stated: Mapping[UUID, StatedDebt],
    booked: Mapping[UUID, BookedDebt],
) -> dict[UUID, int]:
    """How much more interest and charges stand under contracts than at the start, by household."""
    links = TrancheDebt.objects.filter(tranche__part__contract__centre=centre)
    tranches = {one.debt_id: one.tranche for one in links.select_related("tranche__part")}
    found: dict[UUID, int] = defaultdict(int)
    for key in tranches.keys() & stated.keys():
        now = (
            booked[key].accrued_satang
            if key in booked
            else _fallen_due(tranches[key], stated[key].state)
        )
        found[stated[key].household.pk] += now
    for row in rows:
        for one in row.began_with:
            if one.debt_id in tranches:
                found[row.household.pk] -= _fallen_due(tranches[one.debt_id], one)
    return found


def _fallen_due(tranche: Tranche, said: DebtState | BaselineDebt) -> int:
    """What of a contract's debt as the register or a start has it fell due under the contract.

    Arrears that were joined are written as interest and penalty themselves.
    """
    found = said.penalty_satang + said.interest_arrears_satang
    if tranche.part.kind == Part.Kind.ARREARS:
        return max(0, found - tranche.principal_satang)
    return found


def _overdue(
    stated: Mapping[UUID, StatedDebt], booked: Mapping[UUID, BookedDebt], on: date
) -> set[UUID]:
    """The households that are overdue on a day on something they still owe."""
    return {
        one.household.pk
        for key, one in stated.items()
        if (booked[key].is_overdue if key in booked else _is_overdue(one, on))
    }


def _is_overdue(one: StatedDebt, on: date) -> bool:
    since = overdue_from(one.state)
    return since is not None and since < on


def _models(centre: Centre, as_of: date | None, households: Collection[UUID]) -> set[UUID]:
    states: dict[UUID, HouseholdState] = household_states(statement(centre, as_of), households)
    return {key for key, state in states.items() if state.is_model}
