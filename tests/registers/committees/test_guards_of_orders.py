"""Round the services the database itself keeps orders unedited and signed by another."""

from datetime import date, timedelta

import pytest
from build import TODAY, a_centre, an_import
from committee_village import a_list, drafted, officers
from django.db import DatabaseError, IntegrityError, transaction

from plodnee.registers.committees.orders import discard_order, record_signing
from plodnee.registers.models import (
    CommitteeMember,
    GroupRepresented,
    MemberGroup,
    OrderLine,
    OrderSigning,
    Person,
)

pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, DatabaseError)


@pytest.fixture
def village():
    centre = a_centre()
    an_import()
    people = officers(centre)
    return centre, people, a_list(centre, people[0])


def refused_by_the_database(deed):
    with pytest.raises(REFUSED), transaction.atomic():
        deed()


def test_round_the_service_the_database_takes_nothing_of_another_centre(village):
    centre, _, members = village
    other = a_centre("31011806")
    group = MemberGroup.objects.create(centre=other, code="X")
    person = Person.objects.create(centre=other)
    refused_by_the_database(lambda: GroupRepresented.objects.create(member=members[0], group=group))
    right = {
        "centre": centre, "name": "ก", "post": "member", "sits_as": "leader",
        "sits_as_words": "กำนัน", "listed_on": TODAY,
    }  # fmt: skip
    for wrong in ({"person": person}, {"name": ""}, {"sits_as_words": ""}, {"sits_as": "x"}):
        refused_by_the_database(
            lambda wrong=wrong: CommitteeMember.objects.create(**(right | wrong))
        )
    CommitteeMember.objects.create(**right)


def test_round_the_service_the_database_lets_no_maker_sign_and_no_order_be_edited(village):
    centre, (secretary, _, district, _), members = village
    order = drafted(centre, district, members)
    stranger = CommitteeMember.objects.create(
        centre=a_centre("31011806"), name="ก", post="member", sits_as="leader",
        sits_as_words="กำนัน", listed_on=TODAY,
    )  # fmt: skip
    refused_by_the_database(
        lambda: OrderLine.objects.create(order=order, position=99, member=stranger)
    )
    right = {
        "order": order, "centre": centre, "district_code": "3101", "number": "1/2562",
        "signed_on": TODAY, "recorded_on": TODAY, "drafted_by": district, "recorded_by": secretary,
    }  # fmt: skip
    wrongs = (
        {"recorded_by": district},
        {"drafted_by": secretary, "recorded_by": district},
        {"drafted_by": None, "recorded_by": district},
        {"number": ""},
        {"signed_on": TODAY + timedelta(days=1)},
        {"centre": stranger.centre},
    )
    for wrong in wrongs:
        refused_by_the_database(lambda wrong=wrong: OrderSigning.objects.create(**(right | wrong)))
    OrderSigning.objects.create(**right)
    refused_by_the_database(lambda: order.lines.create(position=98, member=members[0]))
    refused_by_the_database(lambda: centre.appointment_orders.update(signer_name="คนอื่น"))
    refused_by_the_database(lambda: OrderSigning.objects.all().delete())
    refused_by_the_database(lambda: OrderSigning.objects.filter(pk=order.pk).update(number="2"))


def test_round_the_service_a_discarded_draft_is_not_signed(village):
    centre, (secretary, _, district, _), members = village
    order = drafted(centre, secretary, members)
    discard_order(order=order, reason="", actor=secretary, on=TODAY)
    refused_by_the_database(
        lambda: OrderSigning.objects.create(
            order=order, centre=centre, district_code="3101", number="1/2562", signed_on=TODAY,
            recorded_on=TODAY, drafted_by=secretary, recorded_by=district,
        )
    )  # fmt: skip


def test_a_signing_is_recorded_on_the_day_told_by_whoever_records(village):
    centre, (secretary, _, district, _), members = village
    order = drafted(centre, secretary, members)
    signing = record_signing(
        order=order, number="1/2562", signed_on=date(2019, 3, 1), actor=district, on=TODAY
    )
    assert (signing.signed_on, signing.recorded_on) == (date(2019, 3, 1), TODAY)
