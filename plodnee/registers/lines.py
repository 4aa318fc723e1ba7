"""Lines kept true: what imports and entries say of households and debts, made ready for lists.

Whoever adds a statement calls `refresh_lines` in the same transaction; only days from the
statement's own on are worked out anew.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q

from plodnee.organization.models import Centre
from plodnee.registers.inserting import insert_all
from plodnee.registers.line_search import forget_words, words_of_new_lines
from plodnee.registers.line_totals import keep_totals
from plodnee.registers.line_values import Values, lines_of_register
from plodnee.registers.models import (
    FOREVER,
    CashItem,
    DebtLine,
    DebtState,
    HouseholdLine,
    HouseholdState,
    ImportBatch,
    PersonState,
    WholeList,
)
from plodnee.registers.sameness.standing import household_roots, widened
from plodnee.registers.selectors import confirmed_imports, parts_of_register

ROWS_A_STATEMENT = 500
Line = TypeVar("Line", HouseholdLine, DebtLine)
Wanted = Mapping[date, Mapping[UUID, Values]]


def refresh_lines(
    centre: Centre, *, since: date, households: Collection[UUID] | None = None
) -> None:
    """The centre's lines (those of some households) true from a day on.

    Ensures: lines that ended before the day are not touched.
    """
    confirmed = confirmed_imports(centre)
    roots = household_roots(centre.code)
    households = widened(households, roots)
    homes: dict[date, Mapping[UUID, Values]] = {}
    debts: dict[date, Mapping[UUID, Values]] = {}
    for day in _days(confirmed, since, households):
        batches = parts_of_register(confirmed, day)
        homes[day], debts[day] = lines_of_register(centre, batches, households, roots)
    of_centre = Q(centre=centre) if households is None else Q(household__in=households)
    _rewrite(HouseholdLine, "household_id", of_centre, since, homes)
    _rewrite(DebtLine, "debt_id", of_centre, since, debts)
    keep_totals(centre, since=since)


def rebuild_lines(centre: Centre) -> None:
    """All lines of a centre made anew from what was ever said."""
    refresh_lines(centre, since=date.min)


def centres_without_lines() -> list[Centre]:
    """Centres whose register is not ready for lists: its statements came before lines did."""
    stated = HouseholdState.objects.values("household__centre")
    lined = HouseholdLine.objects.values("centre")
    return list(Centre.objects.filter(pk__in=stated).exclude(pk__in=lined))


def _days(
    confirmed: Iterable[ImportBatch], since: date, households: Collection[UUID] | None
) -> list[date]:
    """The days on which lines can change: of every statement, or of those about the households."""
    later = [batch for batch in confirmed if batch.as_of >= since]
    if households is not None:
        about = _entries_about(households)
        later = [
            batch for batch in later if batch.scope != ImportBatch.Scope.ENTRY or batch.pk in about
        ]
    return sorted({batch.as_of for batch in later})


def _entries_about(households: Collection[UUID]) -> set[UUID]:
    states = (
        HouseholdState.objects.filter(household__in=households),
        DebtState.objects.filter(debt__household__in=households),
        CashItem.objects.filter(household__in=households),
        WholeList.objects.filter(household__in=households),
        PersonState.objects.filter(household__in=households),
    )
    return {key for rows in states for key in rows.values_list("batch_id", flat=True)}


def _rewrite(model: type[Line], of: str, scope: Q, since: date, wanted: Wanted) -> None:
    """The lines of the scope, told apart by a column, as wanted on each day from `since` on."""
    standing = model._default_manager.filter(scope, valid_until__gt=since)
    going = list(standing.filter(valid_from__gte=since).values_list("id", flat=True))
    for chunk in _chunks(going):
        forget_words(model, chunk)
        model._default_manager.filter(pk__in=chunk).delete()
    before: Iterable[Any] = standing.filter(valid_from__lt=since).values()
    open_lines: dict[UUID, Values] = {line[of]: line for line in before}
    fresh, ended = _spans(open_lines, wanted)
    by_end: defaultdict[date, list[int]] = defaultdict(list)
    for line in ended:
        by_end[line["valid_until"]].append(line["id"])
    for day, keys in by_end.items():
        for chunk in _chunks(keys):
            model._default_manager.filter(pk__in=chunk).update(valid_until=day)
    with words_of_new_lines(model):
        insert_all(model, fresh)


def _spans(open_lines: Mapping[UUID, Values], wanted: Wanted) -> tuple[list[Values], list[Values]]:
    """New lines to enter, and lines that stood before the first day with another end than now."""
    current = dict(open_lines)
    ends = {key: line["valid_until"] for key, line in open_lines.items()}
    for line in open_lines.values():
        line["valid_until"] = FOREVER
    fresh: list[Values] = []
    for day, rows in sorted(wanted.items()):
        for key in [key for key in current if key not in rows]:
            current.pop(key)["valid_until"] = day
        for key, values in rows.items():
            before = current.get(key)
            if before is not None and _holds(before, values):
                continue
            if before is not None:
                before["valid_until"] = day
            current[key] = {**values, "valid_from": day, "valid_until": FOREVER}
            fresh.append(current[key])
    changed = [line for key, line in open_lines.items() if line["valid_until"] != ends[key]]
    return fresh, changed


def _holds(line: Values, values: Values) -> bool:
    return all(_plain(line[name]) == value for name, value in values.items())


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _chunks(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    for start in range(0, len(keys), ROWS_A_STATEMENT):
        yield keys[start : start + ROWS_A_STATEMENT]
