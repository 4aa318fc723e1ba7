"""What tests of committee and meeting pages send, each with sensible values."""

from datetime import timedelta

from build import CENTRE_CODE
from django.urls import reverse
from django.utils import timezone

from plodnee.casework.meetings.selectors import version_of
from plodnee.casework.models import Meeting
from plodnee.registers.committees.selectors import member_groups, members_listed
from plodnee.registers.models import AppointmentOrder


def at(name, *keys):
    return reverse(name, args=[CENTRE_CODE, *keys])


def page(reply):
    return reply.content.decode()


def a_member(centre, name="นายประธาน ใจดี", post="chair", **said):
    group = str(member_groups(centre)[0].group.pk)
    return {"name": name, "post": post, "sits_as": "group", "groups": [group]} | said


def appointed(centre, secretary, district):
    """A committee of two, drafted and signed on the pages."""
    secretary.post(at("member_new"), a_member(centre))
    secretary.post(at("member_new"), a_member(centre, "นางเลขา ใจดี", "secretary"))
    secretary.post(at("order_new"), an_order())
    order = AppointmentOrder.objects.get()
    return order, district.post(at("order_sign", order.pk), a_signing())


def an_order(**said):
    day = timezone.localdate()
    known = {
        "version": 0, "valid_from": day.isoformat(), "signer_name": "นายสมมุติ อำเภอ",
        "valid_until": (day + timedelta(days=700)).isoformat(), "signer_position": "นายอำเภอเมือง",
    }  # fmt: skip
    return known | said


def a_signing(**said):
    day = timezone.localdate().isoformat()
    return {"number": "123/2569", "signed_on": day, "sure": "on"} | said


def called(secretary, **said):
    day = timezone.localdate().isoformat()
    known = {"held_on": day, "starts_at": "๑๓.๐๐ น.", "place": "ศาลา", "agenda": "เรื่องแจ้ง"}
    reply = secretary.post(at("meeting_new"), known | {"households": "001"} | said)
    return reply, Meeting.objects.order_by("year_be", "number").last()


def step(client, meeting, deed, **said):
    known = {"version": version_of(meeting), "deed": deed}
    return client.post(at("meeting_write", meeting.pk), known | said)


def with_roll(centre, secretary, district):
    """A meeting of today with everybody there, and its two items."""
    appointed(centre, secretary, district)
    _, meeting = called(secretary)
    present = {f"state-{m.pk.hex}": "present" for m in members_listed(centre)}
    assert step(secretary, meeting, "roll", **present).status_code == 302
    return meeting, list(meeting.items.order_by("position"))


def a_minute(item, **said):
    known = {"text": "พิจารณาแล้ว", "outcome": "approved", "votes_for": 2, "votes_against": 0,
             "abstained": 0, "wording": "เห็นชอบตามเสนอ"}  # fmt: skip
    named = {f"i{item.position}-{key}": value for key, value in (known | said).items()}
    return {"item": item.pk} | named
