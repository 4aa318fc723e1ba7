"""The committee of a demonstration: made-up members, a signed order, a meeting with its minutes.

All of it goes through the services that a secretary and a district use, on made-up days before
today, and stands in a made-up centre, which every page says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from plodnee.casework.meetings.resolving import Vote, write_item
from plodnee.casework.meetings.selectors import meeting_state, version_of
from plodnee.casework.meetings.services import (
    Writer,
    call_meeting,
    close_minutes,
    state_interest,
    take_roll,
)
from plodnee.casework.meetings.subjects import (
    CRITERIA,
    EARLIER_MINUTES,
    INFORMATION,
    Subject,
)
from plodnee.casework.models import Meeting
from plodnee.casework.rules.selectors import version_state
from plodnee.commands.demo_rules import put_criteria_in_force, tried_criteria
from plodnee.commands.logins import CLERK, DISTRICT, username_of
from plodnee.documents.issuing import issue_minutes, issue_notice, issue_order
from plodnee.engine.thai_dates import be_year
from plodnee.organization.models import Area, Centre, Officer
from plodnee.registers.committees.orders import OrderFacts, draft_order, record_signing
from plodnee.registers.committees.rules import committee_rules
from plodnee.registers.committees.selectors import member_groups
from plodnee.registers.committees.services import MemberFacts, list_member
from plodnee.registers.models import AppointmentOrder, CommitteeMember, Household

TERM_DAYS, OLD_DAYS, MEETING_DAYS = 1095, 300, 20
LAPSES_IN_DAYS = 40
FIRST_TERM = date(2018, 12, 1)  # in office when the contracts of the demonstration were signed
SIGNER = "นายสมมุติ นายอำเภอ"
MADE_UP = "สมมุติ"
FIRST_NAMES = (
    "บุญมี", "สมใจ", "ทองใบ", "คำพันธ์", "ประนอม", "สุบิน", "ละออง", "บัวลา", "วิเชียร", "มาลี",
    "สำราญ", "จันทร์เพ็ญ",
)  # fmt: skip
AT_ONCE = time(6, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who keeps the papers of a centre, and who signs and closes them."""

    centre: Centre
    secretary: Officer
    district: Officer


def demonstration_committees(codes: Sequence[str], *, today: date) -> None:
    """A committee for each centre that has none; the last one's order is about to lapse."""
    for place, code in enumerate(codes):
        centre = Centre.objects.filter(pk=code, is_demonstration=True).first()
        if centre is None or centre.appointment_orders.exists():
            continue
        desk = desk_of(centre)
        if desk is None:
            continue
        lapses = place == len(codes) - 1 and place > 0
        days = TERM_DAYS - LAPSES_IN_DAYS if lapses else OLD_DAYS
        members = _members(desk, FIRST_TERM)
        for term, first_day in enumerate((FIRST_TERM, today - timedelta(days=days))):
            _order(desk, members, first_day, seen=term)
        _resolved(desk, members, today - timedelta(days=MEETING_DAYS), own_criteria=place == 0)


def _resolved(desk: Desk, members: list[CommitteeMember], on: date, *, own_criteria: bool) -> None:
    """A meeting, and the criteria of the first centre that it resolved."""
    moment = datetime.combine(on, AT_ONCE)
    version = None
    if own_criteria:
        version = tried_criteria(desk.centre, desk.secretary, on=on, at=moment)
    subject = version_state(version).subject if version else Subject(CRITERIA)
    meeting = _held_meeting(desk, members, on, subject)
    if version:
        put_criteria_in_force(version, meeting, desk.district, at=moment)


def desk_of(centre: Centre) -> Desk | None:
    """Who keeps and who closes the papers of a centre; None where the demonstration has nobody."""

    def holder(name: str, area: str) -> Officer | None:
        found = Officer.objects.filter(is_demonstration=True, posts__area_code=area)
        return found.filter(username=username_of(name, area)).first()

    secretary = holder(CLERK, centre.pk)
    district = holder(DISTRICT, centre.pk[: Area.Level.DISTRICT])
    return Desk(centre, secretary, district) if secretary and district else None


def _members(desk: Desk, on: date) -> list[CommitteeMember]:
    """A chair, a vice-chair, a voice for every member group, a secretary and an adviser."""
    names = iter(FIRST_NAMES * 2)

    def listed(title: str, post: str, **facts: object) -> CommitteeMember:
        said = MemberFacts(name=f"{title}{next(names)} {MADE_UP}", post=post, **facts)  # type: ignore[arg-type]
        return list_member(centre=desk.centre, facts=said, actor=desk.secretary, on=on)

    members = [
        listed("นาย", "chair", sits_as="leader", sits_as_words="ผู้ใหญ่บ้าน"),
        listed("นาง", "vice_chair", sits_as="leader", sits_as_words="สมาชิกสภาท้องถิ่น"),
    ]
    for place, seat in enumerate(member_groups(desk.centre)):
        post = "treasurer" if place == 0 else "member"
        title = "นาย" if place % 2 else "นาง"
        members.append(listed(title, post, sits_as="group", groups=[seat.group]))
    members.append(listed("นางสาว", "secretary", sits_as="expert", sits_as_words="อาสาพัฒนาชุมชน"))
    members.append(listed("นาย", "adviser", sits_as="leader", sits_as_words="กำนัน"))
    return members


