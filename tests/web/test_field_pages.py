"""The field on the site: devices, assignments, drafts beside the register, each decided once."""

import re
from uuid import UUID, uuid4

import pytest
from build import CENTRE_CODE, a_picture, an_officer
from django.urls import reverse
from field_village import Phone, a_field_village, a_survey_form, a_visit_form, filled, sender
from world import logged_in

from plodnee.audit.models import AccessEvent, AuditEvent
from plodnee.fieldwork.definitions import ACCOUNT, NOTES
from plodnee.fieldwork.models import Assignment, Device, DraftStep
from plodnee.fieldwork.receiving import receive
from plodnee.registers.entries.present import household_state
from plodnee.registers.models import ImportBatch

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"[0-9a-f]{4}(?:-[0-9a-f]{2,4})+")
HIDDEN = re.compile(r'name="(deed|step|seen)" value="(\w*)"')


@pytest.fixture
def village():
    return a_field_village()


@pytest.fixture
def officer(village):
    return logged_in(an_officer("district_officer", CENTRE_CODE[:4], "พัฒนากร"))


@pytest.fixture
def survey(village):
    home = village[1]
    debt = {"debt": str(home.debts.get().pk), "principal": "12000"}
    return receive(a_survey_form(home, debts=[debt]), {}, sender(village[3])).draft


def at(name, *keys):
    return reverse(name, args=[CENTRE_CODE, *keys])


def confirming(page):
    """What the page's own form of confirmation sends."""
    found = HIDDEN.findall(page.content.decode())
    assert found[0] == ("deed", "confirmed")
    return dict(found[:3])


def test_a_device_is_added_once_told_once_and_revoked(village):
    worker = village[3]
    client, said = logged_in(worker), {"key": str(uuid4()), "label": "มือถือ"}
    page = client.post(reverse("device_new"), said).content.decode()
    secret = next(text for text in SECRET.findall(page) if len(text) > 30)
    again = client.post(reverse("device_new"), said, follow=True).content.decode()
    assert secret not in again
    assert Device.objects.count() == 1
    phone = Phone(worker, secret)
    assert phone.get("/openrosa/formList").status_code == 200
    key = Device.objects.get().pk
    stranger = logged_in(an_officer("centre_committee", CENTRE_CODE, "other"))
    assert stranger.post(reverse("device_revoke", args=[key])).status_code == 404
    for _ in range(2):
        assert client.post(reverse("device_revoke", args=[key])).status_code == 302
    assert phone.get("/openrosa/formList").status_code == 401
    done = AuditEvent.objects.filter(action__startswith="fieldwork.device")
    assert [one.action for one in done] == ["fieldwork.device_added", "fieldwork.device_revoked"]


def test_nobody_has_more_devices_than_they_carry(village):
    client = logged_in(village[3])
    statuses = [
        client.post(reverse("device_new"), {"key": str(uuid4()), "label": str(n)}).status_code
        for n in range(6)
    ]
    assert statuses == [200] * 5 + [409]


def test_households_are_assigned_and_taken_back_once(village, officer):
    _centre, first, second, worker = village
    said = {"worker": str(worker.pk), "households": [str(first.pk), str(second.pk)]}
    for _ in range(2):
        assert officer.post(at("assignments"), said).status_code == 302
    assert Assignment.objects.filter(end=None).count() == 2
    page = officer.get(at("assignments")).content.decode()
    assert "001 · นายสมมุติ" in page
    assert "สมมุติ หนึ่ง" not in page  # no surname is needed to know a household
    one = Assignment.objects.get(household=first)
    for _ in range(2):
        assert officer.post(at("assignment_end", one.pk)).status_code == 302
    assert list(Assignment.objects.filter(end=None)) == [Assignment.objects.get(household=second)]
    elsewhere = an_officer("district_officer", "3121")
    refused = officer.post(at("assignments"), said | {"worker": str(elsewhere.pk)})
    assert refused.status_code == 422


