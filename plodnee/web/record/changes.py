"""What each import and entry changed of a household: field by field, what stood and what stands."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from plodnee.documents.facts.privacy import hidden_house
from plodnee.registers import stated
from plodnee.registers.models import DebtState, Household, HouseholdState, ImportBatch, PersonState
from plodnee.registers.models.states import StateOfImport
from plodnee.web.record.fields import percent_as_typed, without_ids
from plodnee.web.record.forms import BE_OFFSET, DebtForm, HouseholdForm, PersonForm
from plodnee.web.record.listed import is_seen, listed_changes
from plodnee.web.templatetags.wording import english

NOTHING = "–"
Values = dict[str, Any]


class Change(NamedTuple):
    """One thing that is otherwise than before: of what, which field, what stood, what stands."""

    of: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """A kind of thing that is described in time: its form, its values, what it is called."""

    model: type[StateOfImport]
    thing: str
    household: str
    related: tuple[str, ...]
    form: type[forms.Form]
    values: Callable[[Any], Values]
    called: Callable[[Any], str]


def changes_of(household: Household) -> dict[UUID, list[Change]]:
    """What each import and entry changed, by its key; what an import brought first is left out."""
    found: dict[UUID, list[Change]] = defaultdict(list)
    for kind in TOLD:
        for batch, change in _of_kind(kind, household):
            found[batch.pk].append(change)
    for batch, name, before, after in listed_changes(household):
        found[batch.pk].append(Change(name, "", before or NOTHING, after or NOTHING))
    return found


def _of_kind(kind: Told, household: Household) -> Iterator[tuple[ImportBatch, Change]]:
    rows = kind.model._default_manager.filter(**{kind.household: household})
    before: dict[Any, list[tuple[ImportBatch, Values]]] = defaultdict(list)
    for row in rows.select_related("batch", *kind.related).order_by(*stated.IN_ORDER):
        now, said = kind.values(row), before[getattr(row, kind.thing)]
        stood = next((one for batch, one in reversed(said) if is_seen(batch, row.batch)), None)
        if stood is not None:
            yield from ((row.batch, one) for one in _differences(kind, row, stood, now))
        elif row.batch.scope == ImportBatch.Scope.ENTRY:
            yield row.batch, Change(kind.called(row), "", NOTHING, _("บันทึกครั้งแรก"))
        said.append((row.batch, now))


def _differences(kind: Told, row: Any, stood: Values, now: Values) -> Iterable[Change]:
    for name, field in kind.form.base_fields.items():
        if name in now and stood[name] != now[name]:
            texts = [worded(name, field, values[name]) for values in (stood, now)]
            yield Change(kind.called(row), str(field.label), *texts)


def worded(name: str, field: Any, value: Any) -> str:
    """A field's value as a page tells it; what is opened with a reason only stays hidden."""
    if name == "house_number":
        return hidden_house(value) or NOTHING
    if isinstance(field, forms.BooleanField):
        return _("ใช่") if value else _("ไม่ใช่")
    if name in ("head", "borrower", "national_id"):
        return str(value)
    if isinstance(field, forms.ChoiceField):
        names: dict[Any, Any] = dict(field.choices)  # type: ignore[arg-type]
        return str(names.get(value, NOTHING))
    text = field.prepare_value(value)
    return NOTHING if text in (None, "") else str(text)


def _name(written: Any) -> str:
    return without_ids(str(stated.name_facts(written)))


def _of_household(state: HouseholdState) -> Values:
    facts = stated.household_facts(state)
    names = HouseholdForm.base_fields
    kept = {name: getattr(facts, name) for name in names if hasattr(facts, name)}
    return {**kept, "head": _name(state.head), "standing": state.standing}


def _of_person(state: PersonState) -> Values:
    year = state.birth_year
    had_other = _("แก้เป็นเลขใหม่") if state.sealed_former_id else _("มีเลข")
    return {
        "name": stated.name_facts(state.name),
        "national_id": had_other if state.has_id else NOTHING,
        "without_id": state.without_id,
        "role": state.role,
        "birth_year": year if year is None or english() else year + BE_OFFSET,
        "occupation": state.occupation,
        "standing": state.standing,
    }


def _of_debt(state: DebtState) -> Values:
    names = DebtForm.base_fields
    kept = {name: getattr(state, name) for name in names if hasattr(state, name)}
    return {
        **kept,
        "months": stated.months(state.months) or None,
        "rate": percent_as_typed(state.rate_bp, state.rate_unit),
        "borrower": _name(state.borrower),
    }


def _debt_called(state: DebtState) -> str:
    group, outside = state.debt.group, state.debt.outside_creditor
    creditor = outside.name if outside else (group.code if group else "")
    return without_ids(f"{creditor} {state.contract_number}".strip())


TOLD = (
    Told(
        HouseholdState, "household_id", "household", ("head__person", "household"),
        HouseholdForm, _of_household, lambda _state: "",
    ),
    Told(
        PersonState, "person_id", "household", ("name",),
        PersonForm, _of_person, lambda state: _name(state.name),
    ),
    Told(
        DebtState, "debt_id", "debt__household",
        ("borrower", "debt__group", "debt__outside_creditor"), DebtForm, _of_debt, _debt_called,
    ),
)  # fmt: skip
