"""The lists of a household as lines of text, and what a later statement of one adds and drops."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from plodnee.registers import stated
from plodnee.registers.models import (
    CashItem,
    Collateral,
    Guarantor,
    Household,
    ImportBatch,
    LandHolding,
    Saving,
    WholeList,
)
from plodnee.web.record import words
from plodnee.web.record.fields import without_ids
from plodnee.web.templatetags.record import month_names
from plodnee.web.templatetags.wording import baht_short

Kind = WholeList.Kind
Changed = tuple[ImportBatch, str, str, str]


def listed_changes(household: Household) -> Iterator[Changed]:
    """Each line that a list gained or lost, with the entry: the list's name, before, after."""
    for kind, (model, path, line) in LISTS.items():
        yield from _of_list(
            kind, model._default_manager.filter(**{path: household}), line, household
        )


def is_seen(batch: ImportBatch, by: ImportBatch) -> bool:
    """Whether an entry could see what an import or entry says: it was made no later."""
    return (batch.sequence or 0) <= (by.sequence or 0)


def _of_list(
    kind: str, rows: Any, line: Callable[[Any], str], household: Household
) -> Iterator[Changed]:
    lines: dict[Any, list[str]] = defaultdict(list)
    batches: dict[Any, ImportBatch] = {}
    for row in rows.select_related("batch").order_by("position"):
        key = (getattr(row, "debt_id", None), row.batch_id)
        batches[key] = row.batch
        lines[key].append(without_ids(line(row)))
    wholes = WholeList.objects.filter(household=household, kind=kind).select_related("batch")
    stated_by_hand = {(whole.debt_id, whole.batch_id): whole.batch for whole in wholes}
    batches |= stated_by_hand
    said: dict[Any, list[Any]] = defaultdict(list)
    for key in sorted(batches, key=lambda key: (batches[key].as_of, batches[key].sequence or 0)):
        seen = (one for one in reversed(said[key[0]]) if is_seen(batches[one], batches[key]))
        last = next(seen, None)
        before, now = lines[last] if last else [], lines[key]
        if key in stated_by_hand:
            name = str(words.NAMES["deed"][kind])
            yield from ((batches[key], name, one, "") for one in before if one not in now)
            yield from ((batches[key], name, "", one) for one in now if one not in before)
        said[key[0]].append(key)


def _cash(row: CashItem) -> str:
    kind = words.NAMES["cash"].get(row.kind, "")
    return f"{kind} {row.item} {baht_short(row.amount_satang)} {month_names(row.months)}"


def _land(row: LandHolding) -> str:
    return f"{words.NAMES['tenure'][row.tenure]} {row.area_rai} {row.document} {row.use}".strip()


def _saving(row: Saving) -> str:
    kind = words.NAMES["saving"][row.kind]
    return f"{kind} {row.holder} {baht_short(row.balance_satang)}"


def _guarantor(row: Guarantor) -> str:
    limit = "" if row.limit_satang is None else baht_short(row.limit_satang)
    return f"{stated.name_facts(row.name)} {limit}".strip()


def _collateral(row: Collateral) -> str:
    value = "" if row.value_satang is None else baht_short(row.value_satang)
    kind = words.NAMES["collateral"][row.kind]
    return f"{kind} {row.description} {row.document} {value}".strip()


LISTS: Mapping[str, tuple[Any, str, Callable[[Any], str]]] = {
    Kind.CASH: (CashItem, "household", _cash),
    Kind.LAND: (LandHolding, "household", _land),
    Kind.SAVINGS: (Saving, "household", _saving),
    Kind.GUARANTORS: (Guarantor, "debt__household", _guarantor),
    Kind.COLLATERAL: (Collateral, "debt__household", _collateral),
}
