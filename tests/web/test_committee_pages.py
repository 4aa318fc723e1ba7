"""A committee is listed, appointed, called, and its minutes written and closed, page by page."""

from datetime import timedelta

import pytest
from build import CENTRE_CODE, an_import, an_officer
from committee_village import a_committee, a_list, a_meeting, member_facts
from django.urls import reverse
from django.utils import timezone
from world import logged_in

from plodnee.casework.meetings.selectors import meeting_state, version_of
from plodnee.casework.models import ItemNote, Meeting, MeetingStep, Resolution
from plodnee.registers.committees.selectors import committee_of, member_groups, members_listed
from plodnee.registers.models import AppointmentOrder, CommitteeMember

pytestmark = pytest.mark.django_db


def at(name, *keys):
    return reverse(name, args=[CENTRE_CODE, *keys])


def page(reply):
    return reply.content.decode()


@pytest.fixture
def centre():
    return an_import().centre


@pytest.fixture
def secretary(centre):
    return logged_in(an_officer("centre_committee", CENTRE_CODE, "secretary"))


@pytest.fixture
def chair(centre):
    return logged_in(an_officer("centre_committee", CENTRE_CODE, "chair"))


@pytest.fixture
def district(centre):
    return logged_in(an_officer("district_officer", CENTRE_CODE[:4], "district"))


def a_member(centre, name="นายประธาน ใจดี", post="chair", **said):
    group = str(member_groups(centre)[0].group.pk)
    return {"name": name, "post": post, "sits_as": "group", "groups": [group]} | said


def appointed(centre, secretary, district):
    """A committee of two, drafted and signed on the pages."""
    secretary.post(at("member_new"), a_member(centre))
    secretary.post(at("member_new"), a_member(centre, "นางเลขา ใจดี", "secretary"))
    secretary.post(at("order_new"), an_order())
    order = AppointmentOrder.objects.get()
    return order, district.post(at("order_sign", order.pk), a_signing())


def an_order(**said):
    day = timezone.localdate()
    known = {
        "version": 0, "valid_from": day.isoformat(), "signer_name": "นายสมมุติ อำเภอ",
        "valid_until": (day + timedelta(days=700)).isoformat(), "signer_position": "นายอำเภอเมือง",
    }  # fmt: skip
    return known | said


def a_signing(**said):
    day = timezone.localdate().isoformat()
    return {"number": "123/2569", "signed_on": day, "sure": "on"} | said


def test_an_empty_committee_says_what_to_do_and_a_lapsed_one_warns(centre, secretary):
    words = page(secretary.get(at("committee")))
    assert "ยังไม่มีรายชื่อคณะกรรมการ" in words
    assert "ยังไม่มีคำสั่งแต่งตั้งคณะกรรมการ" in words


def test_from_the_list_to_a_signed_order(centre, secretary, district):
    order, reply = appointed(centre, secretary, district)
    assert reply.status_code == 302
    committee = committee_of(centre, timezone.localdate())
    assert [member.post for member in committee.members] == ["chair", "secretary"]
    words = page(secretary.get(at("order", order.pk)))
    assert "123/2569" in words
    assert "บันทึกว่านายอำเภอลงนามแล้ว" not in words
    again = district.post(at("order_sign", order.pk), a_signing(number="9/2569"))
    assert again.status_code == 409
    assert district.post(at("order_discard", order.pk)).status_code == 409


def test_the_checks_stand_on_the_draft_and_refuse_it_with_the_missing_group(centre, secretary):
    for name, post in (("นายประธาน ใจดี", "chair"), ("นางเลขา ใจดี", "secretary")):
        leader = {"sits_as": "leader", "sits_as_words": "กำนัน", "groups": []}
        secretary.post(at("member_new"), a_member(centre, name, post, **leader))
    assert "ยังขาด กองทุนหมู่บ้าน" in page(secretary.get(at("order_new")))
    refused = secretary.post(at("order_new"), an_order())
    assert refused.status_code == 422
    assert "กองทุนหมู่บ้าน" in page(refused)
    with_reason = an_order(exception="กลุ่มยังไม่เลือกผู้แทน")
    assert secretary.post(at("order_new"), with_reason).status_code == 302


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"groups": []}, "เลือกกลุ่มที่เป็นผู้แทน"),
        ({"sits_as": "expert"}, "บอกว่าเป็นผู้นำหรือผู้ทรงคุณวุฒิด้านใด"),
        ({"household_code": "999"}, "ไม่พบครัวเรือนรหัสนี้"),
        ({"household_code": "001"}, "ไม่มีผู้ที่ชื่อตรงกัน"),
        ({"post": "king"}, "ตำแหน่ง"),
        ({"name": ""}, "ชื่อ-สกุล"),
    ],
)
def test_what_is_wrong_with_a_member_is_said_at_its_field(centre, secretary, said, words):
    reply = secretary.post(at("member_new"), a_member(centre, **said))
    assert reply.status_code == 422
    assert words in page(reply)
    assert CommitteeMember.objects.count() == 0


