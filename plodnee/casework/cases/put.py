"""What an item about a household puts before the committee: the lines that were pinned by then.

A resolution on the item is about these and no others: what is pinned later is put anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from plodnee.casework.meetings.subjects import HOUSEHOLD
from plodnee.casework.models import AgendaItem, MenuPin
from plodnee.casework.workspace.selectors import PinnedLine, pinned_line
from plodnee.engine.calendar import day_of_month
from plodnee.engine.put_line import PutLine
from plodnee.engine.thai_dates import add_months

ARREARS = "-arrears"  # how `casework.plan.terms` ends the id of what is in arrears


@dataclass(frozen=True, slots=True)
class Put:
    """What an item puts: the lines, the first due date of each, and whether the menu changed."""

    lines: tuple[PutLine, ...]
    begins_on: tuple[date | None, ...]
    changed: bool


def is_about_a_menu(item: AgendaItem) -> bool:
    """Whether an item is about the case of a household."""
    return item.subject_kind == HOUSEHOLD and item.household_id is not None


def put_on(items: Iterable[AgendaItem]) -> Mapping[UUID, Put]:
    """What items of agendas put, by the item's key; nothing for one about something else.

    The lines are those of the household that stood when the item was put on the agenda; the menu
    changed if anything was pinned or taken out after that. All are read at once.
    """
    asked = list(items)
    homes = {item.household_id for item in asked if is_about_a_menu(item)}
    steps: dict[UUID | None, list[MenuPin]] = defaultdict(list)
    if homes:
        found = MenuPin.objects.filter(household__in=homes)
        for pin in found.select_related("run", "household", "undone_by").order_by("sequence"):
            steps[pin.household_id].append(pin)
    return {
        item.pk: _put(item, steps[item.household_id] if is_about_a_menu(item) else [])
        for item in asked
    }


def first_paid_on(line: PinnedLine) -> date | None:
    """The first day on which a line has something paid on a debt that it changes; None if never."""
    choices = zip(line.problem.debts, line.option.choices, strict=True)
    changed = {whole_debt(debt.id) for debt, choice in choices if choice.action != "keep"}
    in_place = zip(line.problem.debts, line.option.payments, strict=True)
    paid = [payments for debt, payments in in_place if whole_debt(debt.id) in changed]
    months = months_paid([line.option.contract_payments, *paid])
    return due_on(line.problem.as_of, months[0]) if months else None


def comes_too_late(first_due_on: date | None, on: date) -> bool:
    """Whether no contract on a line with that first due date can be signed in time any more.

    A draft may name another day of the month for its due dates, until the month's last.
    """
    return first_due_on is not None and day_of_month(first_due_on, 31) <= on


def due_on(as_of: date, month: int) -> date:
    """The due date in the month of a plan with this number, on the plan's own day of the month."""
    return day_of_month(add_months(as_of.replace(day=1), month), as_of.day)


def months_paid(rows: Iterable[Iterable[int]]) -> list[int]:
    """The numbers of the months in which anything is paid in one of these rows, in order."""
    return sorted({month for row in rows for month, paid in enumerate(row, 1) if paid})


def whole_debt(part_id: str) -> str:
    """What the ids of a debt's principal and of its arrears have in common in a problem."""
    return part_id.removesuffix(ARREARS)


def _put(item: AgendaItem, steps: Iterable[MenuPin]) -> Put:
    """What an item puts, by the steps on its household's menu."""
    at = item.step.done_at
    lines = [pinned_line(pin) for pin in steps if _stood(pin, at)]
    return Put(
        lines=tuple(map(_line_put, lines)),
        begins_on=tuple(map(first_paid_on, lines)),
        changed=any(pin.done_at > at for pin in steps),
    )


def _stood(pin: MenuPin, at: datetime) -> bool:
    """Whether a step pinned a line that stood at a moment."""
    undone = getattr(pin, "undone_by", None)
    pinned = pin.deed == MenuPin.Deed.PINNED and pin.done_at <= at
    return pinned and not (undone is not None and undone.done_at <= at)


def _line_put(line: PinnedLine) -> PutLine:
    option, offer = line.option, line.option.contract
    touched: dict[str, set[str]] = {"consolidate": set(), "restructure": set()}
    eased_rows = []
    choices = zip(line.problem.debts, option.choices, option.payments, strict=True)
    for debt, choice, payments in choices:
        if choice.action != "keep":
            touched[choice.action].add(whole_debt(debt.id))
            eased_rows.append(payments)
    rows = [option.contract_payments] if offer else eased_rows
    months, start = months_paid(rows) or [1], line.problem.as_of
    return PutLine(
        joined=len(touched["consolidate"]),
        eased=len(touched["restructure"] - touched["consolidate"]),
        principal_satang=offer.principal if offer else 0,
        rate_bp=offer.rate_bp if offer else 0,
        instalments=offer.instalments if offer else 0,
        instalment_satang=offer.instalment if offer else 0,
        last_satang=offer.last if offer else 0,
        most_satang=option.figures.largest_month_paid,
        first_due_on=due_on(start, months[0]),
        last_due_on=due_on(start, months[-1]),
    )
