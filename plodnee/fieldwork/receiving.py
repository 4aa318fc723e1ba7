"""What a device or a page sends becomes a draft, exactly once however often it is sent."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction

from plodnee.audit.services import record
from plodnee.audit.subjects import open_column, seal_column
from plodnee.fieldwork.assigning import COLLECT, assignments_of
from plodnee.fieldwork.definitions.shared import HOUSEHOLD
from plodnee.fieldwork.errors import NotYourPlace
from plodnee.fieldwork.models import LONGEST_LABEL, Device, Draft, DraftFile
from plodnee.fieldwork.reading import Filled, filled_form
from plodnee.fieldwork.states import WAITING, state_of
from plodnee.fieldwork.xlsforms import version_of
from plodnee.organization.access import may
from plodnee.organization.models import Centre, Officer
from plodnee.registers.evidence_files import looked_into
from plodnee.registers.models import Household

MOST_FILES = 20
LARGEST_SEEN = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends, with which device (None: a page), on which day and at what moment."""

    worker: Officer
    device: Device | None
    on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Received:
    """The draft that stands, and whether the same instance waits with another content too."""

    draft: Draft
    is_new: bool
    differs: bool


def receive(content: bytes, files: Mapping[str, bytes], sender: Sender) -> Received:
    """The draft of what was sent; the same sent again is the same draft, files are joined to it.

    Raises: Unreadable, FormUnknown, NotYourPlace, EvidenceRefused.
    """
    filled = filled_form(content)
    centre, household = _place(filled, sender)
    media = {name[:LONGEST_LABEL]: looked_into(one) for name, one in files.items()}
    fingerprint = sha256(content).hexdigest()
    draft, is_new = _draft(filled, fingerprint, centre, household, content, sender)
    if draft.worker_id != sender.worker.pk:
        raise NotYourPlace()
    _join(draft, media)
    return Received(draft, is_new, _differs(draft))


def _draft(
    filled: Filled,
    fingerprint: str,
    centre: Centre,
    household: Household | None,
    content: bytes,
    sender: Sender,
) -> tuple[Draft, bool]:
    of = Draft.objects.filter(instance=filled.instance, sha256=fingerprint)
    standing = of.first()
    if standing is not None:
        return standing, False
    draft = Draft(
        instance=filled.instance,
        sha256=fingerprint,
        form=filled.form.code,
        form_version=filled.version,
        centre=centre,
        household=household,
        worker=sender.worker,
        device=sender.device,
        answers=_returned(filled, sender),
        trouble=_trouble(filled, household, sender),
        seen=_seen(filled),
        received_at=sender.at,
    )
    seal_column(draft, "sealed_xml", content.decode("utf-8", "strict"))
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
            version = filled.version if filled.version == version_of(filled.form) else "other"
            record(sender.worker, "fieldwork.received", draft, form=draft.form, version=version)
    except IntegrityError:  # the same was sent twice at once
        return of.get(), False
    return draft, True


def _place(filled: Filled, sender: Sender) -> tuple[Centre, Household | None]:
    """The centre that the form speaks of, and its household; what is not the worker's is not there.

    Raises: NotYourPlace.
    """
    if filled.form.place == HOUSEHOLD:
        try:
            key = UUID(filled.place)
        except ValueError:
            raise NotYourPlace() from None
        household = Household.objects.select_related("centre").filter(pk=key).first()
        centre = household.centre if household else None
    else:
        household, centre = None, Centre.objects.filter(pk=filled.place[:8]).first()
    if centre is None or not may(sender.worker, COLLECT, at=centre, on=sender.on):
        raise NotYourPlace()
    return centre, household


def _trouble(filled: Filled, household: Household | None, sender: Sender) -> str:
    """What a person should look at; nothing is turned away for it, for the device would lose it."""
    if filled.version != version_of(filled.form):
        return Draft.Trouble.OTHER_VERSION
    if household and not assignments_of(sender.worker).filter(household=household).exists():
        return Draft.Trouble.NOT_ASSIGNED
    return Draft.Trouble.NONE


def _returned(filled: Filled, sender: Sender) -> Draft | None:
    """The draft that was sent back and is answered by this one."""
    try:
        key = UUID(filled.answers.get("returned", ""))
    except ValueError:
        return None
    own = Draft.objects.filter(pk=key, worker=sender.worker, form=filled.form.code)
    return own.first()


def _seen(filled: Filled) -> int | None:
    text = filled.answers.get("seen", "")
    if not text.isascii() or not text.isdigit() or len(text) > len(str(LARGEST_SEEN)):
        return None
    return min(int(text), LARGEST_SEEN)


def _join(draft: Draft, media: Mapping[str, tuple[bytes, str]]) -> None:
    """The files that came with this sending, beside those that came before."""
    if not media:
        return
    known = set(draft.files.values_list("name", "sha256"))
    for name, (content, media_type) in media.items():
        fingerprint = sha256(content).hexdigest()
        if (name, fingerprint) in known or len(known) >= MOST_FILES:
            continue
        known.add((name, fingerprint))
        one = DraftFile(
            draft=draft,
            name=name,
            media_type=media_type,
            size_bytes=len(content),
            sha256=fingerprint,
        )
        seal_column(one, "sealed_content", base64.b64encode(content).decode("ascii"))
        try:
            with transaction.atomic():
                one.save(force_insert=True)
        except IntegrityError:  # it came twice at once
            continue


def _differs(draft: Draft) -> bool:
    """Whether another content of the instance came before, and a person has not looked at both."""
    others = Draft.objects.filter(instance=draft.instance).exclude(pk=draft.pk)
    return state_of(draft) == WAITING and others.filter(received_at__lte=draft.received_at).exists()


def filled_of(draft: Draft) -> Filled | None:
    """What the draft says; None where it was erased."""
    content = open_column(draft, "sealed_xml")
    return filled_form(content.encode("utf-8")) if content else None


def content_of(one: DraftFile) -> bytes:
    """The picture; nothing where it was erased."""
    return base64.b64decode(open_column(one, "sealed_content"))