def test_a_member_of_the_register_is_found_by_household_and_name(centre, secretary):
    said = a_member(centre, "นาย สมมุติ หนึ่ง", household_code="001", phone="0812345678")
    assert secretary.post(at("member_new"), said).status_code == 302
    (member,) = members_listed(centre)
    assert member.person is not None
    words = page(secretary.get(at("committee")))
    assert "อยู่ในทะเบียน" in words
    assert "0812345678" not in words


def test_the_same_member_sent_twice_is_listed_once(centre, secretary):
    for status in (302, 422):
        assert secretary.post(at("member_new"), a_member(centre)).status_code == status
    assert CommitteeMember.objects.count() == 1


def test_a_draft_sent_twice_is_drafted_once(centre, secretary):
    secretary.post(at("member_new"), a_member(centre))
    secretary.post(at("member_new"), a_member(centre, "นางเลขา ใจดี", "secretary"))
    for status in (302, 409):
        assert secretary.post(at("order_new"), an_order()).status_code == status
    assert AppointmentOrder.objects.count() == 1


def test_whoever_drafted_an_order_is_told_to_leave_the_signing_to_another(centre, district):
    from plodnee.organization.models import Officer

    maker = Officer.objects.get(username="district")
    from committee_village import drafted

    order = drafted(centre, maker, a_list(centre, maker))
    assert "ให้เจ้าหน้าที่อำเภอคนอื่น" in page(district.get(at("order", order.pk)))
    assert district.post(at("order_sign", order.pk), a_signing()).status_code == 409


def test_a_name_is_taken_off_with_a_reason_and_once(centre, secretary):
    secretary.post(at("member_new"), a_member(centre))
    member = CommitteeMember.objects.get()
    off = at("member_off", member.pk)
    assert secretary.post(off, {"reason": ""}).status_code == 422
    assert secretary.post(off, {"reason": "พิมพ์ผิด"}).status_code == 302
    assert secretary.post(off, {"reason": "พิมพ์ผิด"}).status_code == 409
    assert members_listed(centre) == []


def test_an_appointed_member_leaves_on_a_day(centre, secretary, district):
    appointed(centre, secretary, district)
    member = CommitteeMember.objects.get(post="secretary")
    off = at("member_off", member.pk)
    assert "พ้นจากตำแหน่งวันที่" in page(secretary.get(off))
    left = {"left_on": timezone.localdate().isoformat(), "reason": "ย้ายที่อยู่"}
    assert secretary.post(off, left).status_code == 302
    assert "ย้ายที่อยู่" in page(secretary.get(at("committee")))


def called(secretary, **said):
    day = timezone.localdate().isoformat()
    known = {"held_on": day, "starts_at": "๑๓.๐๐ น.", "place": "ศาลา", "agenda": "เรื่องแจ้ง"}
    reply = secretary.post(at("meeting_new"), known | {"households": "001"} | said)
    return reply, Meeting.objects.last()


def step(client, meeting, deed, **said):
    known = {"version": version_of(meeting), "deed": deed}
    return client.post(at("meeting_write", meeting.pk), known | said)


def with_roll(centre, secretary, district):
    """A meeting of today with everybody there, and its two items."""
    appointed(centre, secretary, district)
    _, meeting = called(secretary)
    present = {f"state-{m.pk.hex}": "present" for m in members_listed(centre)}
    assert step(secretary, meeting, "roll", **present).status_code == 302
    return meeting, list(meeting.items.order_by("position"))


def a_minute(item, **said):
    known = {"text": "พิจารณาแล้ว", "outcome": "approved", "votes_for": 2, "votes_against": 0,
             "abstained": 0, "wording": "เห็นชอบตามเสนอ"}  # fmt: skip
    named = {f"i{item.position}-{key}": value for key, value in (known | said).items()}
    return {"item": item.pk} | named


