"""Posts, standings and orders in the words of the page."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.registers.committees.offices import Ending, InOffice, Office
from plodnee.registers.committees.rules import CommitteeRules
from plodnee.registers.committees.selectors import GroupSeat, ListChecks
from plodnee.registers.models import AppointmentOrder, CommitteeMember
from plodnee.web.templatetags.wording import be_date, english

SITS_AS: Mapping[str, Promise] = {
    "group": gettext_lazy("ผู้แทนกลุ่มสมาชิก"),
    "leader": gettext_lazy("ผู้นำชุมชน"),
    "expert": gettext_lazy("ผู้ทรงคุณวุฒิ"),
}
EFFECTS: Mapping[str, Promise] = {
    "appoint": gettext_lazy("แต่งตั้งคณะกรรมการ"),
    "supplement": gettext_lazy("แต่งตั้งเพิ่มเติม"),
    "revoke": gettext_lazy("ยกเลิกคำสั่ง"),
}
STANDINGS: Mapping[str, Promise] = {
    InOffice.NONE: gettext_lazy("ยังไม่มีคำสั่งแต่งตั้งคณะกรรมการ"),
    InOffice.NOT_YET: gettext_lazy("คำสั่งแต่งตั้งยังไม่เริ่มมีผล"),
    InOffice.CURRENT: gettext_lazy("คำสั่งมีผล"),
    InOffice.LAPSING: gettext_lazy("คำสั่งใกล้หมดอายุ"),
    InOffice.LAPSED: gettext_lazy("คำสั่งหมดอายุแล้ว"),
    InOffice.REVOKED: gettext_lazy("คำสั่งถูกยกเลิกแล้ว"),
}


def post_name(rules: CommitteeRules, code: str) -> str:
    """The name of a post; its code where the policy no longer has it."""
    post = rules.posts.get(code)
    return post.name("en" if english() else "th") if post else code


def standing_words(committee: Office) -> str:
    """How the committee stands, with the last day of its order unless that was revoked before."""
    words = str(STANDINGS[committee.standing])
    if committee.until is None or committee.standing == InOffice.REVOKED:
        return words
    if committee.standing == InOffice.LAPSED:
        return _("%(words)s มีผลวันสุดท้ายวันที่ %(day)s") % {
            "words": words, "day": be_date(committee.until),
        }  # fmt: skip
    return _("%(words)s ถึงวันที่ %(day)s") % {"words": words, "day": be_date(committee.until)}


def way_out(committee: Office) -> str:
    """What to do about the standing; nothing where nothing is amiss."""
    if committee.standing == InOffice.LAPSING:
        return _("ร่างคำสั่งใหม่และให้นายอำเภอลงนามก่อนวันหมดอายุ มิฉะนั้นที่ประชุมจะลงมติไม่ได้")
    if committee.standing == InOffice.CURRENT:
        return ""
    return _("ที่ประชุมลงมติไม่ได้จนกว่าจะมีคำสั่งที่ลงนามแล้วและมีผล")


def seat_words(member: CommitteeMember, names: Mapping[int, str]) -> str:
    """On whose behalf a member sits."""
    groups = [names.get(row.group_id, row.group.code) for row in member.groups_represented.all()]
    words = [member.sits_as_words] if member.sits_as_words else []
    return " · ".join([*words, *groups]) or str(SITS_AS[member.sits_as])


def check_rows(
    checks: ListChecks, rules: CommitteeRules, *, exception: str = ""
) -> list[tuple[bool, str]]:
    """Each check of a list of members: whether it holds, and what it says."""
    missing = ", ".join(seat.name for seat in checks.unrepresented)
    if not checks.groups:
        groups = _("ยังไม่มีทะเบียนกลุ่มสมาชิก จึงยังตรวจผู้แทนกลุ่มไม่ได้")
    elif missing:
        groups = _("ทุกกลุ่มสมาชิกต้องมีผู้แทนอย่างน้อยหนึ่งคน: ยังขาด %(groups)s") % {"groups": missing}
    else:
        groups = _("ทุกกลุ่มสมาชิก (%(count)d กลุ่ม) มีผู้แทนแล้ว") % {"count": checks.groups}
    if missing and exception:
        groups = f"{groups} ({exception})"
    empty = ", ".join(post_name(rules, code) for code in checks.empty_posts)
    over = ", ".join(post_name(rules, code) for code in checks.overfilled_posts)
    filled = _("ยังไม่มี %(posts)s") % {"posts": empty} if empty else _("มีประธานและเลขานุการแล้ว")
    return [
        (bool(checks.groups) and not missing, groups),
        (not empty, filled),
        (
            not over,
            _("มีผู้ดำรงตำแหน่งเกินที่กำหนด: %(posts)s") % {"posts": over}
            if over
            else _("ไม่มีตำแหน่งใดเกินจำนวน"),
        ),
    ]


def group_names(groups: list[GroupSeat]) -> dict[int, str]:
    """The names of member groups by key."""
    return {seat.group.pk: seat.name for seat in groups}


def order_state(order: AppointmentOrder, ending: Ending | None) -> str:
    """Whether an order is a draft, signed, discarded, or ended, and by which other."""
    if hasattr(order, "signing"):
        return _ended_words(ending) if ending else _("ลงนามแล้ว")
    return _("ยกเลิกร่าง") if hasattr(order, "discard") else _("ร่าง รอลงนาม")


def _ended_words(ending: Ending) -> str:
    """How a signed order ended."""
    if ending.by is None:
        return _("หมดอายุแล้วเมื่อ %(day)s") % {"day": be_date(ending.on)}
    said = {"number": ending.by.signing.number, "day": be_date(ending.on)}
    if ending.is_revoked:
        return _("ถูกยกเลิกโดยคำสั่งที่ %(number)s ตั้งแต่ %(day)s") % said
    return _("แทนที่ด้วยคำสั่งที่ %(number)s ตั้งแต่ %(day)s") % said
