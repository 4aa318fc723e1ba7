"""The forms of the field: what there is, and each as the file of a tool."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from plodnee.fieldwork.definitions import FORMS, Form
from plodnee.fieldwork.definitions.model import UNASKED
from plodnee.fieldwork.devices import devices_of
from plodnee.fieldwork.models import Draft
from plodnee.fieldwork.states import WAITING, in_state
from plodnee.fieldwork.xlsforms import version_of, workbook_of, xform_of
from plodnee.organization.access import centres_within
from plodnee.web.access import allowed, officer_of, today
from plodnee.web.fieldwork.forms import DeviceForm
from plodnee.web.taken_away import file_response
from plodnee.web.templatetags.wording import english

MOST_CENTRES = 200


def form_or_404(form_code: str) -> Form:
    """The form of a code."""
    form = FORMS.get(form_code)
    if form is None:
        raise Http404
    return form


def title_of(form: Form) -> str:
    """The form's title in the language of the page."""
    return form.title.of("en" if english() else "th")


@allowed("field.collect")
def field(request: HttpRequest) -> HttpResponse:
    """What can be filled in the field, one's own devices, and where drafts wait."""
    return shown(request, DeviceForm())


def shown(request: HttpRequest, form: DeviceForm, status: int = 200) -> HttpResponse:
    """The page of the field; a form that was refused stands in it as it was sent."""
    officer = officer_of(request)
    rows = [
        {
            "form": form,
            "title": title_of(form),
            "version": version_of(form),
            "questions": sum(one.kind not in UNASKED for _group, one in form.questions()),
        }
        for form in FORMS.values()
    ]
    centres = centres_within(officer, today(), "field.review").order_by("code")
    waiting = in_state(Draft.objects.filter(centre__in=centres), WAITING)
    counted = Counter(waiting.order_by().values_list("centre", flat=True))
    context = {
        "rows": rows,
        "form": form,
        "devices": devices_of(officer),
        "server": request.build_absolute_uri("/openrosa"),
        "centres": [
            {"centre": one, "waiting": counted[one.code]} for one in centres[:MOST_CENTRES]
        ],
    }
    return render(request, "fieldwork/field.html", context, status=status)


@allowed("field.collect")
def form_workbook(request: HttpRequest, form_code: str) -> HttpResponse:
    """The form as an XLSForm, to be read, changed or taken to another server."""
    form = form_or_404(form_code)
    return file_response(workbook_of(form), f"{form.code}-{version_of(form)}.xlsx")


@allowed("field.collect")
def form_device(request: HttpRequest, form_code: str) -> HttpResponse:
    """The form as an XForm, as a device reads it."""
    form = form_or_404(form_code)
    return file_response(xform_of(form), f"{form.code}-{version_of(form)}.xml")