def test_a_meeting_is_called_with_a_household_and_a_line_each_an_item(centre, secretary):
    reply, meeting = called(secretary)
    assert reply.status_code == 302
    kinds = [item.subject_kind for item in meeting.items.order_by("position")]
    assert kinds == ["general", "household"]
    assert meeting.starts_at.hour == 13


@pytest.mark.parametrize(
    "said",
    [
        {"held_on": "31/2/2562"},
        {"starts_at": "25.00"},
        {"place": ""},
        {"households": "888"},
        {"agenda": "", "households": ""},
        {"agenda": "ก" * 301},
        {"agenda": "\n".join("กขคง" for _ in range(70))},
    ],
)
def test_a_call_that_cannot_be_meant_is_shown_again(centre, secretary, said):
    reply, meeting = called(secretary, **said)
    assert (reply.status_code, meeting) == (422, None)


def test_minutes_are_written_closed_by_another_and_then_stand(centre, secretary, chair, district):
    meeting, (first, second) = with_roll(centre, secretary, district)
    noted = a_minute(first, outcome="", wording="")
    assert step(secretary, meeting, "minute", **noted).status_code == 302
    assert step(secretary, meeting, "minute", **a_minute(second)).status_code == 302
    assert "ท่านเป็นผู้จดรายงานนี้" in page(secretary.get(at("meeting", meeting.pk)))
    close = at("meeting_close", meeting.pk)
    sure = {"version": version_of(meeting), "sure": "on"}
    assert secretary.post(close, sure).status_code == 409
    assert "เห็นชอบตามเสนอ" in page(chair.get(close))
    assert chair.post(close, {"version": version_of(meeting)}).status_code == 422
    assert chair.post(close, sure).status_code == 302
    assert chair.post(close, sure).status_code == 409
    assert meeting_state(meeting).closed
    assert step(secretary, meeting, "minute", **a_minute(second)).status_code == 409
    words = page(secretary.get(at("meeting", meeting.pk)))
    assert "บันทึกวาระนี้" not in words


def test_who_writes_late_gets_the_text_back_and_overwrites_nothing(
    centre, secretary, chair, district
):
    meeting, (first, _) = with_roll(centre, secretary, district)
    seen = version_of(meeting)
    step(secretary, meeting, "minute", **a_minute(first, text="ของเลขา"))
    late = step(chair, meeting, "minute", **a_minute(first, text="ของประธาน"), version=seen)
    assert late.status_code == 409
    assert "ของประธาน" in page(late)
    assert ItemNote.objects.filter(text="ของประธาน").count() == 0


def test_the_same_minute_sent_twice_is_written_once(centre, secretary, district):
    meeting, (first, _) = with_roll(centre, secretary, district)
    seen = version_of(meeting)
    for _ in range(2):
        said = a_minute(first) | {"version": seen}
        assert step(secretary, meeting, "minute", **said).status_code == 302
    step(secretary, meeting, "minute", **a_minute(first))
    assert (ItemNote.objects.count(), Resolution.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"votes_for": 1}, "คะแนนรวม 1"),
        ({"votes_for": 1, "votes_against": 1}, "มติไม่ตรงกับคะแนน"),
        ({"wording": " "}, "เขียนข้อความมติ"),
        ({"outcome": "", "text": " "}, "เขียนข้อความ หรือลงมติ"),
    ],
)
def test_a_vote_that_cannot_be_is_told_beside_what_was_typed(
    centre, secretary, district, said, words
):
    meeting, (first, _) = with_roll(centre, secretary, district)
    reply = step(secretary, meeting, "minute", **a_minute(first, **said))
    assert reply.status_code == 422
    assert words in page(reply)
    assert Resolution.objects.count() == 0
    assert ItemNote.objects.count() == 0


def test_a_recused_member_is_named_and_not_counted(centre, secretary, district):
    meeting, (first, _) = with_roll(centre, secretary, district)
    member = str(CommitteeMember.objects.get(post="secretary").pk)
    told = {"item": first.pk, "r1-member": member, "r1-recused": "yes", "r1-reason": ""}
    assert step(secretary, meeting, "interest", **told).status_code == 422
    told["r1-reason"] = "เป็นญาติ"
    assert step(secretary, meeting, "interest", **told).status_code == 302
    assert "นางเลขา ใจดี (เป็นญาติ)" in page(secretary.get(at("meeting", meeting.pk)))
    assert step(secretary, meeting, "minute", **a_minute(first)).status_code == 422
    alone = a_minute(first, votes_for=1)
    assert step(secretary, meeting, "minute", **alone).status_code == 302


