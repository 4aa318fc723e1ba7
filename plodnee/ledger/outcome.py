"""What became of a target household's debt since its frozen start, and by what means.

The register says how much; the books say how much of it was repaid or let go under a contract.
Source: docs/explanation/contracts.md, "Outcome".
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, F, Q, Sum, When

from plodnee import policy
from plodnee.contracts.models import Contract
from plodnee.ledger.models import Entry, Transfer
from plodnee.organization.models import Centre
from plodnee.registers.baseline.selectors import Comparison, compared_with_start
from plodnee.registers.debts_now import stated_debts
from plodnee.registers.models import HouseholdState
from plodnee.registers.selectors import statement
from plodnee.registers.stated import household_states

Kind = Entry.Kind
CLAIMS = "claim:"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A household's debt then and now, and by what it fell; satang.

    `repaid` and `let_go` were posted on its contracts; `outside` is whatever else the register says
    the old debts fell by (below zero: they grew by interest or penalty); `new_satang` was borrowed
    since. A debt that the register does not speak of counts as it was at the start.
    Ensures: then - counted now = repaid + let_go + outside - new.
    """

    compared: Comparison
    repaid_satang: int
    let_go_satang: int
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
        explained = self.repaid_satang + self.let_go_satang
        return self.reduced_satang + self.compared.new_satang - explained


@dataclass(frozen=True, slots=True)
class Candidate:
    """A household that may be a model for others, by the rule that found it."""

    outcome: Outcome
    rule: str  # "cleared" or "reduced"
    least_reduction_bp: int


def outcomes(
    centre: Centre, as_of: date | None = None, *, households: Collection[UUID] | None = None
) -> tuple[Outcome, ...]:
    """Each household that has a starting debt, with what became of it up to a day.

    Raises: NoRegister if the centre has none.
    """
    whole = compared_with_start(centre, as_of, households=households)
    since = {row.household.pk: row.baseline.as_of for row in whole.rows}
    keys = set(since)
    paid = paid_on_contracts(centre, since, whole.as_of)
    late = _overdue(centre, whole.as_of, keys)
    models = _models(centre, as_of, keys)
    return tuple(
        Outcome(
            compared=row,
            repaid_satang=paid[row.household.pk].get(Kind.REPAYMENT, 0),
            let_go_satang=paid[row.household.pk].get(Kind.WAIVER, 0),
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


def _overdue(centre: Centre, as_of: date, households: Collection[UUID]) -> set[UUID]:
    """The households that are overdue on something they still owe."""
    stated = stated_debts(centre, as_of, households=households).values()
    return {
        one.household.pk
        for one in stated
        if one.owed_satang and one.state.overdue_since and one.state.overdue_since < as_of
    }


def _models(centre: Centre, as_of: date | None, households: Collection[UUID]) -> set[UUID]:
    states: dict[UUID, HouseholdState] = household_states(statement(centre, as_of), households)
    return {key for key, state in states.items() if state.is_model}
