"""Pages and files of registers over a centre or a district."""

from typing import Any, cast, get_args

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plodnee.audit.services import record
from plodnee.documents.builders.sheets import Paper
from plodnee.organization.access import area_codes_for, centres_within, may
from plodnee.organization.models import Area, Centre
from plodnee.registers.errors import ListNotAnswered, SearchForgotten
from plodnee.web.access import FORM, allowed, officer_of, today
from plodnee.web.frame import Link
from plodnee.web.left_out import refuse_left_out
from plodnee.web.lists.asking import ListForm, query_of, token_of
from plodnee.web.lists.files import file_name, file_of, printed, taken_from, too_many
from plodnee.web.lists.kinds import KINDS
from plodnee.web.lists.pages import shown_page
from plodnee.web.lists.places import ListPlace
from plodnee.web.lists.question import Question, kind_named, read_question
from plodnee.web.lists.saved import views_of
from plodnee.web.searches import SEARCH
from plodnee.web.taken_away import file_response
from plodnee.web.trace import shows_by_centre

CENTRES_SHOWN = 60
FILES = ("_xlsx", "_csv", "_pdf")
AFTER, BEFORE = PLACES = ("after", "before")


@allowed("households.view")
def lists(request: HttpRequest) -> HttpResponse:
    """Where registers can be opened: the districts and centres in one's care."""
    officer, on = officer_of(request), today()
    codes = area_codes_for(officer, "households.view", on)
    districts = [code for code in codes if len(code) == Area.Level.DISTRICT]
    found = centres_within(officer, on, "households.view").order_by("code")
    centres = list(found[: CENTRES_SHOWN + 1])
    context = {
        "kinds": KINDS.values(),
        "districts": Area.objects.filter(pk__in=districts),
        "centres": centres[:CENTRES_SHOWN],
        "more": len(centres) > CENTRES_SHOWN,
    }
    return render(request, "lists/lists.html", context)


@allowed("households.view", FORM)
def register_list(
    request: HttpRequest, name: str, centre: Centre | None = None, area: Area | None = None
) -> HttpResponse:
    """A register of one centre, or over all centres of a district, page by page."""
    place = centre or area
    assert place is not None
    if request.method == "POST":
        return _searched(request, name, place)
    try:
        question = read_question(request, name, place)
    except SearchForgotten as forgotten:
        return _without_words(request, forgotten)
    _tell_left_out(request, question.form)
    _tell_not_there(request, question)
    page = shown_page(
        question,
        after=_number(request, AFTER),
        before=_number(request, BEFORE),
    )
    shows_by_centre(request, page.households())
    context = {
        "question": question,
        "page": page,
        "query": _query(request, question),
        "address": question.place.url(question.kind),
        "narrowed": bool(question.asked.words or question.asked.filters),
        "too_many": too_many(page.found),
        **_around(request, question),
    }
    part = context["part"] = bool(getattr(request, "htmx", False))
    return render(request, "lists/parts/rows.html" if part else "lists/list.html", context)


@allowed("documents.registers")
def register_file(
    request: HttpRequest,
    name: str,
    ending: str,
    centre: Centre | None = None,
    area: Area | None = None,
) -> HttpResponseBase:
    """The register as .xlsx or .csv: every row of what the page shows."""
    place = centre or area
    assert place is not None
    question = _answerable(request, name, place)
    taken = taken_from(question)
    response, written = file_of(taken, _paper(request), ending)
    shows_by_centre(request, dict.fromkeys(taken.centres()))
    details = {"file": f"{name}{ending}", "rows": written.rows, "sha256": written.sha256}
    record(officer_of(request), "documents.taken", place, **details)
    return response


@allowed("documents.registers")
def register_print(
    request: HttpRequest, name: str, centre: Centre | None = None, area: Area | None = None
) -> HttpResponse:
    """The register as a PDF, on A4 or A3."""
    place = centre or area
    assert place is not None
    question = _answerable(request, name, place)
    taken = taken_from(question)
    content, rows = printed(taken, _paper(request))
    shows_by_centre(request, dict.fromkeys(taken.centres()))
    record(officer_of(request), "documents.taken", place, file=f"{name}.pdf", rows=rows)
    return file_response(content, f"{file_name(question)}.pdf")


def _around(request: HttpRequest, question: Question) -> dict[str, Any]:
    """What stands around the rows: files, other registers, kept views."""
    place, officer = question.place, officer_of(request)
    takes = may(officer, "documents.registers", at=place.place, on=today())
    return {
        "files": [place.url(question.kind, end) for end in FILES] if takes else [],
        "others": [Link(str(k.title), place.url(k), k is question.kind) for k in KINDS.values()],
        "views": views_of(officer, question.kind.name),
        "made_up": place.made_up,
        "trail": [*place.trail(), Link(str(question.kind.title), "", here=True)],
    }


def _query(request: HttpRequest, question: Question) -> str:
    """What the page asks for, for the addresses on it: of its files, too."""
    query = query_of(question.form, request.GET, request.GET.get(SEARCH, ""))
    return f"{query}&near=1" if query and question.near else query


def _searched(request: HttpRequest, name: str, place: Centre | Area) -> HttpResponse:
    """The list asked for anew: its words into the session, a token and all else in its address."""
    kind, here = kind_named(name), ListPlace(place, today())
    form = ListForm(request.POST, kind=kind, place=here)
    words = form.cleaned().get("q", "")
    _tell_left_out(request, form)
    query = query_of(form, request.POST, token_of(request, kind, here, words))
    address = here.url(kind)
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def _without_words(request: HttpRequest, forgotten: SearchForgotten) -> HttpResponse:
    """The same list without its search, which is said."""
    messages.warning(request, forgotten.message(get_language() or "th"))
    left = request.GET.copy()
    del left[SEARCH]
    query = left.urlencode()
    return HttpResponseRedirect(f"{request.path}?{query}" if query else request.path)


def _tell_left_out(request: HttpRequest, form: ListForm) -> None:
    """Each thing that was asked for and is not in the list, said once."""
    for words in form.not_taken():
        messages.warning(request, words)


def _tell_not_there(request: HttpRequest, question: Question) -> None:
    """Columns and places in the list that the address names and the register does not have."""
    if _names_unknown_columns(request, question):
        messages.warning(request, _("ไม่มีคอลัมน์ที่ขอบางคอลัมน์ จึงแสดงเท่าที่มี"))
    if any(request.GET.get(name) and _number(request, name) is None for name in PLACES):
        messages.warning(request, _("ไม่มีหน้าที่ขอ จึงแสดงต้นรายการ"))


def _names_unknown_columns(request: HttpRequest, question: Question) -> bool:
    known = {column.key for column in question.all_columns}
    return not question.kind.is_matrix and bool(set(request.GET.getlist("columns")) - known)


def _answerable(request: HttpRequest, name: str, place: Centre | Area) -> Question:
    """What a file must answer: all that its address asks for, since a file says less than a page.

    Raises: SearchForgotten, ListNotAnswered.
    """
    question = read_question(request, name, place)
    columns = [_("คอลัมน์")] if _names_unknown_columns(request, question) else []
    refuse_left_out([*question.form.not_there(), *columns])
    return question


def _paper(request: HttpRequest) -> Paper:
    """The paper asked for, A4 where none is. Raises: ListNotAnswered."""
    asked = request.GET.get("paper", "A4")
    for paper in get_args(Paper):
        if paper == asked:
            return cast(Paper, paper)
    raise ListNotAnswered(asked=_("กระดาษ"))


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
