"""A centre's pack made by a job, kept for some days, and handed out while it still holds."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from plodnee.audit.sealing import seal_content, unseal_content
from plodnee.audit.services import record
from plodnee.casework.jobs.services import ACTION_FOR, ask_for, finish_job
from plodnee.casework.jobs.working import Clock, Tell
from plodnee.casework.models import Job, PlanRun
from plodnee.casework.selectors import analysis_of, latest_run
from plodnee.documents.facts import Language
from plodnee.documents.models import Pack
from plodnee.documents.pack import build_pack, pack_names
from plodnee.documents.seats import seated_facts, seats_of
from plodnee.organization.access import OPERATOR, Visitor, known, require
from plodnee.organization.models import Centre
from plodnee.privacy.selectors import erasures_at
from plodnee.registers.models import Person

ACTION = ACTION_FOR[Job.Kind.PACK]


@dataclass(frozen=True, slots=True)
class Made:
    """A pack as an archive: its analysis, language and seats, after how many erasures."""

    run: PlanRun
    language: Language
    erasures_known: int
    seats_sha256: str
    content: bytes


def ready_pack(run: PlanRun, language: Language) -> Pack | None:
    """The pack of an analysis in a language, where it still says what is known of its day.

    None where none is kept, or since then somebody was erased, or the committee or its work of that
    day was recorded otherwise.
    """
    known_by_now = erasures_at(run.centre_id)
    found = Pack.objects.filter(run=run, language=language, erasures_known=known_by_now)
    pack = found.defer("content").first()
    if pack is None or pack.seats_sha256 != seats_of(run.centre, run.as_of, language).fingerprint:
        return None
    return pack


def pack_content(pack: Pack) -> bytes | None:
    """The archive of a pack; None where it was dropped meanwhile."""
    sealed = Pack.objects.filter(pk=pack.pk).values_list("content", flat=True).first()
    return None if sealed is None else unseal_content(bytes(sealed), place=_place(pack.pk))


def ask_for_pack(
    *, centre: Centre, language: Language, actor: Visitor, on: date, at: datetime
) -> Job | None:
    """The job of making the pack of a centre's latest analysis; the open one, if there is one.

    None where that pack is ready.

    Raises: NotAllowed, NotPlannedYet.
    """
    require(actor, ACTION, at=centre, on=on)
    if ready_pack(latest_run(centre), language):
        return None
    return ask_for(Job.Kind.PACK, centre, {"language": language}, actor=actor, on=on, at=at)


def make_pack(job: Job, tell: Tell, clock: Clock) -> None:
    """The pack of the centre's latest analysis, kept in the transaction that ends the job.

    Where somebody was erased while it was made it is made anew.

    Raises: NotAllowed, NotPlannedYet.
    """
    require(job.asked_by or OPERATOR, ACTION, at=job.centre, on=job.asked_on)
    while not _keep(_made(job, tell), job, clock()):
        pass


def _made(job: Job, tell: Tell) -> Made:
    erasures_known = erasures_at(job.centre_id)  # before anybody's name is read
    run, language = latest_run(job.centre), job.arguments["language"]
    seats = seats_of(job.centre, run.as_of, language)
    facts = seated_facts(analysis_of(run.pk), language, seats)
    tell(0, len(pack_names(facts)))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in build_pack(facts, progress=tell):
            archive.writestr(_entry(name, run.as_of), content)
    return Made(run, language, erasures_known, seats.fingerprint, held.getvalue())


def _entry(name: str, on: date) -> zipfile.ZipInfo:
    """A file of the archive, stamped with the day of its facts."""
    entry = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


@transaction.atomic
def _keep(made: Made, job: Job, at: datetime) -> bool:
    """The pack in place of the one before, and the job ended; False if somebody was erased.

    An erasure locks whom it erases first of all: it either ended before, or waits for this pack
    and drops it.
    """
    persons = Person.objects.select_for_update(no_key=True).filter(centre=job.centre_id)
    list(persons.order_by("pk").values_list("pk"))
    if erasures_at(job.centre_id) != made.erasures_known:
        return False
    Pack.objects.filter(centre=job.centre_id, language=made.language).delete()
    pack = Pack(centre=job.centre, language=made.language, run=made.run, made_at=at)
    pack.erasures_known, pack.seats_sha256 = made.erasures_known, made.seats_sha256
    pack.size_bytes = len(made.content)
    pack.sha256 = hashlib.sha256(made.content).hexdigest()
    pack.content = seal_content(made.content, place=_place(pack.pk))
    pack.save(force_insert=True)
    finish_job(job, run=made.run, at=at)
    actor = known(job.asked_by or OPERATOR)
    record(actor, "documents.pack_made", pack, language=made.language, sha256=pack.sha256)
    return True


def _place(key: UUID) -> str:
    return f"documents_pack|{key}|content"
