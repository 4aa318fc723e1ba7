"""Meetings are called, attended, resolved and closed page by page; nothing typed is lost."""

from functools import partial

import pytest
from build import an_officer
from committee_desk import a_member, a_minute, an_order, at, called, page, step, with_roll
from committee_village import a_committee, a_meeting, member_facts
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from world import logged_in

from plodnee.audit.models import AuditEvent
from plodnee.casework.meetings.selectors import meeting_state, meetings_open, version_of
from plodnee.casework.models import ItemNote, Meeting, MeetingStep, Resolution
from plodnee.documents.models import IssuedDocument
from plodnee.registers.models import AppointmentOrder, CommitteeMember

pytestmark = pytest.mark.django_db


def test_a_meeting_is_called_with_a_household_and_a_line_each_an_item(centre, secretary):
    reply, meeting = called(secretary)
    assert reply.status_code == 302
    kinds = [item.subject_kind for item in meeting.items.order_by("position")]
    assert kinds == ["general", "household"]
    assert meeting.starts_at.hour == 13
    key = secretary.get(at("meeting_new")).context["form"]["key"].value()
    again = [called(secretary, key=key)[0].url for _time in range(2)]
    assert again == [at("meeting", key)] * 2
    assert Meeting.objects.count() == 2
    other = called(secretary, key=key, agenda="เรื่องอื่น")[0]
    assert other.status_code == 422
    assert "นัดประชุมครั้งที่ 2/" in page(other)
    assert Meeting.objects.count() == 2


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
    close, offered = at("meeting_close", meeting.pk), 'name="sure"'
    unfinished = page(chair.get(close))
    assert "วาระที่ 2 ยังไม่มีข้อความหรือมติ" in unfinished
    assert offered not in unfinished
    assert step(secretary, meeting, "minute", **a_minute(second)).status_code == 302
    assert "ท่านเป็นผู้จดรายงานนี้" in page(secretary.get(at("meeting", meeting.pk)))
    assert offered not in page(secretary.get(close))
    assert offered in page(chair.get(close))
    sure = {"version": version_of(meeting), "sure": "on"}
    assert secretary.post(close, sure).status_code == 409
    assert "เห็นชอบตามเสนอ" in page(chair.get(close))
    assert chair.post(close, {"version": version_of(meeting)}).status_code == 422
    assert chair.post(close, sure).status_code == 302
    assert chair.post(close, sure).status_code == 409
    assert meeting_state(meeting).closed
    late = step(secretary, meeting, "minute", **a_minute(second, text="ที่ประชุมเห็นว่า<br>"))
    assert late.status_code == 409
    assert "ที่ประชุมเห็นว่า&lt;br&gt;" in page(late)  # nothing typed is lost
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


def test_a_long_agenda_asks_no_more_questions_of_the_books_than_a_short_one(
    centre, secretary, district
):
    meeting, _items = with_roll(centre, secretary, district)
    show = partial(secretary.get, at("meeting", meeting.pk))
    show()
    with CaptureQueriesContext(connection) as short:
        show()
    for kind in ("household", "criteria", "household"):
        about = {"kind": kind, "title": "เรื่องเพิ่ม", "household_code": "001"}
        assert step(secretary, meeting, "item", **about).status_code == 302
    with CaptureQueriesContext(connection) as long:
        reply = show()
    assert len(reply.context["items"]) == 5
    assert len(long) <= len(short)


def test_what_closed_minutes_say_is_corrected_by_an_item_of_a_later_meeting(
    centre, secretary, chair, district
):
    meeting, (first, second) = with_roll(centre, secretary, district)
    for item in (first, second):
        step(secretary, meeting, "minute", **a_minute(item))
    sure = {"version": version_of(meeting), "sure": "on"}
    chair.post(at("meeting_close", meeting.pk), sure)
    assert "ลายนิ้วมือของไฟล์" in page(secretary.get(at("meeting", meeting.pk)))
    resolution = Resolution.objects.get(item=second)
    _, later = called(secretary, households="")
    assert "ไม่ใช่การแก้ไขมติ" in page(secretary.get(at("meeting", later.pk)))
    told = {"kind": "general", "title": "", "corrects": resolution.pk}
    assert step(secretary, later, "item", **told).status_code == 302
    item = later.items.order_by("position").last()
    assert (item.corrects, item.subject_kind) == (resolution, "household")
    assert "แก้ไขมติของการประชุมครั้งก่อน" in page(secretary.get(at("meeting", later.pk)))


def test_papers_are_taken_away_and_each_leaves_its_trace(centre, secretary, chair, district):
    meeting, items = with_roll(centre, secretary, district)
    for item in items:
        step(secretary, meeting, "minute", **a_minute(item))
    sure = {"version": version_of(meeting), "sure": "on"}
    chair.post(at("meeting_close", meeting.pk), sure)
    order = AppointmentOrder.objects.get()
    issued = {one.kind: one for one in IssuedDocument.objects.all()}
    for name, key, content in (
        ("order_pdf", order.pk, issued["order"].pdf),
        ("order_docx", order.pk, issued["order"].docx),
        ("minutes_pdf", meeting.pk, issued["minutes"].pdf),
        ("minutes_docx", meeting.pk, issued["minutes"].docx),
    ):
        assert secretary.get(at(name, key)).content == bytes(content)
    assert secretary.get(at("notice_pdf", meeting.pk)).content.startswith(b"%PDF")
    assert AuditEvent.objects.filter(action="documents.taken").count() == 5


def test_a_committee_out_of_office_cannot_resolve_and_is_told_the_way_out(centre, secretary):
    _, meeting = called(secretary)
    words = page(secretary.get(at("meeting", meeting.pk)))
    assert "จึงลงมติไม่ได้" in words
    assert "จดได้ แต่ลงมติไม่ได้" in words
    assert "ข้อความมติ" not in words  # no resolution is offered, and none is asked from elsewhere
    assert meetings_open(meeting.centre) == []
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
    assert "ปี: ไม่มีตัวเลือกที่ขอ จึงไม่ได้ใช้เงื่อนไขนี้" in page(secretary.get(at("meetings") + "?year=2400"))


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
