"""A changed programme reaches those concerned by e-mail, through a real server on a real socket."""

import socket
from datetime import UTC, datetime
from email import message_from_bytes, policy
from unittest.mock import patch

import pytest
from aiosmtpd.controller import Controller
from build import an_officer
from django.test import Client
from django.urls import reverse

from plodnee.audit.models import AuditEvent
from plodnee.organization.access import OPERATOR
from plodnee.organization.models import Area, Officer
from plodnee.visits.models import ChangeNotice, NoticeSending
from plodnee.visits.rounds.notices import (
    message_of,
    notice_counts,
    send_waiting,
    waiting_notices,
)
from plodnee.visits.rounds.plain import ProgrammeSaid, SlotSaid
from plodnee.visits.rounds.selectors import current_programme
from plodnee.visits.rounds.services import Hand, set_programme

pytestmark = pytest.mark.django_db
NOON = datetime(2019, 3, 17, 5, tzinfo=UTC)


class Mailbox:
    """What a mail server took; it refuses one address for ever."""

    def __init__(self):
        self.messages = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if address.startswith("refused"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


@pytest.fixture
def mailbox(settings):
    """A mail server that listens, and is the configured one."""
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    configure(settings, server.port)
    yield box
    server.stop()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def configure(settings, port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port


def reached(role, place, address) -> Officer:
    officer = an_officer(role, place, username=address.partition("@")[0])
    Officer.objects.filter(pk=officer.pk).update(email=address)
    return officer


def a_visit_later(round_, on, code="31011805", by=OPERATOR):
    """The programme with the visit to a centre 25 minutes later."""
    standing = current_programme(round_, "31")
    slots = tuple(
        SlotSaid(
            one.held_on, one.starts_at.replace(minute=25) if one.centre_id == code
            else one.starts_at, one.ends_at, one.what, one.points, one.centre_id or "",
        )
        for one in standing.slots.all()
    )  # fmt: skip
    said = ProgrammeSaid(standing.team, standing.venue, slots)
    return set_programme(
        round_=round_, province=Area.objects.get(pk="31"), said=said,
        seen_number=standing.number, reason="คณะมาถึงช้า", by=Hand(by, on),
    )  # fmt: skip


def test_those_whose_visit_changed_are_written_to_and_nobody_else(bare_round, settled_on, mailbox):
    reached("centre_committee", "31011805", "sawang@example.org")
    reached("district_officer", "3101", "mueang@example.org")
    reached("centre_committee", "31210302", "arang@example.org")
    reached("district_officer", "3001", "korat@example.org")
    reached("auditor", "31", "auditor@example.org")
    changed_by = reached("province", "31", "province@example.org")
    an_officer("district_officer", "3121")
    version = a_visit_later(bare_round, settled_on, by=changed_by)
    assert (mailbox.messages, notice_counts(version).waiting) == ([], 2)
    assert [send_waiting(lambda: NOON) for _ in range(2)] == [2, 0]
    assert {one["To"] for one in mailbox.messages} == {"sawang@example.org", "mueang@example.org"}
    first = mailbox.messages[0]
    assert first["Subject"].strip() == "เปลี่ยนกำหนดการติดตาม จังหวัดบุรีรัมย์"
    body = first.get_content()
    assert "เดิม: วันที่ ๒๗ มีนาคม ๒๕๖๒ 13.00" in body
    assert "ใหม่: วันที่ ๒๗ มีนาคม ๒๕๖๒ 13.25" in body
    assert body.count("ลงพื้นที่ติดตาม") == 1
    assert "ยกเลิก" not in body, "what was moved is not cancelled"
    assert "อารัง" not in body
    inboxes = [page_of(place) for place in ("3101", "3121")]
    assert ["<del>27 มี.ค. 2562 13.00</del>" in page for page in inboxes] == [True, False]
    assert (notice_counts(version).sent, notice_counts(version).waiting) == (2, 0)
    assert AuditEvent.objects.filter(action="visits.change_mailed").count() == 2


def page_of(district) -> str:
    """The inbox of a district officer on the day of the change."""
    client = Client()
    client.force_login(Officer.objects.get(posts__area_code=district))
    with patch("plodnee.web.cases.inbox.today", return_value=NOON.date()):
        return client.get(reverse("waiting")).content.decode()


def test_two_visits_that_change_places_are_told_to_both(bare_round, settled_on):
    reached("district_officer", "3101", "mueang@example.org")
    reached("district_officer", "3121", "bandan@example.org")
    standing = current_programme(bare_round, "31")
    visits = [one for one in standing.slots.order_by("held_on") if one.centre_id]
    other = dict(zip(visits, visits[::-1], strict=True))
    slots = tuple(
        SlotSaid(one.held_on, one.starts_at, one.ends_at, said.what, said.points, said.centre_id)
        for one, said in other.items()
    )
    said = ProgrammeSaid(standing.team, standing.venue, slots)
    where = {"round_": bare_round, "province": Area.objects.get(pk="31")}
    by = {"reason": "สลับวัน", "by": Hand(OPERATOR, settled_on)}
    version = set_programme(**where, said=said, seen_number=1, **by)
    assert notice_counts(version).waiting == 2
    told = message_of(ChangeNotice.objects.get(officer__username="mueang")).body
    assert "เดิม: วันที่ ๒๗ มีนาคม ๒๕๖๒ 13.00" in told
    assert "ใหม่: วันที่ ๒๘ มีนาคม ๒๕๖๒ 09.00" in told
    assert "อารัง" not in told
    with_others = ProgrammeSaid("ทีมที่ 2", standing.venue, slots)
    last = set_programme(**where, said=with_others, seen_number=2, **by)
    assert notice_counts(last).waiting == 2, "another team is a change to all whom it visits"
    told = message_of(ChangeNotice.objects.get(version=last, officer__username="bandan")).body
    assert "ใหม่: ทีมที่ 2" in told
    assert f"<del>{standing.team}</del>" in page_of("3121")


def test_a_change_is_kept_while_the_server_is_away_and_told_when_it_is_back(
    bare_round, settled_on, settings
):
    reached("district_officer", "3101", "mueang@example.org")
    port = free_port()
    configure(settings, port)
    version = a_visit_later(bare_round, settled_on)
    assert send_waiting(lambda: NOON) == 0
    client = Client()
    client.force_login(an_officer("province", "31"))
    path = reverse("round_area", args=["31", bare_round.pk])
    page = client.get(path).content.decode()
    assert "อีเมลยังไม่ได้ส่ง 1 ฉบับ" in page
    assert "พ้นวันตามกำหนดการแล้ว" in page
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        assert send_waiting(lambda: NOON) == 1
    finally:
        server.stop()
    (notice,) = ChangeNotice.objects.filter(version=version)
    assert [one["Message-ID"] for one in box.messages] == [f"<{notice.pk}@plodnee>"]
    page = client.get(path).content.decode()
    assert "อีเมลส่งแล้ว 1 ฉบับ" in page
    assert "ยังไม่ได้ส่ง" not in page


def test_a_refused_address_holds_up_nobody_else(bare_round, settled_on, mailbox):
    reached("centre_committee", "31011805", "refused@example.org")
    reached("district_officer", "3101", "mueang@example.org")
    a_visit_later(bare_round, settled_on)
    assert send_waiting(lambda: NOON) == 1
    assert [one.officer.email for one in waiting_notices()] == ["refused@example.org"]


def test_what_is_past_or_was_changed_again_is_not_sent_late(bare_round, settled_on, mailbox):
    reached("district_officer", "3101", "mueang@example.org")
    a_visit_later(bare_round, settled_on)
    later = a_visit_later(bare_round, settled_on, code="31210302")
    assert send_waiting(lambda: NOON) == 0
    assert notice_counts(later).waiting == 0
    reached("district_officer", "3121", "nonsuwan@example.org")
    assert send_waiting(lambda: datetime(2019, 12, 1, tzinfo=UTC)) == 0
    assert not NoticeSending.objects.exists()


def test_an_installation_without_a_mail_server_says_so(bare_round, settled_on, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    reached("district_officer", "3101", "mueang@example.org")
    a_visit_later(bare_round, settled_on)
    assert send_waiting(lambda: NOON) == 0
    client = Client()
    client.force_login(an_officer("province", "31"))
    page = client.get(reverse("round_area", args=["31", bare_round.pk])).content.decode()
    assert "ระบบนี้ยังไม่ได้ตั้งเครื่องส่งอีเมล" in page


def test_an_officer_says_where_to_be_written_to_and_nothing_else(settled_on):
    officer = an_officer("district_officer", "3101")
    client = Client()
    client.force_login(officer)
    path = reverse("account_email")
    assert client.post(path, {"email": "not one"}).status_code == 422
    for _ in range(2):
        said = {"email": "mueang@example.org", "is_staff": "on", "username": "other"}
        assert client.post(path, said).status_code == 302
    officer.refresh_from_db()
    assert (officer.email, officer.is_staff) == ("mueang@example.org", False)
    assert officer.username != "other"
    assert AuditEvent.objects.filter(action="organization.email_stated").count() == 1
    assert "mueang@example.org" in client.get(reverse("account")).content.decode()
