"""The list of a centre's cases: what is asked for, the rows that answer it, and its file."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.cases.selectors import cases_of
from plodnee.casework.cases.states import State
from plodnee.casework.models import Case
from plodnee.engine.national_id import masked_within
from plodnee.organization.models import Centre
from plodnee.registers.models import FOREVER, HouseholdLine
from plodnee.web.cases.wording import standing_words, state_words
from plodnee.web.csv_files import csv_file
from plodnee.web.templatetags.wording import be_date

ROWS_A_PAGE, LONGEST_SEARCH = 25, 80
ANY = ("", gettext_lazy("ทุกสถานะ"))


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the list, with the household's head as lists show it."""

    case: Any  # with the state and last day that `cases()` adds
    head: str
    state: str


class CasesForm(forms.Form):
    """Search and state; whatever is not among the choices counts as not asked."""

    q = forms.CharField(required=False, max_length=LONGEST_SEARCH, strip=True)
    state = forms.ChoiceField(required=False)

    def __init__(self, data: Any, *, states: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["state"].choices = [ANY, *states]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """What was asked for and can be answered."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


def states_present(centre: Centre) -> list[tuple[str, str]]:
    """The states in which the centre has a case, in the order of the journey, by name."""
    there = set(cases_of(centre).order_by().values_list("state", flat=True))
    return [(str(one), state_words(one)) for one in State if one in there]


def cases_asked_for(centre: Centre, asked: dict[str, str]) -> QuerySet[Any]:
    """The cases that fit what was asked, by the household's code."""
    found = cases_of(centre)
    if "state" in asked:
        found = found.filter(state=asked["state"])
    for word in asked.get("q", "").split():
        named = _lines(centre).filter(head__icontains=word).values("household")
        found = found.filter(Q(household__code__icontains=word) | Q(household__in=named))
    return found


def rows_of(centre: Centre, found: Iterable[Case]) -> list[Row]:
    """The rows of these cases; the heads are asked for all of them at once."""
    cases = list(found)
    lines = _lines(centre).filter(household__in={one.household_id for one in cases})
    known = {
        key: (head, owed)
        for key, head, owed in lines.values_list("household", "head", "owed_satang")
    }
    rows: list[Row] = []
    for one in cases:
        head, owed = known.get(one.household_id, ("", None))
        state = standing_words(one.state, owed)  # type: ignore[attr-defined]
        rows.append(Row(one, masked_within(head), state))
    return rows


def owed_now(centre: Centre, household_id: UUID) -> int | None:
    """All that a household owes by the register; None where the register has no line of it."""
    sums = _lines(centre).filter(household=household_id).values_list("owed_satang", flat=True)
    return sums.first()


def cases_csv_file(rows: Iterable[Row]) -> bytes:
    """One line a case."""
    head = [_("รหัสครัวเรือน"), _("หัวหน้าครัวเรือน"), _("เรื่องที่"), _("สถานะ")]
    head += [_("เปิดเรื่อง"), _("ขั้นตอนล่าสุด")]
    return csv_file(head, (_cells(one) for one in rows))


def _cells(one: Row) -> list[str]:
    case = one.case
    return [
        case.household.code,
        one.head,
        str(case.number),
        one.state,
        be_date(case.opened_on),
        be_date(case.last_on),
    ]


def _lines(centre: Centre) -> QuerySet[HouseholdLine]:
    return HouseholdLine.objects.filter(centre=centre, valid_until=FOREVER)