def test_a_draft_stands_beside_the_register_and_its_confirmation_changes_it_once(
    village, officer, survey
):
    listed = officer.get(at("drafts")).content.decode()
    assert "สำรวจครัวเรือนและหนี้สิน" in listed
    page = officer.get(at("draft", survey.pk))
    text = page.content.decode()
    assert "20,000" in text
    assert "12,000" in text
    assert "จะเปลี่ยน" in text
    said = confirming(page)
    for _ in range(2):
        reply = officer.post(at("draft_decide", survey.pk), said)
        assert (reply.status_code, reply.url) == (302, at("draft", survey.pk))
    assert DraftStep.objects.count() == 1
    assert household_state(village[1], survey.received_at.date()) is not None
    assert ImportBatch.objects.filter(deed="debt").count() == 1
    assert "ยืนยันแล้ว" in officer.get(at("draft", survey.pk)).content.decode()
    assert "ไม่มีรายการที่ รอตรวจ" in officer.get(at("drafts")).content.decode()
    shown = AccessEvent.objects.filter(action="draft")
    assert {event.household_key for event in shown} == {village[1].pk.hex}


def test_a_reason_is_asked_for_and_goes_back_with_the_list(village, officer, survey):
    path = at("draft_decide", survey.pk)
    silent = officer.post(path, {"deed": "returned", "step": "0", "reason": ""})
    assert silent.status_code == 422
    assert "ต้องบอกเหตุผล" in silent.content.decode()
    said = {"deed": "returned", "step": "0", "reason": "ถามยอดใหม่"}
    for _ in range(2):
        assert officer.post(path, said).status_code == 302
    media = Phone(village[3]).get("/openrosa/forms/plodnee_household_survey/households.csv")
    assert "ถามยอดใหม่" in media.content.decode()
    late = officer.post(path, {"deed": "rejected", "step": "0", "reason": "ไม่ใช่"})
    assert late.status_code == 409
    opened = officer.post(path, {"deed": "reopened", "step": "1", "reason": "ส่งผิด"})
    assert opened.status_code == 302
    assert (
        "ถามยอดใหม่"
        not in Phone(village[3])
        .get("/openrosa/forms/plodnee_household_survey/households.csv")
        .content.decode()
    )


def test_what_a_service_refuses_is_said_on_the_page_and_the_draft_waits(village, officer):
    home = village[1]
    said = {"spoke_of_debt": "yes", "contact_outcome": "spoke", "contact_hour": "10"}
    draft = receive(a_visit_form(home, **said), {}, sender(village[3])).draft
    page = officer.get(at("draft", draft.pk))
    reply = officer.post(at("draft_decide", draft.pk), confirming(page))
    assert reply.status_code == 409  # the district records no contact about a debt
    assert "ระบบไม่รับ" in reply.content.decode()
    assert confirming(officer.get(at("draft", draft.pk)))["step"] == "1"


def test_marks_tell_of_twins_other_versions_and_households_that_were_not_given(village, officer):
    _centre, first, second, worker = village
    instance = uuid4()
    for note in ("หนึ่ง", "สอง"):
        draft = receive(a_visit_form(first, instance, note=note), {}, sender(worker)).draft
    assert "ข้อความต่างกัน" in officer.get(at("draft", draft.pk)).content.decode()
    other = receive(a_visit_form(second), {}, sender(worker)).draft
    assert "ไม่ได้มอบหมาย" in officer.get(at("draft", other.pk)).content.decode()
    old = a_visit_form(first).replace(b' version="2', b' version="1')
    draft = receive(old, {}, sender(worker)).draft
    assert "แบบรุ่นอื่น" in officer.get(at("draft", draft.pk)).content.decode()


def test_wrong_answers_are_named_and_an_id_in_free_words_is_masked(village, officer):
    wrong = a_survey_form(village[1], members="0", note="เลข 1234567890121")
    draft = receive(wrong, {}, sender(village[3])).draft
    text = officer.get(at("draft", draft.pk)).content.decode()
    assert "จำนวนสมาชิก (คน): พิมพ์ตัวเลข 1 ถึง 50" in text
    assert "1234567890121" not in text
    assert 'value="confirmed"' not in text


