"""Views of registers that an officer keeps under a name: filters, day, order and columns."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.engine.national_id import masked_line
from plodnee.organization.models import Officer
from plodnee.registers.models import SavedView
from plodnee.registers.models.views import LONGEST_VIEW_NAME
from plodnee.web.access import DEED, allowed, officer_of
from plodnee.web.lists.kinds import KINDS

MOST_VIEWS = 30
KEPT = ("kind", "owing", "informal", "overdue", "creditor_kind", "fund_kind", "status", "standing",
        "target", "centre", "creditor", "as_of")  # fmt: skip


class ViewForm(forms.Form):
    """The name under which a view is kept, and the query that it is."""

    name = forms.CharField(label=gettext_lazy("ชื่อมุมมอง"), max_length=LONGEST_VIEW_NAME, strip=True)
    register = forms.ChoiceField(choices=[(name, name) for name in KINDS])
    query = forms.CharField(required=False, max_length=4_000)


def views_of(officer: Officer, register: str) -> list[tuple[SavedView, str]]:
    """The officer's views of a register by name, each with its query."""
    kept = SavedView.objects.filter(officer=officer, register=register).order_by("name")
    return [(view, _query(view)) for view in kept]


def _query(view: SavedView) -> str:
    pairs = [*view.filters.items(), *(("columns", key) for key in view.columns)]
    return urlencode([*pairs, *([("order", view.order)] if view.order else [])])


@allowed("households.view", DEED)
def keep_view(request: HttpRequest) -> HttpResponse:
    """The view kept; one with the same name is what it is now. The words are not kept."""
    form = ViewForm(request.POST)
    back = _back(request)
    if not form.is_valid():
        messages.error(request, _("ตั้งชื่อมุมมองก่อนบันทึก (ไม่เกิน 80 ตัวอักษร)"))
        return back
    officer, said = officer_of(request), form.cleaned_data
    said["name"] = masked_line(said["name"])
    own = SavedView.objects.filter(officer=officer, register=said["register"])
    if own.count() >= MOST_VIEWS and not own.filter(name=said["name"]).exists():
        messages.error(request, _("เก็บมุมมองได้ไม่เกิน 30 แบบต่อทะเบียน ลบแบบที่ไม่ใช้ก่อน"))
        return back
    pairs = parse_qsl(said["query"])
    SavedView.objects.update_or_create(
        officer=officer,
        register=said["register"],
        name=said["name"],
        defaults=_kept(pairs),
    )
    messages.success(request, _("บันทึกมุมมองแล้ว"))
    return back


def _kept(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """What of a query a view keeps: nothing that names a person."""
    values = dict(pairs)
    return {
        "filters": {name: values[name][:40] for name in KEPT if name in values},
        "columns": [value[:40] for name, value in pairs if name == "columns"],
        "order": values.get("order", "")[:10],
    }


@allowed("households.view", DEED)
def drop_view(request: HttpRequest, view_id: int) -> HttpResponse:
    """The officer's own view, no longer kept."""
    get_object_or_404(SavedView, pk=view_id, officer=officer_of(request)).delete()
    messages.info(request, _("ลบมุมมองแล้ว"))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """Where the form was sent from, if that is one of our own addresses."""
    address = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return HttpResponseRedirect(address if own and address.startswith("/") else "/")
