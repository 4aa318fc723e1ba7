"""A committee is listed, appointed by a signed order, added to, and lapses; nothing is edited."""

from datetime import date, timedelta

import pytest
from build import TODAY, a_centre, an_import, an_officer
from committee_village import (
    UNTIL,
    a_committee,
    a_list,
    drafted,
    listed,
    member_facts,
    officers,
    order_facts,
    signed,
)
from django.db import DatabaseError, IntegrityError

from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed
from plodnee.organization.models import Centre
from plodnee.registers.committees import errors
from plodnee.registers.committees.offices import InOffice, count_ending
from plodnee.registers.committees.orders import discard_order, draft_order
from plodnee.registers.committees.rules import committee_rules
from plodnee.registers.committees.selectors import (
    ListChecks,
    committee_of,
    member_groups,
    members_gone,
    members_listed,
    members_of_order,
    orders_version,
)
from plodnee.registers.committees.services import (
    list_member,
    phone_of,
    record_leaving,
    strike_member,
)
from plodnee.registers.errors import TextTooLong
from plodnee.registers.models import (
    MemberGroup,
    Person,
)

pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, DatabaseError)


@pytest.fixture
def village():
    """A centre with a register, its officers, and a list of five that no order names yet."""
    centre = a_centre()
    an_import()
    people = officers(centre)
    return centre, people, a_list(centre, people[0])


def test_the_list_stands_by_post_and_an_adviser_does_not_vote(village):
    centre, _, _ = village
    posts = [member.post for member in members_listed(centre)]
    assert posts == ["chair", "vice_chair", "member", "secretary", "adviser"]
    assert not committee_rules(TODAY).posts["adviser"].votes


def test_a_title_is_told_from_the_name_and_a_telephone_is_sealed(village):
    centre, (secretary, *_), _ = village
    member = listed(centre, secretary, "น.ส. ใหม่ ใจดี", phone="0812345678")
    assert (member.title, member.name) == ("น.ส.", "ใหม่ ใจดี")
    assert member.sealed_phone.startswith("v1|")
    assert phone_of(member) == "0812345678"
    assert phone_of(listed(centre, secretary, "นายไม่มี โทรศัพท์")) == ""


@pytest.mark.parametrize(
    "facts",
    [
        member_facts(" "),
        member_facts("นาย ก", "king"),
        member_facts("นาย ก", sits_as="group", groups=()),
        member_facts("นาย ก", sits_as="expert", sits_as_words=" "),
        member_facts("นาย ก", sits_as="stranger"),
    ],
)
def test_a_member_has_a_name_a_post_and_somebody_to_speak_for(village, facts):
    centre, (secretary, *_), _ = village
    with pytest.raises(errors.MemberUnclear):
        list_member(centre=centre, facts=facts, actor=secretary, on=TODAY)


def test_a_group_or_person_of_another_centre_is_not_taken(village):
    centre, (secretary, *_), _ = village
    other = a_centre("31011806")
    group = MemberGroup.objects.create(centre=other, code="X")
    person = Person.objects.create(centre=other)
    for facts in (
        member_facts("นาย ก", groups=[group]),
        member_facts("นาย ก", person=person),
    ):
        with pytest.raises(errors.MemberUnclear):
            list_member(centre=centre, facts=facts, actor=secretary, on=TODAY)


def test_nobody_is_listed_twice(village):
    centre, (secretary, *_), _ = village
    with pytest.raises(errors.MemberAlreadyListed):
        listed(centre, secretary, "นายประธาน  ใจดี")
    person = Person.objects.create(centre=centre)
    listed(centre, secretary, "นาย ก", person=person)
    with pytest.raises(errors.MemberAlreadyListed):
        listed(centre, secretary, "นาย ข", person=person)


def test_a_name_of_any_length_is_not_taken(village):
    centre, (secretary, *_), _ = village
    with pytest.raises(TextTooLong):
        listed(centre, secretary, "ก" * 301)
    with pytest.raises(TextTooLong):
        drafted(centre, secretary, members_listed(centre), signer_name="ก" * 301)


def test_every_member_group_needs_a_voice_or_a_reason_why_not(village):
    centre, (secretary, *_), members = village
    silent = [member for member in members if not member.groups_represented.exists()]
    with pytest.raises(errors.GroupsUnrepresented) as refused:
        drafted(centre, secretary, silent)
    assert "กองทุนหมู่บ้าน" in refused.value.message("th")
    order = drafted(centre, secretary, silent, exception="กลุ่มยังไม่ได้เลือกผู้แทน")
    assert order.exception == "กลุ่มยังไม่ได้เลือกผู้แทน"


def test_the_checks_name_what_a_list_lacks(village):
    centre, _, members = village
    checks = ListChecks.of(members[2:3] * 2, member_groups(centre), committee_rules(TODAY))
    assert [seat.name for seat in checks.unrepresented] == ["กองทุนหมู่บ้าน"]
    assert checks.empty_posts == ("chair", "secretary")
    assert ListChecks.of(members, member_groups(centre), committee_rules(TODAY)).groups == 1


