"""What a form changes of what stands on its day, and whether today's register says so too."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plodnee.organization.access import Visitor
from plodnee.registers.errors import ReasonMissing
from plodnee.web.record.fields import without_ids
from plodnee.web.record.subject import Subject
from plodnee.web.templatetags.wording import be_date

ABOUT = frozenset({"as_of", "reason", "seen", "told"})
PAIRS = (frozenset({"rate", "rate_unit"}), frozenset({"consent", "number", "signed_on"}))
MAY_BE_EMPTIED = frozenset({"overdue_since", "interest_arrears_satang", "penalty_satang"})


@dataclass(frozen=True, slots=True)
class Settled:
    """What an entry is to say: its subject and form as of its day, and what is changed in them."""

    subject: Subject
    form: Any
    rows: Any = None
    changed: tuple[str, ...] = ()
    says_something: bool = True

    def store(self, actor: Visitor) -> tuple[Any, list[str]]:
        """What was stored; nothing, with what stands otherwise today, unless that was told before.

        Raises: EntryRefused.
        """
        said = dict(self.form.cleaned_data)
        told = said["told"] == self.form.data.get("as_of", "").strip()
        entry = self.subject.entry(actor, said)
        with transaction.atomic():
            done = self.subject.save(entry, said, self.rows.said() if self.rows is not None else [])
            otherwise = [] if told else self._otherwise_today(entry.as_of)
            transaction.set_rollback(bool(otherwise))
        return done, otherwise

    def _otherwise_today(self, day: date) -> list[str]:
        """What was changed as of a day and is not so today, as something was said later."""
        then, now = self.subject.at(day), self.subject.at(self.subject.here.today)
        try:
            if self.rows is not None:
                return [] if then.rows_now() == now.rows_now() else [str(now.title)]
            written, stands = then.form(), now.form()
        except Http404:  # today it is not there any more
            return []
        return [
            f"{stands.fields[name].label}: {_shown(stands, name)}"
            for name in self.changed
            if _text(stands, name) != _text(written, name)
        ]


def settle(subject: Subject, form: Any, rows: Any) -> Settled | None:
    """What was sent, put on what stands on its day: what was not changed stays as it was then.

    None where the form is refused, which then says why.
    """
    if not subject.in_time:
        return Settled(subject, form, rows)
    there = subject.at(form.cleaned_data["as_of"])
    try:
        if rows is not None:
            return _settled_list(subject, there, form, rows)
        return _settled_form(subject, there, form)
    except Http404:  # the register of that day lacks it: who knows it from then on says so or may
        return Settled(subject, form, rows, _changed(form, subject.form()))


def unreached(form: Any, otherwise: list[str]) -> None:
    """The form, which says what stands otherwise today; sent again, it is stored."""
    form.data = form.data.copy()
    form.data["told"] = form.data["as_of"]
    words = _(
        "หลังวันที่มีผลนี้มีการบันทึกไว้อีก การแก้นี้จึงไม่เปลี่ยนค่าปัจจุบัน (%(now)s) ยังไม่ได้บันทึก "
        "กดบันทึกอีกครั้งถ้าต้องการแก้เฉพาะช่วงก่อนหน้า ถ้าค่าปัจจุบันก็ผิด ให้แก้อีกครั้งด้วยวันที่ของวันนี้"
    )
    form.add_error(None, words % {"now": ", ".join(otherwise)})


def _settled_form(subject: Subject, there: Subject, form: Any) -> Settled | None:
    opened, stood = subject.form(), there.form()
    changed = _names(form) if there.is_whole else _changed(form, opened)
    merged = there.form(_merged(form, stood, changed))
    if not merged.is_valid():
        _refuse(form, merged)
        return None
    if _lacks_reason(form, any(_is_emptied(form, opened, name) for name in changed)):
        return None
    new = _changed(form, stood) or there.is_news() if there.is_whole else changed
    return Settled(there, merged, None, changed, bool(new))


def _settled_list(subject: Subject, there: Subject, form: Any, rows: Any) -> Settled | None:
    if there.rows_now() != subject.rows_now():
        day = be_date(there.here.day)
        words = _("รายการ ณ วันที่ %(day)s ต่างจากที่แบบนี้แสดง ดูทะเบียน ณ วันนั้นแล้วเปิดแบบจากที่นั่น")
        form.add_error("as_of", words % {"day": day})
        return None
    if _lacks_reason(form, bool(rows.deleted_forms)):
        return None
    new = rows.has_changed() and _plain(rows.said()) != _plain(there.rows_now())
    return Settled(there, form, rows, (), new)


def _plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows by what is written in them."""
    return [
        {name: value for name, value in row.items() if value and name != "DELETE"} for row in rows
    ]


def _names(form: Any) -> tuple[str, ...]:
    return tuple(name for name in form.fields if name not in ABOUT)


def _changed(form: Any, opened: Any) -> tuple[str, ...]:
    """The fields of which something else was sent than they showed, and what goes with them."""
    found = {name for name in _names(form) if _is_changed(form, opened, name)}
    for pair in PAIRS:
        if found & pair:
            found |= pair
    return tuple(name for name in _names(form) if name in found)


def _is_changed(form: Any, opened: Any, name: str) -> bool:
    if _text(form, name) == _text(opened, name):  # an id that the page did not show stays
        return False
    return bool(form.fields[name].has_changed(opened[name].initial, form[name].data))


def _is_emptied(form: Any, opened: Any, name: str) -> bool:
    if name in MAY_BE_EMPTIED or isinstance(form.fields[name], forms.ChoiceField):
        return False
    is_box = isinstance(form.fields[name], forms.BooleanField)
    return not is_box and bool(_text(opened, name)) and not _text(form, name)


def _merged(form: Any, stood: Any, changed: tuple[str, ...]) -> Any:
    """What was sent, where nothing was changed with what stood on the day."""
    data = form.data.copy()
    for name in _names(form):
        if name not in changed:
            data[name] = _text(stood, name)
    return data


def _refuse(form: Any, merged: Any) -> None:
    """The faults of a form as of its day, said by the one that was sent."""
    for name, faults in merged.errors.as_data().items():
        for fault in faults:
            lacks = fault.code == "invalid_choice" and name in ("head", "borrower")
            words = _("ผู้นี้ยังไม่อยู่ในทะเบียนของวันที่มีผล เลือกผู้อื่น หรือใส่วันที่หลังจากนั้น")
            form.add_error(name if name in form.fields else None, words if lacks else fault)


def _lacks_reason(form: Any, leaves: bool) -> bool:
    """Whether something leaves the register without a word; the form then asks for one."""
    if not leaves or form.cleaned_data["reason"]:
        return False
    form.refuse("reason", ReasonMissing().message(get_language() or "th"))
    return True


def _text(form: Any, name: str) -> str:
    value = form[name].data if form.is_bound else form[name].value()
    return "" if value in (None, False) else str(value).strip()


def _shown(form: Any, name: str) -> str:
    text = _text(form, name)
    names = {str(key): str(label) for key, label in getattr(form.fields[name], "choices", ())}
    if isinstance(form.fields[name], forms.BooleanField):
        return _("ใช่") if text else _("ไม่ใช่")
    return without_ids(names.get(text, text)) or "–"
