"""A confirmed draft applied by the very services that the site's own pages use."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from plodnee.casework.following.errors import ContactNotAllowed
from plodnee.casework.following.selectors import THAILAND, is_state_official
from plodnee.casework.following.services import (
    ContactSaid,
    plan_visit,
    record_contact,
    report_visit,
)
from plodnee.casework.rules.services import Hand
from plodnee.engine.collection_hours import may_contact
from plodnee.engine.national_id import masked_line
from plodnee.fieldwork.account_months import items_with_month
from plodnee.fieldwork.definitions import ACCOUNT, SURVEY, VISIT
from plodnee.fieldwork.definitions.survey import NEW
from plodnee.fieldwork.models import Draft
from plodnee.fieldwork.reading import Filled, Row, Value, is_asked, value_of
from plodnee.fieldwork.receiving import content_of
from plodnee.registers import stated
from plodnee.registers.creditor_names import by_every_name
from plodnee.registers.entries.creditors import CreditorSaid, enter_creditor
from plodnee.registers.entries.debts import Balance, DebtTerms, enter_debt
from plodnee.registers.entries.entering import Entry
from plodnee.registers.entries.evidence import attach_evidence
from plodnee.registers.entries.households import (
    CashSaid,
    HouseholdSaid,
    describe_household,
    state_cash,
)
from plodnee.registers.entries.joining import restate_debts
from plodnee.registers.entries.present import cash, debt_states, household_state
from plodnee.registers.entries.words import words_of
from plodnee.registers.errors import DebtNotThere, HouseholdNotThere
from plodnee.registers.models import (
    Debt,
    Household,
    HouseholdState,
    MemberGroup,
    OutsideCreditor,
    OutsideCreditorState,
)
from plodnee.registers.under_contract import refuse_against_contract

HOUSEHOLD_FACTS = ("members", "workers", "main_occupation", "second_occupation")
BP_A_PERCENT, MONTHS_A_YEAR = 100, 12


@dataclass(frozen=True, slots=True)
class Confirming:
    """Who confirms, and the register's last word that they were shown."""

    by: Hand
    seen: int | None


def applied(draft: Draft, filled: Filled, confirming: Confirming) -> list[str]:
    """What the draft became: entries and visits by kind and key; nothing where it stays a record.

    Raises: what the services raise.
    """
    makers: Mapping[str, Callable[[Draft, Filled, Confirming], list[str]]] = {
        SURVEY.code: _survey,
        VISIT.code: _visit,
        ACCOUNT.code: _account,
    }
    maker = makers.get(filled.form.code)
    return maker(draft, filled, confirming) if maker else []


def values_of(filled: Filled, row: Row | None = None) -> dict[str, Value]:
    """The answers that were asked, each as what it is; of a row with those above it.

    What is written wrong is nothing here: `problems_of` names it, and such a draft is not applied.
    """
    answers = {**filled.answers, **(row or {})}
    found: dict[str, Value] = {}
    for group, question in filled.form.questions():
        asked = is_asked(question.when, answers)
        asked = asked and (group is None or is_asked(group.when, answers))
        text = answers.get(question.name, "") if asked else ""
        try:
            found[question.name] = value_of(question, text)
        except ValueError:
            found[question.name] = None
    return found


def _account(draft: Draft, filled: Filled, confirming: Confirming) -> list[str]:
    """The account's month in the household's cash line, an entry that can be taken back."""
    entry, household, said = _entry(draft, filled, confirming)
    items = items_with_month(cash(household, entry.as_of), said)
    return [f"entry:{state_cash(entry=entry, household=household, items=items).pk}"]


def _entry(
    draft: Draft, filled: Filled, confirming: Confirming
) -> tuple[Entry, Household, dict[str, Value]]:
    """Where and as of which day the draft's words are entered, and what they say."""
    household, said = draft.household, values_of(filled)
    day = said["day"]
    assert household is not None
    assert isinstance(day, date)
    entry = Entry(
        draft.centre,
        day,
        confirming.by.actor,
        confirming.by.on,
        seen=confirming.seen,
        household=household,
    )
    if household_state(household, day) is None:
        raise HouseholdNotThere()
    return entry, household, said


@transaction.atomic
def _survey(draft: Draft, filled: Filled, confirming: Confirming) -> list[str]:
    entry, household, said = _entry(draft, filled, confirming)
    state = household_state(household, entry.as_of)
    assert state is not None
    entry.refuse_if_overtaken()
    entry = replace(entry, seen=None)  # what follows are this draft's own words
    made = _described(entry, household, state, said)
    if said["asks_cash"] == "yes":
        items = [_cash(values_of(filled, row)) for row in filled.rows["cash_item"]]
        made.append(f"entry:{state_cash(entry=entry, household=household, items=items).pk}")
    rows = [values_of(filled, row) for row in filled.rows["debt_item"]]
    made += _balances(entry, household, rows)
    for row in rows:
        if row["debt"] == NEW:
            made.append(f"debt:{_new_debt(entry, household, state, row).pk}")
    return made


