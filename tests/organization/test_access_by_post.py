"""What a person may do follows from posts held on that day at areas that contain the place."""

from datetime import date

import pytest
from build import CENTRE_CODE, TODAY, a_centre, an_officer
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from plodnee.audit.models import AuditEvent
from plodnee.organization.access import (
    OPERATOR,
    area_codes_for,
    centres_within,
    may,
    posts_in_force,
    require,
)
from plodnee.organization.errors import NotAllowed, PostNotPossible, UnknownArea
from plodnee.organization.models import Officer, Post
from plodnee.organization.roles import ACTIONS, ROLES
from plodnee.organization.services import appoint

pytestmark = pytest.mark.django_db
PERSONAL = {"households.view", "registers.import", "documents.registers"}
# role -> where it is held, and who it is that asks
HELD_AT = {
    "centre_committee": CENTRE_CODE,
    "district_officer": "3101",
    "province": "31",
    "department": "",
    "auditor": "31",
}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_does_what_its_list_says_and_nothing_else(role):
    officer = an_officer(role, HELD_AT[role])
    allowed = {action for action in ACTIONS if may(officer, action, at=CENTRE_CODE, on=TODAY)}
    assert allowed == ROLES[role].actions


@pytest.mark.parametrize("role", ["province", "department"])
def test_above_the_district_nobody_sees_a_person(role):
    assert not ROLES[role].actions & PERSONAL


def test_an_auditor_changes_nothing():
    assert not ROLES["auditor"].actions & {"registers.import", "casework.plan"}


@pytest.mark.parametrize("role", ROLES)
def test_every_action_of_a_role_is_described(role):
    assert ROLES[role].actions <= set(ACTIONS)


@pytest.mark.parametrize("place", ["31011806", "310119", "3102", "31", "10", ""])
def test_a_committee_sees_its_own_centre_only(place):
    officer = an_officer("centre_committee", CENTRE_CODE)
    assert may(officer, "centres.view", at=CENTRE_CODE, on=TODAY)
    assert not may(officer, "centres.view", at=place, on=TODAY)


def test_the_committee_of_a_subdistrict_is_not_that_of_the_villages_in_it():
    officer = an_officer("centre_committee", "310118")
    for code in ("310118", CENTRE_CODE):
        a_centre(code)
    seen = {place: may(officer, "households.view", at=place, on=TODAY) for place in
            ("310118", CENTRE_CODE, "3101")}  # fmt: skip
    assert seen == {"310118": True, CENTRE_CODE: False, "3101": False}
    assert [centre.code for centre in centres_within(officer, TODAY)] == ["310118"]


def test_a_post_counts_from_its_first_to_its_last_day():
    officer = an_officer("district_officer", "3101")
    post = officer.posts.get()
    post.held_from, post.held_until = date(2019, 3, 1), date(2019, 3, 31)
    post.save()
    days = [date(2019, 2, 28), date(2019, 3, 1), date(2019, 3, 31), date(2019, 4, 1)]
    seen = [may(officer, "centres.view", at=CENTRE_CODE, on=day) for day in days]
    assert seen == [False, True, True, False]


def test_who_left_the_service_may_nothing():
    officer = an_officer("district_officer", "3101")
    officer.is_active = False
    assert posts_in_force(officer, TODAY) == []


def test_whoever_runs_the_machine_has_no_post_and_whoever_is_not_logged_in_has_none():
    superuser = Officer.objects.create_superuser("root", password="a long enough secret")
    for visitor in (superuser, AnonymousUser()):
        assert not may(visitor, "centres.view", at=CENTRE_CODE, on=TODAY)
        assert not centres_within(visitor, TODAY).exists()


def test_the_operator_of_commands_is_not_limited():
    assert may(OPERATOR, "registers.import", at=CENTRE_CODE, on=TODAY)
    assert area_codes_for(OPERATOR, "centres.view", TODAY) == [""]


def test_an_unknown_action_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="unknown action"):
        may(OPERATOR, "centres.paint", at=CENTRE_CODE, on=TODAY)


def test_a_refusal_speaks_both_languages_and_names_no_person():
    officer = an_officer("province", "31", username="somchai")
    with pytest.raises(NotAllowed) as refused:
        require(officer, "households.view", at=a_centre(), on=TODAY)
    assert "สิทธิ" in refused.value.message("th")
    assert "post" in refused.value.message("en")
    assert "somchai" not in str(refused.value)


def test_centres_are_listed_within_the_areas_of_the_posts():
    for code in ("31011805", "31011905", "31210302", "30010101"):
        a_centre(code)
    seen = {
        role: [centre.code for centre in centres_within(an_officer(role, area), TODAY)]
        for role, area in HELD_AT.items()
    }
    assert seen["centre_committee"] == ["31011805"]
    assert seen["district_officer"] == ["31011805", "31011905"]
    assert seen["province"] == seen["auditor"] == ["31011805", "31011905", "31210302"]
    assert seen["department"] == ["30010101", "31011805", "31011905", "31210302"]


def test_of_two_posts_the_wider_one_holds():
    officer = an_officer("centre_committee", CENTRE_CODE)
    district = ROLES["district_officer"]
    appoint(officer=officer, role=district, area_code="3101", held_from=TODAY, actor=OPERATOR)
    assert area_codes_for(officer, "centres.view", TODAY) == ["3101"]
    assert len(posts_in_force(officer, TODAY)) == 2


def test_the_same_appointment_twice_is_one_with_one_trace():
    officer = an_officer("district_officer", "3101")
    district = ROLES["district_officer"]
    appoint(officer=officer, role=district, area_code="3101", held_from=TODAY, actor=OPERATOR)
    assert Post.objects.count() == 1
    assert AuditEvent.objects.filter(action="posts.appointed").count() == 1


@pytest.mark.parametrize(
    ("role", "area", "refusal"),
    [
        ("centre_committee", "", PostNotPossible),
        ("district_officer", "31", PostNotPossible),
        ("department", "31", PostNotPossible),
        ("province", "99", UnknownArea),
        ("centre_committee", "99999999", UnknownArea),
    ],
)
def test_a_post_is_held_at_the_level_of_its_role(role, area, refusal):
    with pytest.raises(refusal):
        an_officer(role, area)


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("centre_committee", ""),
        ("centre_committee", "3101"),
        ("district_officer", "31"),
        ("province", ""),
        ("department", "31"),
        ("auditor", "310"),
        ("governor", "31"),
    ],
)
def test_the_database_itself_refuses_a_post_at_another_level(role, area):
    officer = an_officer()
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(officer=officer, role=role, area_code=area, held_from=TODAY)


def test_the_database_itself_refuses_a_post_that_ends_before_it_begins_or_is_held_twice():
    officer = an_officer("district_officer", "3101")
    with pytest.raises(IntegrityError), transaction.atomic():
        officer.posts.update(held_until=date(2018, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        officer.posts.create(role="district_officer", area_code="3101", held_from=TODAY)
