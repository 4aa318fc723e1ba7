"""One choice of a centre stands at a time; the department writes letters from its own register."""

import pytest
from build import an_officer
from django.db import IntegrityError, transaction

from plodnee.organization.errors import NotAllowed
from plodnee.visits.errors import AlreadyChosen
from plodnee.visits.letters.plain import LetterSaid, OfficeSaid, TaskSaid
from plodnee.visits.letters.selectors import letter_number, tasks_waiting
from plodnee.visits.letters.services import answer_task, send_letter, state_office
from plodnee.visits.models import ChosenCentre, LetterReceipt, Selection
from plodnee.visits.rounds.defaults import usual_name, usual_round
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
    answer_task(task=first, outcome="done", note="ส่งแล้ว", by=province)
    assert list(tasks_waiting(province.actor, settled_on)) == [second]
    receipt = LetterReceipt.objects.get(office_code="31")
    assert (receipt.sender, receipt.number) == ("กรมการพัฒนาชุมชน", 1)


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
