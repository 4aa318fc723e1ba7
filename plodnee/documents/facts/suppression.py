"""Which small cells of a table nobody outside the centre and its district may see."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from plodnee.casework.plan.model import CentreAnalysis, HouseholdAnalysis

FEWEST_HOUSEHOLDS = 5
LenderCell = tuple[str, str]
Cell = TypeVar("Cell", str, LenderCell)


def too_few(households: int) -> bool:
    """Whether a figure of so many households tells of single ones."""
    return 0 < households < FEWEST_HOUSEHOLDS


def fewest(households: int, households_with_debt: int) -> int:
    """The smallest number of households behind an area's or a centre's figures; 0 if empty."""
    return households_with_debt or households


def hidden_cells(households: Sequence[int]) -> frozenset[int]:
    """The places of the cells to hide, by the number of households in each.

    Ensures: a cell of 1 to 4 households is hidden; where the hidden cells stand alone or hold
    fewer than five together, the smallest others are hidden with them, so that the total does not
    give them away.
    """
    hidden = {place for place, count in enumerate(households) if too_few(count)}
    others = [place for place, count in enumerate(households) if count >= FEWEST_HOUSEHOLDS]
    others.sort(key=lambda place: households[place], reverse=True)
    while others and hidden and _told_by_the_total([households[place] for place in hidden]):
        hidden.add(others.pop())
    return frozenset(hidden)


def hidden_classes(analysis: CentreAnalysis) -> frozenset[str]:
    """The classes of which too few households are, or owe a debt where none is in it."""
    by_class = analysis.totals.by_class
    owing = _households_by(analysis, lambda one: (item.debtor_class for item in one.debts))
    sizes: dict[str, int] = {name: totals.households or owing[name] for name, totals in by_class}
    return _hidden(sizes)


def lender_cell(kind: str, creditor: str) -> LenderCell:
    """Where a debt is counted outside: member groups by themselves, others only by their kind.

    A lender outside the member groups may be a private person.
    """
    return kind, creditor if kind == "group" else ""


def hidden_lenders(analysis: CentreAnalysis) -> frozenset[LenderCell]:
    """The lenders, as outside readers are told of them, to whom too few households owe."""

    def cells(household: HouseholdAnalysis) -> Iterator[LenderCell]:
        for item in household.debts:
            yield lender_cell(item.debt.creditor_kind, item.debt.creditor)

    return _hidden(_households_by(analysis, cells))


def hidden_kinds(analysis: CentreAnalysis) -> frozenset[str]:
    """The kinds of creditor to whom too few households owe."""
    return _hidden(
        _households_by(analysis, lambda one: (item.debt.creditor_kind for item in one.debts))
    )


def _told_by_the_total(counts: Collection[int]) -> bool:
    return len(counts) == 1 or too_few(sum(counts))


def _households_by(
    analysis: CentreAnalysis, cells_of: Callable[[HouseholdAnalysis], Iterable[Cell]]
) -> Counter[Cell]:
    """In how many households each cell is met."""
    counts: Counter[Cell] = Counter()
    for household in analysis.households:
        counts.update(set(cells_of(household)))
    return counts


def _hidden(sizes: Mapping[Cell, int]) -> frozenset[Cell]:
    names = sorted(sizes)
    return frozenset(names[place] for place in hidden_cells([sizes[name] for name in names]))
