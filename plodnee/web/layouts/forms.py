"""What a person says of a workbook of another layout: its sheets, then their columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.registers.book import MemberGroup
from plodnee.registers.foreign.outline import SheetOutline
from plodnee.registers.foreign.plan import (
    FUND_CONSTANTS,
    GROUP_FIELDS,
    Gap,
    Part,
    SheetPlan,
    WorkbookPlan,
    columns_twice,
    fields_of,
    missing,
    needed_fields,
)
from plodnee.registers.foreign.suggestions import suggested, suggested_columns, suggested_fund
from plodnee.registers.workbook.finding import compared
from plodnee.registers.workbook.layout import (
    CENTRE,
    FUND_TYPES,
    GROUPS,
    Column,
    fund_type_name,
)

MOST_SHEETS = 30
OF_A_CENTRE = frozenset({"chair", "phone"})  # what stays from file to file
LONGEST_TEXT = 255
PARTS: Mapping[str, Promise] = {
    "": gettext_lazy("ไม่ใช้แผ่นงานนี้"),
    "fund": gettext_lazy("ลูกหนี้ของกองทุนเดียว"),
    "debts": gettext_lazy("ลูกหนี้ของทุกกองทุน"),
    "households": gettext_lazy("ครัวเรือน"),
    "cash": gettext_lazy("รายรับรายจ่าย"),
    "groups": gettext_lazy("กลุ่มสมาชิก"),
}


class PartsForm(forms.Form):
    """What each sheet of the workbook is."""

    def __init__(
        self, data: Any, *, outline: tuple[SheetOutline, ...], said: Mapping[str, str]
    ) -> None:
        super().__init__(data)
        self._outline = outline
        guess = {one.name: one.part for one in suggested(outline)}
        for place, sheet in enumerate(outline):
            self.fields[f"part-{place}"] = forms.ChoiceField(
                label=_("แผ่นงาน «%(sheet)s» (%(rows)d แถว)")
                % {"sheet": sheet.name, "rows": sheet.rows},
                choices=list(PARTS.items()),
                initial=said.get(sheet.name, guess.get(sheet.name, "")),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Debts must stand somewhere, and a page must hold all the columns."""
        said = self.parts()
        if not {"fund", "debts"} & set(said.values()):
            raise forms.ValidationError(_("บอกว่าแผ่นงานใดเป็นรายชื่อลูกหนี้ อย่างน้อยหนึ่งแผ่น"))
        if len([part for part in said.values() if part]) > MOST_SHEETS:
            raise forms.ValidationError(
                _("ใช้ได้ครั้งละไม่เกิน %(most)d แผ่นงาน แบ่งเป็นหลายไฟล์แล้วส่งทีละไฟล์") % {"most": MOST_SHEETS}
            )
        return self.cleaned_data

    def parts(self) -> dict[str, str]:
        """For each sheet by name what it is; empty where it is not used."""
        return {
            sheet.name: self.cleaned_data.get(f"part-{place}", "")
            for place, sheet in enumerate(self._outline)
        }


def _of_the_same(usual: WorkbookPlan | None, centre: Mapping[str, str]) -> dict[str, str]:
    """What is remembered of the centre of whoever works at one only, but the day of the file.

    An office remembers a layout for all its centres: the last one's name, code and day would be
    taken for this one's.
    """
    said, own = usual.centre if usual else {}, centre.get("area_code")
    same = bool(own) and said.get("area_code") == own
    return {name: text for name, text in said.items() if name in OF_A_CENTRE} if same else {}


@dataclass(frozen=True, slots=True)
class Section:
    """The questions about one sheet: what must be said, what may be; and columns without use."""

    name: str
    part: str
    rows: int
    needed: list[BoundField]
    more: list[BoundField]
    unused: list[str]

    @property
    def matched(self) -> int:
        """How many of the other questions have an answer already."""
        return sum(bool(field.value()) for field in self.more)


