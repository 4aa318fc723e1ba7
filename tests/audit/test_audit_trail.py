"""The trail grows, and whatever else happens to it shows."""

import pytest
from build import CENTRE_CODE, a_centre, an_officer
from django.db import IntegrityError, connection, transaction

from plodnee.audit.guards import remove_guards
from plodnee.audit.models import AuditEvent, ChainHead
from plodnee.audit.selectors import chain_problems, events_about
from plodnee.audit.services import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return a_centre()


@pytest.fixture
def unguarded(centre):
    """What somebody with the rights of the database's owner can do."""
    remove_guards()
    return centre


def test_an_event_names_who_did_what_to_what(centre):
    officer = an_officer(username="somchai")
    event = record(officer, "tests.done", centre, amount_satang=100)
    assert (event.actor_key, event.actor_label) == (f"officer:{officer.pk}", "somchai")
    assert (event.subject_kind, event.subject_key) == ("organization.centre", CENTRE_CODE)
    assert (event.chain, event.details) == (CENTRE_CODE, {"amount_satang": 100})
    assert events_about(centre).first() == event


def test_events_of_a_centre_follow_one_another_and_hold(centre):
    for _ in range(3):
        record(an_officer_like(), "tests.done", centre)
    chain = AuditEvent.objects.filter(chain=CENTRE_CODE).order_by("sequence")
    assert [event.sequence for event in chain] == [1, 2, 3, 4]
    assert [event.previous_mac for event in chain][1:] == [event.mac for event in chain][:-1]
    assert chain_problems() == []


def an_officer_like():
    from plodnee.organization.access import OPERATOR

    return OPERATOR


def test_an_event_that_is_rolled_back_leaves_no_gap(centre):
    def undone():
        with transaction.atomic():
            record(an_officer_like(), "tests.undone", centre)
            raise LookupError

    with pytest.raises(LookupError):
        undone()
    record(an_officer_like(), "tests.done", centre)
    assert chain_problems() == []


@pytest.mark.parametrize(
    "details",
    [
        {"person": "เลขประจำตัว 9-1234-56789-01-2"},
        {"note": "9123456789012"},
        {"rate": 1.5},
        {"a": []},
    ],
)
def test_personal_data_and_whatever_does_not_keep_stays_out(centre, details):
    with pytest.raises(ValueError, match=r"neither|does not belong"):
        record(an_officer_like(), "tests.done", centre, **details)


def test_a_fingerprint_with_thirteen_digits_in_a_row_is_no_national_id(centre):
    sha256 = "db1f101ad423880d22da25a8f565a95ddc654203b5588527566757d1a86bfcb1"
    assert record(an_officer_like(), "tests.done", centre, sha256=sha256).details["sha256"]


CHANGES = {
    "update": "UPDATE audit_auditevent SET action = 'other'",
    "delete": "DELETE FROM audit_auditevent",
    "moved": "UPDATE audit_auditevent SET sequence = sequence + 10",
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_the_database_itself_refuses_to_change_an_event(centre, statement):
    with pytest.raises(IntegrityError, match="is history"), transaction.atomic():
        _execute(statement)


def test_an_event_cannot_be_replaced_either(centre):
    event = AuditEvent.objects.first()
    event.action = "other"
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save(force_insert=True)
    if connection.vendor == "sqlite":
        columns = [field.column for field in AuditEvent._meta.concrete_fields]
        names = ", ".join(f'"{column}"' for column in columns)
        with pytest.raises(IntegrityError, match="is history"), transaction.atomic():
            _execute(
                f"INSERT OR REPLACE INTO audit_auditevent ({names}) "
                f"SELECT {names} FROM audit_auditevent"
            )
    else:
        with pytest.raises(IntegrityError, match="is history"), transaction.atomic():
            _execute("TRUNCATE audit_auditevent CASCADE")


def test_a_changed_event_is_found(unguarded):
    AuditEvent.objects.filter(sequence=1).update(actor_label="somebody else")
    assert chain_problems() == [f"{CENTRE_CODE}/1: changed after it was recorded"]


def test_a_changed_detail_is_found(unguarded):
    record(an_officer_like(), "tests.done", unguarded, amount_satang=100)
    AuditEvent.objects.filter(sequence=2).update(details={"amount_satang": 101})
    assert chain_problems() == [f"{CENTRE_CODE}/2: changed after it was recorded"]


def test_a_missing_event_is_found(unguarded):
    record(an_officer_like(), "tests.done", unguarded)
    record(an_officer_like(), "tests.done", unguarded)
    AuditEvent.objects.filter(sequence=2).delete()
    assert chain_problems() == [f"{CENTRE_CODE}/2: missing before 3"]


def test_a_trail_cut_short_is_found(unguarded):
    record(an_officer_like(), "tests.done", unguarded)
    AuditEvent.objects.filter(sequence=2).delete()
    assert chain_problems() == [f"{CENTRE_CODE}: its end is not event 1"]


def test_a_chain_without_its_end_is_found(unguarded):
    ChainHead.objects.all().delete()
    assert chain_problems() == [f"{CENTRE_CODE}: its end is not event 1"]


def test_an_event_under_a_key_nobody_has_is_found(unguarded):
    AuditEvent.objects.filter(sequence=1).update(key_version="9")
    assert chain_problems() == [f"{CENTRE_CODE}/1: changed after it was recorded"]


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
