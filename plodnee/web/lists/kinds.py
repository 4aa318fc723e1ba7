"""The three registers: what each is called, its columns, and which of them show at first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plodnee.documents.builders.register_frame import layout_columns
from plodnee.documents.builders.sheets import Column
from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts.matrix_columns import MatrixColumns


@dataclass(frozen=True, slots=True)
class Kind:
    """A register: its name in addresses, its title, the sheet whose columns it has, its filters."""

    name: str
    title: Promise
    sheet: str
    columns: tuple[str, ...]
    at_first: tuple[str, ...]
    filters: tuple[str, ...]
    of_debts: bool = False

    @property
    def is_matrix(self) -> bool:
        """Whether its columns are creditors."""
        return self.sheet == "analysis"


DEBTORS = Kind(
    "debtors",
    _("ทะเบียนลูกหนี้"),
    "debtors",
    (
        "household", "borrower", "centre", "stated_on", "national_id", "house", "creditor",
        "creditor_kind", "contract_number", "borrowed_on", "due_on", "purpose",
        "contract_principal", "rate_year", "rate_month", "method", "period", "principal",
        "interest", "penalty", "owed", "days_overdue", "counted_to", "guarantors", "class", "note",
    ),
    (
        "household", "borrower", "creditor", "contract_number", "due_on", "rate_year",
        "principal", "interest", "penalty", "owed", "days_overdue", "class",
    ),
    ("creditor_kind", "creditor", "fund_kind", "status", "overdue", "standing", "target"),
    of_debts=True,
)  # fmt: skip
HOUSEHOLDS = Kind(
    "households",
    _("ทะเบียนครัวเรือนและภาวะหนี้สิน"),
    "households",
    (
        "household", "head", "centre", "stated_on", "national_id", "house", "members", "workers",
        "dependants", "main_occupation", "second_occupation", "land", "income", "expense", "cash",
        "group", "formal", "informal", "owed", "debts", "creditors", "class", "counted_to",
        "target", "model",
    ),
    (
        "household", "head", "members", "main_occupation", "income", "group", "formal",
        "informal", "owed", "debts", "class",
    ),
    ("kind", "owing", "informal", "overdue"),
)  # fmt: skip
MATRIX = Kind(
    "matrix",
    _("ครัวเรือนเทียบเจ้าหนี้"),
    "analysis",
    ("household", "head", "centre", "owed", "creditors"),
    ("household", "head", "owed", "creditors"),
    ("kind", "owing", "informal", "overdue"),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in (DEBTORS, HOUSEHOLDS, MATRIX)}
ALWAYS = frozenset({"household"})


def columns_of(kind: Kind, voice: Voice, matrix: MatrixColumns | None) -> tuple[Column, ...]:
    """Every column that the register can show, in order; a matrix has one for each creditor."""
    laid_out = {column.key: column for column in layout_columns(voice, kind.sheet)}
    laid_out["centre"] = Column("centre", voice("ศูนย์ฯ", "Centre"), 22)
    laid_out["stated_on"] = Column("stated_on", voice("ข้อมูล ณ วันที่", "As of"), 9.5, "date")
    counted = voice("นับวันค้างถึงวันที่", "Days counted to")
    laid_out["counted_to"] = Column("counted_to", counted, 9.5, "date")
    own = [laid_out[key] for key in kind.columns]
    if matrix is None:
        return tuple(own)
    before = [column for column in own if column.key not in ("owed", "creditors")]
    after = [column for column in own if column.key in ("owed", "creditors")]
    return (*before, *matrix.columns, *after)


def first_columns(
    kind: Kind, matrix: MatrixColumns | None, *, over_district: bool
) -> tuple[str, ...]:
    """The columns shown until somebody chooses others; over a district also whose centre."""
    creditors = [column.key for column in matrix.columns] if matrix else []
    return (*kind.at_first, *creditors, *(["centre"] if over_district else []))


def numbered(columns: tuple[Column, ...], voice: Voice) -> tuple[Column, ...]:
    """The columns of a file, with a running number before them."""
    first = Column("number", voice("ที่", "No."), 6, "count")
    return (first, *(replace(column) for column in columns))
