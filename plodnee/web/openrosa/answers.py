"""OpenRosa answers, and who may ask: a device by its own secret, never a browser's session."""

import base64
import binascii
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from xml.sax.saxutils import escape

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from plodnee.errors import Refusal
from plodnee.fieldwork.devices import device_of
from plodnee.fieldwork.models import Device
from plodnee.organization.access import posts_read_once
from plodnee.web.access import everyone

MOST_BYTES = 20 * 2**20
XML = "text/xml; charset=utf-8"
RESPONSE = (
    '<OpenRosaResponse xmlns="http://openrosa.org/http/response">'
    "<message>{}</message></OpenRosaResponse>"
)
LONGEST_HEADER = 400
DeviceView = Callable[..., HttpResponseBase]


def for_devices(methods: tuple[str, ...]) -> Callable[[DeviceView], Any]:
    """The view for a device that says whose it is; the device is the view's second argument."""

    def with_device(view: DeviceView) -> Any:
        @wraps(view)
        def known_device(request: HttpRequest, **named: Any) -> HttpResponseBase:
            device = _device(request)
            if not isinstance(device, Device):
                return headed(device)
            with posts_read_once():
                try:
                    return headed(view(request, device, **named))
                except Refusal as refusal:
                    return headed(refused(refusal))

        return csrf_exempt(everyone(methods)(known_device))

    return with_device


def _device(request: HttpRequest) -> Device | HttpResponse:
    """Whose device asks; the answer to one that does not say, or says wrong once too often."""
    said = _credentials(request)
    if said is None:
        return _unknown()
    device = device_of(*said)
    if device is not None:
        return device
    limits = {"device_failed": settings.DEVICE_FAILURES}
    tried = {"app": "plodnee", "action": "device_failed", "config": limits, "key": said[0]}
    if not ratelimit.consume(request, **tried, limit_get=True):
        return said_to_device("ลองผิดหลายครั้ง รอห้านาทีแล้วลองใหม่", HTTPStatus.TOO_MANY_REQUESTS)
    return _unknown()


def _credentials(request: HttpRequest) -> tuple[str, str] | None:
    scheme, _space, coded = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic" or len(coded) > LONGEST_HEADER:
        return None
    try:
        name, _colon, secret = base64.b64decode(coded, validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return name, secret


def _unknown() -> HttpResponse:
    answer = said_to_device("ใส่ชื่อผู้ใช้และรหัสของอุปกรณ์", HTTPStatus.UNAUTHORIZED)
    answer.headers["WWW-Authenticate"] = 'Basic realm="Plodnee", charset="UTF-8"'
    return answer


def headed(answer: HttpResponseBase) -> HttpResponseBase:
    """The answer with what OpenRosa wants on every one."""
    answer.headers["X-OpenRosa-Version"] = "1.0"
    answer.headers["X-OpenRosa-Accept-Content-Length"] = str(MOST_BYTES)
    answer.headers["Date"] = timezone.now().strftime("%a, %d %b %Y %H:%M:%S GMT")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def said_to_device(message: str, status: HTTPStatus) -> HttpResponse:
    """A message that the device shows."""
    return HttpResponse(RESPONSE.format(escape(message)), content_type=XML, status=status)


def refused(refusal: Refusal) -> HttpResponse:
    """Why the device keeps what it sent."""
    status = {
        "fieldwork.not_your_place": HTTPStatus.FORBIDDEN,
        "fieldwork.form_unknown": HTTPStatus.NOT_FOUND,
        "organization.not_allowed": HTTPStatus.FORBIDDEN,
    }.get(refusal.code, HTTPStatus.BAD_REQUEST)
    return said_to_device(refusal.message("th"), status)
