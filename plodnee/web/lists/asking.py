"""What a register is asked for on a page: words, filters, day, order and columns.

Words may be a name, so they stand in the session and an address has a token of them; everything
else stands in the address itself.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plodnee.documents.builders.sheets import Column
from plodnee.registers.listing import Asked, Order
from plodnee.web.fields import LongSelect
from plodnee.web.households.listing import ANY, LONGEST_SEARCH
from plodnee.web.left_out import not_a_choice
from plodnee.web.lists.kinds import ALWAYS, Kind
from plodnee.web.lists.places import ListPlace
from plodnee.web.searches import SEARCH, keep_words, words_under
from plodnee.web.templatetags.wording import creditor_kind
from plodnee.web.thai_fields import DayField, not_after, written_day

NOT_FILTERS = ("q", "as_of", "order", "columns")
LABELS = {
    "centre": _("ศูนย์ฯ"),
    "kind": _("ครัวเรือน"),
    "owing": _("ภาวะหนี้"),
    "informal": _("หนี้นอกระบบ"),
    "overdue": _("ค้างชำระ"),
    "creditor_kind": _("ประเภทเจ้าหนี้"),
    "creditor": _("เจ้าหนี้"),
    "fund_kind": _("ประเภทกองทุน"),
    "status": _("สถานะหนี้"),
    "standing": _("ยอดหนี้"),
    "target": _("ครัวเรือนเป้าหมาย"),
}
CHOICES: Mapping[str, list[tuple[str, Any]]] = {
    "kind": [("target", _("ครัวเรือนเป้าหมาย")), ("model", _("ครัวเรือนต้นแบบ"))],
    "owing": [
        ("yes", _("มีหนี้")),
        ("several", _("มีเจ้าหนี้ตั้งแต่ 2 ราย")),
        ("no", _("ไม่มีหนี้")),
    ],
    "informal": [("yes", _("มีหนี้นอกระบบ"))],
    "overdue": [
        ("any", _("ค้างชำระ")),
        ("quarter", _("ค้างเกิน 3 เดือน")),
        ("year", _("ค้างเกิน 12 เดือน")),
    ],
    "status": [
        ("normal", _("ปกติ")),
        ("legal", _("ดำเนินคดี")),
        ("restructured", _("ปรับโครงสร้างแล้ว")),
    ],
    "standing": [("open", _("ยังมียอดค้าง")), ("closed", _("ปิดบัญชีแล้ว"))],
    "target": [("yes", _("เฉพาะครัวเรือนเป้าหมาย"))],
}
ORDERS = [("place", _("รหัสครัวเรือน")), ("name", _("ชื่อ")), ("owed", _("หนี้มากไปน้อย"))]


class ListForm(forms.Form):
    """Search, filters, day and order; whatever is not among the choices counts as not asked."""

    q = forms.CharField(
        label=_("ค้นหารหัส ชื่อ สัญญา หรือเจ้าหนี้"),
        required=False,
        max_length=LONGEST_SEARCH,
        strip=True,
    )
    as_of = DayField(label=_("ข้อมูล ณ วันที่"), required=False)
    order = forms.ChoiceField(label=_("เรียงตาม"), required=False, choices=ORDERS)

    def __init__(self, data: Any, *, kind: Kind, place: ListPlace) -> None:
        super().__init__(data)
        self._today = place.on
        for name in place.filters(kind):
            choices = [ANY, *_choices(name, place)]
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name], required=False, choices=choices, widget=LongSelect
            )

    def clean_as_of(self) -> date | None:
        """A day up to today; of a day to come no register says anything."""
        day: date | None = self.cleaned_data["as_of"]
        if day is not None:
            not_after(day, self._today)
        return day

    def cleaned(self) -> dict[str, Any]:
        """What was asked for and can be answered; a wrong value is left out."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def not_taken(self) -> list[str]:
        """What was asked for and is left out, each in a sentence that says why."""
        self.full_clean()
        return [self._left_out(name, faults) for name, faults in self.errors.items()]

    def not_there(self) -> list[str]:
        """The names of what was asked for and is not there."""
        self.full_clean()
        return [str(self.fields[name].label) for name in self.errors]

    def _left_out(self, name: str, faults: Any) -> str:
        if name == "q" and len(self.data.get("q", "")) <= LONGEST_SEARCH:
            return gettext("คำค้นมีอักขระที่มองไม่เห็น จึงไม่ได้ใช้ค้นหา พิมพ์ใหม่")
        if name == "q":
            words = gettext("คำค้นยาวเกิน %(most)d ตัวอักษร จึงไม่ได้ใช้ค้นหา")
            return words % {"most": LONGEST_SEARCH}
        label = self.fields[name].label
        if name == "as_of":
            return gettext("%(label)s: %(faults)s จึงแสดงข้อมูลล่าสุด") % {
                "label": label,
                "faults": " ".join(map(str, faults)),
            }
        return not_a_choice(label)


