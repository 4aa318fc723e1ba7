"""Letters, their urgency and the answers to their tasks, in the words of the pages."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.organization.roles import DEPARTMENT
from plodnee.visits.letters.plain import PROGRAMME, TOPICS
from plodnee.visits.models import Letter, TaskAnswer
from plodnee.web.templatetags.wording import area_alone, said_name

KINDS: Mapping[str, Any] = {
    Letter.Kind.EXTERNAL: gettext_lazy("หนังสือภายนอก"),
    Letter.Kind.MEMO: gettext_lazy("บันทึกข้อความ"),
    Letter.Kind.ANNOUNCEMENT: gettext_lazy("ประกาศ"),
    Letter.Kind.ORDER: gettext_lazy("คำสั่ง"),
}
URGENCIES: Mapping[str, Any] = {
    Letter.Urgency.NONE: gettext_lazy("ปกติ"),
    Letter.Urgency.URGENT: gettext_lazy("ด่วน"),
    Letter.Urgency.VERY_URGENT: gettext_lazy("ด่วนมาก"),
    Letter.Urgency.MOST_URGENT: gettext_lazy("ด่วนที่สุด"),
}
OUTCOMES: Mapping[str, Any] = {
    TaskAnswer.Outcome.DONE: gettext_lazy("ทำแล้ว"),
    TaskAnswer.Outcome.UNDER_WAY: gettext_lazy("กำลังทำ"),
    TaskAnswer.Outcome.NOT_POSSIBLE: gettext_lazy("ทำไม่ได้"),
}
ENCLOSED: Mapping[str, Any] = {
    TOPICS: gettext_lazy("ประเด็นการสนับสนุน พร้อมเอกสาร 1"),
    PROGRAMME: gettext_lazy("กำหนดการติดตาม"),
}


def office_name(code: str) -> str:
    """An office in the language of the page."""
    return area_alone(code) if code else said_name(DEPARTMENT)


def outcome_words(answer: TaskAnswer | None) -> str:
    """How a task stands."""
    return str(OUTCOMES[TaskAnswer.Outcome(answer.outcome)]) if answer else _("ยังไม่ตอบ")
