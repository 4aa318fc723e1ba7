"""The people of a visit: committee and model households invited, and who said that they come."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.organization.models import Centre
from plodnee.visits.models import Selection, VisitPerson
from plodnee.visits.people import (
    households_invitable,
    members_invitable,
    quotas,
    record_people,
    standings,
)
from plodnee.visits.rounds.selectors import chosen_in
from plodnee.web.access import FORM, allowed, today
from plodnee.web.rounds.trying import done, hand, posted, status_of
from plodnee.web.rounds.views import round_at, round_trail
from plodnee.web.trace import shows

Standing = VisitPerson.Standing
CHOICES = (
    ("", gettext_lazy("ไม่เชิญ")),
    (Standing.INVITED, gettext_lazy("เชิญแล้ว รอตอบ")),
    (Standing.COMING, gettext_lazy("มา")),
    (Standing.ABSENT, gettext_lazy("มาไม่ได้")),
)


class PersonForm(forms.Form):
    """One person or household: how the invitation stands."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=9999)
    standing = forms.ChoiceField(label=gettext_lazy("การเชิญ"), choices=CHOICES, required=False)


class PeopleForm:
    """Everybody of one list, who stand or fall together."""

    def __init__(self, data: Any, rows: list[dict[str, Any]]) -> None:
        self.is_bound = data is not None
        self.errors: list[str] = []
        self.rows = [
            (PersonForm(data, prefix=str(row["initial"]["key"]), initial=row["initial"]), row)
            for row in rows
        ]

    def is_valid(self) -> bool:
        """Whether every row can be read."""
        return self.is_bound and all(form.is_valid() for form, _row in self.rows)

    def add_error(self, _field: None, message: str) -> None:
        """A refusal of all."""
        self.errors.append(message)

    def said(self) -> tuple[dict[UUID, str], dict[UUID, int]]:
        """The standing and the number seen of everybody."""
        rows = [form.cleaned_data for form, _row in self.rows]
        standing = {row["key"]: row["standing"] for row in rows}
        return standing, {row["key"]: row["seen"] for row in rows}


@allowed("visits.invite", FORM)
def visit_people(request: HttpRequest, centre: Centre, round_id: UUID) -> HttpResponse:
    """Whom the visit invites, with the quota of the round and the replies."""
    found = round_at(request, round_id)
    selection = get_object_or_404(chosen_in(found, centre.code), centre=centre)
    form = PeopleForm(posted(request), [*_members(selection), *_households(selection)])

    def recorded() -> None:
        said, seen = form.said()
        record_people(selection=selection, said=said, seen=seen, by=hand(request))

    if done(form, recorded):
        messages.success(request, _("บันทึกการเชิญและคำตอบแล้ว"))
        return redirect("visit", centre_code=centre.code, round_id=found.pk)
    homes = [row["household"] for _form, row in form.rows if row["household"]]
    shows(request, homes)
    members, models = quotas(selection)
    context = {
        "round": found,
        "centre": centre,
        "form": form,
        "members": [(one, row) for one, row in form.rows if not row["household"]],
        "models": [(one, row) for one, row in form.rows if row["household"]],
        "member_quota": members,
        "model_quota": models,
        "made_up": found.is_demonstration,
        "trail": round_trail(found, centre.name, _("ผู้เข้าร่วม")),
    }
    return render(request, "rounds/people.html", context, status=status_of(form))


def _members(selection: Selection) -> list[dict[str, Any]]:
    latest = standings(selection)
    people = {one.pk: one for one in members_invitable(selection, today())}
    for one in latest.values():
        if one.member is not None:
            people.setdefault(one.member.pk, one.member)
    return [
        {
            "name": f"{one.title}{one.name}",
            "household": None,
            "initial": _initial(key, latest.get(key)),
        }
        for key, one in people.items()
    ]


def _households(selection: Selection) -> list[dict[str, Any]]:
    latest = standings(selection)
    homes = {one.household_id: f"{one.code} {one.head}" for one in households_invitable(selection)}
    for one in latest.values():
        if one.household is not None:
            homes.setdefault(one.household.pk, one.household.code)
    return [
        {"name": name, "household": key, "initial": _initial(key, latest.get(key))}
        for key, name in homes.items()
    ]


def _initial(key: UUID, standing: VisitPerson | None) -> dict[str, Any]:
    stands = standing.standing if standing and standing.standing != Standing.WITHDRAWN else ""
    return {"key": key, "seen": standing.number if standing else 0, "standing": stands}
