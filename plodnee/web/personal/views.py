"""Pages of personal data."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.documents.builders.voice import Language
from plodnee.documents.subjects import subject_archive
from plodnee.organization.models import Centre
from plodnee.privacy.erasure import entries_undecided
from plodnee.privacy.errors import (
    ConsentDayNotPossible,
    ConsentNotPossible,
    ErasureNotPossible,
    WhyMissing,
)
from plodnee.privacy.models import ConsentRecord, RequestAnswer, SubjectRequest
from plodnee.privacy.selectors import KnownPerson, opened_house_number, persons_of
from plodnee.privacy.services import (
    answer_request,
    export_for_request,
    give_consent,
    lift_holds,
    receive_request,
    reveal_house_number,
    reveal_national_id,
    set_hold,
    withdraw_consent,
)
from plodnee.privacy.waiting import hindrance_of
from plodnee.registers.models import Household, Person
from plodnee.registers.sameness.standing import entries_of
from plodnee.web.access import DEED, allowed, can, officer_of, today
from plodnee.web.frame import Link
from plodnee.web.personal.asking import asking_of
from plodnee.web.personal.forms import (
    AnswerForm,
    ConsentForm,
    ExportForm,
    HoldForm,
    HouseForm,
    RequestForm,
    RevealForm,
)
from plodnee.web.taken_away import file_response
from plodnee.web.templatetags.wording import english
from plodnee.web.trace import shows
from plodnee.web.trying import At, tried

WHY_AT: At = {WhyMissing: "reason"}
ANSWER_AT: At = {WhyMissing: "reason", ErasureNotPossible: None}
CONSENT_AT: At = {ConsentDayNotPossible: "on", ConsentNotPossible: None}


@allowed("households.view")
def persons(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """The persons of a household, their ids masked, with consents and requests."""
    return _page(request, _household(centre, household_id))


@allowed("ids.reveal", DEED)
def reveal(
    request: HttpRequest, centre: Centre, household_id: UUID, person_id: UUID
) -> HttpResponse:
    """A whole national id, shown once on this answer and nowhere else; the log says why."""
    household, person = _found(centre, household_id, person_id)
    form = RevealForm(request.POST)

    def done() -> str:
        reason, asking = form.cleaned_data["reason"], asking_of(request, centre.code, "reveal")
        return reveal_national_id(person, household=household, reason=reason, asking=asking)

    number = tried(form, done, WHY_AT) if form.is_valid() else None
    if number is None:
        return _page(request, household, person=person, bound=form)
    shows(request, ())  # the opening itself stands in the log
    return _page(request, household, person=person, number=number)


@allowed("ids.reveal", DEED)
def reveal_house(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """A whole house number, shown once on this answer as an id is; the log says why."""
    household = _household(centre, household_id)
    form = HouseForm(request.POST)

    def done() -> str:
        asking = asking_of(request, centre.code, "reveal_house")
        return reveal_house_number(household, reason=form.cleaned_data["reason"], asking=asking)

    house = tried(form, done, WHY_AT) if form.is_valid() else None
    if house is None:
        return _page(request, household, bound=form)
    shows(request, ())
    return _page(request, household, house=house)


@allowed("consents.record", DEED)
def consent(
    request: HttpRequest, centre: Centre, household_id: UUID, person_id: UUID
) -> HttpResponse:
    """What a person agreed to, or withdrew."""
    household, person = _found(centre, household_id, person_id)
    form = ConsentForm(request.POST)

    def done() -> ConsentRecord:
        said = form.cleaned_data
        given = {
            "purpose_code": said["purpose"],
            "channel": said["channel"],
            "said_on": said["on"],
            "actor": officer_of(request),
            "on": today(),
        }
        if said["deed"] == "give":
            return give_consent(person, **given, witness=said["witness"], language=_language())
        return withdraw_consent(person, **given)

    if not form.is_valid() or tried(form, done, CONSENT_AT) is None:
        return _page(request, household, person=person, bound=form)
    return _back(request, household, _("บันทึกความยินยอมแล้ว"))


@allowed("consents.record", DEED)
def ask(request: HttpRequest, centre: Centre, household_id: UUID, person_id: UUID) -> HttpResponse:
    """What a person asks for."""
    household, person = _found(centre, household_id, person_id)
    form = RequestForm(request.POST)
    if not form.is_valid():
        return _page(request, household, person=person, bound=form)
    said = form.cleaned_data
    receive_request(
        person, kind=said["kind"], received_on=said["on"], actor=officer_of(request), on=today()
    )
    return _back(request, household, _("บันทึกคำขอแล้ว"))


@allowed("requests.answer", DEED)
def answer(
    request: HttpRequest, centre: Centre, household_id: UUID, person_id: UUID
) -> HttpResponse:
    """What was done about a request."""
    household, person = _found(centre, household_id, person_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, household, person=person, bound=form)
    said = form.cleaned_data
    asked = _asked(person, said["request_key"])
    granted = said["decision"] == "granted"
    if granted and asked.kind == SubjectRequest.Kind.ERASURE and not said["sure"]:
        form.add_error("sure", _("ทำเครื่องหมายว่าตรวจสอบแล้วก่อนลบ"))
        return _page(request, household, person=person, bound=form)

    def done() -> RequestAnswer:
        return answer_request(
            asked, granted=granted, reason=said["reason"], actor=officer_of(request), on=today()
        )

    if tried(form, done, ANSWER_AT) is None:
        return _page(request, household, person=person, bound=form)
    return _back(request, household, _("บันทึกคำตอบแล้ว"))


@allowed("requests.answer", DEED)
def subject_export(
    request: HttpRequest, centre: Centre, household_id: UUID, person_id: UUID
) -> HttpResponse:
    """All that is kept of a person who asked for it: data, workbook and pages in one file."""
    household, person = _found(centre, household_id, person_id)
    form = ExportForm(request.POST)
    if not form.is_valid():
        return _page(request, household, person=person, bound=form)
    asked = _asked(person, form.cleaned_data["request_key"])
    asking = asking_of(request, centre.code, "subject_export")
    shows(request, ())
    data = export_for_request(asked, household=household, asking=asking)
    return file_response(subject_archive(data, _language()), f"{centre.code}-subject.zip")


@allowed("requests.answer", DEED)
def hold(request: HttpRequest, centre: Centre, household_id: UUID, person_id: UUID) -> HttpResponse:
    """A person's data held whatever a rule says, or not any more."""
    household, person = _found(centre, household_id, person_id)
    form = HoldForm(request.POST)
    if not form.is_valid():
        return _page(request, household, person=person, bound=form)

    def done() -> object:
        reason = form.cleaned_data["reason"]
        given: dict[str, Any] = {"reason": reason, "actor": officer_of(request), "on": today()}
        return (lift_holds if request.POST.get("deed") == "lift" else set_hold)(person, **given)

    if tried(form, done, WHY_AT) is None:
        return _page(request, household, person=person, bound=form)
    return _back(request, household, _("บันทึกแล้ว"))


