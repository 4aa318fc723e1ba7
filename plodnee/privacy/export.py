"""Everything that is kept of one person, found by what the models say of themselves."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from plodnee.audit.models import AuditEvent
from plodnee.audit.selectors import accesses_to_households
from plodnee.audit.services import record
from plodnee.audit.subjects import (
    SubjectRule,
    models_about_subjects,
    open_column,
    sealed_places,
)
from plodnee.organization.access import Visitor, known, require
from plodnee.privacy.selectors import households_of
from plodnee.registers.debts_now import creditor_name, group_names
from plodnee.registers.ids import open_id
from plodnee.registers.models import Debt, DebtState, NationalId, Person, WrittenName
from plodnee.registers.sameness.standing import entries_of

SEALED = "sealed_"
UUID_SIGNS = 36
Row = Mapping[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class SubjectData:
    """A person's data by table (its label), row by row; who looked, and what was done."""

    person: UUID
    centre_code: str
    made_on: date
    tables: Mapping[str, tuple[Row, ...]]
    looks: tuple[Row, ...]
    deeds: tuple[Row, ...]

    @property
    def rows(self) -> int:
        """How many rows speak of the person."""
        return sum(map(len, self.tables.values()))


def export_subject(person: Person, *, actor: Visitor, on: date) -> SubjectData:
    """Everything that is kept of a person, and the trace that it was gathered.

    What a row of the household says of somebody else who lives there is left out, and so is every
    row about a debt that is another's alone: its slips, guarantors, part of a starting debt.

    Raises: NotAllowed.
    """
    require(actor, "requests.answer", at=person.centre_id, on=on)
    data = subject_data(person, on)
    record(known(actor), "privacy.exported", person, rows=data.rows)
    return data


def subject_data(person: Person, on: date) -> SubjectData:
    """Everything that is kept of a person, gathered without a trace."""
    homes = households_of(person)
    others = debts_of_others(person, homes)
    tables = {
        model._meta.label: tuple(_rows(model, rule, person, homes, others))
        for model, rule in models_about_subjects()
        if rule.is_exported
    }
    keys = {str(row["id"]) for rows in tables.values() for row in rows if "id" in row}
    return SubjectData(
        person=person.pk,
        centre_code=person.centre_id,
        made_on=on,
        tables={label: rows for label, rows in tables.items() if rows},
        looks=tuple(_looks(person, homes)),
        deeds=tuple(_deeds(person.centre_id, {key for key in keys if len(key) == UUID_SIGNS})),
    )


def debts_of_others(person: Person, homes: Collection[UUID]) -> set[UUID]:
    """The debts of these households that nobody ever wrote down as the person's.

    A borrower who bears one of the person's names and has no id may be the person: that debt is not
    among them.
    """
    entries = entries_of(person)
    borrowed = DebtState.objects.filter(debt__household__in=homes)
    names = WrittenName.objects.filter(person__in=entries).values("full")
    nameless = Q(borrower__full__in=names, borrower__person__national_id__isnull=True)
    own = borrowed.filter(Q(borrower__person__in=entries) | nameless).values("debt")
    return set(borrowed.exclude(debt__in=own).values_list("debt", flat=True).distinct())


def _of_debts(model: type[models.Model], rule: SubjectRule, debts: Collection[UUID]) -> Q:
    """The rows of a table that are about one of these debts."""
    paths = {one.name for one in model._meta.concrete_fields if one.related_model is Debt}
    if rule.household.endswith("debt__household"):
        paths.add(rule.household.removesuffix("__household"))
    found = Q(pk__in=debts) if model is Debt else Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{path}__in": debts})
    return found


def _rows(
    model: type[models.Model],
    rule: SubjectRule,
    person: Person,
    homes: set[UUID],
    others: Collection[UUID],
) -> Iterator[Row]:
    manager = model._default_manager
    groups = group_names(person.centre_id) if model is Debt else {}
    own = rule.about_persons(entries_of(person))
    lived = rule.about_households(homes) & ~_of_debts(model, rule, others)
    own_keys = set(manager.filter(own).values_list("pk", flat=True))
    for row in manager.filter(own | lived).order_by("pk").distinct():
        of_others = rule.of_debts if others else frozenset()
        if rule.person and row.pk not in own_keys:
            of_others |= frozenset(rule.erased)
        plain = _plain(row, without=of_others)
        yield {**plain, "creditor": creditor_name(row, groups)} if isinstance(row, Debt) else plain


def _plain(row: models.Model, *, without: frozenset[str]) -> Row:
    """The row's columns by name, sealed ones opened."""
    if isinstance(row, NationalId):
        return {"person_id": str(row.pk), "national_id": open_id(row)}
    plain: dict[str, str | int | bool | None] = {}
    for column in row._meta.concrete_fields:
        name = str(column.attname)
        if name in without:
            continue
        if name in sealed_places(type(row)):
            plain[name.removeprefix(SEALED)] = open_column(row, name)
        else:
            plain[name] = _value(getattr(row, name))
    return plain


def _value(value: Any) -> str | int | bool | None:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return value if isinstance(value, str | int | bool | None) else str(value)


def _looks(person: Person, homes: set[UUID]) -> Iterator[Row]:
    """Every page and file that showed a household of the person."""
    if not homes:
        return
    for event in accesses_to_households(person.centre_id, homes).order_by("sequence"):
        opened = event.is_revealed and event.person_key == person.pk.hex
        yield {
            "recorded_at": event.recorded_at.isoformat(),
            "actor": event.actor_label,
            "role": event.role,
            "screen": event.action,
            "national_id_opened": opened,
        }


def _deeds(centre_code: str, keys: set[str]) -> Iterator[Row]:
    """What was done to the person, the household and their debts, as the trail says it."""
    events = AuditEvent.objects.filter(subject_key__in=keys, chain=centre_code)
    for event in events.order_by("sequence"):
        yield {
            "recorded_at": event.recorded_at.isoformat(),
            "actor": event.actor_label,
            "action": event.action,
            "subject_kind": event.subject_kind,
        }
