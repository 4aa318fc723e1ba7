"""Against whose starting debt a debt counts: its own household's, or that of what it carries on.

A contract of joined households takes in debts of each of them. Its own debts then count against the
starts of those whose debts they carry on, in proportion to what each had put in.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.db.models import Q

from plodnee.registers import stated
from plodnee.registers.debts_now import StatedDebt
from plodnee.registers.models import Baseline, BaselineDebt, DebtState, DebtSuccession
from plodnee.registers.sameness.standing import Roots, household_roots, together

Portions = Mapping[UUID | None, Fraction]  # by household; None: what counts against no start


@dataclass(frozen=True, slots=True)
class Link:
    """That a debt carries on an earlier one, and whose that was."""

    debt: UUID
    earlier: UUID
    household: UUID


@dataclass(frozen=True, slots=True)
class Starts:
    """The starting debts of households, and with whose start each debt in them counts."""

    baselines: Mapping[UUID, Baseline]
    homes: Mapping[UUID, UUID]

    def home_of(self, key: UUID, own: UUID, said: StatedDebt | None) -> UUID | None:
        """The household against whose start a debt is held; None for what counts against none."""
        if own in self.baselines:
            return own
        if key in self.homes or said is None:
            return self.homes.get(key)
        borrowed_on, start = said.state.borrowed_on, self.baselines.get(said.household.pk)
        is_later = start is not None and borrowed_on is not None and borrowed_on > start.as_of
        return said.household.pk if is_later else None


def carried_on(households: Collection[UUID]) -> list[Link]:
    """Which debt of these households carries on which earlier one, the earliest link first."""
    found = DebtSuccession.objects.filter(debt__household__in=households).order_by("pk")
    return [Link(*row) for row in found.values_list("debt", "earlier", "earlier__household")]


def owed_against(
    starts: Starts,
    debts: Mapping[UUID, StatedDebt],
    sums: Mapping[UUID, int],
    links: Iterable[Link],
) -> dict[UUID, dict[UUID, int]]:
    """What is owed on each debt that counts against a household's start, by household and debt.

    Units:   satang; of a debt that counts against several, what does not divide is its own's.
    Ensures: a debt that counts for one household alone counts with all that is owed on it.
    """
    portions = _portions(starts, debts, links)
    found: dict[UUID, dict[UUID, int]] = {key: {} for key in starts.baselines}
    for key, said in debts.items():
        own = said.debt.household_id
        parts = portions.get(key) or {starts.home_of(key, own, said): Fraction(1)}
        for home, satang in _divided(sums[key], parts, own).items():
            if home is not None:
                found[home][key] = satang
    return found


def begun_by(began: Collection[UUID], links: Iterable[Link]) -> dict[UUID, set[UUID]]:
    """Of each debt, those of a start that it is or carries on; a later link may carry on both."""
    found = {key: {key} for key in began}
    for link in links:
        found.setdefault(link.debt, set()).update(found.get(link.earlier, ()))
    return found


def households_around(centre_code: str, households: Iterable[UUID]) -> set[UUID]:
    """These, and every other whose starts, debts or contracts may count against theirs."""
    roots = household_roots(centre_code)
    found = together(households, roots)
    while wider := _neighbours(found, roots) - found:
        found |= wider
    return found


def _neighbours(found: Collection[UUID], roots: Roots) -> set[UUID]:
    """Those joined to these, those named in starts with them, and those of one contract."""
    named = BaselineDebt.objects.filter(
        Q(baseline__household__in=found) | Q(debt__household__in=found)
    ).values_list("baseline__household", "debt__household")
    carried = DebtSuccession.objects.filter(
        Q(debt__household__in=found) | Q(earlier__household__in=found)
    ).values_list("debt__household", "earlier__household")
    return together({key for pair in (*named, *carried) for key in pair}, roots)


def _portions(
    starts: Starts, debts: Mapping[UUID, StatedDebt], links: Iterable[Link]
) -> dict[UUID, Portions]:
    """Against whose starts each debt that carries on others counts, the shares adding up to one."""
    by_debt: dict[UUID, list[Link]] = defaultdict(list)
    for link in links:
        by_debt[link.debt].append(link)
    found: dict[UUID, Portions] = {}
    for debt, earlier in by_debt.items():
        if debt in starts.homes:  # a start that was stated again begins with it
            found[debt] = {starts.homes[debt]: Fraction(1)}
            continue
        each = [
            found.get(one.earlier)
            or {starts.home_of(one.earlier, one.household, debts.get(one.earlier)): Fraction(1)}
            for one in earlier
        ]
        alike = all(portions == each[0] for portions in each)
        found[debt] = each[0] if alike else _mixed(debt, earlier, each)
    return found


def _mixed(debt: UUID, earlier: Sequence[Link], each: Sequence[Portions]) -> Portions:
    weights = _put_in(debt, [one.earlier for one in earlier])
    whole = sum(weights)
    found: dict[UUID | None, Fraction] = defaultdict(Fraction)
    for weight, portions in zip(weights, each, strict=True):
        share = Fraction(weight, whole) if whole else Fraction(1, len(each))
        for home, part in portions.items():
            found[home] += share * part
    return found


def _put_in(debt: UUID, earlier: Sequence[UUID]) -> list[int]:
    """By how much each earlier debt fell where the register first states the one that took it in.

    Units: satang.
    """
    states = DebtState.objects.filter(debt__in=[debt, *earlier]).order_by(*stated.IN_ORDER)
    rows = list(states.select_related("batch"))
    first = next(row.batch for row in rows if row.debt_id == debt)
    before, after = dict.fromkeys(earlier, 0), {}
    for row in rows:
        if row.debt_id == debt:
            continue
        if row.batch_id == first.pk:
            after[row.debt_id] = stated.owed_satang(row)
        elif (row.batch.as_of, row.batch.sequence) < (first.as_of, first.sequence):
            before[row.debt_id] = stated.owed_satang(row)
    return [max(0, satang - after.get(key, 0)) for key, satang in before.items()]


def _divided(satang: int, portions: Portions, own: UUID) -> dict[UUID | None, int]:
    """A sum by household; what does not divide is the own one's, or the first's."""
    found = {home: int(satang * part) for home, part in portions.items()}
    found[own if own in found else next(iter(found))] += satang - sum(found.values())
    return found