def test_a_centre_without_a_register_has_no_groups_to_ask_for():
    assert member_groups(a_centre()) == []


def test_an_order_needs_a_chair_and_a_secretary_and_only_one_of_each(village):
    centre, (secretary, *_), members = village
    with pytest.raises(errors.PostsNotFilled) as refused:
        drafted(centre, secretary, members[1:])
    assert "ประธานกรรมการ" in refused.value.message("th")
    second = listed(centre, secretary, "นายประธาน คนที่สอง", "chair")
    with pytest.raises(errors.PostsOverfilled):
        drafted(centre, secretary, [*members, second])


@pytest.mark.parametrize(
    "wrong",
    [
        {"signer_name": " "},
        {"signer_position": ""},
        {"valid_until": None},
        {"valid_until": date(2018, 1, 1)},
        {"members": ()},
        {"effect": "praise"},
    ],
)
def test_an_order_says_all_that_an_order_says(village, wrong):
    centre, (secretary, *_), members = village
    facts = order_facts(members, **{k: v for k, v in wrong.items() if k != "members"})
    if "members" in wrong:
        facts = order_facts(())
    with pytest.raises(errors.OrderUnclear):
        draft_order(centre=centre, facts=facts, seen_version=0, actor=secretary, on=TODAY)


def test_an_appointment_lasts_no_longer_than_a_term(village):
    centre, (secretary, *_), members = village
    begins = order_facts(members).valid_from
    last = begins.replace(year=begins.year + 3)
    with pytest.raises(errors.OrderTooLong) as refused:
        drafted(centre, secretary, members, valid_until=last + timedelta(days=1))
    assert "36" in refused.value.message("th")
    assert drafted(centre, secretary, members, valid_until=last).valid_until == last


def test_a_draft_counts_for_nothing_until_the_district_records_its_signing(village):
    centre, (secretary, _, district, _), members = village
    order = drafted(centre, secretary, members)
    assert committee_of(centre, TODAY).standing == InOffice.NONE
    with pytest.raises(NotAllowed):
        signed(order, secretary)
    signed(order, district)
    committee = committee_of(centre, TODAY)
    assert (committee.standing, committee.order) == (InOffice.CURRENT, order)
    assert members_of_order(order) == members
    assert len(committee.voting) == 4


def test_whoever_drafted_an_order_does_not_record_its_signing(village):
    centre, (_, _, district, another), members = village
    order = drafted(centre, district, members)
    for maker in (district, OPERATOR):
        with pytest.raises(errors.SameMaker):
            signed(order, maker)
    signed(order, another)


def test_an_officer_of_another_district_records_nothing(village):
    centre, (secretary, *_), members = village
    order = drafted(centre, secretary, members)
    with pytest.raises(NotAllowed):
        signed(order, an_officer("district_officer", "3102"))


def test_an_order_is_signed_once_under_a_number_of_its_own(village):
    centre, (secretary, _, district, _), members = village
    order = signed(drafted(centre, secretary, members), district, "๑๒๓/๒๕๖๒")
    assert order.signing.number == "123/2562"
    with pytest.raises(errors.OrderNotDraft):
        signed(order, district, "124/2562")
    again = drafted(centre, secretary, members)
    with pytest.raises(errors.OrderNumberTaken):
        signed(again, district, "123/2562")
    for number in (" ", "ที่แนบ", "124", "124/62"):
        with pytest.raises(errors.OrderNumberUnclear):
            signed(again, district, number)
    with pytest.raises(errors.DayAhead):
        signed(again, district, "9/2562", signed_on=TODAY + timedelta(days=1))


def test_a_discarded_draft_is_not_signed_and_a_signed_order_not_discarded(village):
    centre, (secretary, _, district, _), members = village
    draft = drafted(centre, secretary, members)
    discard_order(order=draft, reason="ร่างผิด", actor=secretary, on=TODAY)
    with pytest.raises(errors.OrderNotDraft):
        signed(draft, district)
    order = signed(drafted(centre, secretary, members), district)
    with pytest.raises(errors.OrderNotDraft):
        discard_order(order=order, reason="", actor=secretary, on=TODAY)


def test_two_who_draft_at_one_time_are_told_of_each_other(village):
    centre, (secretary, *_), members = village
    drafted(centre, secretary, members)
    with pytest.raises(errors.OrdersChanged):
        draft_order(
            centre=centre, facts=order_facts(members), seen_version=0, actor=secretary, on=TODAY
        )
    assert orders_version(centre) == 1


def test_an_order_warns_before_it_lapses_and_then_names_nobody():
    centre, _, _ = a_committee()
    warned = UNTIL - timedelta(days=committee_rules(TODAY).warn_days)
    days = (warned - timedelta(days=1), warned, UNTIL, UNTIL + timedelta(days=1))
    standings = [committee_of(centre, day).standing for day in days]
    assert standings == [InOffice.CURRENT, InOffice.LAPSING, InOffice.LAPSING, InOffice.LAPSED]
    assert [count_ending([centre], day) for day in days] == [0, 1, 1, 1]
    assert count_ending(Centre.objects.exclude(pk=centre.pk), UNTIL) == 0
    assert committee_of(centre, UNTIL + timedelta(days=1)).members == ()
    assert committee_of(centre, date(2018, 12, 31)).standing == InOffice.NOT_YET


