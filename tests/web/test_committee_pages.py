"""A committee is listed, appointed, called, and its minutes written and closed, page by page."""

from datetime import date, timedelta

import pytest
from build import TODAY, an_officer
from committee_desk import a_member, a_signing, an_order, appointed, at, page
from committee_village import a_committee, a_list, drafted, signed
from django.utils import timezone
from world import logged_in

from plodnee.registers.committees.offices import Ending, InOffice, Office, endings_of
from plodnee.registers.committees.selectors import committee_of, members_listed
from plodnee.registers.models import AppointmentOrder, CommitteeMember
from plodnee.web.committees.wording import order_state, standing_words

pytestmark = pytest.mark.django_db


def test_an_empty_committee_says_what_to_do_and_a_lapsed_one_warns(centre, secretary):
    words = page(secretary.get(at("committee")))
    assert "ยังไม่มีรายชื่อคณะกรรมการ" in words
    assert "ยังไม่มีคำสั่งแต่งตั้งคณะกรรมการ" in words


def test_a_revoked_order_is_not_said_to_run_to_its_last_day():
    order = AppointmentOrder(valid_until=date(2029, 11, 26))
    assert standing_words(Office(InOffice.REVOKED, order)) == "คำสั่งถูกยกเลิกแล้ว"
    assert "26 พ.ย. 2572" in standing_words(Office(InOffice.LAPSED, order))


def test_an_order_that_another_replaced_or_revoked_or_that_lapsed_says_so():
    centre, people, members = a_committee()
    first = AppointmentOrder.objects.get()
    assert endings_of(centre, TODAY) == {}
    later = {"valid_from": TODAY + timedelta(days=1), "valid_until": date(2021, 12, 31)}
    second = signed(drafted(centre, people[0], members, **later), people[2], "200/2562")
    assert endings_of(centre, TODAY) == {}  # it replaces nothing before its first day
    facts = {"effect": "revoke", "amends": second, "grounds": "ลาออกทั้งคณะ", "valid_until": None}
    facts["valid_from"] = TODAY + timedelta(days=2)
    third = signed(drafted(centre, people[0], (), **facts), people[2], "300/2562")

    def said(order, day):
        return order_state(order, endings_of(centre, day).get(order.pk))

    day = TODAY + timedelta(days=1)
    assert said(first, day) == "แทนที่ด้วยคำสั่งที่ 200/2562 ตั้งแต่ 17 มี.ค. 2562"
    assert said(second, day) == said(third, day) == "ลงนามแล้ว"
    assert said(second, date(2024, 1, 1)) == "ถูกยกเลิกโดยคำสั่งที่ 300/2562 ตั้งแต่ 18 มี.ค. 2562"
    lapsed = Ending(None, date(2022, 12, 31))
    assert order_state(second, lapsed) == "หมดอายุแล้วเมื่อ 31 ธ.ค. 2565"
    listed = page(logged_in(people[0]).get(at("committee")))
    for words in ("แทนที่ด้วยคำสั่งที่ 200/2562", "ถูกยกเลิกโดยคำสั่งที่ 300/2562"):
        assert words in listed
    order = page(logged_in(people[0]).get(at("order", first.pk)))
    assert "แทนที่ด้วยคำสั่งที่ 200/2562" in order


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


def test_an_order_signed_on_a_day_to_come_is_marked_at_its_day_and_the_number_stays(
    centre, district
):
    from committee_village import drafted

    maker = an_officer("district_officer", centre.code[:4], "maker")
    order = drafted(centre, maker, a_list(centre, maker))
    for unlikely in ("abc", "77", "/2569"):
        reply = district.post(at("order_sign", order.pk), a_signing(number=unlikely))
        assert reply.status_code == 422
        assert "พร้อมปี พ.ศ." in page(reply)
    signing = a_signing(number="77/2569", signed_on="1/1/2600")
    reply = district.post(at("order_sign", order.pk), signing)
    assert reply.status_code == 422
    assert "ยังมาไม่ถึง" in page(reply)
    assert 'value="77/2569"' in page(reply)


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
    ahead = secretary.post(off, left | {"left_on": "1/1/2600"})
    assert ahead.status_code == 422
    assert "ยังมาไม่ถึง" in page(ahead)
    assert "ย้ายที่อยู่" in page(ahead)
    assert secretary.post(off, left).status_code == 302
    assert "ย้ายที่อยู่" in page(secretary.get(at("committee")))
