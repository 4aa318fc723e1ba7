"""Notes are kept once and corrected in versions; follow-ups stay in an inbox until closed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from build import CENTRE_CODE, a_picture, an_officer
from visit_village import a_hand_of, a_note, note_said

from plodnee.audit.models import AuditEvent
from plodnee.engine.national_id import make_up
from plodnee.engine.personal_text import looks_personal
from plodnee.lessons.errors import (
    DoneMissing,
    FollowUpClosed,
    FollowUpUnclear,
    NoteChanged,
    NoteNamesPerson,
    NoteUnclear,
    TooManyTags,
    WhyMissing,
)
from plodnee.lessons.models import FieldNote, NoteFile, NoteLine, OpenFollowUp
from plodnee.lessons.notes.files import add_file, opened_file, withdraw_file
from plodnee.lessons.notes.plain import FollowUpSaid
from plodnee.lessons.notes.selectors import follow_ups_waiting, notes_of, open_follow_ups
from plodnee.lessons.notes.services import (
    ask_follow_up,
    change_follow_up,
    close_follow_up,
    correct_note,
    keep_note,
    tags_from,
)
from plodnee.organization.errors import NotAllowed
from plodnee.registers.errors import EvidenceRefused
from plodnee.registers.line_search import holding
from plodnee.visits.errors import NotChosen
from plodnee.visits.models import SelectionWithdrawal

pytestmark = pytest.mark.django_db


def asked_for(note, by, day, owner="district_officer", key=None):
    said = FollowUpSaid("นัดเจ้าหนี้ประชุม", owner, day + timedelta(days=30))
    return ask_follow_up(key=key or uuid4(), note=note, said=said, by=by)


def found(words):
    return set(NoteLine.objects.filter(holding(NoteLine, words)).values_list("note_id", flat=True))


def test_a_note_sent_twice_is_kept_once_and_found_by_any_part_of_its_words(visit, day):
    key = uuid4()
    for _ in range(2):
        a_note(visit, day, key=key, text="เจ้าหนี้ยอมลดดอกเบี้ยเหลือ ๖ บาท", tags=("ดอกเบี้ย",))
    other = a_note(visit, day, text="คำสั่งหมดวาระ")
    assert FieldNote.objects.count() == 2
    assert AuditEvent.objects.filter(action="notes.kept").count() == 2
    assert found(["อมลดดอ"]) == {key}
    assert found(["6"]) == {key}
    assert found(["หมด", "คำสั่ง"]) == {other.pk}
    assert found(["ลดต้น"]) == set()


def test_a_correction_is_a_new_version_with_a_reason_and_is_what_is_found(visit, day, by):
    note = a_note(visit, day, text="ดอกเบี้ยร้อยละสิบ")
    said = note_said("ดอกเบี้ยร้อยละหก", tags=("ดอกเบี้ย",))
    with pytest.raises(WhyMissing):
        correct_note(note=note, said=said, reason=" ", seen_number=1, by=by)
    for _ in range(2):
        version = correct_note(note=note, said=said, reason="ฟังผิด", seen_number=1, by=by)
    assert version.number == 2
    assert list(note.versions.values_list("text", flat=True)) == [
        "ดอกเบี้ยร้อยละสิบ",
        "ดอกเบี้ยร้อยละหก",
    ]
    assert (found(["ละสิบ"]), found(["ละหก"])) == (set(), {note.pk})
    with pytest.raises(NoteChanged):
        correct_note(note=note, said=note_said("อีกอย่าง"), reason="ผิด", seen_number=1, by=by)


@pytest.mark.parametrize(
    "said",
    [
        {"text": "  "},
        {"text": "ก" * 2001},
        {"topic": 9},
        {"item": 12},
        {"speaker": "นายสมมุติ"},
    ],
)
def test_a_note_without_words_topic_or_role_is_refused(visit, day, said):
    with pytest.raises(NoteUnclear):
        a_note(visit, day, **said)


def test_a_national_id_is_never_kept_and_what_looks_like_a_number_of_a_person_is_seen(visit, day):
    number = make_up(7)
    with pytest.raises(NoteNamesPerson):
        a_note(visit, day, text=f"บัตร {number[0]}-{number[1:5]}-{number[5:10]}-{number[10:]}")
    assert looks_personal("โทร ๐๘๑-๒๓๔ ๕๖๗๘")
    assert looks_personal("โทร. 0 4566 6512")
    assert looks_personal(f"เลข {number}")
    assert looks_personal("1-2345-67890-12-3")
    assert not looks_personal("ออมเดือนละ 1,000 บาท รวม 120,000.50 บาท ปี 2562 จำนวน 40000")


def test_tags_are_told_apart_by_commas_and_bounded(visit, day):
    assert tags_from(" ออม, #ดอกเบี้ย,ออม ,, ") == ("ออม", "ดอกเบี้ย")
    with pytest.raises(TooManyTags):
        a_note(visit, day, tags=tuple(map(str, range(9))))


def test_nothing_is_noted_at_a_visit_that_was_called_off_and_notes_stay_readable(visit, day):
    a_note(visit, day)
    SelectionWithdrawal.objects.create(selection=visit, reason="เลื่อน", withdrawn_on=day)
    with pytest.raises(NotChosen):
        a_note(visit, day, text="อีกข้อ")
    assert len(notes_of(visit)) == 1


def test_a_follow_up_waits_for_its_owner_alone_until_it_is_closed_with_what_was_done(
    visit, day, by
):
    note, key = a_note(visit, day, sort="finding"), uuid4()
    for _ in range(2):
        follow_up = asked_for(note, by, day, key=key)
    district = an_officer("district_officer", CENTRE_CODE[:4])
    committee = an_officer("centre_committee", CENTRE_CODE)
    elsewhere = an_officer("district_officer", "3001")
    assert [one.follow_up_id for one in follow_ups_waiting(district, day)] == [key]
    assert not follow_ups_waiting(committee, day).exists()
    assert open_follow_ups(committee, day).count() == 1
    assert not open_follow_ups(elsewhere, day).exists()
    with pytest.raises(DoneMissing):
        close_follow_up(follow_up=follow_up, outcome="done", done="", by=by)
    for _ in range(2):
        closed = close_follow_up(follow_up=follow_up, outcome="done", done="ประชุมแล้ว", by=by)
    with pytest.raises(FollowUpClosed):
        close_follow_up(follow_up=follow_up, outcome="done", done="อื่น", by=by)
    assert closed.done == "ประชุมแล้ว"
    assert not OpenFollowUp.objects.exists()
    (now,) = notes_of(visit)
    assert not now.follow_ups[0].is_open


def test_a_follow_up_changes_hands_in_versions(visit, day, by):
    follow_up = asked_for(a_note(visit, day), by, day)
    said = FollowUpSaid("นัดเจ้าหนี้ประชุม", "centre_committee", day + timedelta(days=60))
    for _ in range(2):
        version = change_follow_up(
            follow_up=follow_up, said=said, reason="ศูนย์ฯ ทำเอง", seen_number=1, by=by
        )
    assert (version.number, version.office_code) == (2, CENTRE_CODE)
    committee = an_officer("centre_committee", CENTRE_CODE)
    assert follow_ups_waiting(committee, day).get().due_on == said.due_on
    close_follow_up(follow_up=follow_up, outcome="not_possible", done="เจ้าหนี้ไม่มา", by=by)
    with pytest.raises(FollowUpClosed):
        change_follow_up(follow_up=follow_up, said=said, reason="ผิด", seen_number=2, by=by)


def test_a_follow_up_needs_an_office_and_a_day_to_come(visit, day, by):
    note = a_note(visit, day)
    for said in (
        FollowUpSaid("ทำ", "auditor", day),
        FollowUpSaid("ทำ", "province", day - timedelta(days=1)),
        FollowUpSaid(" ", "province", day),
    ):
        with pytest.raises(FollowUpUnclear):
            ask_follow_up(key=uuid4(), note=note, said=said, by=by)


def test_who_only_reads_or_is_of_another_place_keeps_nothing(visit, day):
    for role, place in (("auditor", ""), ("district_officer", "3001"), ("province", "30")):
        officer = an_officer(role, place)
        with pytest.raises(NotAllowed):
            keep_note(
                key=uuid4(), selection=visit, sort="note", said=note_said(),
                by=a_hand_of(officer, day),
            )  # fmt: skip


def test_a_picture_is_kept_once_sealed_opened_and_withdrawn(visit, day, by):
    given = {"selection": visit, "note": None, "description": "โต๊ะประชุม", "by": by}
    for _ in range(2):
        file = add_file(a_picture(), **given)
    assert NoteFile.objects.count() == 1
    assert opened_file(file, by=by) == a_picture()
    with pytest.raises(EvidenceRefused):
        add_file(b"MZ not a picture", **given)
    with pytest.raises(WhyMissing):
        withdraw_file(file=file, reason="", by=by)
    for _ in range(2):
        withdraw_file(file=file, reason="ภาพผิดวัน", by=by)
    actions = list(AuditEvent.objects.values_list("action", flat=True))
    assert actions.count("notes.file_withdrawn") == actions.count("notes.file_added") == 1
