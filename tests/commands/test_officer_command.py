"""`plodnee officer` makes the two people whom a centre needs, and nobody by accident."""

import json

import pytest
from build import CENTRE_CODE, TODAY, a_centre
from django.contrib.auth import authenticate

from plodnee.commands import main
from plodnee.commands.logins import demonstration_logins
from plodnee.organization.access import may
from plodnee.organization.models import Centre, Officer

pytestmark = pytest.mark.django_db


def added(capsys, username, *more, name="นางสมศรี ใจดี", area=CENTRE_CODE):
    told = ["officer", "add", username, "--name", name, "--area", area]
    code = main([*told, "--from", TODAY.isoformat(), "--json", *more])
    said = capsys.readouterr()
    return json.loads(said.out) if code == 0 else said.err


def test_two_people_of_a_centre_may_log_in_and_do_what_its_committee_does(capsys):
    a_centre()
    for username in ("clerk", "chair"):
        told = added(capsys, username)
        officer = authenticate(username=username, password=told["password"])
        assert str(officer) == "นางสมศรี ใจดี"
        assert may(officer, "meetings.close", at=CENTRE_CODE, on=TODAY)
    main(["officer", "list", "--json"])
    rows = json.loads(capsys.readouterr().out)
    assert [row["username"] for row in rows] == ["chair", "clerk"]
    assert rows[0]["posts"] == [["centre_committee", CENTRE_CODE]]


def test_a_name_that_is_taken_or_impossible_or_a_wrong_area_makes_nobody(capsys):
    added(capsys, "clerk")
    assert "plodnee officer password" in added(capsys, "Clerk")
    assert "ตัวอักษร ตัวเลข" in added(capsys, "the clerk")
    assert "ชื่อจริง" in added(capsys, "other", name=" ")
    assert "6/8 หลัก" in added(capsys, "other", area="31")
    assert Officer.objects.count() == 1


def test_a_forgotten_password_is_replaced_and_who_left_does_not_log_in(capsys):
    old = added(capsys, "clerk")["password"]
    assert main(["officer", "password", "clerk", "--json"]) == 0
    new = json.loads(capsys.readouterr().out)["password"]
    assert authenticate(username="clerk", password=old) is None
    assert authenticate(username="clerk", password=new)
    assert main(["officer", "end", "clerk"]) == 0
    assert authenticate(username="clerk", password=new) is None
    assert Officer.objects.get().posts.get().held_until is not None
    assert main(["officer", "end", "nobody"]) == 1
    assert "plodnee officer list" in capsys.readouterr().err


def test_beside_made_up_centres_alone_an_officer_is_made_up(capsys):
    added(capsys, "before")
    a_centre()
    Centre.objects.update(is_demonstration=True)
    added(capsys, "beside")
    flags = dict(Officer.objects.values_list("username", "is_demonstration"))
    assert flags == {"before": False, "beside": True}


def test_a_demonstration_has_a_clerk_and_a_chair_for_each_centre():
    logins = demonstration_logins([CENTRE_CODE, "31210302"], since=TODAY)
    committee = [(one.username, one.area) for one in logins if one.role == "centre_committee"]
    assert committee == [
        (f"centre-{CENTRE_CODE}", CENTRE_CODE),
        ("centre-31210302", "31210302"),
        (f"chair-{CENTRE_CODE}", CENTRE_CODE),
        ("chair-31210302", "31210302"),
    ]
    assert len({one.password for one in logins}) == len(logins)
