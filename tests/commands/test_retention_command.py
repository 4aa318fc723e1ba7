"""`plodnee retention` lists what would go by opaque keys, then drops it, ended sessions too."""

import json
from argparse import ArgumentParser
from datetime import date, timedelta

import pytest
from build import a_book, a_book_of, a_debt, a_reading, an_import
from django.contrib.sessions.models import Session
from django.utils import timezone

from plodnee.commands import retention
from plodnee.organization.access import OPERATOR
from plodnee.privacy.models import Erasure
from plodnee.registers.models import ImportBatch, Person
from plodnee.registers.services import stage_reading

pytestmark = pytest.mark.django_db
NOW = date(2026, 1, 1)


def said(capsys, *arguments):
    parser = ArgumentParser()
    retention.add_arguments(parser)
    assert retention.run(parser.parse_args(arguments)) == 0
    return capsys.readouterr().out


def a_session(ends_in):
    return Session.objects.create(
        session_key=f"a{ends_in.days}".replace("-", "b"), expire_date=timezone.now() + ends_in
    )


@pytest.fixture
def old():
    an_import(a_book_of(date(2005, 1, 1), a_book(debts=(a_debt(principal_satang=0),))))
    batch = stage_reading(a_reading(), actor=OPERATOR, on=NOW - timedelta(days=40))
    ended, open_one = a_session(timedelta(days=-1)), a_session(timedelta(days=1))
    return batch, ended, open_one


def test_a_dry_run_lists_each_thing_without_a_name_and_touches_nothing(old, capsys):
    batch, _ended, _open = old
    text = said(capsys, "--dry-run", "--on", NOW.isoformat())
    for key in (batch.pk, *Person.objects.values_list("pk", flat=True)):
        assert str(key) in text
    assert "สมมุติ" not in text
    assert ImportBatch.objects.filter(status="preview").exists()
    assert Session.objects.count() == 2
    assert not Erasure.objects.exists()


def test_what_a_run_drops_is_what_the_dry_run_listed(old, capsys):
    on = ("--on", NOW.isoformat(), "--json")
    listed = json.loads(said(capsys, "--dry-run", *on))
    dropped = json.loads(said(capsys, *on))
    assert (listed.pop("dry_run"), dropped.pop("dry_run")) == (True, False)
    assert listed == dropped
    assert dropped["ended_session"] == 1
    assert {one["kind"] for one in dropped["items"]} >= {"undecided_import", "person_without_debt"}
    again = json.loads(said(capsys, *on))
    assert (again["items"], again["ended_session"]) == ([], 0)


def test_who_stays_is_told_with_the_reason(capsys):
    an_import(a_book_of(date(2005, 1, 1)))
    assert "stays: a debt is still open" in said(
        capsys, "--dry-run", "--on", NOW.isoformat(), "--lang", "en"
    )


def test_before_there_were_rules_nothing_is_due(old, capsys):
    assert json.loads(said(capsys, "--dry-run", "--on", "2019-01-01", "--json"))["items"] == []
