"""A made-up village that is followed up: one household overdue with guarantors, one that is not."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from build import a_book, a_debt, a_household, an_import
from committee_village import officers

DAY = date(2026, 3, 16)  # a Monday
NOW = datetime(2026, 3, 16, 10, 0, tzinfo=UTC)  # 17.00 in Thailand
SINCE = DAY - timedelta(days=50)
FIRST, SECOND = "นายค้ำ หนึ่ง", "นางค้ำ สอง"


def the_book(day: date = DAY, **facts: Any) -> Any:
    """The register: 001 is fifty days overdue to the village fund, 002 owes and is in time."""
    since = day - (DAY - SINCE)
    late = a_debt(overdue_since=since, guarantors=f"{FIRST}, {SECOND}", **facts)
    fine = a_debt(3, household_code="002", due_on=day + timedelta(days=200))
    return a_book(households=(a_household("001"), a_household("002")), debts=(late, fine))


def a_followed_village(**facts: Any) -> tuple[Any, Any, Any]:
    """The centre, its overdue household, two officers of the committee and two of the state."""
    from plodnee.registers.models import Household

    centre = an_import(the_book(**facts)).centre
    return centre, Household.objects.get(code="001"), officers(centre)


def by(actor: Any, at: datetime = NOW, on: date = DAY) -> Any:
    """Somebody who acts."""
    from plodnee.casework.rules.services import Hand

    return Hand(actor, on, at)


def a_contact(household: Any, actor: Any, at: datetime = NOW, key: Any = None, **said: Any) -> Any:
    """A call that reached the debtor, recorded an hour later at most."""
    from plodnee.casework.following.services import ContactSaid, record_contact

    known = {"at": at, "channel": "call", "outcome": "spoke"} | said
    hand = by(actor, at=at + timedelta(minutes=5), on=at.date())
    return record_contact(
        key=key or uuid4(), household=household, said=ContactSaid(**known), by=hand
    )


def a_name(household: Any, actor: Any, name: str = "นางญาติ ใจดี") -> Any:
    """Somebody whom the debtor named."""
    from plodnee.casework.following.services import name_contact

    said = {"name": name, "phone": "0812345678", "relation": "relative"}
    return name_contact(key=uuid4(), household=household, **said, by=by(actor))


def a_notice(household: Any, actor: Any, guarantor: str = FIRST, sent_on: date = DAY) -> Any:
    """A notice of the default, sent by registered post."""
    from plodnee.casework.following.services import send_notice

    debt = household.debts.get()
    said = {"guarantor": guarantor, "sent_on": sent_on, "channel": "registered_post"}
    return send_notice(key=uuid4(), debt=debt, **said, by=by(actor))


def a_visit(household: Any, actor: Any, planned_on: date = DAY) -> Any:
    """A planned visit about the household's plan."""
    from plodnee.casework.following.services import plan_visit

    said = {"planned_on": planned_on, "purpose": "plan"}
    return plan_visit(key=uuid4(), household=household, **said, by=by(actor))
