"""The people of a visit: committee, members and model households invited, and who comes."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.organization.models import Centre
from plodnee.registers.debts_now import group_names
from plodnee.registers.models import CommitteeMember
from plodnee.registers.models.lines import HouseholdLine
from plodnee.visits.models import Selection, VisitPerson
from plodnee.visits.people import (
    Key,
    groups_invitable,
    households_invitable,
    members_invitable,
    ordinary_members,
    quotas,
    record_people,
    standings,
)
from plodnee.visits.rounds.selectors import chosen_in
from plodnee.web.access import FORM, allowed, today
from plodnee.web.rounds.trying import hand, posted, status_of
from plodnee.web.rounds.views import round_at, round_trail
from plodnee.web.trace import shows
from plodnee.web.trying import done

Standing = VisitPerson.Standing
Row = dict[str, Any]
LONGEST_KEY, LONGEST_CODES = 40, 400
CHOICES = (
    ("", gettext_lazy("ไม่เชิญ")),
    (Standing.INVITED, gettext_lazy("เชิญแล้ว รอตอบ")),
    (Standing.COMING, gettext_lazy("มา")),
    (Standing.ABSENT, gettext_lazy("มาไม่ได้")),
)
MEMBERS, OTHERS, MODELS = "members", "others", "models"


class KeyField(forms.CharField):
    """The key of somebody who may be invited."""

    def __init__(self) -> None:
        super().__init__(max_length=LONGEST_KEY, widget=forms.HiddenInput)

    def clean(self, value: Any) -> Any:
        """The key as the lists have it."""
        return key_of(super().clean(value))


def key_of(text: str) -> Key:
    """A key as pages write it.

    Raises: ValidationError.
    """
    try:
        return int(text) if text.isascii() and text.isdigit() else UUID(text)
    except ValueError:
        raise forms.ValidationError(_("เลือกจากรายการ")) from None


class PersonForm(forms.Form):
    """One person or household: how the invitation stands."""

    key = KeyField()
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=9999)
    standing = forms.ChoiceField(label=gettext_lazy("การเชิญ"), choices=CHOICES, required=False)


class MoreForm(forms.Form):
    """People of member groups, and ordinary members by the codes of their households."""

    groups = forms.MultipleChoiceField(
        label=gettext_lazy("ผู้แทนกลุ่ม"), required=False, widget=forms.CheckboxSelectMultiple
    )
    codes = forms.CharField(
        label=gettext_lazy("สมาชิกอื่น ใส่รหัสครัวเรือน คั่นด้วยช่องว่าง"),
        help_text=gettext_lazy("ค้นรหัสด้วยชื่อได้ที่ทะเบียนครัวเรือนของศูนย์ฯ"),
        max_length=LONGEST_CODES, required=False,
    )  # fmt: skip
    whole = forms.BooleanField(widget=forms.HiddenInput, initial=True)  # the form came to its end

    def __init__(self, data: Any, *, groups: dict[int, str], homes: dict[str, UUID]) -> None:
        super().__init__(data, prefix="more")
        self._homes = homes
        self.fields["groups"].choices = list(groups.items())  # type: ignore[attr-defined]
        if not groups:
            del self.fields["groups"]

    def clean_codes(self) -> list[UUID]:
        """The households of the codes."""
        codes = self.cleaned_data["codes"].replace(",", " ").split()
        unknown = [code for code in codes if code not in self._homes]
        if unknown:
            words = {"codes": " ".join(unknown)}
            raise forms.ValidationError(_("ไม่ใช่ครัวเรือนสมาชิกในทะเบียนของศูนย์ฯ: %(codes)s") % words)
        return [self._homes[code] for code in codes]

    def keys(self) -> list[Key]:
        """Who is invited anew; only of a valid form."""
        known = self.cleaned_data
        return [*map(int, known.get("groups", ())), *known["codes"]]


class PeopleForm:
    """Everybody of one list, who stand or fall together."""

    def __init__(self, data: Any, rows: list[Row], more: MoreForm) -> None:
        self.is_bound = data is not None
        self.errors: list[str] = []
        self.rows = [
            (_person_form(data, str(row["initial"]["key"]), row["initial"]), row) for row in rows
        ]
        self.more = more

    def is_valid(self) -> bool:
        """Whether every row can be read."""
        every = [*(form for form, _row in self.rows if form.is_bound), self.more]
        return self.is_bound and all(not form.errors for form in every)

    def add_error(self, _field: str | None, message: str) -> None:
        """A refusal of all."""
        self.errors.append(message)

    def said(self) -> tuple[dict[Key, str], dict[Key, int]]:
        """The standing and the number seen of everybody; who is added is invited."""
        rows = [form.cleaned_data for form, _row in self.rows if form.is_bound]
        standing = dict.fromkeys(self.more.keys(), str(Standing.INVITED))
        standing |= {row["key"]: row["standing"] for row in rows}
        return standing, {row["key"]: row["seen"] for row in rows}

    def of(self, part: str) -> list[tuple[PersonForm, Row]]:
        """The rows of one part of the page."""
        return [(form, row) for form, row in self.rows if row["part"] == part]


def _person_form(data: Any, prefix: str, initial: dict[str, Any]) -> PersonForm:
    """The row as it was sent; one that came to the list after the page was made is not in it."""
    sent = data if data is not None and f"{prefix}-key" in data else None
    return PersonForm(sent, prefix=prefix, initial=initial)


@allowed("visits.invite", FORM)
def visit_people(request: HttpRequest, centre: Centre, round_id: UUID) -> HttpResponse:
    """Whom the visit invites, with the quota of the round and the replies."""
    found = round_at(request, round_id)
    selection = get_object_or_404(chosen_in(found, centre.code), centre=centre)
    everybody, data = _Everybody(selection), posted(request)
    form = PeopleForm(data, everybody.rows(), everybody.more(data))

    def recorded() -> None:
        said, seen = form.said()
        record_people(selection=selection, said=said, seen=seen, by=hand(request))

    if done(form, recorded):
        messages.success(request, _("บันทึกการเชิญและคำตอบแล้ว"))
        return redirect("visit", centre_code=centre.code, round_id=found.pk)
    keys = [row["initial"]["key"] for _form, row in form.rows if row["part"] != MEMBERS]
    shows(request, [key for key in keys if isinstance(key, UUID)])
    members, models = quotas(selection)
    context = {
        "round": found,
        "centre": centre,
        "form": form,
        **{part: form.of(part) for part in (MEMBERS, OTHERS, MODELS)},
        "member_quota": members,
        "model_quota": models,
        "made_up": found.is_demonstration,
        "trail": round_trail(found, centre.name, _("ผู้เข้าร่วม")),
    }
    return render(request, "rounds/people.html", context, status=status_of(form))


class _Everybody:
    """Who is invited, was invited, or may be, by the names of the page."""

    def __init__(self, selection: Selection) -> None:
        self._latest, self._selection = standings(selection), selection
        self._ordinary = {one.household_id: one for one in ordinary_members(selection)}
        names = group_names(selection.centre_id)
        self._groups = {
            one.pk: _("ผู้แทน %(group)s") % {"group": names.get(one.pk, one.code)}
            for one in groups_invitable(selection)
        }

    def rows(self) -> list[Row]:
        """Every row of the page: committee, whoever else was invited, model households."""
        on = today()
        members = {one.pk: _member(one) for one in members_invitable(self._selection, on)}
        models = {one.household_id: _home(one) for one in households_invitable(self._selection)}
        others: dict[Key, str] = {}
        for key, one in self._latest.items():
            if one.member is not None:
                members.setdefault(one.member.pk, _member(one.member))
            elif one.group is not None:
                others[key] = self._groups[one.group.pk]
            elif one.household is not None and one.as_member:
                line = self._ordinary.get(one.household.pk)
                others[key] = _home(line) if line else one.household.code
            elif one.household is not None:
                models.setdefault(one.household.pk, one.household.code)
        parts = ((MEMBERS, members), (OTHERS, others), (MODELS, models))
        return [
            self._row(part, key, name)
            for part, names in parts
            for key, name in names.items()
            if part == OTHERS or key not in others
        ]

    def more(self, data: Any) -> MoreForm:
        """The groups to choose from, those on the page already left out, and every household.

        What was sent may name one that is on the page by now: the same form sent twice.
        """
        on_page = set() if data is not None else set(self._latest)
        groups = {key: name for key, name in self._groups.items() if key not in on_page}
        return MoreForm(
            data, groups=groups, homes={one.code: key for key, one in self._ordinary.items()}
        )

    def _row(self, part: str, key: Key, name: str) -> Row:
        standing = self._latest.get(key)
        stands = standing.standing if standing and standing.standing != Standing.WITHDRAWN else ""
        initial = {"key": key, "seen": standing.number if standing else 0, "standing": stands}
        return {"part": part, "name": name, "initial": initial}


def _member(one: CommitteeMember) -> str:
    return f"{one.title}{one.name}"


def _home(line: HouseholdLine) -> str:
    return f"{line.code} {line.head}"