def _order(desk: Desk, members: list[CommitteeMember], on: date, *, seen: int) -> AppointmentOrder:
    ranks = committee_rules(on).posts
    facts = OrderFacts(
        effect=AppointmentOrder.Effect.APPOINT,
        valid_from=on,
        valid_until=on + timedelta(days=TERM_DAYS),
        signer_name=SIGNER,
        signer_position="นายอำเภอ (สมมุติ)",
        members=sorted(members, key=lambda member: ranks[member.post].rank),
    )
    order = draft_order(
        centre=desk.centre, facts=facts, seen_version=seen, actor=desk.secretary, on=on
    )
    number = f"{int(desk.centre.pk[-2:]) + 100}/{be_year(on)}"
    record_signing(order=order, number=number, signed_on=on, actor=desk.district, on=on)
    issue_order(order, actor=desk.district, on=on)
    return order


def _held_meeting(
    desk: Desk, members: list[CommitteeMember], on: date, criteria: Subject
) -> Meeting:
    homes = list(Household.objects.filter(centre=desk.centre).order_by("code")[:2])
    agenda = [
        ("เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", Subject(INFORMATION)),
        ("รับรองรายงานการประชุมครั้งก่อน", Subject(EARLIER_MINUTES)),
        ("พิจารณาเกณฑ์จัดประเภทลูกหนี้ของศูนย์ฯ", criteria),
    ]
    agenda += [
        (f"พิจารณาการบริหารจัดการหนี้ของครัวเรือนรหัส {home.code}", Subject.of_household(home))
        for home in homes
    ]
    called = on - timedelta(days=committee_rules(on).notice_days + 2)
    meeting = call_meeting(
        centre=desk.centre,
        held_on=on,
        starts_at=time(13, 0),
        place="ศาลากลางหมู่บ้าน",
        agenda=agenda,
        actor=desk.secretary,
        on=called,
        at=datetime.combine(called, AT_ONCE),
    )
    issue_notice(meeting, actor=desk.secretary, on=called)
    _minutes(desk, meeting, members)
    close_minutes(meeting=meeting, by=_writer(desk.district, meeting))
    issue_minutes(meeting, actor=desk.district, on=on)
    return meeting


def _minutes(desk: Desk, meeting: Meeting, members: list[CommitteeMember]) -> None:
    on_leave = members[3].pk
    states = {
        member.pk: ("leave", "ไปราชการ") if member.pk == on_leave else ("present", "")
        for member in members
    }
    take_roll(meeting=meeting, states=states, by=_writer(desk.secretary, meeting))
    last = meeting_state(meeting).items[-1].item
    state_interest(
        meeting=meeting,
        item_id=last.pk,
        member_id=members[2].pk,
        reason="เป็นญาติของหัวหน้าครัวเรือน",
        recused=True,
        by=_writer(desk.secretary, meeting),
    )
    for one in meeting_state(meeting).items:
        text, wording, outcome = _said(one.item.subject_kind, last=one.item == last)
        votes = len(one.ballot.present)
        vote = Vote(outcome, votes, 0, 0, wording) if wording else None
        write_item(
            meeting=meeting,
            item_id=one.item.pk,
            text=text,
            vote=vote,
            by=_writer(desk.secretary, meeting),
        )


def _said(kind: str, *, last: bool) -> tuple[str, str, str]:
    if kind == INFORMATION:
        return "ประธานแจ้งกำหนดการเยี่ยมครัวเรือนเป้าหมายและการรับชำระประจำเดือน", "", ""
    if kind == EARLIER_MINUTES:
        return "เป็นการประชุมครั้งแรกของคณะกรรมการชุดนี้ จึงไม่มีรายงานให้รับรอง", "", ""
    if kind == CRITERIA:
        said = "เลขานุการเสนอเกณฑ์จัดประเภทและผลการทดลองใช้ ที่ประชุมพิจารณาแล้วเห็นว่าเหมาะกับชุมชน"
        return said, "เห็นชอบให้ใช้เกณฑ์จัดประเภทลูกหนี้ตามที่เสนอ", "approved"
    if last:
        said = "ครัวเรือนขอนำตัวเลขรายได้หลังเก็บเกี่ยวมาประกอบการพิจารณา"
        return said, "เลื่อนการพิจารณาไปประชุมครั้งถัดไป", "deferred"
    said = "ที่ประชุมดูภาวะหนี้และความสามารถชำระของครัวเรือนแล้ว"
    return said, "เห็นชอบให้ทำเมนูทางเลือกของครัวเรือนนี้ แล้วเสนอในการประชุมครั้งถัดไป", "approved"


def _writer(officer: Officer, meeting: Meeting) -> Writer:
    moment = datetime.combine(meeting.held_on, AT_ONCE)
    return Writer(officer, meeting.held_on, moment, version_of(meeting))
