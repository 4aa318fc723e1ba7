"""Roles, kinds, owners and outcomes of notes in the words of the page."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plodnee.lessons.models import FieldNote, FollowUpClosing, Kind, NoteVersion
from plodnee.lessons.notes.plain import OWNERS
from plodnee.organization.roles import ROLES
from plodnee.web.templatetags.wording import said_name

Speaker, Sort, Outcome = NoteVersion.Speaker, FieldNote.Sort, FollowUpClosing.Outcome
SPEAKERS: Mapping[str, Promise] = {
    Speaker.CHAIR: _("ประธานศูนย์ฯ"),
    Speaker.COMMITTEE: _("กรรมการศูนย์ฯ"),
    Speaker.FUND: _("กรรมการกองทุนหรือกลุ่มสมาชิก"),
    Speaker.LEADER: _("ผู้นำชุมชน"),
    Speaker.MODEL: _("ครัวเรือนต้นแบบ"),
    Speaker.TARGET: _("ครัวเรือนเป้าหมาย"),
    Speaker.MEMBER: _("สมาชิกศูนย์ฯ"),
    Speaker.DISTRICT: _("เจ้าหน้าที่อำเภอ"),
    Speaker.PROVINCE: _("เจ้าหน้าที่จังหวัด"),
    Speaker.TEAM: _("คณะติดตาม"),
}
SORTS: Mapping[str, Promise] = {Sort.NOTE: _("บันทึก"), Sort.FINDING: _("ข้อค้นพบ")}
KINDS: Mapping[str, Promise] = {
    Kind.PROBLEM: _("ปัญหา/อุปสรรค"),
    Kind.TECHNIQUE: _("เทคนิค/วิธีการ"),
    Kind.SUCCESS: _("ปัจจัยความสำเร็จ"),
    Kind.SUGGESTION: _("ข้อเสนอแนะ"),
}
OUTCOMES: Mapping[str, Promise] = {
    Outcome.DONE: _("ทำแล้ว"),
    Outcome.NOT_POSSIBLE: _("ทำไม่ได้"),
}


def owner_words(owner_role: str) -> str:
    """Whose a follow-up is, by the name of the post."""
    return said_name(ROLES[owner_role])


def owner_choices() -> list[tuple[str, str]]:
    """The posts to which a follow-up can be given."""
    return [(code, owner_words(code)) for code in OWNERS]
