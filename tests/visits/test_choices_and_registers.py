"""One choice of a centre stands at a time; the department writes letters from its own register."""

from dataclasses import replace
from datetime import date, time
from uuid import uuid4

import pytest
from build import an_officer
from django.db import IntegrityError, transaction

from plodnee.documents.letter_issuing import issue_letter
from plodnee.documents.letters import usual_slots
from plodnee.organization.errors import NotAllowed
from plodnee.visits.errors import AlreadyChosen, ChangedMeanwhile, SentOtherwise
from plodnee.visits.letters.plain import LetterSaid, OfficeSaid, TaskSaid
from plodnee.visits.letters.selectors import letter_number, tasks_waiting
from plodnee.visits.letters.services import answer_task, send_letter, state_office
from plodnee.visits.models import ChosenCentre, Letter, LetterReceipt, Selection
from plodnee.visits.rounds.defaults import usual_name, usual_round
from plodnee.visits.rounds.selectors import current_programme
from plodnee.visits.rounds.services import Hand, choose_centre, open_round, withdraw_choice

pytestmark = pytest.mark.django_db
OFFICE = OfficeSaid("มท 0402", "กรมการพัฒนาชุมชน", "โทร. 0 2141 6000", "กรม", "", "อธิบดี")


def test_a_centre_is_chosen_once_until_the_choice_is_withdrawn(centres, settled_on):
    opened = Hand(an_officer("department", ""), settled_on)
    round_ = open_round(
        fiscal_year_be=2562, name=usual_name(2562), said=usual_round(2562, ("31",)), by=opened
    )
    by = Hand(an_officer("province", "31"), settled_on)
    first = choose_centre(round_=round_, centre=centres[0], reason="พร้อม", by=by)
    with pytest.raises(AlreadyChosen):
        choose_centre(round_=round_, centre=centres[0], reason="อีกครั้ง", by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChosenCentre.objects.create(round=round_, centre=centres[0], selection=_unlisted(first))
    withdraw_choice(selection=first, reason="ถนนขาด", by=by)
    choose_centre(round_=round_, centre=centres[0], reason="ถนนซ่อมแล้ว", by=by)
    assert Selection.objects.filter(round=round_).count() == 2
    assert ChosenCentre.objects.get(round=round_).selection.reason == "ถนนซ่อมแล้ว"


def test_the_department_asks_a_province_by_letter_and_the_province_answers(provinces, settled_on):
    department = Hand(an_officer("department", ""), settled_on)
    province = Hand(an_officer("province", "31"), settled_on)
    state_office(office_code="", said=OFFICE, by=department)
    said = LetterSaid(
        kind="external",
        subject="ส่งผลการประเมิน",
        opening="ด้วยกรมขอผลการประเมิน",
        dated_on=settled_on,
        to_code="31",
        tasks=(TaskSaid("ส่งผลการประเมิน", settled_on),),
    )
    with pytest.raises(NotAllowed):
        send_letter(office_code="", said=said, by=province)
    numbers = [letter_number(send_letter(office_code="", said=said, by=department)) for _ in "12"]
    assert numbers == ["มท 0402/1", "มท 0402/2"]
    first, second = tasks_waiting(province.actor, settled_on)
    said = {"task": first, "outcome": "done", "note": "ส่งแล้ว", "seen_number": 0, "by": province}
    answered = answer_task(**said)
    assert answer_task(**said) == answered
    with pytest.raises(ChangedMeanwhile):
        answer_task(**said | {"note": "ส่งอีกครั้ง"})
    assert first.answers.count() == 1
    assert list(tasks_waiting(province.actor, settled_on)) == [second]
    receipt = LetterReceipt.objects.get(office_code="31")
    assert (receipt.sender, receipt.number) == ("กรมการพัฒนาชุมชน", 1)


def test_a_letter_that_is_sent_twice_has_one_number_and_other_words_are_refused(
    provinces, settled_on
):
    by, key = Hand(an_officer("department", ""), settled_on), uuid4()
    state_office(office_code="", said=OFFICE, by=by)
    said = LetterSaid("memo", "ขอข้อมูล", "ด้วยกรมขอข้อมูล", settled_on, to_code="31")
    letter = issue_letter(office_code="", said=said, by=by, letter_id=key)
    assert issue_letter(office_code="", said=said, by=by, letter_id=key) == letter
    assert Letter.objects.get().issued.pdf
    with pytest.raises(SentOtherwise):
        issue_letter(office_code="", said=replace(said, opening="อื่น"), by=by, letter_id=key)


def test_a_programme_set_again_keeps_the_lodging_on_its_evening(demonstration, centres):
    before = current_programme(demonstration, "31")
    moved = usual_slots(list(reversed(centres)), date(2019, 4, 3), before)
    lodging = [slot for slot in moved if "เข้าที่พัก" in slot.what]
    assert [(slot.held_on, slot.starts_at) for slot in lodging] == [(date(2019, 4, 3), time(17))]
    assert [slot.centre_code for slot in moved if slot.centre_code] == ["31210302", "31011805"]
    assert len(moved) == before.slots.count()


def _unlisted(standing: Selection) -> Selection:
    """Another choice of the same centre, written past the services."""
    return Selection.objects.create(
        round=standing.round,
        centre=standing.centre,
        reason="เขียนตรง",
        rank=1,
        ranked=1,
        met=[],
        chosen_on=standing.chosen_on,
    )
