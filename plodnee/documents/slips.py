"""Balance slips gathered from the registers: whatever names a person is masked here."""

from collections.abc import Iterable

from plodnee.documents.facts.privacy import printable
from plodnee.documents.facts.slips import SlipFacts
from plodnee.engine.national_id import mask, masked_within
from plodnee.organization.gazetteer import names
from plodnee.registers.debts_now import creditor_name, group_names
from plodnee.registers.ids import open_id
from plodnee.registers.models import BalanceSlip, NationalId, Person


def slip_facts(slips: Iterable[BalanceSlip]) -> list[SlipFacts]:
    """The facts of these slips, in their order; they all belong to one centre.

    Asked table by table, each by its keys: a join of eleven tables is left to a database's
    guesses, and PostgreSQL was seen to spend 30 s on twelve slips where its statistics were
    taken while nothing was committed.
    """
    rows = list(
        BalanceSlip.objects.filter(pk__in=[slip.pk for slip in slips])
        .prefetch_related(
            "centre", "state__borrower__person__national_id", "state__borrower__person__own_key",
            "debt__household", "debt__group", "debt__outside_creditor",
        )
        .order_by("fiscal_year", "number")
    )  # fmt: skip
    groups = group_names(rows[0].centre_id) if rows else {}
    return [_facts(slip, groups) for slip in rows]


def _facts(slip: BalanceSlip, groups: dict[int, str]) -> SlipFacts:
    state, debt = slip.state, slip.debt
    outside = debt.outside_creditor
    kept = _national_id(state.borrower.person)
    return SlipFacts(
        number=str(slip),
        centre=slip.centre.name,
        place=names(slip.centre_id),
        household_code=_clean(debt.household.code),
        debtor=_clean(f"{state.borrower.title}{state.borrower.full}"),
        national_id=mask(open_id(kept)) if kept else "",
        is_made_up=slip.centre.is_demonstration or bool(kept and kept.is_made_up),
        creditor=_clean(creditor_name(debt, groups)),
        creditor_kind=outside.kind if outside else "group",
        contract_number=_clean(state.contract_number),
        borrowed_on=state.borrowed_on,
        due_on=state.due_on,
        principal_satang=state.principal_satang,
        interest_arrears_satang=state.interest_arrears_satang,
        penalty_satang=state.penalty_satang,
        as_of=slip.as_of,
        issued_on=slip.issued_on,
    )


def _clean(text: str) -> str:
    return masked_within(printable(text))


def _national_id(person: Person) -> NationalId | None:
    return getattr(person, "national_id", None)
