"""A demonstration has a made-up committee with a signed order and closed minutes, made once."""

from datetime import date, timedelta

import pytest
from build import CENTRE_CODE, a_book, a_household, an_import
from django.apps import apps

from plodnee.casework.meetings.selectors import meeting_state, resolutions_standing
from plodnee.casework.meetings.subjects import Subject
from plodnee.casework.models import Meeting
from plodnee.casework.rules.in_force import version_in_force
from plodnee.casework.rules.selectors import criteria_at, version_state
from plodnee.commands.demo_committee import demonstration_committees
from plodnee.commands.logins import demonstration_logins
from plodnee.documents.models import IssuedDocument
from plodnee.registers.committees.offices import InOffice
from plodnee.registers.committees.selectors import committee_of
from plodnee.registers.models import Household

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 16)
SINCE = date(2018, 10, 1)


def rows():
    models = (m for m in apps.get_models() if m.__module__.startswith("plodnee."))
    return {model._meta.label: model._default_manager.count() for model in models}


@pytest.fixture
def centre():
    centre = an_import(a_book(households=(a_household("001"), a_household("002")))).centre
    demonstration_logins([CENTRE_CODE], since=SINCE)
    return centre


def test_it_is_in_office_and_has_resolved_on_made_up_households(centre):
    demonstration_committees([CENTRE_CODE], today=TODAY)
    committee = committee_of(centre, TODAY)
    assert committee.standing == InOffice.CURRENT
    assert all("สมมุติ" in member.name for member in committee.members)
    state = meeting_state(Meeting.objects.get())
    assert state.closed
    homes = Household.objects.order_by("code")
    outcomes = [resolutions_standing(Subject.of_household(h))[0].outcome for h in homes]
    assert outcomes == ["approved", "deferred"]
    assert {one.kind for one in IssuedDocument.objects.all()} == {"order", "minutes", "notice"}


def test_its_first_centre_has_criteria_of_its_own_by_that_meeting(centre):
    demonstration_committees([CENTRE_CODE], today=TODAY)
    meeting = Meeting.objects.get()
    version = version_in_force(centre, "criteria", meeting.held_on)
    found = version_state(version)
    assert found.approval.resolution.item.meeting == meeting
    assert found.approval.done_by not in {step.done_by for step in found.steps[:-1]}
    assert criteria_at(centre, TODAY) != criteria_at(centre, meeting.held_on - timedelta(days=1))


def test_made_again_it_changes_nothing(centre):
    demonstration_committees([CENTRE_CODE], today=TODAY)
    before = rows()
    demonstration_committees([CENTRE_CODE], today=TODAY)
    assert rows() == before


def test_the_last_of_several_is_about_to_lapse(centre):
    demonstration_committees(["99999999", CENTRE_CODE], today=TODAY)
    assert committee_of(centre, TODAY).standing == InOffice.LAPSING


def test_a_real_centre_and_one_without_people_get_no_committee(centre):
    from plodnee.organization.models import Officer

    Officer.objects.update(is_demonstration=False)
    demonstration_committees([CENTRE_CODE], today=TODAY)
    Officer.objects.update(is_demonstration=True)
    centre.is_demonstration = False
    centre.save()
    demonstration_committees([CENTRE_CODE], today=TODAY)
    assert not centre.appointment_orders.exists()
