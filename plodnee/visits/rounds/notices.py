"""E-mail to those whose visits a changed programme touches: kept with the change, sent later."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from plodnee.audit.services import record
from plodnee.engine.thai_dates import long_date
from plodnee.organization.access import OPERATOR
from plodnee.organization.models import Officer, Post
from plodnee.visits.models import ChangeNotice, NoticeSending, ProgrammeVersion
from plodnee.visits.rounds.moves import SlotChange, slot_changes, version_before
from plodnee.visits.rounds.selectors import seen_of

log = logging.getLogger(__name__)
NO_SERVER = "django.core.mail.backends.dummy.EmailBackend"


@dataclass(frozen=True, slots=True)
class NoticeCounts:
    """How many notices of a version the mail server took, and how many still wait."""

    sent: int
    waiting: int


def mail_is_configured() -> bool:
    """Whether this installation names a mail server."""
    return settings.EMAIL_BACKEND != NO_SERVER


def note_change(version: ProgrammeVersion) -> None:
    """A notice for each officer with an address whose visits the version changes."""
    by = version.kept_by_id
    for officer in _officers_within(version):
        if officer.pk != by and _is_concerned(officer, version):
            ChangeNotice.objects.create(version=version, officer=officer)


def _officers_within(version: ProgrammeVersion) -> QuerySet[Officer, Officer]:
    posts = Post.objects.in_force(version.kept_on).filter(
        officer=OuterRef("pk"), area_code__startswith=version.province_id
    )
    able = Officer.objects.filter(Exists(posts.exclude(role="auditor")), is_active=True)
    return able.exclude(email="").order_by("pk")


def changes_for(officer: Officer, version: ProgrammeVersion) -> list[SlotChange]:
    """What the version changed in the slots that the officer may see."""
    old = version_before(version)
    slots = [*(old.slots.all() if old else ()), *version.slots.all()]
    seen = seen_of(officer, version.kept_on, [slot.centre_id for slot in slots])
    return slot_changes(version, seen=seen)


def _is_concerned(officer: Officer, version: ProgrammeVersion) -> bool:
    """Whether an hour changed that the officer may see, or the team that comes to their centres."""
    if changes_for(officer, version):
        return True
    visited = version.slots.filter(centre__isnull=False).values_list("centre_id", flat=True)
    return bool(_team_lines(version) and seen_of(officer, version.kept_on, visited))


def _team_lines(version: ProgrammeVersion) -> list[str]:
    """The team before and now, where it changed."""
    before = version_before(version)
    if before is None or before.team == version.team:
        return []
    return ["คณะติดตาม", f"  เดิม: {before.team}", f"  ใหม่: {version.team}"]


def waiting_notices() -> QuerySet[ChangeNotice, ChangeNotice]:
    """The notices that no server took yet, of versions that still hold."""
    later = ProgrammeVersion.objects.filter(
        round=OuterRef("version__round"),
        province=OuterRef("version__province"),
        number__gt=OuterRef("version__number"),
    )
    found = ChangeNotice.objects.filter(~Exists(later), sending__isnull=True)
    return found.select_related("officer", "version__province", "version__round")


def notice_counts(version: ProgrammeVersion) -> NoticeCounts:
    """The notices of a version, sent and waiting."""
    notices = ChangeNotice.objects.filter(version=version)
    sent = notices.filter(sending__isnull=False).count()
    return NoticeCounts(sent, notices.count() - sent)


def send_waiting(clock: Callable[[], datetime]) -> int:
    """Send what waits and is still ahead; how many the mail server took.

    A server that is away leaves the rest waiting for the next time. Of a worker stopped between
    sending and noting, or two at once, the same message with the same Message-ID may come twice.
    """
    if not mail_is_configured():
        return 0
    now, sent = clock(), 0
    for notice in waiting_notices():
        if not notice.officer.email or not is_ahead(notice.version, now.date()):
            continue
        try:
            message_of(notice).send()
        except SMTPException as fault:  # this one was not taken; the next may be
            log.warning("notice %s was not taken: %s", notice.pk, type(fault).__name__)
        except OSError as fault:
            log.warning("the mail server does not answer: %s", type(fault).__name__)
            break
        else:
            sent += _note_sent(notice, now)
    return sent


def is_ahead(version: ProgrammeVersion, on: date) -> bool:
    """Whether a programme has a slot on this day or after it."""
    return version.slots.filter(held_on__gte=on).exists()


@transaction.atomic
def _note_sent(notice: ChangeNotice, now: datetime) -> bool:
    """Whether this worker is the first to say that the notice was sent."""
    _made, is_new = NoticeSending.objects.get_or_create(notice=notice, defaults={"sent_at": now})
    if is_new:
        record(OPERATOR, "visits.change_mailed", notice, version=notice.version.number)
    return is_new


def message_of(notice: ChangeNotice) -> EmailMessage:
    """The e-mail: what changed in the reader's visits, in Thai; the reason stands on the site."""
    version = notice.version
    lines = [
        f"เรียน {notice.officer}",
        "",
        f"จังหวัด{version.province.name_th}เปลี่ยนกำหนดการ (ฉบับที่ {version.number})",
        version.round.name,
        "",
    ]
    for change in changes_for(notice.officer, version):
        lines += [change.what] if change.what else []
        was, now = long_date(change.was_on), long_date(change.held_on)
        lines += [f"  เดิม: วันที่ {was} {change.before}"] if change.before else []
        lines += [f"  ใหม่: วันที่ {now} {change.after}"] if change.after else ["  ยกเลิก"]
    lines += _team_lines(version)
    lines += ["", "เหตุผลและกำหนดการทั้งฉบับอยู่ในระบบ หน้ารอบติดตาม"]
    return EmailMessage(
        subject=f"เปลี่ยนกำหนดการติดตาม จังหวัด{version.province.name_th}",
        body="\n".join(lines),
        to=[notice.officer.email],
        headers={"Message-ID": f"<{notice.pk}@plodnee>", "Auto-Submitted": "auto-generated"},
        connection=get_connection(),
    )
