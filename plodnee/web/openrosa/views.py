"""The four addresses of OpenRosa, each for the worker whose device asks."""

import hashlib
from http import HTTPStatus
from uuid import UUID
from xml.sax.saxutils import escape

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from plodnee.audit.access import record_accesses
from plodnee.fieldwork.assigning import COLLECT
from plodnee.fieldwork.definitions import FORMS, Form
from plodnee.fieldwork.lists import Worker, assigned_households, list_csv, listed
from plodnee.fieldwork.models import Device
from plodnee.fieldwork.reading import LARGEST_XML_BYTES
from plodnee.fieldwork.receiving import Sender, receive
from plodnee.fieldwork.xlsforms import version_of, xform_of
from plodnee.organization.access import area_codes_for, role_for
from plodnee.registers.evidence_files import LARGEST_FILE_BYTES
from plodnee.web.access import READ, today
from plodnee.web.openrosa.answers import MOST_BYTES, XML, for_devices, said_to_device
from plodnee.web.trace import request_id

HEAD = '<?xml version="1.0" encoding="utf-8"?>'
LIST = HEAD + '<xforms xmlns="http://openrosa.org/xforms/xformsList">{}</xforms>'
MANIFEST = HEAD + '<manifest xmlns="http://openrosa.org/xforms/xformsManifest">{}</manifest>'
SENT = "xml_submission_file"
OF_PERSONS = ("households", "debts")
KEPT = "ระบบรับไว้แล้ว"
DIFFERS = "ระบบเก็บไว้แล้ว แต่รายการเดียวกันเคยส่งมาด้วยข้อความอื่น รอเจ้าหน้าที่ตรวจ แล้วส่งอีกครั้ง"
TOO_LARGE = "ใหญ่เกินไป ลดขนาดภาพแล้วส่งใหม่"


@for_devices(READ)
def form_list(request: HttpRequest, device: Device) -> HttpResponse:
    """The forms that the worker may fill."""
    forms = FORMS.values() if area_codes_for(device.officer, COLLECT, today()) else ()
    return HttpResponse(LIST.format("".join(_form_entry(request, one) for one in forms)), XML)


def _form_entry(request: HttpRequest, form: Form) -> str:
    digest = hashlib.md5(xform_of(form), usedforsecurity=False).hexdigest()
    where = request.build_absolute_uri(reverse("openrosa_form", args=[form.code]))
    manifest = request.build_absolute_uri(reverse("openrosa_manifest", args=[form.code]))
    return (
        f"<xform><formID>{form.code}</formID><name>{escape(form.title.th)}</name>"
        f"<version>{version_of(form)}</version><hash>md5:{digest}</hash>"
        f"<downloadUrl>{where}</downloadUrl><manifestUrl>{manifest}</manifestUrl></xform>"
    )


@for_devices(READ)
def form_xml(request: HttpRequest, device: Device, form_code: str) -> HttpResponse:
    """One form."""
    return HttpResponse(xform_of(_form(form_code)), XML)


@for_devices(READ)
def manifest(request: HttpRequest, device: Device, form_code: str) -> HttpResponse:
    """The lists of one form as they are for this worker now; a change makes another hash."""
    form, worker = _form(form_code), Worker(device.officer, today())
    entries = []
    for name in form.lists:
        content = list_csv(listed(name, form, worker), name)
        digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
        where = request.build_absolute_uri(reverse("openrosa_list", args=[form.code, name]))
        entries.append(
            f"<mediaFile><filename>{name}.csv</filename><hash>md5:{digest}</hash>"
            f"<downloadUrl>{where}</downloadUrl></mediaFile>"
        )
    return HttpResponse(MANIFEST.format("".join(entries)), XML)


@for_devices(READ)
def media_list(
    request: HttpRequest, device: Device, form_code: str, list_name: str
) -> HttpResponse:
    """One list of a form; that it named persons stands in the access log."""
    form, worker = _form(form_code), Worker(device.officer, today())
    if list_name not in form.lists:
        raise Http404
    content = list_csv(listed(list_name, form, worker), list_name)
    if list_name in OF_PERSONS and request.method != "HEAD":
        _leave_trace(request, worker)
    return HttpResponse(content, "text/csv; charset=utf-8")


def _leave_trace(request: HttpRequest, worker: Worker) -> None:
    shown: dict[str, list[UUID]] = {}
    for home in assigned_households(worker):
        shown.setdefault(home.centre_id, []).append(home.pk)
    if not shown:
        return
    roles = {code: role_for(worker.officer, COLLECT, at=code, on=worker.on) for code in shown}
    record_accesses(
        worker.officer, "openrosa_list", shown, roles=roles, request_id=request_id(request)
    )


@for_devices(("HEAD", "POST"))
def submission(request: HttpRequest, device: Device) -> HttpResponse:
    """A filled form, kept before the device is told so; the same once more changes nothing."""
    where = request.build_absolute_uri(reverse("openrosa_submission"))
    if request.method == "HEAD":
        answer = HttpResponse(status=HTTPStatus.NO_CONTENT)
        answer.headers["Location"] = where
        return answer
    said = request.headers.get("Content-Length") or "0"
    if not said.isdecimal() or int(said) > MOST_BYTES:
        return said_to_device(TOO_LARGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    files = {name: one for name, one in request.FILES.items() if isinstance(one, UploadedFile)}
    form = files.pop(SENT, None)
    if form is None:
        return said_to_device("ไม่มีแบบที่กรอก", HTTPStatus.BAD_REQUEST)
    if (form.size or 0) > LARGEST_XML_BYTES or any(
        (one.size or 0) > LARGEST_FILE_BYTES for one in files.values()
    ):
        return said_to_device(TOO_LARGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    sender = Sender(device.officer, device, today(), timezone.now())
    content = {one.name or name: one.read() for name, one in files.items()}
    found = receive(form.read(), content, sender)
    if found.differs:
        return said_to_device(DIFFERS, HTTPStatus.CONFLICT)
    answer = said_to_device(KEPT, HTTPStatus.CREATED)
    answer.headers["Location"] = where
    return answer


def _form(form_code: str) -> Form:
    form = FORMS.get(form_code)
    if form is None:
        raise Http404
    return form