def test_notes_are_listed_by_form_and_shown_with_their_words(village, officer):
    said = {"topic": "1.6", "speaker": "household", "note_kind": "problem", "words": "ดอกเบี้ยสูง"}
    form = filled(NOTES, village[0], rows={"said": [said]}, day="2019-03-16")
    draft = receive(form, {}, sender(village[3])).draft
    page = officer.get(at("drafts") + "?form=plodnee_focus_group").content.decode()
    assert at("draft", draft.pk) in page
    assert (
        at("draft", draft.pk)
        not in officer.get(at("drafts") + "?form=plodnee_attendance").content.decode()
    )
    text = officer.get(at("draft", draft.pk)).content.decode()
    assert "ดอกเบี้ยสูง" in text
    assert "ครัวเรือนอื่น" in text


def test_drafts_are_narrowed_to_a_worker_and_taken_away_with_their_answers(village, officer):
    _centre, first, _second, worker = village
    other = an_officer("centre_committee", CENTRE_CODE, "ผู้เก็บอีกคน")
    for one, wages in ((worker, "1500"), (worker, "0"), (other, "300")):
        said = {
            "month": "3",
            "year": "2562",
            "in_wages": wages,
            "in_total": "9",
            "day": "2019-03-16",
        }
        receive(filled(ACCOUNT, first, **said), {}, sender(one))
    receive(a_visit_form(first), {}, sender(worker))
    asked = f"?form=plodnee_household_account&worker={worker.pk}"
    page = officer.get(at("drafts") + asked).content.decode()
    assert "พบ 2 รายการ" in page
    assert "มีนาคม · พ.ศ. 2562 · รวมรายรับ (บาท) 1,500" in page
    file = b"".join(officer.get(at("drafts_csv") + asked).streaming_content).decode()
    assert "ค่าจ้าง" in file
    assert file.count('"001"') == 2
    assert ('"1,500.00"' in file) or ('"1500.00"' in file)
    whole = b"".join(officer.get(at("drafts_csv")).streaming_content).decode()
    assert whole.count('"001"') == 4
    book = b"".join(officer.get(at("drafts_xlsx") + asked).streaming_content)
    assert book.startswith(b"PK")
    assert AuditEvent.objects.filter(action="documents.taken").count() == 3
    shown = AccessEvent.objects.filter(action="drafts_csv")
    assert {event.household_key for event in shown} == {first.pk.hex}
    nonsense = "?form=zzz&worker=999999&state=x"
    told = officer.get(at("drafts") + nonsense).content.decode()
    assert told.count("ไม่มีตัวเลือกที่ขอ จึงไม่ได้ใช้เงื่อนไขนี้") == 3
    assert officer.get(at("drafts_csv") + nonsense).status_code == 422
    nobody = officer.get(at("drafts") + "?form=plodnee_attendance").content.decode()
    assert "ไม่มีรายการตามที่กรอง" in nobody


def test_a_picture_opens_at_its_own_draft_alone(village, officer):
    picture = a_picture(kind="JPEG")
    form = a_visit_form(village[1], photo="a.jpg")
    draft = receive(form, {"a.jpg": picture}, sender(village[3])).draft
    key = draft.files.get().pk
    reply = officer.get(at("draft_file", draft.pk, key))
    assert (reply.content, reply.headers["Content-Type"]) == (picture, "image/jpeg")
    assert officer.get(at("draft_file", draft.pk, UUID(int=1))).status_code == 404


def test_pages_are_whole_in_english(village, officer, survey):
    officer.cookies["django_language"] = "en"
    told = {
        at("drafts"): "Filled on the site", at("draft", survey.pk): "Register today",
        at("assignments"): "Assign more", reverse("field"): "My devices",
        at("field_choose", "plodnee_household_visit"): "No household is assigned to you yet",
    }  # fmt: skip
    for path, words in told.items():
        assert words in officer.get(path).content.decode()
