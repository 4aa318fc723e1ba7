"""The drafts of a centre: by state, form and worker, page by page, printed and taken away."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.audit.services import record
from plodnee.documents.builders.register_stream import Listed, Row
from plodnee.documents.builders.sheets import Cell, Column
from plodnee.documents.builders.voice import Voice
from plodnee.fieldwork.definitions import FORMS, Form
from plodnee.fieldwork.definitions.model import Question
from plodnee.fieldwork.models import Draft, DraftStep
from plodnee.fieldwork.states import EVERY_STATE, STATES, WAITING, in_state, with_last_deed
from plodnee.organization.models import Centre
from plodnee.web.access import allowed, officer_of, today
from plodnee.web.fieldwork.answers import cells_of, column_of, in_short, listed_questions
from plodnee.web.fieldwork.views import title_of
from plodnee.web.fieldwork.wording import STATE_NAMES, language
from plodnee.web.frame import Link, trail_to
from plodnee.web.left_out import refuse_of_form, tell_of_form
from plodnee.web.listed_files import listed_file
from plodnee.web.trace import shows

DRAFTS_A_PAGE, MOST_ON_PAPER, ROWS_AT_ONCE = 25, 1_000, 200


class DraftsForm(forms.Form):
    """Which drafts are asked for; whatever is not among the choices is left out, and said."""

    form = forms.ChoiceField(label=gettext_lazy("แบบ"), required=False)
    worker = forms.ChoiceField(label=gettext_lazy("ผู้เก็บข้อมูล"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("สถานะ"),
        required=False,
        choices=[(one, one) for one in EVERY_STATE],
        widget=forms.HiddenInput,
    )

    def __init__(self, request: HttpRequest, centre: Centre) -> None:
        super().__init__(request.GET)
        titles = [(code, title_of(one)) for code, one in FORMS.items()]
        self.fields["form"].choices = [("", _("ทุกแบบ")), *titles]  # type: ignore[attr-defined]
        known = centre.field_drafts.order_by().values_list("worker", flat=True).distinct()
        names = Draft._meta.get_field("worker").related_model._default_manager.filter(pk__in=known)
        workers = [(str(one.pk), str(one)) for one in names.order_by("username")]
        self.fields["worker"].choices = [  # type: ignore[attr-defined]
            ("", _("ทุกคน")), *workers
        ]  # fmt: skip
        self.full_clean()

    def asked(self, name: str) -> str:
        """What was asked of one of the filters; nothing where it cannot be answered."""
        return self.cleaned_data.get(name, "") or (WAITING if name == "state" else "")

    def query(self, **instead: str) -> str:
        """The filters as an address holds them."""
        said = {name: self.asked(name) for name in ("state", "form", "worker")} | instead
        return urlencode({name: value for name, value in said.items() if value})

    def drafts(self, centre: Centre) -> Any:
        """The drafts that are asked for, the latest first."""
        found: Any = in_state(centre.field_drafts.all(), self.asked("state"))
        for name in ("form", "worker"):
            if self.asked(name):
                found = found.filter(**{name: self.asked(name)})
        return found.select_related("household", "worker").order_by("-received_at", "pk")


@allowed("field.review")
def drafts(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The centre's drafts in one state, of one form or worker if asked; the latest first."""
    form = DraftsForm(request, centre)
    tell_of_form(request, form)
    length = MOST_ON_PAPER if "every" in request.GET else DRAFTS_A_PAGE
    page = Paginator(form.drafts(centre), length).get_page(request.GET.get("page"))
    shows(request, [one.household_id for one in page if one.household_id])
    context = {
        "centre": centre,
        "made_up": centre.is_demonstration,
        "rows": [
            {"draft": one, "title": title_of(FORMS[one.form]), "short": in_short(one)}
            for one in page
        ],
        "page": page,
        "every": length == MOST_ON_PAPER,
        "form": form,
        "query": form.query(),
        "narrowed": bool(form.asked("form") or form.asked("worker")),
        "state_name": STATE_NAMES[form.asked("state")],
        "tabs": _tabs(centre, form),
        "fills": [
            Link(title_of(one), reverse("field_choose", args=[centre.code, code]))
            for code, one in FORMS.items()
        ],
        "trail": [*trail_to(centre), Link(_("ภาคสนาม"), "", here=True)],
    }
    return render(request, "fieldwork/drafts.html", context)


