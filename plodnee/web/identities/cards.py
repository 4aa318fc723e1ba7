"""Two entries side by side: what a page shows so that somebody can tell whether they are one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.audit.subjects import open_column
from plodnee.engine.national_id import mask, masked_within
from plodnee.engine.sameness import Sign
from plodnee.organization.models import Centre
from plodnee.registers import stated
from plodnee.registers.debts_now import creditor_name, group_names
from plodnee.registers.ids import open_id
from plodnee.registers.models import (
    DebtState,
    Household,
    HouseholdState,
    IdentityDecision,
    NationalId,
    Person,
)
from plodnee.registers.sameness.proposals import Proposal
from plodnee.registers.selectors import statement

KIND_NAMES: dict[str, Promise] = {
    "household": gettext_lazy("ครัวเรือน"),
    "person": gettext_lazy("บุคคล"),
}
VERDICT_NAMES: dict[str, Promise] = {
    IdentityDecision.Verdict.SAME: gettext_lazy("เป็นรายเดียวกัน"),
    IdentityDecision.Verdict.DIFFERENT: gettext_lazy("คนละราย"),
    IdentityDecision.Verdict.UNDONE: gettext_lazy("ย้อนการตัดสินใจ"),
}
SIGN_NAMES: dict[str, Promise] = {
    "same_id": gettext_lazy("มีบุคคลที่ใช้เลขประจำตัวประชาชนเดียวกันอยู่ทั้งสองรายการ"),
    "same_name": gettext_lazy("ชื่ออ่านเหมือนกัน"),
    "alike_name": gettext_lazy("ชื่อคล้ายกันร้อยละ %(percent)d"),
    "same_house": gettext_lazy("บ้านเลขที่และหมู่เดียวกัน"),
    "same_household": gettext_lazy("อยู่ครัวเรือนเดียวกัน"),
}


@dataclass(slots=True)
class Card:
    """One entry: its name, how it is written, its id masked, and what it owes to whom."""

    name: str
    written: tuple[str, ...]
    household_code: str
    masked_id: str
    debts: list[tuple[str, int]]
    household: UUID | None = None

    @property
    def owed_satang(self) -> int:
        """All that is owed."""
        return sum(satang for _creditor, satang in self.debts)


@dataclass(frozen=True, slots=True)
class Told:
    """A proposal as the page tells it."""

    proposal: Proposal
    kind: str
    first: Card
    second: Card
    signs: list[str]


@dataclass(frozen=True, slots=True)
class ToldDecision:
    """A decision as the page tells it."""

    decision: IdentityDecision
    kind: str
    verdict: str
    kept: str
    joined: str
    reason: str
    signs: list[str]
    may_be_undone: bool


def told_proposals(centre: Centre, proposals: Iterable[Proposal]) -> list[Told]:
    """These proposals with both entries as the latest register states them."""
    rows = list(proposals)
    batches = statement(centre)
    homes = stated.household_states(batches)
    debts = stated.debt_states(batches)
    groups = group_names(centre.code)
    people = _with_ids(homes, debts)
    cards = {
        "household": _household_cards(homes, debts, groups),
        "person": _person_cards(homes, debts, groups),
    }
    return [
        Told(
            proposal=one,
            kind=str(KIND_NAMES[one.kind]),
            first=cards[one.kind][one.first],
            second=cards[one.kind][one.second],
            signs=sign_words(one.signs, _shared(people, one)),
        )
        for one in rows
    ]


def told_decisions(centre: Centre) -> list[ToldDecision]:
    """Every decision about a centre's entries, the latest first."""
    made = IdentityDecision.objects.filter(centre=centre).select_related(
        "kept_household", "joined_household", "kept_person", "joined_person", "decided_by", "undoes"
    )
    rows = list(made.order_by("-sequence"))
    undone = {row.undoes_id for row in rows}
    return [
        ToldDecision(
            decision=row,
            kind=str(KIND_NAMES["household" if row.kept_household_id else "person"]),
            verdict=str(VERDICT_NAMES[row.verdict]),
            kept=_entry_name(row.kept_household or row.kept_person),
            joined=_entry_name(row.joined_household or row.joined_person),
            reason=open_column(row, "sealed_reason"),
            signs=sign_words(Sign(code, percent) for code, percent in row.signs),
            may_be_undone=row.verdict != IdentityDecision.Verdict.UNDONE and row.pk not in undone,
        )
        for row in rows
    ]


