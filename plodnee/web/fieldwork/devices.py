"""One's own devices: a secret is told once, and a lost device is revoked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plodnee.fieldwork.devices import add_device, revoke_device
from plodnee.fieldwork.models import Device
from plodnee.web.access import DEED, allowed, officer_of, today
from plodnee.web.fieldwork.forms import DeviceForm
from plodnee.web.fieldwork.views import shown

UNPROCESSABLE = 422


@allowed("field.collect", DEED)
def device_new(request: HttpRequest) -> HttpResponse:
    """A device added; its secret stands on this answer and nowhere else."""
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return shown(request, form, UNPROCESSABLE)
    said, officer = form.cleaned_data, officer_of(request)
    device, secret = add_device(key=said["key"], officer=officer, label=said["label"], on=today())
    if not secret:
        messages.info(request, _("เพิ่มอุปกรณ์นี้ไปแล้ว ถ้าไม่ได้จดรหัสไว้ ให้ยกเลิกแล้วเพิ่มใหม่"))
        return redirect("field")
    server = request.build_absolute_uri("/openrosa")
    context = {"device": device, "secret": secret, "server": server, "officer": officer}
    return render(request, "fieldwork/device.html", context)


@allowed("field.collect", DEED)
def device_revoke(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """One's own device revoked."""
    officer = officer_of(request)
    device = get_object_or_404(Device, pk=device_id, officer=officer)
    revoke_device(device, officer=officer, on=today())
    messages.success(request, _("ยกเลิกอุปกรณ์แล้ว ส่งข้อมูลด้วยรหัสเดิมไม่ได้อีก"))
    return redirect("field")
