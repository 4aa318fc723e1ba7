"""What came back from the field: one draft beside the register, and deciding about it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.audit.subjects import open_column
from plodnee.fieldwork.account_months import month_now
from plodnee.fieldwork.applying import values_of
from plodnee.fieldwork.comparing import standing_of
from plodnee.fieldwork.deciding import confirm, may_be_reopened, reopen, turn_down
from plodnee.fieldwork.definitions import ACCOUNT, FORMS, NOTES
from plodnee.fieldwork.definitions.survey import MONTHS
from plodnee.fieldwork.models import Draft, DraftStep
from plodnee.fieldwork.reading import Filled
from plodnee.fieldwork.receiving import content_of, filled_of
from plodnee.fieldwork.states import STATES, WAITING, Deed
from plodnee.lessons.notes.from_field import notes_of_visit, visit_of_draft
from plodnee.organization.models import Centre
from plodnee.registers.entries.present import cash
from plodnee.web.access import DEED, allowed, today
from plodnee.web.fieldwork.answers import answer_rows, compared_rows, problem_rows
from plodnee.web.fieldwork.forms import DecideForm
from plodnee.web.fieldwork.views import title_of
from plodnee.web.fieldwork.wording import STATE_NAMES, STATE_TAGS, language, marks_of, step_words
from plodnee.web.frame import Link, trail_to
from plodnee.web.rules.page import hand
from plodnee.web.trace import shows

UNPROCESSABLE, CONFLICT = 422, 409


@allowed("field.review")
def draft(request: HttpRequest, centre: Centre, draft_id: UUID) -> HttpResponse:
    """One draft beside what the register says now."""
    return _shown(request, centre, _draft_at(centre, draft_id))


def _draft_at(centre: Centre, draft_id: UUID) -> Draft:
    rows = Draft.objects.select_related("centre", "household", "worker", "device", "answers")
    return get_object_or_404(rows, pk=draft_id, centre=centre)


def _shown(
    request: HttpRequest, centre: Centre, one: Draft, problem: str = "", status: int = 200
) -> HttpResponse:
    shows(request, [one.household_id] if one.household_id else [])
    filled = filled_of(one)
    steps = list(one.steps.select_related("done_by").order_by("number"))
    last = steps[-1] if steps else None
    state = STATES[last.deed if last else ""]
    standing = standing_of(one, filled, today())
    problems = problem_rows(filled, today()) if filled else []
    context = {
        "centre": centre,
        "made_up": centre.is_demonstration,
        "draft": one,
        "title": title_of(FORMS[one.form]),
        "state": state,
        "state_name": STATE_NAMES[state],
        "state_tag": STATE_TAGS[state],
        "waits": state == WAITING,
        "reopens": state != WAITING and last is not None and _reopens(one, last),
        "marks": marks_of(one, standing),
        "problem": problem,
        "problems": problems,
        "erased": filled is None,
        "compared": compared_rows(standing),
        "answers": answer_rows(filled) if filled else [],
        **_of_visit(one, filled, last),
        "month": _month(one, filled, problems) if state == WAITING else None,
        "files": list(one.files.defer("sealed_content")),
        "steps": [step_words(step) for step in reversed(steps)],
        "step": last.number if last else 0,
        "seen": "" if standing.last_word is None else standing.last_word,
        "trail": [
            *trail_to(centre),
            Link(_("ภาคสนาม"), reverse("drafts", args=[centre.code])),
            Link(title_of(FORMS[one.form]), "", here=True),
        ],
    }
    return render(request, "fieldwork/draft.html", context, status=status)


def _of_visit(one: Draft, filled: Filled | None, last: DraftStep | None) -> dict[str, Any]:
    """The visit whose notes the draft becomes, and how many it became."""
    return {
        "becomes_notes": one.form == NOTES.code,
        "visit": visit_of_draft(one, filled) if filled else None,
        "notes": last.made.count("note:") if last else 0,
    }


def _month(one: Draft, filled: Filled | None, problems: list[str]) -> dict[str, Any] | None:
    """What a month's account would change in the household's cash line."""
    if one.form != ACCOUNT.code or one.household is None or filled is None or problems:
        return None
    now = month_now(cash(one.household, today()), values_of(filled))
    name = next(choice.label for choice in MONTHS if choice.code == str(now.month))
    return {"now": now, "name": name.of(language())}


def _reopens(one: Draft, last: DraftStep) -> bool:
    if last.deed == Deed.RETURNED and one.answered_by.exists():
        return False
    return may_be_reopened(last)


@allowed("field.review", DEED)
def draft_decide(request: HttpRequest, centre: Centre, draft_id: UUID) -> HttpResponse:
    """A draft confirmed, sent back, rejected or opened again."""
    one, form = _draft_at(centre, draft_id), DecideForm(request.POST)
    if not form.is_valid():
        return _shown(request, centre, one, _("ส่งแบบมาไม่ครบ ลองใหม่"), UNPROCESSABLE)
    said: dict[str, Any] = form.cleaned_data
    deed, step, by = said["deed"], said["step"], hand(request)
    if deed != Deed.CONFIRMED and not said["reason"]:
        return _shown(request, centre, one, _("ต้องบอกเหตุผล"), UNPROCESSABLE)
    if deed == Deed.CONFIRMED:
        done = confirm(one, step=step, seen=said["seen"], by=by, becoming=notes_of_visit)
    elif deed == Deed.REOPENED:
        done = reopen(one, step=step, reason=said["reason"], by=by)
    else:
        done = turn_down(one, deed=deed, step=step, reason=said["reason"], by=by)
    if done.deed == Deed.REFUSED:
        return _shown(request, centre, one, open_column(done, "sealed_reason"), CONFLICT)
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("draft", centre_code=centre.code, draft_id=one.pk)


@allowed("field.review")
def draft_file(request: HttpRequest, centre: Centre, draft_id: UUID, file_id: UUID) -> HttpResponse:
    """A picture that came with a draft."""
    one = _draft_at(centre, draft_id)
    shows(request, [one.household_id] if one.household_id else [])
    picture = get_object_or_404(one.files, pk=file_id)
    response = HttpResponse(content_of(picture), content_type=picture.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = "inline"
    return response