def _described(
    entry: Entry, household: Household, state: HouseholdState, said: Mapping[str, Value]
) -> list[str]:
    """The household described anew, where the survey says something else."""
    facts = asdict(stated.household_facts(state))
    names = [field.name for field in fields(HouseholdSaid) if field.name != "standing"]
    before = HouseholdSaid(**{name: facts[name] for name in names}, standing=state.standing)
    told = {name: said[name] for name in HOUSEHOLD_FACTS} | {"cash_satang": said["cash"]}
    changes: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
    after = replace(before, **changes)
    if after == before:
        return []
    describe_household(entry=entry, household=household, said=after, head=state.head)
    return [f"entry:{_last_entry(household)}"]


def _last_entry(household: Household) -> UUID:
    key = words_of(household).values_list("pk", flat=True).first()
    assert key is not None
    return key


def _cash(row: Mapping[str, Any]) -> CashSaid:
    months = tuple(sorted(int(month) for month in row["cash_months"]))
    name = masked_line(row["cash_name"])
    return CashSaid(row["cash_kind"], name, row["cash_amount"], months)


def _balances(entry: Entry, household: Household, rows: list[dict[str, Value]]) -> list[str]:
    """The balances of debts that the register has, stated in one entry where any differs."""
    known = {str(state.debt_id): state for state in debt_states(household, entry.as_of)}
    balances: dict[UUID, Balance] = {}
    for row in rows:
        if row["debt"] == NEW:
            continue
        state = known.get(str(row["debt"]))
        if state is None:
            raise DebtNotThere()
        interest = row["interest"]
        balance = Balance(
            principal_satang=_satang(row["principal"]),
            interest_arrears_satang=state.interest_arrears_satang
            if interest is None
            else _satang(interest),
            penalty_satang=state.penalty_satang,
            overdue_since=state.overdue_since,
            status=state.status,
        )
        if any(getattr(state, name) != value for name, value in asdict(balance).items()):
            refuse_against_contract(state.debt, entry.as_of, asdict(balance))
            balances[state.debt_id] = balance
    if not balances:
        return []
    restate_debts(entry=entry, household=household, balances=balances)
    return [f"entry:{_last_entry(household)}"]


def _satang(value: Value) -> int:
    assert isinstance(value, int)
    return value


def _new_debt(
    entry: Entry, household: Household, state: HouseholdState, row: Mapping[str, Any]
) -> Debt:
    """A debt that the register lacked; the head of the household owes it until put right."""
    yearly = row["rate"] * (MONTHS_A_YEAR if row["rate_unit"] == "month" else 1)
    terms = DebtTerms(
        principal_satang=row["principal"],
        rate_bp=int((Decimal(yearly) * BP_A_PERCENT).to_integral_value()),
        rate_unit=row["rate_unit"],
        borrowed_on=row["borrowed_on"],
        due_on=row["due_on"],
        purpose=masked_line(row["purpose"] or ""),
        interest_arrears_satang=row["interest"] or 0,
    )
    return enter_debt(
        entry=entry,
        household=household,
        creditor=_creditor(entry, row),
        borrower=state.head,
        terms=terms,
    )


def _creditor(entry: Entry, row: Mapping[str, Any]) -> MemberGroup | OutsideCreditor:
    if row["creditor_kind"] == "group":
        groups = MemberGroup.objects.filter(centre=entry.centre)
        group = next((one for one in groups if str(one.pk) == row["group"]), None)
        if group is None:
            raise DebtNotThere()
        return group
    kind, name = row["creditor_kind"], masked_line(row["creditor_name"])
    known = by_every_name(entry.centre).get((kind, name))
    if known is not None:
        return known
    said = CreditorSaid(name=name, sort=OutsideCreditorState.Sort.OTHER)
    return enter_creditor(entry=replace(entry, household=None), kind=kind, said=said)


def _visit(draft: Draft, filled: Filled, confirming: Confirming) -> list[str]:
    """The visit and its report; before them the contact, which the law may refuse."""
    household, by, said = draft.household, confirming.by, values_of(filled)
    day = said["day"]
    assert household is not None
    assert isinstance(day, date)
    made = []
    if said["spoke_of_debt"] == "yes":
        made.append(f"contact:{_contact(draft, household, day, said, by)}")
    with transaction.atomic():
        visit = plan_visit(
            key=uuid5(draft.pk, "visit"),
            household=household,
            planned_on=day,
            purpose=str(said["visit_purpose"]),
            by=by,
        )
        report_visit(
            key=uuid5(draft.pk, "report"),
            visit=visit,
            outcome=str(said["outcome"]),
            visited_on=day,
            note=masked_line(str(said["note"] or "")),
            by=by,
        )
        for one in draft.files.all():
            attach_evidence(
                content_of(one), household=household, debt=None, kind="photo", description="",
                actor=by.actor, on=by.on,
            )  # fmt: skip
    return [*made, f"visit:{visit.pk}"]


def _contact(
    draft: Draft, household: Household, day: date, said: Mapping[str, Any], by: Hand
) -> UUID:
    at = datetime.combine(day, time(said["contact_hour"]), THAILAND)
    if is_state_official(draft.worker, day):  # whoever confirms, an official has spoken
        raise ContactNotAllowed(may_contact(at, by_state_official=True))
    contact = record_contact(
        key=uuid5(draft.pk, "contact"),
        household=household,
        said=ContactSaid(
            at=at,
            channel="meeting",
            outcome=said["contact_outcome"],
            promised_on=said["promised_on"],
            promised_satang=said["promised"] or None,
        ),
        by=by,
    )
    key: UUID = contact.pk
    return key
