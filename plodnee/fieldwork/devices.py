"""Devices that may send in somebody's name: added, known again, revoked."""

import secrets
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from plodnee.audit.services import record
from plodnee.fieldwork.errors import TooManyDevices
from plodnee.fieldwork.models import Device, DeviceEnd
from plodnee.organization.models import Officer

MOST_DEVICES = 5
SECRET_BYTES = 15  # 120 bits: nobody guesses it, so a plain fingerprint keeps it
LETTERS_A_PART = 4


@transaction.atomic
def add_device(*, key: UUID, officer: Officer, label: str, on: date) -> tuple[Device, str]:
    """A device and its secret, told this once; sent again, the device without its secret.

    Raises: TooManyDevices.
    """
    Officer.objects.select_for_update(no_key=True).get(pk=officer.pk)
    standing = Device.objects.filter(pk=key, officer=officer).first()
    if standing is not None:
        return standing, ""
    if devices_of(officer).count() >= MOST_DEVICES:
        raise TooManyDevices(most=MOST_DEVICES)
    written = secrets.token_hex(SECRET_BYTES)
    parts = range(0, len(written), LETTERS_A_PART)
    secret = "-".join(written[at : at + LETTERS_A_PART] for at in parts)
    device = Device.objects.create(
        pk=key, officer=officer, label=label, secret_sha256=_fingerprint(secret), added_on=on
    )
    record(officer, "fieldwork.device_added", device)
    return device, secret


@transaction.atomic
def revoke_device(device: Device, *, officer: Officer, on: date) -> DeviceEnd:
    """That the device may send no more; from now on it is not known."""
    end, fresh = DeviceEnd.objects.get_or_create(device=device, defaults={"ended_on": on})
    if fresh:
        record(officer, "fieldwork.device_revoked", device)
    return end


def devices_of(officer: Officer) -> QuerySet[Device]:
    """The devices that may send in the officer's name."""
    return Device.objects.filter(officer=officer, end=None)


def device_of(username: str, secret: str) -> Device | None:
    """The device that a name and a secret belong to; None where they belong to none."""
    found = Device.objects.select_related("officer").filter(
        secret_sha256=_fingerprint(secret.strip().lower()), end=None
    )
    device = found.first()
    if device is None or not device.officer.is_active:
        return None
    return device if device.officer.get_username() == username else None


def _fingerprint(secret: str) -> str:
    return sha256(secret.encode("utf-8")).hexdigest()
