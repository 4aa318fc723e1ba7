"""The log of who was shown whose data grows, and whatever else happens to it shows."""

from datetime import timedelta
from uuid import uuid4

import pytest
from build import CENTRE_CODE, an_officer
from django.db import IntegrityError, transaction

from plodnee.audit.access import (
    record_access,
    record_accesses,
    record_reveal,
    reveal_reason,
)
from plodnee.audit.guards import remove_guards
from plodnee.audit.models import AccessEvent
from plodnee.audit.selectors import (
    accesses_to_households,
    bursts,
    chain_problems,
    reveals,
    reveals_since,
)

pytestmark = pytest.mark.django_db
ONE, OTHER = uuid4(), uuid4()


@pytest.fixture
def officer():
    return an_officer(username="somchai")


def shown(officer, *households, screen="households"):
    return record_access(officer, screen, chain=CENTRE_CODE, households=households)


def revealed(officer, reason="ตรวจบัตร"):
    return record_reveal(
        officer, "reveal", chain=CENTRE_CODE, household=ONE, person=uuid4(), reason=reason
    )


def test_a_household_knows_every_page_list_and_file_that_showed_it(officer):
    alone, together = shown(officer, ONE), shown(officer, OTHER, ONE)
    shown(officer, OTHER)
    whole = record_access(officer, "pack", chain=CENTRE_CODE, households=None)
    record_access(officer, "pack", chain="31011806", households=None)
    assert list(accesses_to_households(CENTRE_CODE, [ONE])) == [whole, together, alone]


def test_a_list_over_a_district_stands_in_the_log_of_each_of_its_centres(officer):
    before, other = shown(officer, ONE), "31011806"
    events = record_accesses(
        officer,
        "district_list",
        {CENTRE_CODE: [ONE], other: [OTHER]},
        roles={CENTRE_CODE: "district_officer", other: "district_officer"},
        request_id="one",
    )
    assert [(event.chain, event.sequence) for event in events] == [(CENTRE_CODE, 2), (other, 1)]
    assert list(accesses_to_households(CENTRE_CODE, [ONE])) == [events[0], before]
    assert list(accesses_to_households(other, [OTHER])) == [events[1]]
    assert chain_problems() == []


def test_a_page_that_showed_nobody_is_recorded_as_such(officer):
    event = shown(officer)
    assert (event.shown, event.is_whole, event.households) == (0, False, "")
    assert ONE.hex not in str(accesses_to_households(CENTRE_CODE, [ONE]).values())


def test_whoever_sees_very_many_within_minutes_is_noticed_and_whoever_works_is_not(officer):
    every, day = AccessEvent.objects.all(), timedelta(minutes=10)
    for _ in range(4):
        shown(officer, *(uuid4() for _ in range(50)))
    assert bursts(every, most=200, within=day) == []
    shown(officer, ONE)
    record_access(officer, "pack", chain=CENTRE_CODE, households=None)
    (burst,) = bursts(every, most=200, within=day)
    assert (burst.actor_label, burst.chain, burst.households) == ("somchai", CENTRE_CODE, 201)
    assert bursts(every, most=200, within=timedelta()) == []
    role = every.latest("pk").role
    (burst,) = bursts(every, most=999, within=day, most_of_roles={role: 100})
    assert burst.households == 201


def test_whoever_sees_the_same_households_again_and_again_is_not_noticed(officer):
    every, day = AccessEvent.objects.all(), timedelta(minutes=10)
    village = [uuid4() for _ in range(140)]
    for _ in range(3):
        shown(officer, *village)
    for household in village:
        shown(officer, household)
    assert bursts(every, most=200, within=day) == []
    (burst,) = bursts(every, most=139, within=day)
    assert burst.households == len(village)


def test_an_opened_id_is_counted_and_says_why_to_whoever_may_read_it(officer):
    event = revealed(officer)
    assert list(reveals()) == [event]
    assert reveal_reason(event) == "ตรวจบัตร"
    hour = timedelta(hours=1)
    assert reveals_since(officer.audit_key, event.recorded_at - hour) == 1
    assert reveals_since(officer.audit_key, event.recorded_at + hour) == 0


def test_an_opened_id_without_a_reason_is_refused_by_the_database(officer):
    event = revealed(officer)
    event.pk, event.sealed_reason, event.sequence = None, "", 99
    with pytest.raises(IntegrityError, match="says_whose_and_why"), transaction.atomic():
        event.save(force_insert=True)


def test_the_log_has_chains_of_its_own_and_a_change_in_it_is_found(officer):
    shown(officer, ONE)
    shown(officer, ONE)
    assert chain_problems() == []
    with pytest.raises(IntegrityError, match="is history"), transaction.atomic():
        AccessEvent.objects.update(actor_label="somebody else")
    remove_guards()
    AccessEvent.objects.filter(sequence=1).update(households="")
    AccessEvent.objects.filter(sequence=2).update(shown=7)
    assert chain_problems() == [f"access/{CENTRE_CODE}/2: changed after it was recorded"]
    AccessEvent.objects.filter(sequence=1).delete()
    assert len(chain_problems()) == 2