def test_items_are_added_and_taken_off_and_a_meeting_cancelled(centre, secretary, district):
    meeting, (first, _) = with_roll(centre, secretary, district)
    assert step(secretary, meeting, "item", kind="criteria", title="เกณฑ์").status_code == 302
    home = {"kind": "household", "household_code": "001"}
    assert step(secretary, meeting, "item", **home).status_code == 302
    assert step(secretary, meeting, "item", kind="general", title="").status_code == 422
    home["household_code"] = "77"
    assert step(secretary, meeting, "item", **home).status_code == 422
    assert meeting.items.count() == 4
    assert step(secretary, meeting, "drop", item=first.pk, reason="ถอนเรื่อง").status_code == 302
    assert "ถอนเรื่อง" in page(secretary.get(at("meeting", meeting.pk)))
    assert step(secretary, meeting, "cancel", reason="").status_code == 422
    assert step(secretary, meeting, "cancel", reason="ฝนตก").status_code == 302
    assert MeetingStep.objects.last().deed == "cancelled"


def test_a_committee_out_of_office_cannot_resolve_and_is_told_the_way_out(centre, secretary):
    _, meeting = called(secretary)
    words = page(secretary.get(at("meeting", meeting.pk)))
    assert "จึงลงมติไม่ได้" in words
    first = meeting.items.get(position=1)
    reply = step(secretary, meeting, "minute", **a_minute(first))
    assert reply.status_code == 422
    assert "ร่างคำสั่งแต่งตั้งใหม่" in page(reply)


def test_a_deed_that_nobody_knows_changes_nothing(centre, secretary):
    _, meeting = called(secretary)
    for said in ({"deed": "x"}, {"deed": "minute", "item": "x"}, {"deed": "minute"}):
        before = version_of(meeting)
        reply = secretary.post(at("meeting_write", meeting.pk), said | {"version": "x"})
        assert (reply.status_code, version_of(meeting)) == (422, before)


def test_meetings_are_found_by_words_kept_out_of_the_address(centre, secretary):
    called(secretary, agenda="ทบทวนเมนูทางเลือก")
    called(secretary, agenda="เรื่องน้ำประปา", households="")
    found = secretary.post(at("meetings"), {"q": "น้ำประปา"}, follow=True)
    assert "พบ 1 ครั้ง" in page(found)
    assert found.redirect_chain == [(at("meetings"), 302)]
    assert "ไม่พบ" in page(secretary.post(at("meetings"), {"q": "ไม่มีคำนี้"}, follow=True))
    secretary.post(at("meetings"), {"q": ""})
    assert "พบ 2 ครั้ง" in page(secretary.get(at("meetings")))
    assert "ไม่พบ" in page(secretary.get(at("meetings") + "?year=2400"))


def test_home_tells_of_a_draft_to_sign_and_of_minutes_to_write(centre, secretary, district):
    secretary.post(at("member_new"), a_member(centre))
    secretary.post(at("member_new"), a_member(centre, "นางเลขา ใจดี", "secretary"))
    assert "จัดทำคำสั่งแต่งตั้งคณะกรรมการ" in page(secretary.get(reverse("home")))
    secretary.post(at("order_new"), an_order())
    assert "บันทึกการลงนามคำสั่งแต่งตั้ง" in page(district.get(reverse("home")))
    assert "บันทึกการลงนามคำสั่งแต่งตั้ง" not in page(secretary.get(reverse("home")))
    called(secretary)
    assert "จดและรับรองรายงานการประชุม" in page(secretary.get(reverse("home")))


def test_an_order_that_has_lapsed_warns_at_home_and_at_the_centre():
    centre, (secretary, *_), _ = a_committee()  # to the end of 2021
    client = logged_in(secretary)
    for path in (reverse("home"), at("centre"), at("committee"), at("meetings")):
        assert "คำสั่งหมดอายุแล้ว" in page(client.get(path))
    assert a_meeting(centre, secretary).number == 1
    assert member_facts("นาย ก").post == "member"


def test_an_auditor_reads_all_and_writes_nothing(centre, secretary, district):
    meeting, _ = with_roll(centre, secretary, district)
    auditor = logged_in(an_officer("auditor", "31"))
    order = AppointmentOrder.objects.get()
    for path in (at("committee"), at("order", order.pk), at("meetings"), at("meeting", meeting.pk)):
        words = page(auditor.get(path))
        assert '<form method="post" action="/centres' not in words
    assert auditor.post(at("meeting_write", meeting.pk)).status_code == 404