def _choices(name: str, place: ListPlace) -> list[tuple[str, Any]]:
    if name == "centre":
        return list(place.centre_names.items())
    if name == "creditor":
        return place.creditors()
    if name == "fund_kind":
        return place.fund_kinds()
    if name == "creditor_kind":
        return [(kind, creditor_kind(kind)) for kind in ("group", "formal", "informal")]
    return list(CHOICES[name])


def asked_for(place: ListPlace, form: ListForm) -> Asked:
    """The list that the form asks for; as of the latest data of the place where no day is given."""
    said = form.cleaned()
    filters = {name: value for name, value in said.items() if name not in NOT_FILTERS}
    if creditor := filters.pop("creditor", ""):
        side, _dash, key = creditor.partition("-")
        filters[side] = key
    order: Order = said.get("order", "place")
    return Asked(
        place=place.place,
        as_of=said.get("as_of", place.latest_day),
        order=order,
        words=said.get("q", ""),
        filters=filters,
    )


def said_in_address(request: HttpRequest, kind: Kind, place: ListPlace) -> dict[str, Any]:
    """What the address asks for, with the words of the search that it names.

    Raises: SearchForgotten.
    """
    words = words_under(request, _where(kind, place), request.GET.get(SEARCH, ""))
    return {**request.GET.dict(), "q": words}


def token_of(request: HttpRequest, kind: Kind, place: ListPlace, words: str) -> str:
    """What the address of a list says of the words that were searched for."""
    return keep_words(request, _where(kind, place), words)


def query_of(form: ListForm, data: QueryDict, token: str) -> str:
    """What a form asks for as the query of an address, with a token for its words."""
    said = form.cleaned()
    pairs = [(name, value) for name, value in said.items() if name not in ("q", "as_of")]
    if said.get("as_of"):
        pairs.append(("as_of", written_day(said["as_of"])))
    pairs += [("columns", key) for key in data.getlist("columns")]
    if token:
        pairs.append((SEARCH, token))
    return urlencode(pairs)


def chosen_columns(
    columns: tuple[Column, ...], wanted: list[str], at_first: tuple[str, ...]
) -> tuple[Column, ...]:
    """The columns asked for, in the register's own order; those shown at first where none is."""
    known = {column.key for column in columns}
    keys = {key for key in wanted if key in known} or {*at_first}
    return tuple(column for column in columns if column.key in keys | ALWAYS)


def narrowed_by(form: ListForm) -> list[tuple[str, str]]:
    """The filters that a form asks for, each by its label and what was chosen."""
    said = form.cleaned()
    chosen = [(name, said[name]) for name in form.fields if name in said.keys() - {*NOT_FILTERS}]
    return [
        (str(form.fields[name].label), str(dict(_named(form.fields[name]))[value]))
        for name, value in chosen
    ]


def _named(field: Any) -> list[tuple[str, Any]]:
    return [(str(value), label) for value, label in field.choices]


def _where(kind: Kind, place: ListPlace) -> str:
    return f"register:{kind.name}:{place.code}"
