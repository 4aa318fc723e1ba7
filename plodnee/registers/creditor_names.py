"""Outside creditors by every name they ever bore: workbooks may still use an old spelling."""

from dataclasses import replace

from plodnee.organization.models import Centre
from plodnee.registers import stated
from plodnee.registers.book import RegisterBook
from plodnee.registers.models import OutsideCreditor, OutsideCreditorState


def by_every_name(centre: Centre) -> dict[tuple[str, str], OutsideCreditor]:
    """The outside creditors of a centre by kind and name, the later name before the first."""
    own = OutsideCreditor.objects.filter(centre=centre)
    found = {(creditor.kind, creditor.name): creditor for creditor in own}
    states = OutsideCreditorState.objects.filter(outside_creditor__centre=centre)
    for state in states.select_related("outside_creditor").order_by(*stated.IN_ORDER):
        creditor = state.outside_creditor
        found[(creditor.kind, state.name)] = creditor
    return found


def under_present_names(book: RegisterBook, centre: Centre) -> RegisterBook:
    """The book with each outside creditor under the name that it bears on the book's day."""
    known = by_every_name(centre)
    states = stated.creditor_states(centre.code, book.centre.as_of)
    names = {
        key: states[creditor.pk].name for key, creditor in known.items() if creditor.pk in states
    }
    debts = tuple(
        replace(debt, creditor=names.get((debt.creditor_kind, debt.creditor), debt.creditor))
        for debt in book.debts
    )
    return replace(book, debts=debts)
