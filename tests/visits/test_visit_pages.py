"""A visit's page says what is lacking; people are invited and reply; a changed hour is shown."""

import re
from dataclasses import replace
from datetime import date, time

import pytest
from build import an_officer
from django.test import Client
from django.urls import reverse

from plodnee.documents.letters import visit_letter
from plodnee.organization.access import OPERATOR
from plodnee.organization.models import Area
from plodnee.policy.reader import versions
from plodnee.visits.errors import ChangedMeanwhile, NotInvitable
from plodnee.visits.letters.plain import AboutVisit, OfficeSaid
from plodnee.visits.letters.services import send_letter, state_office
from plodnee.visits.models import Letter, Selection, VisitPerson
from plodnee.visits.people import quotas, record_people, standings
from plodnee.visits.rounds.plain import ProgrammeSaid, SlotSaid
from plodnee.visits.rounds.readiness import readiness
from plodnee.visits.rounds.selectors import current_programme, visits_ahead
from plodnee.visits.rounds.services import Hand, set_programme

pytestmark = pytest.mark.django_db
CODE, DAY = "31011805", date(2019, 3, 20)
HEAD = OfficeSaid(**versions("demonstration_round")[-1].values["office"])


@pytest.fixture
def selection(bare_round):
    return Selection.objects.get(centre_id=CODE)


@pytest.fixture
def home(selection):
    """A model household of the visited centre."""
    from build import a_book, a_household, an_import

    book = a_book(households=(a_household("901", is_model=True),), debts=(), cash=())
    an_import(replace(book, centre=replace(book.centre, area_code=CODE, as_of=DAY)))
    return selection.centre.households.get()


def browser(role, place) -> Client:
    client = Client()
    client.force_login(an_officer(role, place))
    return client


def lacking(selection) -> set[str]:
    return {one.code for one in readiness(selection, DAY) if not one.is_ready}


def test_what_is_lacking_is_read_from_what_stands(selection):
    assert lacking(selection) == {
        "letter", "tasks", "order", "register", "analysis", "targets", "models", "people",
        "replies",
    }  # fmt: skip


def ready(client, selection) -> str:
    """The part of the visit's page that tells what is ready."""
    page = client.get(reverse("visit", args=[CODE, selection.round_id])).content.decode()
    return page.partition("ความพร้อม")[2].partition("<h2>")[0]


def test_the_province_is_led_to_the_letter_that_is_lacking_and_nobody_else(selection):
    way = f'href="{reverse("letter_new", args=["31"])}?visit={selection.pk}"'
    assert way in ready(browser("province", "31"), selection)
    assert way not in ready(browser("district_officer", "3101"), selection)
    assert "href=" not in ready(browser("auditor", "31"), selection), "who reads prepares nothing"


def test_the_district_is_led_to_the_letter_whose_tasks_wait(demonstration):
    selection = Selection.objects.get(centre_id=CODE)
    way = f'href="{reverse("letter", args=["3101", Letter.objects.get(to_code="3101").pk])}"'
    assert way in ready(browser("district_officer", "3101"), selection)
    assert way not in ready(browser("centre_committee", CODE), selection)


def test_a_register_of_the_month_is_fresh_and_an_older_one_is_not(home, selection):
    assert "register" not in lacking(selection)
    later = {one.code: one for one in readiness(selection, date(2019, 4, 20))}
    assert not later["register"].is_ready
    assert later["register"].day == DAY


def test_a_model_household_is_invited_and_replies_once(home, selection):
    by = Hand(OPERATOR, DAY)
    for _ in range(2):
        record_people(selection=selection, said={home.pk: "invited"}, seen={}, by=by)
    assert VisitPerson.objects.count() == 1
    record_people(selection=selection, said={home.pk: "coming"}, seen={home.pk: 1}, by=by)
    _members, models = quotas(selection)
    assert (models.asked, models.invited, models.coming) == (5, 1, 1)
    with pytest.raises(ChangedMeanwhile):
        record_people(selection=selection, said={home.pk: "absent"}, seen={home.pk: 1}, by=by)
    record_people(selection=selection, said={home.pk: ""}, seen={home.pk: 2}, by=by)
    assert standings(selection)[home.pk].standing == "withdrawn"


def test_nobody_else_is_invited(home, selection):
    with pytest.raises(NotInvitable):
        record_people(
            selection=selection, said={selection.pk: "invited"}, seen={}, by=Hand(OPERATOR, DAY)
        )


