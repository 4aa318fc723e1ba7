"""Questions about following up: who is overdue, when they may be contacted, what waits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from plodnee import policy
from plodnee.casework.cases.selectors import cases_of
from plodnee.casework.cases.states import Deed, State
from plodnee.casework.models import (
    CaseStep,
    Contact,
    ContactName,
    HouseholdVisit,
    RefusedContact,
)
from plodnee.casework.plan.overdue import days_since, household_class
from plodnee.casework.rules.selectors import criteria_at
from plodnee.engine.classification import Classified, DebtStatus, classify
from plodnee.engine.collection_hours import Ruling, may_contact
from plodnee.organization.access import Visitor, posts_in_force
from plodnee.organization.models import Centre
from plodnee.organization.roles import STATE_OFFICIALS
from plodnee.registers import stated
from plodnee.registers.debts_now import Stated, StatedDebt, stated_debts
from plodnee.registers.models import Household, HouseholdState
from plodnee.registers.sameness.standing import household_roots, together
from plodnee.registers.selectors import statement

THAILAND = ZoneInfo("Asia/Bangkok")


@dataclass(frozen=True, slots=True)
class OverdueDebt:
    """A debt to a member group that is overdue on a day: since when, how long, its class."""

    stated: StatedDebt
    since: date
    days: int
    classified: Classified

    @property
    def before_a_court(self) -> bool:
        """Whether the debt is left to a court."""
        return self.stated.state.status == "legal"


@dataclass(frozen=True, slots=True)
class Arrears:
    """A household with debts overdue, the worst first, and when it was last contacted or visited.

    `in_court` says that a debt is before a court: that debt is left to it; `is_deceased`, that the
    borrower died: whoever may be spoken to is an heir.
    """

    household: Household
    head: str
    debts: tuple[OverdueDebt, ...]
    worst: Classified
    in_court: bool
    last_contact: Contact | None
    contacts_that_day: int
    is_deceased: bool

    @property
    def owed_satang(self) -> int:
        """All that is owed on the debts that are overdue."""
        return sum(one.stated.owed_satang for one in self.debts)

    @property
    def days(self) -> int:
        """How long the oldest of them is overdue."""
        return max(one.days for one in self.debts)


class FollowingRules(NamedTuple):
    """How often households are visited, and how long before its deadline a notice is pressed."""

    visit_every_days: int
    notice_alert_days: int


def following_rules(on: date) -> FollowingRules:
    """The rules of a day. Source: policy/following.toml."""
    return FollowingRules(**policy.in_force("following", on).values)


def arrears_of(centre: Centre, as_of: date) -> list[Arrears]:
    """Households that are overdue to a member group on a day, the longest overdue first.

    Raises: NoRegister.
    """
    heads = stated.household_states(statement(centre, as_of), with_ids=False)
    by_home: dict[UUID, list[OverdueDebt]] = {}
    homes: dict[UUID, Household] = {}
    in_court: set[UUID] = set()
    for one in _overdue(centre, as_of):
        home = one.stated.household
        homes[home.pk] = home
        if one.before_a_court:
            in_court.add(home.pk)
        else:
            by_home.setdefault(home.pk, []).append(one)
    contacts, dead = _contacts_by_home(centre, by_home), households_left_by_death(centre)
    found = [
        Arrears(
            household=homes[key],
            head=_head_of(heads.get(key), debts),
            debts=tuple(sorted(debts, key=lambda one: -one.days)),
            worst=_worst(debts),
            in_court=key in in_court,
            last_contact=contacts[key][0] if contacts[key] else None,
            contacts_that_day=sum(one.contacted_on == as_of for one in contacts[key]),
            is_deceased=key in dead,
        )
        for key, debts in by_home.items()
    ]
    return sorted(found, key=lambda one: (-one.days, one.household.code))


def overdue_debts(centre: Centre, as_of: date, debts: Stated | None = None) -> list[OverdueDebt]:
    """Debts to member groups that are overdue on a day and not before a court.

    `debts` are those of the register of the day, where they were read already.
    Raises: NoRegister.
    """
    return [one for one in _overdue(centre, as_of, debts) if not one.before_a_court]


def _overdue(centre: Centre, as_of: date, debts: Stated | None = None) -> Iterable[OverdueDebt]:
    criteria = criteria_at(centre, as_of)
    known = stated_debts(centre, as_of) if debts is None else debts
    for one in known.values():
        since = stated.overdue_from(one.state)
        days = days_since(since, as_of)
        if since is not None and days and one.creditor_kind == "group":
            status = cast("DebtStatus", one.state.status)
            yield OverdueDebt(one, since, days, classify(days, status, criteria))


def deaths_known(centre: Centre, as_of: date) -> dict[UUID, date]:
    """The households of a centre whose borrower died, and since when the centre knows it.

    Every entry that is one with such a household is told too; of two deaths the first.
    """
    steps = CaseStep.objects.filter(
        case__household__centre=centre, deed=Deed.DECEASED, done_on__lte=as_of
    )
    roots = household_roots(centre.code)
    found: dict[UUID, date] = {}
    for home, day in steps.order_by("done_on").values_list("case__household", "done_on"):
        for key in together([home], roots):
            found.setdefault(key, day)
    return found


def households_left_by_death(centre: Centre) -> set[UUID]:
    """The households whose latest case ended because the borrower died."""
    roots, latest = household_roots(centre.code), dict[UUID, tuple[date, int, str]]()
    for case in cases_of(centre):
        for key in together([case.household_id], roots):
            said = (case.opened_on, case.number, case.state)
            latest[key] = max(latest.get(key, said), said)
    return {key for key, (_day, _number, state) in latest.items() if state == State.DECEASED}


def _worst(debts: Iterable[OverdueDebt]) -> Classified:
    worst = household_class((one.stated.creditor, one.classified) for one in debts)
    assert worst is not None
    return worst


def _head_of(home: HouseholdState | None, debts: Sequence[OverdueDebt]) -> str:
    """Who heads the household; who borrowed, where the register does not speak of it any more."""
    written = home.head if home else debts[0].stated.state.borrower
    return str(stated.name_facts(written))


def _contacts_by_home(centre: Centre, homes: Iterable[UUID]) -> dict[UUID, list[Contact]]:
    """The contacts that count, the latest first, of each household and all that are one with it."""
    roots = household_roots(centre.code)
    told = {entry: key for key in homes for entry in together([key], roots)}
    found: dict[UUID, list[Contact]] = {key: [] for key in told.values()}
    rows = Contact.objects.filter(household__centre=centre, withdrawal=None)
    for contact in rows.order_by("-contacted_at"):
        if contact.household_id in told:
            found[told[contact.household_id]].append(contact)
    return found


def contact_ruling(household: Household, at: datetime, actor: Visitor) -> Ruling:
    """Whether this person may contact the household at a moment, in Thai local time; else why not.

    Ensures: officials of the state never may, whatever else holds.
    """
    return may_contact(
        at,
        contacts_that_day=contacts_on(household, at.date()).count(),
        by_state_official=is_state_official(actor, at.date()),
    )


def is_state_official(actor: Visitor, on: date) -> bool:
    """Whether somebody holds a post of the state on a day, whatever else they hold."""
    return any(post.role in STATE_OFFICIALS for post in posts_in_force(actor, on))


def contacts_on(household: Household, day: date) -> QuerySet[Contact]:
    """The contacts of a day that count."""
    return contacts_with(household).filter(contacted_on=day, withdrawal=None)


def contacts_with(household: Household) -> QuerySet[Contact]:
    """Every contact with a household, the latest first."""
    rows = Contact.objects.filter(household__in=entries_together(household))
    return rows.select_related("contact_name", "withdrawal", "done_by").order_by("-contacted_at")


def refused_with(household: Household) -> QuerySet[RefusedContact]:
    """The contacts that were refused, the latest first."""
    rows = RefusedContact.objects.filter(household__in=entries_together(household))
    return rows.select_related("done_by").order_by("-asked_for")


def contact_names(household: Household, on: date) -> list[ContactName]:
    """Whom the debtor has named, and not taken back by a day."""
    rows = ContactName.objects.filter(household__in=entries_together(household), named_on__lte=on)
    return list(rows.exclude(end__ended_on__lte=on).order_by("named_on", "done_at"))


def entries_together(household: Household) -> set[UUID]:
    """The household's key with those of all entries that are one with it."""
    return together([household.pk], household_roots(household.centre_id))


def visits_of(household: Household) -> QuerySet[HouseholdVisit]:
    """Every visit planned or made, the latest first."""
    rows = HouseholdVisit.objects.filter(household__in=entries_together(household))
    return rows.select_related("report", "done_by").order_by("-planned_on", "-done_at")
