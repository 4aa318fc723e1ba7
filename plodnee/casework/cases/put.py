"""What an item about a household puts before the committee: the lines that were pinned by then.

A resolution on the item is about these and no others: what is pinned later is put anew.
"""

from collections.abc import Iterable
from datetime import date

from plodnee.casework.meetings.subjects import HOUSEHOLD
from plodnee.casework.models import AgendaItem, MenuPin
from plodnee.casework.workspace.selectors import PinnedLine, pinned_line
from plodnee.engine.calendar import day_of_month
from plodnee.engine.put_line import PutLine
from plodnee.engine.thai_dates import add_months

ARREARS = "-arrears"  # how `casework.plan.terms` ends the id of what is in arrears


def is_about_a_menu(item: AgendaItem) -> bool:
    """Whether an item is about the case of a household."""
    return item.subject_kind == HOUSEHOLD and item.household_id is not None


def lines_put(item: AgendaItem) -> tuple[PutLine, ...]:
    """The household's lines that stood when the item was put on the agenda; none for another."""
    if not is_about_a_menu(item):
        return ()
    at = item.step.done_at
    pins = MenuPin.objects.filter(
        household=item.household_id, deed=MenuPin.Deed.PINNED, done_at__lte=at
    ).exclude(undone_by__done_at__lte=at)
    lines = pins.select_related("run", "household").order_by("sequence")
    return tuple(_put(pinned_line(pin)) for pin in lines)


def changed_since_put(item: AgendaItem) -> bool:
    """Whether the household's menu changed after the item was put on the agenda."""
    later = MenuPin.objects.filter(household=item.household_id, done_at__gt=item.step.done_at)
    return is_about_a_menu(item) and later.exists()


def due_on(as_of: date, month: int) -> date:
    """The due date in the month of a plan with this number, on the plan's own day of the month."""
    return day_of_month(add_months(as_of.replace(day=1), month), as_of.day)


def months_paid(rows: Iterable[Iterable[int]]) -> list[int]:
    """The numbers of the months in which anything is paid in one of these rows, in order."""
    return sorted({month for row in rows for month, paid in enumerate(row, 1) if paid})


def whole_debt(part_id: str) -> str:
    """What the ids of a debt's principal and of its arrears have in common in a problem."""
    return part_id.removesuffix(ARREARS)


def _put(line: PinnedLine) -> PutLine:
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
