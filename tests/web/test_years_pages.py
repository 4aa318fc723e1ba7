"""A centre's years are entered, read side by side and planned from; a few stay hidden."""

from uuid import uuid4

import pytest
from asking import content_of
from build import CENTRE_CODE, a_centre, an_officer
from committee_desk import at, page
from django.utils import timezone
from visit_village import a_note, a_visit
from world import logged_in

from plodnee.lessons.coding.services import code_note
from plodnee.lessons.models import NeedVersion, PlannedNeed, YearRecord
from plodnee.organization.access import OPERATOR
from plodnee.visits.rounds.services import Hand

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(db):
    return a_visit(a_centre(CENTRE_CODE, "ศูนย์สมมุติ"), timezone.localdate())


@pytest.fixture
def committee(visit):
    return logged_in(an_officer("centre_committee", CENTRE_CODE))


def reported(client, year=2562, **said):
    known = {"seen": 0, "source": "รายงานประจำปี", "freed": "3", "occupation_groups": "12"}
    return client.post(at("year_keep", year), known | said)


def test_a_year_is_entered_once_and_a_few_households_are_hidden_above_the_district(committee):
    for _ in range(2):
        assert reported(committee, returned_satang="36,000").status_code == 302
    assert YearRecord.objects.get().returned_satang == 3_600_000
    assert reported(committee, freed="4").status_code == 409
    assert reported(committee, freed="4", seen=1).status_code == 422
    words = page(committee.get(at("years")))
    assert "ปิดไว้" not in words
    province = logged_in(an_officer("province", CENTRE_CODE[:2]))
    above = page(province.get(at("years")))
    assert "ปิดไว้" in above
    assert "36,000" in above
    assert province.get(at("year_keep", 2562)).status_code == 404
    assert committee.get(at("year_keep", 2999)).status_code == 404


def test_a_need_rests_on_what_was_noted_and_goes_onto_the_sheet(committee, visit):
    on = timezone.localdate()
    note = a_note(visit, on)
    code_note(note=note, kind="problem", code="p-market", by=Hand(OPERATOR, on))
    need = {"need-key": uuid4(), "need-what": "วัสดุอาชีพ", "need-amount": "40,000"}
    assert committee.post(at("need_put", 2562), need).status_code == 422
    need["need-basis"] = "problem:p-market"
    for _ in range(2):
        assert committee.post(at("need_put", 2562), need).status_code == 302
    assert PlannedNeed.objects.count() == 1
    words = page(committee.get(at("years")))
    assert "ตลาดของกลุ่มอาชีพไม่พอ 1 ข้อ" in words
    assert "40,000" in words
    assert content_of(committee.get(at("planning_docx"))).startswith(b"PK")
    assert content_of(committee.get(at("years_xlsx"))).startswith(b"PK")
    for _ in range(2):
        committee.post(at("need_drop", PlannedNeed.objects.get().pk))
    assert NeedVersion.objects.count() == 2