def test_a_later_appointment_replaces_the_whole_committee_from_its_first_day():
    centre, (secretary, _, district, _), members = a_committee()
    later, last = date(2019, 6, 1), UNTIL + timedelta(days=100)
    draft = drafted(centre, secretary, members[:4], valid_from=later, valid_until=last)
    assert count_ending([centre], UNTIL) == 1
    new = signed(draft, district, "200/2562")
    assert count_ending([centre], UNTIL) == 0
    assert len(committee_of(centre, later - timedelta(days=1)).members) == 5
    assert committee_of(centre, later).order == new
    assert len(committee_of(centre, later).members) == 4


def test_a_supplement_adds_members_and_ends_with_its_order():
    centre, (secretary, _, district, _), _ = a_committee()
    order = committee_of(centre, TODAY).order
    added = listed(centre, secretary, "นายเพิ่ม ใจดี")
    with pytest.raises(errors.OrderUnclear):
        drafted(
            centre, secretary, [added], effect="supplement", amends=order,
            valid_until=UNTIL - timedelta(days=1),
        )  # fmt: skip
    more = drafted(
        centre, secretary, [added], effect="supplement", amends=order,
        valid_from=TODAY, valid_until=UNTIL,
    )  # fmt: skip
    assert added not in committee_of(centre, TODAY).members
    signed(more, district, "124/2562")
    committee = committee_of(centre, TODAY)
    assert added in committee.members
    assert committee.supplements == (more,)
    assert added not in committee_of(centre, TODAY - timedelta(days=1)).members


def test_a_revocation_ends_an_order_and_names_nobody():
    centre, (secretary, _, district, _), _ = a_committee()
    order = committee_of(centre, TODAY).order
    end = drafted(
        centre, secretary, (), effect="revoke", amends=order, valid_from=TODAY, valid_until=None
    )
    signed(end, district, "125/2562")
    assert committee_of(centre, TODAY).standing == InOffice.REVOKED
    assert committee_of(centre, TODAY - timedelta(days=1)).in_office
    assert [count_ending([centre], TODAY - timedelta(days=n)) for n in (1, 0)] == [0, 1]
    with pytest.raises(errors.OrderNotAmendable):
        drafted(
            centre, secretary, (), effect="revoke", amends=order, valid_from=TODAY, valid_until=None
        )


def test_an_appointment_amends_nothing_and_only_what_stands_is_amended(village):
    centre, (secretary, *_), members = village
    draft = drafted(centre, secretary, members)
    with pytest.raises(errors.OrderUnclear):
        drafted(centre, secretary, members, amends=draft)
    with pytest.raises(errors.OrderNotAmendable):
        drafted(centre, secretary, members, effect="supplement", amends=draft)


def test_who_leaves_is_out_of_office_from_that_day_with_a_reason():
    centre, (secretary, *_), members = a_committee()
    with pytest.raises(errors.ReasonMissing):
        record_leaving(member=members[2], left_on=TODAY, reason=" ", actor=secretary, on=TODAY)
    with pytest.raises(errors.DayAhead):
        record_leaving(
            member=members[2], left_on=TODAY + timedelta(days=1), reason="ลาออก",
            actor=secretary, on=TODAY,
        )  # fmt: skip
    record_leaving(member=members[2], left_on=TODAY, reason="ลาออก", actor=secretary, on=TODAY)
    assert members[2] not in committee_of(centre, TODAY).members
    assert members[2] in committee_of(centre, TODAY - timedelta(days=1)).members
    assert members_gone(centre) == [members[2]]
    with pytest.raises(errors.MemberOffTheList):
        strike_member(member=members[2], reason="ซ้ำ", actor=secretary, on=TODAY)
    with pytest.raises(errors.MemberOffTheList):
        drafted(centre, secretary, members)


def test_a_mistake_is_struck_off_and_only_the_appointed_leave(village):
    centre, (secretary, _, district, _), members = village
    with pytest.raises(errors.MemberNotAppointed):
        record_leaving(member=members[2], left_on=TODAY, reason="ผิด", actor=secretary, on=TODAY)
    strike_member(member=members[2], reason="พิมพ์ชื่อผิด", actor=secretary, on=TODAY)
    assert members[2] not in members_listed(centre)
    signed(drafted(centre, secretary, [*members[:2], *members[3:]]), district)
    with pytest.raises(errors.MemberAppointed):
        strike_member(member=members[0], reason="ผิด", actor=secretary, on=TODAY)


def test_the_rules_of_a_quorum_round_up_and_are_never_nobody():
    rules = committee_rules(TODAY)
    assert [rules.voters_needed(n) for n in (0, 1, 2, 3, 4, 9)] == [1, 1, 1, 2, 2, 5]
