"""What a focus group said in the field becomes notes of the visit, once, with whoever may keep."""

import pytest
from build import CENTRE_CODE, TODAY, an_officer
from django.urls import reverse
from field_village import NOW, a_field_village, filled, sender
from visit_village import a_visit
from world import logged_in

from plodnee.casework.rules.services import Hand
from plodnee.fieldwork.deciding import confirm
from plodnee.fieldwork.definitions import NOTES
from plodnee.fieldwork.receiving import receive
from plodnee.lessons.models import FieldNote
from plodnee.lessons.notes.from_field import notes_of_visit
from plodnee.lessons.notes.selectors import notes_of

pytestmark = pytest.mark.django_db
SAID = {"topic": "1.6", "speaker": "household", "note_kind": "problem", "words": "ดอกเบี้ยสูง"}
ROWS = [SAID, SAID | {"topic": "5", "speaker": "leader", "words": "ขอขยายเวลาสัญญา"}]


@pytest.fixture
def village():
    return a_field_village()


def drafted(village, day="2019-03-16", rows=ROWS):
    form = filled(NOTES, village[0], rows={"said": rows}, day=day)
    return receive(form, {}, sender(village[3])).draft


def confirmed(draft, officer):
    by = Hand(officer, TODAY, NOW)
    return confirm(draft, step=0, seen=None, by=by, becoming=notes_of_visit)


def told(visit):
    return [
        (one.version.topic, one.version.item, one.version.speaker, one.version.text)
        for one in notes_of(visit)
    ]


def test_each_row_is_a_note_of_the_running_round_and_sent_twice_it_is_one(village):
    visit = a_visit(village[0], TODAY)
    officer = an_officer("district_officer", CENTRE_CODE[:4], "พัฒนากร")
    draft = drafted(village)
    step = confirmed(draft, officer)
    assert told(visit) == [(1, 6, "member", "ดอกเบี้ยสูง"), (5, 0, "leader", "ขอขยายเวลาสัญญา")]
    assert {one.coding.kind for one in notes_of(visit)} == {"problem"}
    assert confirmed(draft, officer) == step
    assert step.made.count("note:") == FieldNote.objects.count() == 2


def test_a_committee_keeps_them_without_the_coding_that_is_not_its_own(village):
    visit = a_visit(village[0], TODAY)
    confirmed(drafted(village), an_officer("centre_committee", CENTRE_CODE, "reviewer"))
    assert [one.coding for one in notes_of(visit)] == [None, None]


def test_outside_every_round_the_draft_stays_a_record(village):
    a_visit(village[0], TODAY, year=2562)
    officer = an_officer("centre_committee", CENTRE_CODE, "reviewer")
    step = confirmed(drafted(village, day="2019-01-10"), officer)
    assert (step.deed, step.made, FieldNote.objects.count()) == ("confirmed", "", 0)


def test_the_page_says_what_it_will_become_and_what_it_became(village):
    visit = a_visit(village[0], TODAY)
    client = logged_in(an_officer("district_officer", CENTRE_CODE[:4], "พัฒนากร"))
    draft = drafted(village)
    path = reverse("draft", args=[CENTRE_CODE, draft.pk])
    day = reverse("visit_day", args=[CENTRE_CODE, visit.pk])
    page = client.get(path).content.decode()
    assert "ทุกข้อจะเป็นบันทึกของการลงพื้นที่" in page
    assert day in page
    other = drafted(village, day="2019-01-10")
    lost = client.get(reverse("draft", args=[CENTRE_CODE, other.pk])).content.decode()
    assert "เก็บเป็นบันทึกภาคสนาม" in lost
    said = {"deed": "confirmed", "step": "0", "seen": ""}
    assert client.post(f"{path}decide/", said).status_code == 302
    assert "เป็นบันทึกของการลงพื้นที่แล้ว 2 ข้อ" in client.get(path).content.decode()