class ColumnsForm(forms.Form):
    """Which column fills which field, and what all rows of a sheet share."""

    remember = forms.BooleanField(
        label=gettext_lazy("จำการจับคู่นี้ไว้ใช้กับไฟล์หน้าตาเดียวกัน"), required=False, initial=True
    )

    def __init__(
        self,
        data: Any,
        *,
        outline: tuple[SheetOutline, ...],
        parts: Mapping[str, str],
        usual: WorkbookPlan | None,
        centre: Mapping[str, str],
        groups: Iterable[MemberGroup],
    ) -> None:
        super().__init__(data)
        self._groups, self._new_codes = list(groups), list[str]()
        self._used: list[tuple[int, SheetOutline, Part]] = [
            (place, sheet, parts[sheet.name])  # type: ignore[misc]  # checked by PartsForm
            for place, sheet in enumerate(outline)
            if parts.get(sheet.name)
        ]
        before = {one.name: one for one in usual.sheets} if usual else {}
        self._ask_centre({**_of_the_same(usual, centre), **centre})
        for place, sheet, part in self._used:
            same = before.get(sheet.name)
            self._ask_sheet(place, sheet, part, same if same and same.part == part else None)

    @property
    def centre_fields(self) -> list[BoundField]:
        """The questions about the centre."""
        return [self[f"centre-{column.field}"] for column in CENTRE.columns]

    @property
    def sections(self) -> list[Section]:
        """The questions about each sheet, in the order of the file."""
        return [self._section(place, sheet, part) for place, sheet, part in self._used]

    def clean(self) -> dict[str, Any]:
        """Every gap is told at its own question."""
        plan = self.plan()
        for gap in missing(plan):
            self._tell(gap, _asking_for(gap))
        for gap in columns_twice(plan):
            self._tell(gap, _("«%(header)s» มีสองคอลัมน์ เลือกเพียงคอลัมน์เดียว"))
        for place, _sheet, part in self._used:
            self._refuse_column_twice(place, part)
        return self.cleaned_data

    def _refuse_column_twice(self, place: int, part: Part) -> None:
        """A column that two fields ask for would silently fill only one of them."""
        taken: dict[str, str] = {}
        for column in fields_of(part):
            name = f"{place}-{column.field}"
            letters = self.cleaned_data.get(name, "")
            if letters in taken:
                told = _("คอลัมน์นี้เลือกให้ «%(header)s» แล้ว ใช้ได้ช่องเดียว")
                self.add_error(name, told % {"header": taken[letters]})
            elif letters:
                taken[letters] = column.header

    def plan(self) -> WorkbookPlan:
        """The plan that was said."""
        sent = self.cleaned_data
        centre = {column.field: sent.get(f"centre-{column.field}", "") for column in CENTRE.columns}
        return WorkbookPlan(
            centre, tuple(self._said(place, sheet, part) for place, sheet, part in self._used)
        )

    def _ask_centre(self, usual: Mapping[str, str]) -> None:
        for column in CENTRE.columns:
            self.fields[f"centre-{column.field}"] = _text_field(
                column, column.header, usual.get(column.field, ""), needed=column.required
            )

    def _ask_sheet(
        self, place: int, sheet: SheetOutline, part: Part, same: SheetPlan | None
    ) -> None:
        guess = suggested_columns(sheet, part) if same is None else same.columns
        letters_of = {name: letters for letters, name in guess.items()}
        choices = [("", _("– ไม่มี –"))]
        choices += [(cell.letters, f"{cell.letters}: {cell.text}") for cell in sheet.headers]
        if part == "fund":
            self._ask_group(place, sheet, same)
        for column in fields_of(part):
            self.fields[f"{place}-{column.field}"] = forms.ChoiceField(
                label=column.header,
                choices=choices,
                initial=letters_of.get(column.field, ""),
                required=False,
            )
            if column.field in _shared(part):
                self.fields[f"{place}-all-{column.field}"] = _text_field(
                    column,
                    _("%(header)s: ค่าเดียวกันทุกแถว") % {"header": column.header},
                    same.constants.get(column.field, "") if same else "",
                )

    def _ask_group(self, place: int, sheet: SheetOutline, same: SheetPlan | None) -> None:
        usual = same.group if same else self._usual_group(sheet)
        for name in GROUP_FIELDS:
            column = GROUPS.column(name)
            self.fields[f"{place}-group-{name}"] = _text_field(
                column, column.header, usual.get(name, "")
            )

    def _usual_group(self, sheet: SheetOutline) -> dict[str, str]:
        """The centre's own fund that a sheet's name speaks of; otherwise a new one, with a code."""
        name, kind = compared(sheet.name), suggested_fund(sheet.name)
        names_of = {code: names[0] for code, _short, names in FUND_TYPES}
        by_name = [one for one in self._groups if name and name == compared(one.name)]
        by_kind = [one for one in self._groups if kind and kind == names_of[one.kind]]
        for found in (by_name, by_kind):
            if len(found) == 1:
                one = found[0]
                return {"code": one.code, "name": one.name, "kind": names_of[one.kind]}
        taken = {one.code for one in self._groups} | set(self._new_codes)
        code = next(f"G{number}" for number in count(1) if f"G{number}" not in taken)
        self._new_codes.append(code)
        return {"code": code, "name": sheet.name, "kind": kind}

    def _section(self, place: int, sheet: SheetOutline, part: Part) -> Section:
        asked = [self[name] for name in self.fields if name.startswith(f"{place}-")]
        needed = {f"{place}-{name}" for name in needed_fields(part)}
        first = [
            field
            for field in asked
            if field.name in needed
            or field.name.startswith((f"{place}-group-", f"{place}-all-"))
            or field.errors
        ]
        rest = [field for field in asked if field not in first]
        used = {self[f"{place}-{column.field}"].value() for column in fields_of(part)}
        unused = [cell.text for cell in sheet.headers if cell.letters not in used]
        return Section(sheet.name, str(PARTS[part]), sheet.rows, first, rest, unused)

    def _said(self, place: int, sheet: SheetOutline, part: Part) -> SheetPlan:
        sent = self.cleaned_data
        filled = ((sent.get(f"{place}-{one.field}", ""), one.field) for one in fields_of(part))
        return SheetPlan(
            sheet.name,
            part,
            sheet.header_row,
            _once(filled),
            {name: text for name in _shared(part) if (text := sent.get(f"{place}-all-{name}", ""))},
            {name: sent.get(f"{place}-group-{name}", "") for name in GROUP_FIELDS}
            if part == "fund"
            else {},
        )

    def _tell(self, gap: Gap, words: str) -> None:
        places = {sheet.name: str(place) for place, sheet, _part in self._used}
        start = places.get(gap.sheet, "centre")
        name = f"{start}-{gap.field}"
        if name in self.fields and name not in self.errors:
            self.add_error(name, words % {"header": gap.header})


