"""What the page of one household's record shows as of a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from plodnee.audit.selectors import moments_of
from plodnee.documents.facts.privacy import hidden_house
from plodnee.engine.national_id import mask
from plodnee.registers import stated
from plodnee.registers.book import Household as HouseholdFacts
from plodnee.registers.entries import present
from plodnee.registers.entries.evidence import evidence_of
from plodnee.registers.entries.undoing import undoable_for
from plodnee.registers.entries.words import words_of
from plodnee.registers.lender_consent import ConsentLetter, is_recorded, letter_in
from plodnee.registers.models import (
    Collateral,
    DebtState,
    Evidence,
    Guarantor,
    Household,
    HouseholdState,
    ImportBatch,
    MemberGroup,
    WrittenName,
)
from plodnee.registers.sameness.standing import household_roots, together
from plodnee.web.record.changes import Change, changes_of
from plodnee.web.record.fields import without_ids

Row = TypeVar("Row", bound=Model)
RECORDED = ("registers.imported", "registers.entered")
MADE_HERE = frozenset({"stored_as", "sha256"})  # digits of chance, that nobody typed


@dataclass(frozen=True, slots=True)
class ShownMember:
    """Somebody of the household with the id masked."""

    key: Any
    name: str
    role: str
    birth_year: int | None
    occupation: str
    national_id: str
    without_id: str


@dataclass(frozen=True, slots=True)
class ShownDebt:
    """A debt with whatever hangs on it; `past` are its balances, the latest first."""

    state: DebtState
    creditor: str
    creditor_kind: str
    borrower: str
    owed_satang: int
    past: list[DebtState]
    guarantors: list[Guarantor]
    collateral: list[Collateral]
    evidence: list[Evidence]
    letter: ConsentLetter | None

    @property
    def consents(self) -> bool:
        """Whether a formal lender's consent to be paid off early is recorded."""
        return is_recorded(self.state.note)


@dataclass(frozen=True, slots=True)
class EntryOfHistory:
    """An import or entry, when it was recorded, and what it changed."""

    batch: ImportBatch
    recorded_at: datetime | None
    changes: list[Change]


def shown(rows: Iterable[Row]) -> list[Row]:
    """The rows with every national id in what was typed masked; they are never stored again."""
    found = list(rows)
    for row in found:
        for name, value in list(vars(row).items()):  # only what was read from the database
            if isinstance(value, str) and name not in MADE_HERE:
                setattr(row, name, without_ids(value))
    return found


def sheet_of(household: Household, as_of: date, attached_by: date) -> dict[str, Any]:
    """The household's record as of a day, with the evidence attached by a day, for its page."""
    state = present.household_state(household, as_of)
    evidence = shown(evidence_of(household, attached_by))
    items = shown(present.cash(household, as_of))
    debts = _debts(household, as_of, evidence)
    history = history_of(household)
    return {
        "home": _home(state) if state else None,
        "head": _name(state.head) if state else "",
        "members": [_member(one) for one in present.members(household, as_of)],
        "land": shown(present.land(household, as_of)),
        "savings": shown(present.savings(household, as_of)),
        "cash": items,
        "income": sum(_a_year(item) for item in items if item.kind == "income"),
        "expense": sum(_a_year(item) for item in items if item.kind == "expense"),
        "debts": debts,
        "owed": sum(debt.owed_satang for debt in debts),
        "evidence": [one for one in evidence if one.debt_id is None],
        "history": history,
        "undoable": history[0].batch.pk if history and undoable_for(history[0].batch) else None,
    }


def joined_with(household: Household) -> dict[str, Any]:
    """The household that this one was joined to, or the ones that were joined to it."""
    roots = household_roots(household.centre_id)
    others = together([household.pk], roots) - {household.pk}
    homes = Household.objects.filter(pk__in=others).order_by("code")
    named = [(home.pk, without_ids(home.code)) for home in homes]
    kept = roots.get(household.pk)
    return {
        "kept": next((one for one in named if one[0] == kept), None),
        "joined": [] if kept else named,
    }


def history_of(household: Household) -> list[EntryOfHistory]:
    """Every import and entry that ever said something of the household, the latest first."""
    batches = shown(words_of(household).select_related("decided_by", "undoes", "undone_by"))
    return entries_of(batches, changes_of(household))


def entries_of(
    batches: Iterable[ImportBatch], changes: Mapping[UUID, list[Change]]
) -> list[EntryOfHistory]:
    """Imports and entries with the moment that the trail has for each, and with their changes."""
    rows = list(batches)
    moments = moments_of(ImportBatch, (batch.pk for batch in rows), RECORDED)
    return [
        EntryOfHistory(batch, moments.get(str(batch.pk)), changes.get(batch.pk, []))
        for batch in rows
    ]


def names_of_groups(keys: Iterable[int | None], as_of: date) -> dict[int, str]:
    """What member groups are called as of a day."""
    groups = MemberGroup.objects.filter(pk__in=[key for key in keys if key is not None])
    names = {}
    for group in groups:
        states = group.states.filter(batch__as_of__lte=as_of).order_by(*stated.IN_ORDER)
        last = states.last()
        names[group.pk] = without_ids(last.name if last else group.code)
    return names


def _debts(household: Household, as_of: date, evidence: list[Evidence]) -> list[ShownDebt]:
    states = shown(present.debt_states(household, as_of))
    names = names_of_groups((state.debt.group_id for state in states), as_of)
    return [
        ShownDebt(
            state=state,
            creditor=_creditor(state, names),
            creditor_kind=stated.creditor_key(state)[0],
            borrower=_name(state.borrower),
            owed_satang=stated.owed_satang(state),
            past=shown(present.balances(state.debt, as_of)),
            guarantors=present.guarantors(state.debt, as_of),
            collateral=shown(present.collateral(state.debt, as_of)),
            evidence=[one for one in evidence if one.debt_id == state.debt_id],
            letter=letter_in(state.note),
        )
        for state in states
    ]


def _creditor(state: DebtState, names: dict[int, str]) -> str:
    outside = state.debt.outside_creditor
    return without_ids(outside.name) if outside else names[state.debt.group_id or 0]


def _name(written: WrittenName) -> str:
    return without_ids(str(stated.name_facts(written)))


def _home(state: HouseholdState) -> HouseholdFacts:
    """The household's facts without its head's id or house number, each text as it may be shown."""
    facts = stated.household_facts(state)
    return replace(
        facts,
        national_id=None,
        house_number=hidden_house(facts.house_number),
        main_occupation=without_ids(facts.main_occupation),
        second_occupation=without_ids(facts.second_occupation),
    )


def _member(one: present.Member) -> ShownMember:
    state = one.state
    return ShownMember(
        key=one.person.pk,
        name=_name(one.name),
        role=present.role_of(one),
        birth_year=state.birth_year if state else None,
        occupation=without_ids(state.occupation) if state else "",
        national_id=mask(stated.national_id(one.name)) if one.has_id else "",
        without_id=state.without_id if state else "",
    )


def _a_year(item: Any) -> int:
    months: int = len(stated.months(item.months))
    return int(item.amount_satang) * months
