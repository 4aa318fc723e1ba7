"""The household list: what is asked for, and the rows that answer it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from plodnee.casework.plan.model import HouseholdAnalysis
from plodnee.engine.classification import CLASS_NAMES, WORST_FIRST
from plodnee.engine.thai_text import compact, sort_key
from plodnee.web.households.directory import Directory
from plodnee.web.templatetags.wording import class_name

ROWS_A_PAGE = 25
LONGEST_SEARCH = 80
ANY = ("", _("ทั้งหมด"))
SORTS: dict[str, Callable[["Row"], Any]] = {
    "code": lambda row: row.place,
    "name": lambda row: sort_key(row.facts.household.head.full),
    "owed": lambda row: -row.facts.owed_satang,
    "class": lambda row: (_worst_first(row.facts), -row.facts.owed_satang),
    "debts": lambda row: (-len(row.facts.debts), -row.facts.owed_satang),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One household of the list with its key and its place in the register."""

    key: UUID
    place: int
    facts: HouseholdAnalysis

    @property
    def fits(self) -> bool | None:
        """Whether some plan fits; None without an open debt."""
        return bool(self.facts.menu.options) if self.facts.menu else None


class ListForm(forms.Form):
    """Search, filters and order; whatever is not among the choices counts as not asked."""

    q = forms.CharField(
        label=_("ค้นหารหัสหรือชื่อ"), required=False, max_length=LONGEST_SEARCH, strip=True
    )
    debtor_class = forms.ChoiceField(label=_("ประเภทลูกหนี้"), required=False)
    kind = forms.ChoiceField(
        label=_("ครัวเรือน"),
        required=False,
        choices=[ANY, ("target", _("ครัวเรือนเป้าหมาย")), ("model", _("ครัวเรือนต้นแบบ"))],
    )
    plan = forms.ChoiceField(
        label=_("แผน"),
        required=False,
        choices=[
            ANY,
            ("fits", _("มีทางเลือกที่จ่ายไหว")),
            ("none", _("ยังไม่มีทางเลือก")),
            ("unplanned", _("ยังวางแผนไม่ได้")),
            ("free", _("ไม่มีหนี้")),
        ],
    )
    creditor = forms.ChoiceField(label=_("เจ้าหนี้"), required=False)
    sort = forms.ChoiceField(
        label=_("เรียงตาม"),
        required=False,
        choices=[
            ("code", _("ลำดับในทะเบียน")),
            ("name", _("ชื่อ")),
            ("owed", _("หนี้มากไปน้อย")),
            ("class", _("ประเภทหนักที่สุดก่อน")),
            ("debts", _("จำนวนหนี้มากไปน้อย")),
        ],
    )

    def __init__(self, data: Any, *, creditors: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["debtor_class"].choices = [  # type: ignore[attr-defined]
            ANY, *((code, class_name(code)) for code in CLASS_NAMES)
        ]  # fmt: skip
        self.fields["creditor"].choices = [ANY, *creditors]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """What was asked for and can be answered; a wrong value is left out."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


def creditor_choices(facts: Directory) -> list[tuple[str, str]]:
    """The creditors by which the list can be narrowed: their place in the figures, their name."""
    rows = facts.analysis.totals.by_creditor
    return [(str(place), row.name) for place, row in enumerate(rows)]


def rows_asked_for(facts: Directory, asked: dict[str, str]) -> list[Row]:
    """The households that fit what was asked, in the order asked for."""
    rows = [
        Row(key, place, facts.analysis.households[place]) for place, key in enumerate(facts.keys)
    ]
    creditor = asked.get("creditor")
    wanted = facts.analysis.totals.by_creditor[int(creditor)].creditor if creditor else None
    rows = [row for row in rows if is_asked_for(row, asked, wanted)]
    return sorted(rows, key=SORTS[asked.get("sort", "code")])


def is_asked_for(row: Row, asked: dict[str, str], creditor: str | None) -> bool:
    """Whether the household answers every filter; `creditor` is the one wanted, if any."""
    facts = row.facts
    kinds = {"target": facts.household.is_target, "model": facts.household.is_model}
    unplanned = facts.not_planned is not None
    plans = {
        "fits": row.fits is True,
        "none": row.fits is False and not unplanned,
        "unplanned": unplanned,
        "free": row.fits is None,
    }
    return (
        (not asked.get("debtor_class") or facts.debtor_class == asked["debtor_class"])
        and kinds.get(asked.get("kind", ""), True)
        and plans.get(asked.get("plan", ""), True)
        and (creditor is None or any(one.debt.creditor == creditor for one in facts.debts))
        and _says(facts, asked.get("q", ""))
    )


def _says(facts: HouseholdAnalysis, words: str) -> bool:
    """Whether code or a name holds every word searched for, however it was typed."""
    people = {str(facts.household.head), *(str(one.debt.borrower) for one in facts.debts)}
    text = "\n".join(compact(part).casefold() for part in (facts.household.code, *people))
    return all(compact(word).casefold() in text for word in words.split())


def _worst_first(facts: HouseholdAnalysis) -> int:
    return WORST_FIRST.index(facts.debtor_class) if facts.debtor_class else len(WORST_FIRST)