def sign_words(signs: Iterable[Sign], shared: str = "") -> list[str]:
    """Why two entries may be one, in the words of the page; `shared`: who has one id."""
    return [
        str(SIGN_NAMES[one.code]) % {"percent": one.percent}
        + (f": {shared}" if shared and one.code == "same_id" else "")
        for one in signs
    ]


def _with_ids(
    homes: dict[UUID, HouseholdState], debts: dict[UUID, DebtState]
) -> dict[UUID, dict[UUID, str]]:
    """The persons with an id of each household, heads and borrowers, as they are written there."""
    found: defaultdict[UUID, dict[UUID, str]] = defaultdict(dict)
    written = [(key, home.head) for key, home in homes.items()]
    written += [(state.debt.household_id, state.borrower) for state in debts.values()]
    for home, name in written:
        if hasattr(name.person, "national_id"):
            found[home].setdefault(name.person_id, masked_within(str(stated.name_facts(name))))
    return found


def _shared(people: dict[UUID, dict[UUID, str]], proposal: Proposal) -> str:
    """Who stands in both households with one id."""
    first, second = people.get(proposal.first, {}), people.get(proposal.second, {})
    return ", ".join(name for key, name in first.items() if key in second)


def _household_cards(
    homes: dict[UUID, HouseholdState], debts: dict[UUID, DebtState], groups: dict[int, str]
) -> dict[UUID, Card]:
    owed: defaultdict[UUID, list[tuple[str, int]]] = defaultdict(list)
    for state in debts.values():
        owed[state.debt.household_id].append(_debt(state, groups))
    return {
        key: Card(
            name=home.household.code,
            written=(masked_within(str(stated.name_facts(home.head))),),
            household_code=home.household.code,
            masked_id=_masked(home.head.person),
            debts=owed[key],
            household=key,
        )
        for key, home in homes.items()
    }


def _person_cards(
    homes: dict[UUID, HouseholdState], debts: dict[UUID, DebtState], groups: dict[int, str]
) -> dict[UUID, Card]:
    cards: dict[UUID, Card] = {}
    for home in homes.values():
        _meet(cards, home.head.person, str(stated.name_facts(home.head)), home.household)
    for state in debts.values():
        name = str(stated.name_facts(state.borrower))
        card = _meet(cards, state.borrower.person, name, state.debt.household)
        card.debts.append(_debt(state, groups))
    return cards


def _meet(cards: dict[UUID, Card], person: Person, name: str, household: Household) -> Card:
    told = masked_within(name)
    card = cards.get(person.pk)
    if card is None:
        card = Card(told, (), household.code, _masked(person), [], household.pk)
        cards[person.pk] = card
    if told not in card.written:
        card.written = (*card.written, told)
    return card


def _debt(state: DebtState, groups: dict[int, str]) -> tuple[str, int]:
    return creditor_name(state.debt, groups), stated.owed_satang(state)


def _masked(person: Person) -> str:
    """The id as a page may show it; empty where there is none."""
    kept: NationalId | None = getattr(person, "national_id", None)
    if kept is None:
        return ""
    kept.person = person
    return mask(open_id(kept))


def _entry_name(entry: Any) -> str:
    if isinstance(entry, Household):
        return entry.code
    written = entry.names.order_by("pk").first()
    return masked_within(f"{written.title}{written.full}") if written else _("ไม่มีชื่อ")
