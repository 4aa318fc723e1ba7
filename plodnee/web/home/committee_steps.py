"""What committees wait for: an order that lapses, a draft to sign, minutes to write or close."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.casework.cases.waiting import count_waiting
from plodnee.casework.meetings.selectors import meetings_to_write
from plodnee.casework.rules.selectors import versions_to_force
from plodnee.casework.rules.services import makers_of
from plodnee.organization.access import centres_within, may
from plodnee.organization.models import Centre, Officer
from plodnee.registers.committees.offices import ENDING, InOffice, offices_of
from plodnee.registers.committees.selectors import drafts_waiting
from plodnee.visits.letters.selectors import tasks_waiting
from plodnee.web.cases.counting import WORK
from plodnee.web.committees.wording import standing_words, way_out
from plodnee.web.home.steps import Step
from plodnee.web.meetings.wording import meeting_name
from plodnee.web.rules.wording import version_name

MOST_MEETINGS = 3


def task_step(officer: Officer, on: date) -> list[Step]:
    """The way to the tasks of letters that wait for an answer; none where none does."""
    tasks = list(tasks_waiting(officer, on))
    if not tasks:
        return []
    late = sum(task.due_on < on for task in tasks)
    why = _("เกินกำหนดแล้ว %(late)d งาน") % {"late": late} if late else _("ผู้ส่งเห็นคำตอบทันทีที่ตอบ")
    return [Step(_("ตอบงานตามหนังสือ %(n)d งาน") % {"n": len(tasks)}, "", why, reverse("waiting"))]


def waiting_step(officer: Officer, on: date) -> list[Step]:
    """The way to tasks of letters and all cases that wait for a step; none where none does."""
    count = count_waiting(centres_within(officer, on, WORK))
    if not count:
        return task_step(officer, on)
    return [
        *task_step(officer, on),
        Step(
            _("ทำขั้นต่อไปของ %(count)d เรื่องที่รออยู่") % {"count": count},
            "",
            _("แต่ละเรื่องบอกว่ายังขาดอะไร ใครต้องตอบ และภายในวันใด"),
            reverse("waiting"),
        ),
    ]


def urgent_steps(
    centres: Sequence[Centre],
    officer: Officer,
    on: date,
    *,
    most_meetings: int | None = MOST_MEETINGS,
) -> list[Step]:
    """Orders that lapse or have lapsed, drafts that this officer may record as signed, minutes."""
    found = offices_of(centres, on)
    steps = [
        Step(
            standing_words(found[centre.pk]),
            centre.name,
            way_out(found[centre.pk]),
            reverse("committee", args=[centre.code]),
        )
        for centre in centres
        if found[centre.pk].standing in ENDING
    ]
    for order in drafts_waiting(centres):
        if order.drafted_by_id != officer.pk and may(
            officer, "committee.sign", at=order.centre_id, on=on
        ):
            steps.append(
                Step(
                    _("บันทึกการลงนามคำสั่งแต่งตั้ง"),
                    order.centre.name,
                    _("มีร่างคำสั่งที่รอนายอำเภอลงนาม"),
                    reverse("order", args=[order.centre_id, order.pk]),
                )
            )
    minutes = _minutes(centres, on, most_meetings)
    return [*steps, *minutes, *_rules_to_force(centres, officer, on)]


def _rules_to_force(centres: Sequence[Centre], officer: Officer, on: date) -> list[Step]:
    """Criteria and menu policies that a meeting approved and somebody else wrote."""
    return [
        Step(
            _("ให้มีผลตามมติ: %(name)s") % {"name": version_name(found.version)},
            found.version.centre.name,
            _("ที่ประชุมเห็นชอบแล้ว ยังใช้เกณฑ์เดิมจนกว่าจะบันทึกให้มีผล"),
            reverse("rules_force", args=[found.version.centre_id, found.version.pk]),
        )
        for found in versions_to_force(centres)
        if officer.pk not in makers_of(found)
        and may(officer, "rules.approve", at=found.version.centre_id, on=on)
    ]


def _minutes(centres: Sequence[Centre], on: date, most: int | None) -> list[Step]:
    """Minutes to write or to close, the earliest first."""
    return [
        Step(
            _("จดและรับรองรายงานการประชุม %(name)s") % {"name": meeting_name(meeting)},
            meeting.centre.name,
            _("มติใช้อ้างอิงได้เมื่อผู้ที่ไม่ได้จดรายงานเป็นผู้รับรอง"),
            reverse("meeting", args=[meeting.centre_id, meeting.pk]),
        )
        for meeting in meetings_to_write(centres, on)[:most]
    ]


def committee_steps(centres: Sequence[Centre], on: date) -> list[Step]:
    """Centres that never had an order in force."""
    found = offices_of(centres, on)
    return [
        Step(
            _("จัดทำคำสั่งแต่งตั้งคณะกรรมการ"),
            centre.name,
            way_out(found[centre.pk]),
            reverse("committee", args=[centre.code]),
        )
        for centre in centres
        if found[centre.pk].standing in (InOffice.NONE, InOffice.NOT_YET)
    ]
