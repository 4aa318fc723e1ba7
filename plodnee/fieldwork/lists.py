"""The lists that a worker's device gets: their households, these households' debts, their centres.

A household is listed by its code and its head's given name alone; its house number and every id
stay where they are opened with a reason.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from plodnee.audit.subjects import open_column
from plodnee.engine.money import format_baht
from plodnee.engine.national_id import masked_line
from plodnee.fieldwork.assigning import COLLECT, assignments_of
from plodnee.fieldwork.definitions import Form
from plodnee.fieldwork.definitions.survey import NEW
from plodnee.fieldwork.models import Draft
from plodnee.fieldwork.states import last_step, returned_to
from plodnee.organization.access import centres_within, may
from plodnee.organization.models import Centre, Officer
from plodnee.registers import stated
from plodnee.registers.entries.words import last_word
from plodnee.registers.errors import NoRegister
from plodnee.registers.models import Household
from plodnee.registers.selectors import statement

NEW_DEBT = "หนี้ใหม่ที่ทะเบียนยังไม่มี · A debt that the register lacks"
MOST_CENTRES = 200
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Worker:
    """Whose lists they are, on which day."""

    officer: Officer
    on: date


def listed(name: str, form: Form, worker: Worker) -> list[Row]:
    """The rows of a list as the worker's device gets it for a form.

    Raises: KeyError for a list that there is not.
    """
    makers = {"households": _households, "centres": _centres, "debts": _debts, "groups": _groups}
    return makers[name](form, worker)


def list_csv(rows: Iterable[Row], name: str) -> bytes:
    """A list as the file that a device reads."""
    columns = {
        "households": ["name", "label", "centre", "seen", "returned", "reason"],
        "centres": ["name", "label", "seen", "returned", "reason"],
        "debts": ["name", "label", "household"],
        "groups": ["name", "label", "centre"],
    }[name]
    held = io.StringIO()
    writer = csv.DictWriter(held, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return held.getvalue().encode("utf-8")


def assigned_households(worker: Worker) -> list[Household]:
    """The households given to the worker, at centres where they may collect today, by code."""
    given = assignments_of(worker.officer).select_related("household__centre")
    homes = {one.household_id: one.household for one in given}
    allowed = {
        home.centre_id: may(worker.officer, COLLECT, at=home.centre_id, on=worker.on)
        for home in homes.values()
    }
    found = [home for home in homes.values() if allowed[home.centre_id]]
    return sorted(found, key=lambda home: (home.centre_id, home.code))


def _households(form: Form, worker: Worker) -> list[Row]:
    back = returned_to(worker.officer.pk, form.code)
    rows = []
    for centre, homes in _by_centre(worker):
        states = stated.household_states(_statement(centre, worker.on), [h.pk for h in homes])
        for home in homes:
            state = states.get(home.pk)
            rows.append(
                {
                    "name": str(home.pk),
                    "label": household_label(home, state),
                    "centre": centre.code,
                    "seen": str(last_word(centre, home)),
                    **_sent_back(back.get(home.pk)),
                }
            )
    return rows


def household_label(home: Household, state: Any) -> str:
    """The household's code, and its head's given name where the register describes it."""
    if state is None:
        return home.code
    given = masked_line(state.head.full).split(" ")[0]
    return f"{home.code} · {state.head.title}{given}"


def _debts(form: Form, worker: Worker) -> list[Row]:
    rows: list[Row] = []
    for centre, homes in _by_centre(worker):
        batches = _statement(centre, worker.on)
        names = group_names(batches)
        for state in stated.debt_states(batches, [home.pk for home in homes]).values():
            rows.append(
                {
                    "name": str(state.debt_id),
                    "label": debt_label(state, names),
                    "household": str(state.debt.household_id),
                }
            )
        rows += [{"name": NEW, "label": NEW_DEBT, "household": str(home.pk)} for home in homes]
    return rows


def debt_label(state: Any, names: dict[int, str]) -> str:
    """Whom the debt is owed to, and what is left of it."""
    outside = state.debt.outside_creditor
    creditor = outside.name if outside else names.get(state.debt.group_id, state.debt.group.code)
    owed = format_baht(stated.owed_satang(state), always_satang=False)
    return f"{masked_line(creditor)} · {owed}"


def group_names(batches: Any) -> dict[int, str]:
    """The member groups of a register by key."""
    return {key: masked_line(row.name) for key, row in stated.group_states(batches).items()}


def _groups(form: Form, worker: Worker) -> list[Row]:
    return [
        {"name": str(key), "label": name, "centre": centre.code}
        for centre, _homes in _by_centre(worker)
        for key, name in group_names(_statement(centre, worker.on)).items()
    ]


def _centres(form: Form, worker: Worker) -> list[Row]:
    back = returned_to(worker.officer.pk, form.code)
    here = centres_within(worker.officer, worker.on, COLLECT).order_by("code")[:MOST_CENTRES]
    return [
        {"name": centre.code, "label": centre.name, "seen": "", **_sent_back(back.get(centre.code))}
        for centre in here
    ]


def _by_centre(worker: Worker) -> list[tuple[Centre, list[Household]]]:
    homes: dict[str, list[Household]] = {}
    for home in assigned_households(worker):
        homes.setdefault(home.centre_id, []).append(home)
    return [(found[0].centre, found) for found in homes.values()]


def _sent_back(draft: Draft | None) -> Row:
    """What tells the device that a form came back, and why."""
    step = last_step(draft) if draft else None
    if draft is None or step is None:
        return {"returned": "", "reason": ""}
    return {"returned": str(draft.pk), "reason": open_column(step, "sealed_reason")}


def _statement(centre: Centre, on: date) -> Any:
    try:
        return statement(centre, on)
    except NoRegister:
        return []
