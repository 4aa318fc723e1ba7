"""A visit is noted page by page; a refused form comes back whole, and what is sent twice is one."""

from datetime import timedelta
from uuid import uuid4

import pytest
from asking import content_of
from build import CENTRE_CODE, a_centre, a_picture, an_officer
from committee_desk import at, page
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from visit_village import a_note, a_visit
from world import logged_in

from plodnee.lessons.models import (
    FieldNote,
    FollowUp,
    LessonCode,
    NoteFile,
    NoteLine,
    NoteVersion,
    OpenFollowUp,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(db):
    return a_visit(a_centre(CENTRE_CODE, "ศูนย์สมมุติ"), timezone.localdate())


@pytest.fixture
def district(visit):
    return logged_in(an_officer("district_officer", CENTRE_CODE[:4]))


@pytest.fixture
def auditor(visit):
    return logged_in(an_officer("auditor", ""))


def noted(client, visit, key=None, **said):
    known = {"key": key or uuid4(), "sort": "note", "topic": "1.3", "speaker": "model"}
    known |= {"text": "นัดจ่ายวันขายข้าว", "tags": "เจรจา, ขายข้าว"} | said
    sent = {f"note-{name}": value for name, value in known.items()}
    return client.post(at("visit_write", visit.pk), {"deed": "note"} | sent)


def of_note(client, note, deed, prefix="", about="", **said):
    sent = {f"{prefix or deed}-{name}": value for name, value in said.items()}
    return client.post(at("note_write", note.pk), {"deed": deed, "about": about} | sent)


def test_a_note_is_kept_once_and_shown_below_its_topic_with_the_role_alone(district, visit):
    key = uuid4()
    for _ in range(2):
        assert noted(district, visit, key).status_code == 302
    assert FieldNote.objects.count() == 1
    words = page(district.get(at("visit_day", visit.pk)))
    assert "นัดจ่ายวันขายข้าว" in words
    assert "1.3 กระบวนการปรับโครงสร้างหนี้" in words
    assert "ครัวเรือนต้นแบบ" in words


def test_what_looks_like_a_telephone_is_asked_about_and_kept_only_when_confirmed(district, visit):
    reply = noted(district, visit, text="โทร 081-234-5678")
    assert reply.status_code == 422
    assert "ยืนยันว่าไม่ใช่" in page(reply)
    assert not FieldNote.objects.exists()
    assert noted(district, visit, text="บัญชีเลข 081-234-5678", sure="on").status_code == 302


def test_a_finding_is_followed_up_in_the_inbox_until_closed(district, visit):
    noted(district, visit, sort="finding", text="ไม่มีหนังสือนัด")
    note, day, key = FieldNote.objects.get(), timezone.localdate(), uuid4()
    due = (day + timedelta(days=9)).isoformat()
    said = {"key": key, "what": "ทำหนังสือนัด", "owner": "district_officer", "due_on": due}
    for _ in range(2):
        assert of_note(district, note, "follow", **said).status_code == 302
    assert FollowUp.objects.count() == 1
    assert "ทำหนังสือนัด" in page(district.get(reverse("waiting")))
    assert "ทำหนังสือนัด" in page(district.get(reverse("follow_ups")))
    province = logged_in(an_officer("province", CENTRE_CODE[:2]))
    assert "ทำหนังสือนัด" not in page(province.get(reverse("follow_ups")))
    assert "ทำหนังสือนัด" in page(province.get(reverse("follow_ups") + "?all=1"))
    closing = {"key": uuid4(), "outcome": "done", "done": ""}
    prefix = f"close-{key.hex}"
    assert of_note(district, note, "close", prefix, str(key), **closing).status_code == 422
    for _ in range(2):
        reply = of_note(district, note, "close", prefix, str(key), **closing | {"done": "ส่งแล้ว"})
        assert reply.status_code == 302
    assert not OpenFollowUp.objects.exists()
    assert "ส่งแล้ว" in page(district.get(at("note", note.pk)))
    assert "ทำหนังสือนัด" not in page(district.get(reverse("waiting")))


def test_a_correction_keeps_the_version_before_and_one_read_too_early_is_refused(district, visit):
    noted(district, visit)
    note = FieldNote.objects.get()
    said = {"key": uuid4(), "topic": "1.3", "speaker": "model", "text": "นัดจ่ายวันขายอ้อย"}
    said |= {"tags": "", "seen": 1, "reason": "ฟังผิด"}
    for _ in range(2):
        assert of_note(district, note, "correct", **said).status_code == 302
    assert NoteVersion.objects.count() == 2
    assert of_note(district, note, "correct", **said | {"text": "อื่น"}).status_code == 409
    words = page(district.get(at("note", note.pk)))
    assert "นัดจ่ายวันขายข้าว" in words
    assert "นัดจ่ายวันขายอ้อย" in words


def test_a_picture_is_taken_by_what_it_holds_and_withdrawn_with_a_reason(district, auditor, visit):
    def sent(content):
        file = SimpleUploadedFile("phone.png", content)
        form = {"deed": "file", "file-key": uuid4(), "file-file": file}
        return district.post(at("visit_write", visit.pk), form)

    assert sent(b"GIF89a").status_code == 422
    for _ in range(2):
        assert sent(a_picture()).status_code == 302
    file = NoteFile.objects.get()
    assert auditor.get(at("note_file", file.pk)).content == a_picture()
    assert auditor.post(at("note_file_withdraw", file.pk), {"reason": "ผิด"}).status_code == 404
    withdraw = at("note_file_withdraw", file.pk)
    district.post(withdraw, {"reason": ""})
    assert district.get(at("note_file", file.pk)).status_code == 200
    district.post(withdraw, {"reason": "ผิดวัน"})
    assert district.get(at("note_file", file.pk)).status_code == 404


def test_an_auditor_reads_without_forms_and_another_district_sees_nothing(auditor, visit):
    note = a_note(visit, timezone.localdate())
    words = page(auditor.get(at("visit_day", visit.pk)))
    assert "จดบันทึก</h2>" not in words
    elsewhere = logged_in(an_officer("district_officer", "3001"))
    for name, key in (("visit_day", visit.pk), ("note", note.pk)):
        assert elsewhere.get(at(name, key)).status_code == 404
    assert "เจรจาดอกเบี้ย" not in page(elsewhere.get(reverse("lessons")))


def test_lessons_are_coded_searched_counted_and_taken_away(district, visit):
    noted(district, visit)
    note = FieldNote.objects.get()
    for _ in range(2):
        form = {"key": uuid4(), "code": "technique:t-mediate"}
        assert of_note(district, note, "code", **form).status_code == 302
    assert NoteLine.objects.get().code == "t-mediate"
    for words, found in (("ขายข", True), ("ไม่มีคำนี้", False), ("", True)):
        reply = district.post(reverse("lessons") + "?kind=technique", {"q": words})
        assert reply.url == reverse("lessons") + "?kind=technique"
        shown = page(district.get(reply.url))
        assert ("นัดจ่ายวันขายข้าว" in shown) is found
    assert "ป้ายที่พบด้วยกัน" in shown
    assert "นัดจ่ายวันขายข้าว" in content_of(district.get(reverse("lessons_csv"))).decode()
    assert content_of(district.get(reverse("lessons_xlsx"))).startswith(b"PK")
    told = page(district.get(reverse("lessons") + "?kind=zzz&year=x"))
    assert told.count("ไม่มีตัวเลือกที่ขอ จึงไม่ได้ใช้เงื่อนไขนี้") == 2
    for file in ("lessons_csv", "lessons_xlsx", "lessons_report_docx"):
        assert district.get(reverse(file) + "?kind=zzz").status_code == 422
    paper = district.get(reverse("lessons_report_docx") + "?kind=coded")
    assert paper.content.startswith(b"PK")


def test_an_office_adds_a_code_once_and_takes_it_out_of_use(district, visit):
    key, codes = uuid4(), reverse("lesson_codes")
    form = {"add-key": key, "add-office": CENTRE_CODE[:4], "add-kind": "problem"}
    for _ in range(2):
        assert district.post(codes, form | {"add-name": "ภัยแล้ง"}).status_code == 302
    code = LessonCode.objects.get()
    assert district.post(codes, form | {"add-key": uuid4(), "add-name": "ภัยแล้ง"}).status_code == 422
    changed = {"about": code.pk, "seen": 1, "name": "ภัยแล้ง"}
    for _ in range(2):
        assert district.post(codes, changed).status_code == 302
    assert "เลิกใช้แล้ว" in page(district.get(codes))
    assert district.post(codes, changed | {"name": "น้ำ"}).status_code == 409
    assert district.post(codes, changed | {"about": uuid4()}).status_code == 404