def _page(
    request: HttpRequest,
    household: Household,
    *,
    person: Person | None = None,
    bound: forms.Form | None = None,
    number: str = "",
    house: str = "",
) -> HttpResponse:
    centre = household.centre
    rights = ("ids.reveal", "consents.record", "requests.answer", "access.view")
    found = persons_of(household)
    context = {
        "centre": centre,
        "household": household,
        "rows": [_row(one, today(), person, bound, number) for one in found],
        "has_house": bool(opened_house_number(household)),
        "house": house,
        "house_form": bound if isinstance(bound, HouseForm) else HouseForm(auto_id="id_house_%s"),
        "may": {right.replace(".", "_"): can(request, right, centre) for right in rights},
        "made_up": centre.is_demonstration,
        "trail": [
            Link(centre.name, reverse("centre", args=[centre.code])),
            Link(household.code, reverse("household", args=[centre.code, household.pk])),
            Link(_("บุคคลและความยินยอม"), "", here=True),
        ],
    }
    return render(request, "personal/persons.html", context, status=422 if bound else 200)


def _row(
    one: KnownPerson, on: date, person: Person | None, bound: forms.Form | None, number: str
) -> dict[str, Any]:
    """One person with its forms; a form that could not be taken stands with its own person."""
    own = person is not None and person.pk == one.person.pk

    def form_of(kind: type[forms.Form]) -> forms.Form:
        if own and type(bound) is kind and bound is not None:
            return bound
        return kind(initial={"on": on}, auto_id=f"id_{one.person.pk.hex[:8]}_%s")

    erasing = any(
        asked.kind == SubjectRequest.Kind.ERASURE and not hasattr(asked, "answer")
        for asked in one.requests
    )
    hindrance = hindrance_of(one.person) if erasing else None
    return {
        "known": one,
        "hindrance": hindrance.message(_language()) if hindrance else "",
        "undecided": erasing and entries_undecided(one.person),
        "number": number if own else "",
        "reveal": form_of(RevealForm),
        "consent": form_of(ConsentForm),
        "request": form_of(RequestForm),
        "answer": form_of(AnswerForm),
        "hold": form_of(HoldForm),
        "open": own,
    }


def _household(centre: Centre, household_id: UUID) -> Household:
    return get_object_or_404(Household, pk=household_id, centre=centre)


def _found(centre: Centre, household_id: UUID, person_id: UUID) -> tuple[Household, Person]:
    """The household and one of its persons; whoever does not belong to it is not found."""
    household = _household(centre, household_id)
    for one in persons_of(household):
        if one.person.pk == person_id:
            return household, one.person
    raise Http404


def _asked(person: Person, key: UUID) -> SubjectRequest:
    """A request of this person, under whichever entry it was written down."""
    return get_object_or_404(SubjectRequest, pk=key, person__in=entries_of(person))


def _language() -> Language:
    return "en" if english() else "th"


def _back(request: HttpRequest, household: Household, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("persons", centre_code=household.centre_id, household_id=household.pk)
