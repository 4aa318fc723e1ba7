"""Member groups with the versions of their rules, and creditors outside the centre."""

import re
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from plodnee.engine.thai_dates import add_months
from plodnee.organization.models import Centre
from plodnee.registers import stated
from plodnee.registers.entries.entering import Deed, Entry, close_entry, open_entry
from plodnee.registers.errors import (
    CreditorNameTaken,
    GroupCodeTaken,
    GroupCodeUnclear,
    NoRegister,
    RuleDayUnlikely,
    StillOwedTo,
)
from plodnee.registers.models import (
    FundRule,
    ImportBatch,
    MemberGroup,
    MemberGroupState,
    OutsideCreditor,
    OutsideCreditorState,
    Standing,
)
from plodnee.registers.selectors import statement
from plodnee.registers.workbook.register_day import FUNDS_BEGAN

MOST_AHEAD_MONTHS = 24  # a meeting may resolve for the year after the next
_CODE = re.compile(r"[\w\u0e00-\u0e7f./-]+")


@dataclass(frozen=True, slots=True)
class GroupSaid:
    """What is said of a member group; one without money has no capital."""

    name: str
    kind: str
    capital_satang: int | None = None
    members: int | None = None
    min_rate_bp: int | None = None
    longest_extension_months: int | None = None
    longest_grace_months: int | None = None
    may_consolidate: bool = False
    may_refinance: bool = False
    standing: str = Standing.PRESENT


@dataclass(frozen=True, slots=True)
class FundRuleSaid:
    """One version of a group's lending rules, and where it is written; None where it is silent."""

    effective_from: date
    source: str
    effective_until: date | None = None
    verified: bool = False
    rate_bp: int | None = None
    min_rate_bp: int | None = None
    method: str = ""
    max_principal_committee_satang: int | None = None
    max_principal_meeting_satang: int | None = None
    max_term_months: int | None = None
    longest_extension_months: int | None = None
    longest_grace_months: int | None = None
    may_consolidate: bool = False
    may_refinance: bool = False
    security: str = ""
    permitted_purposes: str = ""
    forbidden_purposes: str = ""
    late_fee: str = ""


@dataclass(frozen=True, slots=True)
class CreditorSaid:
    """What is said of a creditor outside the centre."""

    name: str
    sort: str
    standing: str = Standing.PRESENT


@transaction.atomic
def enter_group(*, entry: Entry, code: str, said: GroupSaid) -> MemberGroup:
    """A group that becomes a member of the centre.

    Raises: what `open_entry` raises; GroupCodeUnclear, GroupCodeTaken.
    """
    if not _CODE.fullmatch(code):
        raise GroupCodeUnclear()
    batch = open_entry(entry, Deed.GROUP)
    group, fresh = MemberGroup.objects.get_or_create(centre=entry.centre, code=code)
    if not fresh and group_state(group, entry.on) is not None:
        raise GroupCodeTaken(code=code)
    MemberGroupState.objects.create(batch=batch, position=0, group=group, **asdict(said))
    close_entry(batch, entry, None)
    return group


@transaction.atomic
def describe_group(*, entry: Entry, group: MemberGroup, said: GroupSaid) -> MemberGroup:
    """The group as it is from the day of the entry on.

    Raises: what `open_entry` raises; StillOwedTo if it would leave with debts in the register.
    """
    entry.needs_reason(said.standing)
    batch = open_entry(entry, Deed.GROUP)
    if said.standing != Standing.PRESENT and _is_owed(entry, group=group.pk):
        raise StillOwedTo()
    MemberGroupState.objects.create(batch=batch, position=0, group=group, **asdict(said))
    close_entry(batch, entry, None)
    return group


@transaction.atomic
def add_fund_rule(*, entry: Entry, group: MemberGroup, said: FundRuleSaid) -> FundRule:
    """A version of the group's rules; earlier versions stay for their own days.

    One that was wrong is entered again for its day: of two of a day the later rules.
    Raises: what `open_entry` raises; RuleDayUnlikely.
    """
    last = add_months(entry.on, MOST_AHEAD_MONTHS)
    if not FUNDS_BEGAN <= said.effective_from <= last:
        raise RuleDayUnlikely(first=FUNDS_BEGAN, last=last)
    batch = open_entry(entry, Deed.FUND_RULE)
    rule = FundRule.objects.create(batch=batch, position=0, group=group, **asdict(said))
    close_entry(batch, entry, [])
    return rule


@transaction.atomic
def enter_creditor(*, entry: Entry, kind: str, said: CreditorSaid) -> OutsideCreditor:
    """A creditor outside the centre that the register did not name yet.

    Raises: what `open_entry` raises; CreditorNameTaken.
    """
    batch = open_entry(entry, Deed.CREDITOR)
    if _called(entry.centre, kind, said.name):
        raise CreditorNameTaken()
    creditor = OutsideCreditor.objects.create(centre=entry.centre, kind=kind, name=said.name)
    _save_creditor(batch, creditor, said)
    close_entry(batch, entry, [])
    return creditor


@transaction.atomic
def describe_creditor(
    *, entry: Entry, creditor: OutsideCreditor, said: CreditorSaid
) -> OutsideCreditor:
    """The creditor as it is called from the day of the entry on; workbooks may use either name.

    Raises: what `open_entry` raises; CreditorNameTaken, StillOwedTo.
    """
    entry.needs_reason(said.standing)
    batch = open_entry(entry, Deed.CREDITOR)
    if _called(entry.centre, creditor.kind, said.name) - {creditor.pk}:
        raise CreditorNameTaken()
    if said.standing != Standing.PRESENT and _is_owed(entry, outside_creditor=creditor.pk):
        raise StillOwedTo()
    _save_creditor(batch, creditor, said)
    close_entry(batch, entry, None)
    return creditor


def group_state(group: MemberGroup, as_of: date) -> MemberGroupState | None:
    """The group as the register of a day describes it; None where it does not."""
    try:
        states = stated.group_states(statement(group.centre, as_of))
    except NoRegister:
        return None
    found = states.get(group.pk)
    return found if found is not None and found.standing == Standing.PRESENT else None


def creditor_states(centre: Centre, as_of: date) -> dict[int, OutsideCreditorState]:
    """What entries said last of each outside creditor up to a day."""
    return stated.creditor_states(centre.pk, as_of)


def _called(centre: Centre, kind: str, name: str) -> set[int]:
    """The creditors of the kind that are or were called so."""
    of_kind = OutsideCreditor.objects.filter(centre=centre, kind=kind)
    own = of_kind.filter(name=name).values_list("pk", flat=True)
    later = of_kind.filter(states__name=name).values_list("pk", flat=True)
    return {*own, *later}


def _is_owed(entry: Entry, **creditor: object) -> bool:
    """Whether the register of the day has a debt to the creditor, be it paid or not."""
    states = stated.debt_states(statement(entry.centre, entry.as_of), with_ids=False)
    return any(
        getattr(state.debt, f"{name}_id") == key
        for state in states.values()
        for name, key in creditor.items()
    )


def _save_creditor(batch: ImportBatch, creditor: OutsideCreditor, said: CreditorSaid) -> None:
    OutsideCreditorState.objects.create(
        batch=batch, position=0, outside_creditor=creditor, **asdict(said)
    )
