"""The columns of a matrix of households and creditors: who gets one, and where a debt counts.

In a centre every creditor has a column, member groups first, until there would be too many; over a
district creditors stand together by the type of fund, or by their kind.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum

from plodnee.documents.builders import names
from plodnee.documents.builders.sheets import Column
from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts.privacy import masked_text, printable
from plodnee.registers.models import DebtLine

MOST_CREDITORS = 16
OTHERS = "others"
WIDTH = 13
_KINDS = ("group", "formal", "informal")


@dataclass(frozen=True, slots=True)
class MatrixColumns:
    """The money columns, and in which of them a debt counts."""

    columns: tuple[Column, ...]
    column_of: Callable[[Any], str]


def columns_of_centre(voice: Voice, debts: QuerySet[DebtLine]) -> MatrixColumns:
    """A column for each creditor of a centre, those that are owed most; one for all the others."""
    owing = debts.filter(owed_satang__gt=0).order_by()
    rows = owing.values("group_id", "outside_creditor_id", "creditor_kind", "creditor_name")
    found = sorted(
        rows.annotate(owed=Sum("owed_satang")),
        key=lambda row: (_KINDS.index(row["creditor_kind"]), -row["owed"], row["creditor_name"]),
    )
    own, rest = found[:MOST_CREDITORS], found[MOST_CREDITORS:]
    kept = {_key(row["group_id"], row["outside_creditor_id"]) for row in own}
    columns = [
        Column(
            _key(row["group_id"], row["outside_creditor_id"]),
            _creditor_title(voice, row["creditor_name"], row["creditor_kind"]),
            WIDTH,
            "money",
            True,
        )
        for row in own
    ]
    if rest:
        title = voice(f"เจ้าหนี้อื่น {len(rest)} ราย", f"{len(rest)} other creditors")
        columns.append(Column(OTHERS, title, WIDTH, "money", True))

    def column_of(line: Any) -> str:
        key = _key(line.group_id, line.outside_creditor_id)
        return key if key in kept else OTHERS

    return MatrixColumns(tuple(columns), column_of)


def columns_of_district(voice: Voice, owing: Iterable[tuple[str, str]]) -> MatrixColumns:
    """A column for each type of fund that lends in a district, and for each kind of outsider.

    `owing` are the kinds of creditor to whom something is owed, with their types of fund.
    """
    found = sorted(owing, key=lambda pair: (_KINDS.index(pair[0]), pair[1]))
    columns = [
        Column(
            fund or kind,
            names.fund_name(voice, fund) if fund else names.creditor_kind(voice, kind),
            WIDTH,
            "money",
            True,
        )
        for kind, fund in found
    ]
    return MatrixColumns(tuple(columns), lambda line: line.fund_kind or line.creditor_kind)


def _key(group: int | None, outside: int | None) -> str:
    return f"group-{group}" if group is not None else f"outside-{outside}"


def _creditor_title(voice: Voice, name: str, kind: str) -> str:
    shown = masked_text(printable(name), frozenset())
    return shown if kind == "group" else f"{shown} ({names.short_kind(voice, kind)})"