def test_the_district_invites_from_a_form_and_the_province_sees_numbers_only(home, selection):
    keys = [CODE, selection.round_id]
    district = browser("district_officer", "3101")
    path = reverse("visit_people", args=keys)
    sent = {f"{home.pk}-key": home.pk, f"{home.pk}-seen": 0, f"{home.pk}-standing": "coming"}
    assert district.post(path, sent).status_code == 422
    sent |= {"more-whole": "True"}
    for _ in range(2):
        assert district.post(path, sent).status_code == 302
    assert district.post(path, sent | {f"{home.pk}-standing": "absent"}).status_code == 422
    assert VisitPerson.objects.count() == 1
    province = browser("province", "31")
    assert province.get(path).status_code == 404
    page = province.get(reverse("visit", args=keys)).content.decode()
    assert "ครัวเรือนต้นแบบ: เชิญ 1 จากที่ขอ 5 คน" in page
    assert "901" not in without_keys(page)


def without_keys(page: str) -> str:
    """A page without its opaque keys and tokens, in which any three digits may stand."""
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9A-Za-z]{32,}", "", page)


def test_people_of_groups_and_ordinary_members_are_among_the_ten(home, selection):
    from build import a_book, a_household, an_import

    homes = (a_household("901", is_model=True), a_household("902"))
    book = a_book(households=homes, debts=(), cash=())
    an_import(replace(book, centre=replace(book.centre, area_code=CODE, as_of=DAY)))
    group = selection.centre.member_groups.first()
    path = reverse("visit_people", args=[CODE, selection.round_id])
    district = browser("district_officer", "3101")
    assert "902" not in without_keys(district.get(path).content.decode())
    row = {
        "more-whole": "True",
        f"{home.pk}-key": home.pk,
        f"{home.pk}-seen": 0,
        f"{home.pk}-standing": "",
    }
    sent = row | {"more-codes": "902", "more-groups": [group.pk]}
    assert district.post(path, sent | {"more-codes": "902 999"}).status_code == 422
    for _ in range(2):
        assert district.post(path, sent).status_code == 302
    assert VisitPerson.objects.count() == 2
    members, models = quotas(selection)
    assert (members.invited, models.invited) == (2, 0)
    page = district.get(path).content.decode()
    assert "902" in without_keys(page)
    assert "ผู้แทน" in page
    key = next(key for key, one in standings(selection).items() if one.as_member)
    reply = {f"{key}-key": key, f"{key}-seen": 1, f"{key}-standing": "coming"}
    assert district.post(path, row | reply).status_code == 302
    assert quotas(selection)[0].coming == 1


def test_a_changed_hour_is_shown_to_the_village_and_told_by_letter_with_its_reason(selection):
    standing, by = current_programme(selection.round, "31"), Hand(OPERATOR, DAY)
    state_office(office_code="31", said=HEAD, by=by)
    about = AboutVisit(selection.round, selection.centre, standing)
    first = visit_letter(selection, dated_on=DAY)
    send_letter(office_code="31", said=first, by=by, about=about)
    said = ProgrammeSaid(
        standing.team, standing.venue, (SlotSaid(date(2019, 4, 2), time(9), None, "ไป", "", CODE),)
    )
    set_programme(
        round_=selection.round, province=Area.objects.get(pk="31"), said=said, seen_number=1,
        by=Hand(OPERATOR, DAY), reason="คณะติดภารกิจ",
    )  # fmt: skip
    told = visit_letter(selection, dated_on=DAY)
    assert told.subject.startswith("ขอเปลี่ยนแปลงกำหนดการ")
    assert told.reference.startswith("หนังสือจังหวัดบุรีรัมย์ ที่ บร 0018/ว 1 ลงวันที่")
    assert "จากเดิมวันที่ ๒๗ มีนาคม ๒๕๖๒ เวลา ๑๓.๐๐ น. เนื่องจากคณะติดภารกิจ" in told.opening
    assert "ในวันที่ ๒ เมษายน ๒๕๖๒ เวลา ๐๙.๐๐ น." in told.opening
    village = browser("centre_committee", CODE)
    page = village.get(reverse("visit", args=[CODE, selection.round_id])).content.decode()
    assert "<del>27 มี.ค. 2562 13.00</del> <ins>2 เม.ย. 2562 09.00</ins>" in page
    assert "คณะติดภารกิจ" in page
    ahead = visits_ahead(OPERATOR, DAY)
    assert [slot.held_on for slot in ahead] == [date(2019, 4, 2)]
    other = reverse("visit", args=["31210302", selection.round_id])
    assert village.get(other).status_code == 404
