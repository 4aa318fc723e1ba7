"""How a workbook of another layout becomes a register: which sheet is what, which column which.

A plan is remembered by an office for workbooks of the same look; it holds headers, no data.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, get_args

from plodnee.registers.foreign.outline import SheetOutline
from plodnee.registers.workbook.layout import (
    CASH,
    CENTRE,
    DEBTS,
    GROUPS,
    HOUSEHOLDS,
    Column,
    Sheet,
)

Part = Literal["groups", "households", "cash", "debts", "fund"]
PARTS: tuple[Part, ...] = get_args(Part)
# What a sheet of one fund's debtors tells of the borrower's house, where no register does.
HOUSE_FIELDS = ("house_number", "moo")
_SHEETS: Mapping[Part, Sheet] = {
    "groups": GROUPS,
    "households": HOUSEHOLDS,
    "cash": CASH,
    "debts": DEBTS,
    "fund": DEBTS,
}
# What a sheet of one fund cannot leave open, and what all its rows share.
FUND_CONSTANTS = ("rate_bp", "rate_unit", "period", "method")
GROUP_FIELDS = ("code", "name", "kind")  # of the fund's own row among the member groups


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet of the file: what it is, which column fills which field, what all rows share.

    `columns` maps the letters of a column to a field; `constants` a field to what is written for
    every row that lacks it; `group` are the cells of the fund's own row among the member groups.
    """

    name: str
    part: Part
    header_row: int
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    group: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WorkbookPlan:
    """The whole plan; `centre` are the cells of sheet ศูนย์, as somebody typed them."""

    centre: Mapping[str, str]
    sheets: tuple[SheetPlan, ...]

    def to_json(self) -> str:
        """The plan as JSON."""
        sheets = [
            {
                "name": one.name,
                "part": one.part,
                "header_row": one.header_row,
                "columns": dict(one.columns),
                "constants": dict(one.constants),
                "group": dict(one.group),
            }
            for one in self.sheets
        ]
        return json.dumps({"centre": dict(self.centre), "sheets": sheets}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str | bytes) -> "WorkbookPlan":
        """The plan that `to_json` wrote. Raises: ValueError if the text is none."""
        try:
            parts: dict[str, Any] = json.loads(text)
            return cls(parts["centre"], tuple(SheetPlan(**one) for one in parts["sheets"]))
        except (TypeError, KeyError) as error:
            raise ValueError("no plan") from error


def sheet_of(part: Part) -> Sheet:
    """The sheet of the official form that such a sheet fills."""
    return _SHEETS[part]


def fields_of(part: Part) -> tuple[Column, ...]:
    """The columns that a sheet may fill."""
    sheet = _SHEETS[part]
    if part != "fund":
        return sheet.columns
    own = tuple(c for c in sheet.columns if c.field not in ("creditor", "creditor_kind"))
    return own + tuple(HOUSEHOLDS.column(name) for name in HOUSE_FIELDS)


def needed_fields(part: Part) -> tuple[str, ...]:
    """The fields that a column or a constant must fill; a fund's households may be derived."""
    required = tuple(column.field for column in _SHEETS[part].required)
    if part != "fund":
        return required
    return tuple(name for name in required if name not in ("creditor", "household_code"))


class Gap(NamedTuple):
    """What a plan does not say: of which sheet, the field, and how its column is called."""

    sheet: str
    field: str
    header: str


def missing(plan: WorkbookPlan) -> list[Gap]:
    """What the plan leaves open; the last gap is that no sheet holds a debt."""
    found = [
        Gap(CENTRE.name, column.field, column.header)
        for column in CENTRE.required
        if not plan.centre.get(column.field)
    ]
    for one in plan.sheets:
        found += _missing_in(one)
    if not any(one.part in ("debts", "fund") for one in plan.sheets):
        found.append(Gap(DEBTS.name, "", DEBTS.name))
    return found


def columns_twice(plan: WorkbookPlan) -> list[Gap]:
    """Fields that two columns of one sheet would fill."""
    found = []
    for one in plan.sheets:
        fields = list(one.columns.values())
        headers = {column.field: column.header for column in fields_of(one.part)}
        twice = sorted({name for name in fields if fields.count(name) > 1})
        found += [Gap(one.name, name, headers[name]) for name in twice]
    return found


def _missing_in(one: SheetPlan) -> list[Gap]:
    filled = set(one.columns.values()) | {name for name, text in one.constants.items() if text}
    sheet = _SHEETS[one.part]
    found = [
        Gap(one.name, name, sheet.column(name).header)
        for name in needed_fields(one.part)
        if name not in filled
    ]
    if one.part == "fund":
        found += [
            Gap(one.name, f"group-{name}", GROUPS.column(name).header)
            for name in GROUP_FIELDS
            if not one.group.get(name)
        ]
    return found


def look_of(found: Iterable[SheetOutline]) -> str:
    """A fingerprint that workbooks of the same sheets and headers share, whatever is in them."""
    look = [[one.name, [[cell.letters, cell.key] for cell in one.headers]] for one in found]
    text = json.dumps(look, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