def _tabs(centre: Centre, form: DraftsForm) -> list[Link]:
    counted: dict[str, int] = dict.fromkeys(EVERY_STATE, 0)
    for deed in with_last_deed(centre.field_drafts.order_by()).values_list("last_deed", flat=True):
        counted[STATES[deed]] += 1
    return [
        Link(
            f"{STATE_NAMES[one]} ({counted[one]})",
            f"?{form.query(state=one)}",
            one == form.asked("state"),
        )
        for one in EVERY_STATE
    ]


@allowed("field.review")
def drafts_file(request: HttpRequest, centre: Centre, ending: str) -> HttpResponseBase:
    """Every draft that is asked for; of one form, with its answers in columns.

    Raises: ListNotAnswered.
    """
    form = DraftsForm(request, centre)
    refuse_of_form(form)
    of_form = FORMS.get(form.asked("form"))
    questions = listed_questions(of_form) if of_form else []
    found = form.drafts(centre)
    shows(request, [key for key in found.values_list("household", flat=True) if key])
    table = _Table(centre, of_form, tuple(questions), str(STATE_NAMES[form.asked("state")]))
    response, written = listed_file(
        table.listed(), table.rows(found), f"{centre.code}-field", ending
    )
    record(officer_of(request), "documents.taken", centre, file=f"field{ending}", rows=written.rows)
    return response


@dataclass(frozen=True, slots=True)
class _Table:
    """What a file of drafts holds: of which centre, form and state, and the answers shown."""

    centre: Centre
    form: Form | None
    questions: tuple[Question, ...]
    state: str

    def listed(self) -> Listed:
        """The file's title and columns."""
        columns = (
            Column("form", _("แบบ"), 26),
            Column("household", _("ครัวเรือน"), 14, "code"),
            Column("worker", _("ผู้เก็บข้อมูล"), 22),
            Column("received", _("ส่งเมื่อ"), 14, "date"),
            Column("state", _("สถานะ"), 14),
            Column("decided_by", _("ผู้ตัดสิน"), 22),
            Column("decided", _("ตัดสินเมื่อ"), 14, "date"),
            *(column_of(one) for one in self.questions),
        )
        title = title_of(self.form) if self.form else _("รายการจากภาคสนาม")
        mark = _("ข้อมูลสมมติเพื่อการสาธิต") if self.centre.is_demonstration else ""
        voice = Voice("en" if language() == "en" else "th")
        return Listed("field", (title, self.centre.name), columns, voice, today(), mark=mark)

    def rows(self, found: Any) -> Iterator[Row]:
        """The rows in the order of the page."""
        for one in found.prefetch_related("steps__done_by").iterator(chunk_size=ROWS_AT_ONCE):
            yield {**self._around(one), **self._answers(one)}

    def _around(self, one: Draft) -> dict[str, Cell]:
        steps: list[DraftStep] = sorted(one.steps.all(), key=lambda step: step.number)
        last = steps[-1] if steps else None
        return {
            "form": title_of(FORMS[one.form]),
            "household": one.household.code if one.household else "",
            "worker": str(one.worker),
            "received": localdate(one.received_at),
            "state": self.state,
            "decided_by": str(last.done_by or "") if last else "",
            "decided": localdate(last.done_at) if last else None,
        }

    def _answers(self, one: Draft) -> dict[str, Cell]:
        return cells_of(one, self.questions) if self.questions else {}
