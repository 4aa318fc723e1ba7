"""A letter written from a round or free, looked at as PDF, and issued with its number."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plodnee.documents.letter_issuing import issue_letter
from plodnee.documents.letters import is_about_made_up, visit_letter
from plodnee.documents.visit_papers import draft_pdf
from plodnee.organization.models import Area
from plodnee.visits.letters.plain import AboutVisit, LetterSaid
from plodnee.visits.letters.selectors import letter_number, office_of
from plodnee.visits.letters.services import state_office
from plodnee.visits.models import Letter, Selection
from plodnee.visits.rounds.selectors import current_programme, rounds_seen
from plodnee.web.access import DEED, FORM, allowed, officer_of, today
from plodnee.web.letters.forms import USUAL_CLOSING, OfficeForm, WholeLetter, whole_letter
from plodnee.web.letters.offices import Office
from plodnee.web.letters.register import office_trail
from plodnee.web.letters.wording import office_name
from plodnee.web.rounds.trying import hand, posted, status_of
from plodnee.web.taken_away import file_response
from plodnee.web.trying import done

FORM_FIELDS = (
    "letter_code",
    "address",
    "contact",
    "place",
    "signer_name",
    "signer_position",
    "motto",
)


@dataclass(frozen=True, slots=True)
class Begun:
    """What a letter begins from: its words so far, what it is about, the query that says it."""

    said: LetterSaid
    about: AboutVisit
    query: str


@allowed("letters.send", FORM)
def office_head(request: HttpRequest, office: Office) -> HttpResponse:
    """How the office heads and signs its letters from now on."""
    standing = office_of(office.code)
    known = {name: getattr(standing, name) for name in FORM_FIELDS} if standing else {}
    form = OfficeForm(posted(request), initial=known)

    def stated() -> None:
        state_office(office_code=office.code, said=form.said(), by=hand(request))

    if done(form, stated):
        messages.success(request, _("บันทึกหัวหนังสือแล้ว หนังสือที่ออกไปก่อนไม่เปลี่ยน"))
        return redirect(office.page("office_letters"))
    context = {
        "office": office,
        "form": form,
        "title": _("หัวหนังสือและผู้ลงนาม"),
        "save": _("บันทึก"),
        "trail": office_trail(office, _("หัวหนังสือ")),
    }
    return render(request, "letters/form.html", context, status=status_of(form))


@allowed("letters.send")
def letter_new(request: HttpRequest, office: Office) -> HttpResponse:
    """To the form of a letter with an id of its own, from a round where the address names one."""
    said = {name: request.GET[name] for name in BEGINNINGS if name in request.GET}
    query = f"?{urlencode(said)}" if said else ""
    return redirect(office.page("letter_write", uuid4()) + query)


@allowed("letters.send", FORM)
def letter_write(request: HttpRequest, office: Office, letter_id: UUID) -> HttpResponse:
    """A letter written; its id stands in the address, so that it is numbered once."""
    if Letter.objects.filter(pk=letter_id, office_code=office.code).exists():
        return redirect(office.page("letter", letter_id))
    if office_of(office.code) is None:
        messages.info(request, _("ตั้งหัวหนังสือและผู้ลงนามของสำนักงานก่อน"))
        return redirect(office.page("office_head"))
    begun = _begun(request, office)
    form = _form(request, office, begun)

    def issued() -> None:
        issue_letter(
            office_code=office.code,
            said=form.said(),
            about=begun.about,
            by=hand(request),
            letter_id=letter_id,
        )

    if _sure(form) and done(form, issued):
        made = Letter.objects.select_related("office").get(pk=letter_id)
        messages.success(request, _("ออกหนังสือแล้ว ที่ %(n)s") % {"n": letter_number(made)})
        return redirect(office.page("letter", letter_id))
    return render(
        request,
        "letters/write.html",
        _context(office, letter_id, begun, form),
        status=status_of(form),
    )


@allowed("letters.send", DEED)
def letter_preview(request: HttpRequest, office: Office, letter_id: UUID) -> HttpResponse:
    """The letter as it would be issued, without a number, as PDF; nothing is kept."""
    standing = office_of(office.code)
    if standing is None:
        raise Http404
    begun = _begun(request, office)
    form = _form(request, office, begun)
    if not form.is_valid():
        page = _context(office, letter_id, begun, form)
        return render(request, "letters/write.html", page, status=status_of(form))
    content = draft_pdf(form.said(), standing, begun.about)
    return file_response(content, f"draft-{office.address}.pdf")


def _sure(form: WholeLetter) -> bool:
    """Whether the letter was read once more; a form that was sent without that says so."""
    if not form.is_bound or not form.is_valid():
        return False
    if not form.head.cleaned_data["sure"]:
        form.add_error("sure", _("ดูตัวอย่างแล้วติ๊กยืนยันก่อนออกเลข"))
        return False
    return True


def _form(request: HttpRequest, office: Office, begun: Begun) -> WholeLetter:
    encloses = begun.about.round is not None
    return whole_letter(posted(request), begun.said, _offices(office), encloses=encloses)


def _context(office: Office, letter_id: UUID, begun: Begun, form: WholeLetter) -> dict[str, Any]:
    return {
        "office": office,
        "name": office_name(office.code),
        "letter_id": letter_id,
        "begun": begun,
        "form": form,
        "head": office_of(office.code),
        "made_up": is_about_made_up(begun.about),
        "trail": office_trail(office, _("เขียนหนังสือ")),
    }


def _begun(request: HttpRequest, office: Office) -> Begun:
    """From a choice of a centre, from a round, or free, as the address says."""
    for name, beginning in BEGINNINGS.items():
        if name in request.GET:
            return beginning(request, office, _key(request.GET[name]))
    return Begun(_blank(today()), AboutVisit(), "")


def _of_visit(request: HttpRequest, office: Office, key: UUID) -> Begun:
    within = Selection.objects.filter(
        centre__code__startswith=office.code,
        round__in=rounds_seen(officer_of(request), today()),
        withdrawal__isnull=True,
    )
    found = get_object_or_404(within.select_related("centre", "round"), pk=key)
    programme = current_programme(found.round, found.centre_id[: Area.Level.PROVINCE])
    about = AboutVisit(found.round, found.centre, programme)
    return Begun(visit_letter(found, dated_on=today()), about, f"?visit={key}")


def _of_round(request: HttpRequest, office: Office, key: UUID) -> Begun:
    found = get_object_or_404(rounds_seen(officer_of(request), today()), pk=key)
    province = office.code[: Area.Level.PROVINCE]
    programme = current_programme(found, province) if province else None
    about = AboutVisit(found, None, programme)
    return Begun(_blank(today(), found.name), about, f"?round={key}")


BEGINNINGS: dict[str, Callable[[HttpRequest, Office, UUID], Begun]] = {
    "visit": _of_visit,
    "round": _of_round,
}


def _blank(on: date, subject: str = "") -> LetterSaid:
    return LetterSaid(
        kind=Letter.Kind.EXTERNAL,
        subject=subject,
        opening="",
        dated_on=on,
        closing=USUAL_CLOSING,
    )


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _offices(office: Office) -> list[tuple[str, str]]:
    """The offices below this one: of the department the provinces, of a province its districts."""
    level = Area.Level.DISTRICT if office.code else Area.Level.PROVINCE
    below = Area.objects.filter(level=level, code__startswith=office.code).order_by("code")
    return [(one.code, office_name(one.code)) for one in below]
