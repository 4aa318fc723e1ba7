"""Questions about committees: who is listed, who is in office on a day, and by which order."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.db.models import QuerySet

from plodnee.engine.thai_text import compact, split_title
from plodnee.organization.models import Centre
from plodnee.registers import stated
from plodnee.registers.committees.offices import Office, offices_of
from plodnee.registers.committees.rules import CommitteeRules, committee_rules
from plodnee.registers.errors import NoRegister
from plodnee.registers.models import (
    AppointmentOrder,
    CommitteeMember,
    DebtState,
    Guarantor,
    Household,
    HouseholdState,
    MemberGroup,
    Person,
    PersonState,
    Standing,
    WrittenName,
)
from plodnee.registers.sameness.standing import entries_of, household_roots, together
from plodnee.registers.selectors import statement


@dataclass(frozen=True, slots=True)
class Committee(Office):
    """Who is in office at a centre on a day; empty where no order is in force."""

    members: tuple[CommitteeMember, ...] = ()
    rules: CommitteeRules = field(kw_only=True)

    @property
    def voting(self) -> tuple[CommitteeMember, ...]:
        """The members who count for the quorum and vote."""
        return tuple(m for m in self.members if self.rules.posts[m.post].votes)


@dataclass(frozen=True, slots=True)
class GroupSeat:
    """A member group of the centre, by the name that its register gives it."""

    group: MemberGroup
    name: str


@dataclass(frozen=True, slots=True)
class ListChecks:
    """What a list of members still lacks: groups without a voice, posts empty or held too often."""

    unrepresented: tuple[GroupSeat, ...]
    empty_posts: tuple[str, ...]
    overfilled_posts: tuple[str, ...]
    groups: int

    @classmethod
    def of(
        cls,
        members: Iterable[CommitteeMember],
        groups: Sequence[GroupSeat],
        rules: CommitteeRules,
    ) -> Self:
        """The checks of these members against the groups of the centre."""
        listed = list(members)
        held = [member.post for member in listed]
        spoken = {row.group_id for member in listed for row in member.groups_represented.all()}
        return cls(
            unrepresented=tuple(seat for seat in groups if seat.group.pk not in spoken),
            empty_posts=tuple(post for post in rules.needed_posts if post not in held),
            overfilled_posts=tuple(
                code for code, post in rules.posts.items() if held.count(code) > post.most
            ),
            groups=len(groups),
        )


def members_listed(centre: Centre) -> list[CommitteeMember]:
    """Everybody on the centre's list who has not left, by post and in the order of listing."""
    rows = CommitteeMember.objects.filter(centre=centre, departure__isnull=True)
    return _in_rank(rows, committee_rules_of(centre))


def members_gone(centre: Centre) -> list[CommitteeMember]:
    """Everybody appointed who left, the latest first."""
    rows = CommitteeMember.objects.filter(centre=centre, departure__kind="left")
    return list(_with_groups(rows).select_related("departure").order_by("-departure__left_on"))


def committee_rules_of(centre: Centre, on: date | None = None) -> CommitteeRules:
    """The rules for this centre's committee on a day; left out: the latest there are."""
    return committee_rules(on or date.max)


def member_groups(centre: Centre) -> list[GroupSeat]:
    """The member groups in the centre's latest register; none where there is no register."""
    try:
        batches = statement(centre)
    except NoRegister:
        return []
    states = stated.group_states(batches).values()
    present = (state for state in states if state.standing == Standing.PRESENT)
    return [GroupSeat(state.group, state.name) for state in present]


def orders_of(centre: Centre) -> QuerySet[AppointmentOrder]:
    """Every order drawn up for a centre, the latest first."""
    rows = AppointmentOrder.objects.filter(centre=centre)
    kept = rows.select_related("signing__recorded_by", "discard", "drafted_by", "amends__signing")
    return kept.order_by("-sequence")


def drafts_waiting(
    centres: Collection[Centre] | QuerySet[Centre, Centre],
) -> QuerySet[AppointmentOrder]:
    """Drafts that are neither signed nor discarded, the earliest first."""
    rows = AppointmentOrder.objects.filter(centre__in=centres, signing=None, discard=None)
    return rows.select_related("centre").order_by("drafted_on", "centre_id", "sequence")


def orders_version(centre: Centre) -> int:
    """The number of the last order drawn up; 0 before the first."""
    last = AppointmentOrder.objects.filter(centre=centre).order_by("sequence").last()
    return last.sequence if last else 0


def members_of_order(order: AppointmentOrder) -> list[CommitteeMember]:
    """Whom an order names, in its own order."""
    rows = CommitteeMember.objects.filter(order_lines__order=order)
    return list(_with_groups(rows).order_by("order_lines__position"))


def committee_of(centre: Centre, on: date) -> Committee:
    """The committee in office on a day.

    An appointment replaces every earlier one from its first day. Whoever left by that day, the day
    of leaving included, is not in office.
    """
    office, rules = offices_of([centre], on)[centre.pk], committee_rules(on)
    orders = [order.pk for order in (office.order, *office.supplements) if order]
    members = _in_office(orders, on, rules) if office.in_office else []
    return Committee(office.standing, office.order, office.supplements, tuple(members), rules=rules)


def _in_office(orders: list[UUID], on: date, rules: CommitteeRules) -> list[CommitteeMember]:
    named = CommitteeMember.objects.filter(order_lines__order__in=orders)
    present = named.exclude(departure__left_on__lte=on)
    return _in_rank(present.distinct(), rules)


def _with_groups(rows: QuerySet[CommitteeMember]) -> QuerySet[CommitteeMember]:
    return rows.prefetch_related("groups_represented__group")


def _in_rank(rows: QuerySet[CommitteeMember], rules: CommitteeRules) -> list[CommitteeMember]:
    """By post, then by when they were listed, then by name."""

    def place(member: CommitteeMember) -> tuple[int, date, str]:
        post = rules.posts.get(member.post)
        return (post.rank if post else len(rules.posts), member.listed_on, member.name)

    return sorted(_with_groups(rows), key=place)


def households_of(person: Person) -> set[UUID]:
    """The households that registers ever tied a person to, under any of the person's entries.

    A member or the head of it, somebody who borrowed for it, or who stands surety for its debts;
    households that are one with another are all in it.
    """
    entries = entries_of(person)
    found = set(_homes(PersonState.objects.filter(person__in=entries), "household"))
    found |= _homes(HouseholdState.objects.filter(head__person__in=entries), "household")
    found |= _homes(DebtState.objects.filter(borrower__person__in=entries), "debt__household")
    found |= _homes(Guarantor.objects.filter(name__person__in=entries), "debt__household")
    found |= _homes(Person.objects.filter(pk__in=entries, household__isnull=False), "household")
    return together(found, household_roots(person.centre_id))


def person_in(household: Household, name: str) -> Person | None:
    """The person of a household whom registers wrote by this name, titles and blanks aside."""
    wanted = compact(split_title(name)[1])
    written = WrittenName.objects.filter(person__centre=household.centre_id)
    for row in written.select_related("person"):
        if compact(row.full) == wanted and household.pk in households_of(row.person):
            return row.person
    return None


def _homes(rows: QuerySet[Any], path: str) -> set[UUID]:
    return set(rows.values_list(path, flat=True))