def _asking_for(gap: Gap) -> str:
    if gap.field.startswith("group-"):
        return _("กรอก «%(header)s» ของกองทุนนี้")
    if gap.field in FUND_CONSTANTS:
        return _("เลือกคอลัมน์ของ «%(header)s» หรือกรอกค่าที่ใช้ทุกแถว")
    return _("เลือกคอลัมน์ของ «%(header)s»")


def _once(filled: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each column chosen the field it fills."""
    return {letters: name for letters, name in filled if letters}


def _shared(part: Part) -> tuple[str, ...]:
    """The fields for which one value may hold for all rows of a sheet."""
    return FUND_CONSTANTS if part in ("fund", "debts") else ()


def _text_field(column: Column, label: str, usual: str, *, needed: bool = False) -> forms.Field:
    if column.kind == "fund_type":
        kinds = [(names[0], fund_type_name(code)) for code, _short, names in FUND_TYPES]
        choices = [("", _("– เลือก –")), *kinds]
        return forms.ChoiceField(label=label, choices=choices, initial=usual, required=False)
    if column.choices:
        words = [(word, word) for word, _meaning in column.choices]
        choices = [("", _("– ไม่มี –")), *words]
        return forms.ChoiceField(label=label, choices=choices, initial=usual, required=False)
    return forms.CharField(
        label=label,
        initial=usual,
        required=needed,
        max_length=LONGEST_TEXT,
        help_text=_("เช่น 30 ก.ย. 2561") if column.kind == "date" else "",
        error_messages={"required": _("กรอก «%(header)s»") % {"header": column.header}},
    )
