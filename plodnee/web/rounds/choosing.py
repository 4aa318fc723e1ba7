"""A centre chosen to be visited, with the reason; a choice taken back or changed for another."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.organization.models import Area, Centre
from plodnee.visits.models import Round, Selection
from plodnee.visits.rounds.ranking import ranking
from plodnee.visits.rounds.selectors import chosen_in
from plodnee.visits.rounds.services import choose_centre, withdraw_choice
from plodnee.web.access import FORM, allowed, today
from plodnee.web.rounds.area import taking_part
from plodnee.web.rounds.trying import hand, posted, status_of
from plodnee.web.rounds.views import round_trail
from plodnee.web.trying import done

LONGEST_REASON = 500


class ChoiceForm(forms.Form):
    """A centre of the ranked list, and why it is chosen."""

    centre = forms.ChoiceField(label=gettext_lazy("ศูนย์ฯ"))
    reason = forms.CharField(
        label=gettext_lazy("เหตุผลที่เลือก"), max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, data: Any, *, centres: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(data, **options)
        field = self.fields["centre"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(centres)


class ChangeForm(ChoiceForm):
    """A choice taken back with the reason, and whom it makes room for, if anybody."""

    selection = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("selection", "centre", "reason")

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        centre = self.fields["centre"]
        assert isinstance(centre, forms.ChoiceField)
        centre.label, centre.required = _("เลือกศูนย์ฯ นี้แทน"), False
        centre.choices = [("", _("ไม่เลือกแห่งใดแทน")), *centre.choices]  # type: ignore[misc]
        self.fields["reason"].label = _("เหตุผลที่เปลี่ยน")


@allowed("visits.choose", FORM)
def centre_choose(request: HttpRequest, area: Area, round_id: UUID) -> HttpResponse:
    """A centre of the area chosen; what was chosen already is not chosen twice."""
    found = taking_part(request, round_id, area)
    form = ChoiceForm(
        posted(request),
        centres=_open_centres(found, area),
        initial={"centre": request.GET.get("centre", "")},
    )

    def chosen() -> None:
        said = form.cleaned_data
        centre = Centre.objects.get(pk=said["centre"])
        choose_centre(round_=found, centre=centre, reason=said["reason"], by=hand(request))

    if done(form, chosen):
        messages.success(request, _("เลือกศูนย์ฯ แล้ว กำหนดวันและเวลาในกำหนดการต่อไป"))
        return _to_area(area, found)
    if _stands(request, found, area):
        messages.info(request, _("เลือกศูนย์ฯ นี้ไว้แล้ว"))
        return _to_area(area, found)
    context = _context(request, found, area, form, _("เลือกศูนย์ฯ ที่จะลงพื้นที่"))
    return render(request, "rounds/choose.html", context, status=status_of(form))


@allowed("visits.choose", FORM)
def choice_change(request: HttpRequest, area: Area, round_id: UUID) -> HttpResponse:
    """A choice taken back, and another centre chosen in its place in one go."""
    found = taking_part(request, round_id, area)
    standing = _asked_for(request, found, area)
    if standing is None:
        messages.info(request, _("ไม่มีการเลือกนี้ หรือยกเลิกไปแล้ว"))
        return _to_area(area, found)
    form = ChangeForm(
        posted(request), centres=_open_centres(found, area), initial={"selection": standing.pk}
    )

    def changed() -> None:
        said, by = form.cleaned_data, hand(request)
        with transaction.atomic():
            withdraw_choice(selection=standing, reason=said["reason"], by=by)
            if said["centre"]:
                other = Centre.objects.get(pk=said["centre"])
                choose_centre(round_=found, centre=other, reason=said["reason"], by=by)

    if done(form, changed):
        messages.success(request, _("เปลี่ยนการเลือกแล้ว เหตุผลเก็บไว้ในประวัติ"))
        return _to_area(area, found)
    context = {
        **_context(request, found, area, form, _("เปลี่ยนหรือยกเลิกการเลือก")),
        "standing": standing,
    }
    return render(request, "rounds/choose.html", context, status=status_of(form))


def _open_centres(found: Round, area: Area) -> list[tuple[str, str]]:
    """The centres that may be chosen yet, in their ranked order."""
    taken = set(chosen_in(found, area.code).values_list("centre_id", flat=True))
    rows = ranking(found, area.code[: Area.Level.PROVINCE], today())
    return [
        (row.centre.code, _("%(rank)d. %(name)s (%(points)d คะแนน)") % _told(row))
        for row in rows
        if row.centre.code.startswith(area.code) and row.centre.pk not in taken
    ]


def _told(row: Any) -> dict[str, Any]:
    return {"rank": row.rank, "name": row.centre.name, "points": row.points}


def _stands(request: HttpRequest, found: Round, area: Area) -> bool:
    """Whether the centre that was sent is chosen already: the form was sent before."""
    code = request.POST.get("centre", "")
    return code.isascii() and code.isdigit() and _chosen_code(found, area, code)


def _chosen_code(found: Round, area: Area, code: str) -> bool:
    return chosen_in(found, area.code).filter(centre_id=code).exists()


def _asked_for(request: HttpRequest, found: Round, area: Area) -> Selection | None:
    """The standing choice that the address or the form names; None where none stands."""
    text = request.POST.get("selection", "") or request.GET.get("selection", "")
    try:
        key = UUID(text)
    except ValueError:
        return None
    return chosen_in(found, area.code).filter(pk=key).first()


def _to_area(area: Area, found: Round) -> HttpResponse:
    return redirect("round_area", area_code=area.code, round_id=found.pk)


def _context(
    request: HttpRequest, found: Round, area: Area, form: Any, title: str
) -> dict[str, Any]:
    return {
        "round": found,
        "area": area,
        "form": form,
        "title": title,
        "made_up": found.is_demonstration,
        "trail": round_trail(found, title, area=area.code),
    }
