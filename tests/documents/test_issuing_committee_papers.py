"""A signed order and closed minutes are issued once, with facts and fingerprints, for good."""

import hashlib
from datetime import date

import pytest
from build import TODAY, a_centre, an_import, an_officer
from committee_village import (
    a_list,
    a_meeting,
    a_vote,
    a_writer,
    closed,
    drafted,
    officers,
    resolved,
    roll,
    signed,
)
from django.db import DatabaseError, IntegrityError, transaction
from reading_back import composed, pdf_text

from plodnee.audit.models import AuditEvent
from plodnee.casework.meetings.services import add_item
from plodnee.casework.meetings.subjects import GENERAL, Subject
from plodnee.casework.plain_facts import from_plain
from plodnee.documents.builders.official.notice import notice_paper
from plodnee.documents.committees import minutes_facts, notice_facts, order_paper_facts
from plodnee.documents.facts.committees import MinutesFacts, NoticeFacts, OrderPaperFacts
from plodnee.documents.issuing import (
    issue_minutes,
    issue_notice,
    issue_order,
    minutes_file,
    notice_file,
    order_file,
)
from plodnee.documents.models import IssuedDocument
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed
from plodnee.registers.committees.services import record_leaving
from plodnee.registers.models import AppointmentOrder

pytestmark = pytest.mark.django_db
SAID = {"actor": OPERATOR, "on": TODAY}


@pytest.fixture
def village():
    centre = a_centre()
    an_import()
    people = officers(centre)
    members = a_list(centre, people[0])
    return centre, people, members, drafted(centre, people[0], members)


def test_a_draft_is_made_anew_and_a_signed_order_is_issued_once(village):
    _, (secretary, _, district, _), _, order = village
    assert composed("ร่าง") in composed(pdf_text(order_file(order, ".pdf", **SAID)))
    assert IssuedDocument.objects.count() == 0
    signed(order, district)
    order = AppointmentOrder.objects.get()
    first = issue_order(order, actor=district, on=TODAY)
    assert issue_order(order, actor=secretary, on=date(2020, 1, 1)) == first
    for ending, content, mark in (
        (".pdf", first.pdf, first.pdf_sha256),
        (".docx", first.docx, first.docx_sha256),
    ):
        handed = order_file(order, ending, **SAID)
        assert handed == bytes(content)
        assert hashlib.sha256(handed).hexdigest() == mark
    assert from_plain(OrderPaperFacts, first.facts) == order_paper_facts(order)
    event = AuditEvent.objects.get(action="documents.issued")
    assert event.details["sha256"] == first.pdf_sha256
    assert composed("ผู้แทนกองทุนหมู่บ้าน") in composed(pdf_text(bytes(first.pdf)))


def held(centre, secretary, chair, members):
    meeting = a_meeting(centre, secretary, ("เกณฑ์", Subject("criteria", "a")))
    roll(meeting, secretary, *members[:4], absent=members[4:])
    resolved(meeting, secretary, a_vote(yes=4))
    return meeting


def test_closed_minutes_stay_as_they_were_issued_whoever_leaves_later(village):
    centre, (secretary, chair, district, _), members, order = village
    signed(order, district)
    meeting = held(centre, secretary, chair, members)
    assert composed("ร่าง") in composed(pdf_text(minutes_file(meeting, ".pdf", **SAID)))
    closed(meeting, chair)
    issued = issue_minutes(meeting, actor=chair, on=TODAY)
    record_leaving(member=members[1], left_on=TODAY, reason="ลาออก", actor=district, on=TODAY)
    assert minutes_file(meeting, ".docx", **SAID) == bytes(issued.docx)
    facts = from_plain(MinutesFacts, issued.facts)
    assert facts == minutes_facts(meeting)
    assert (facts.members, facts.present, facts.quorum) == (4, 4, 2)
    assert facts.items[0].votes_for == 4


def test_a_notice_follows_the_agenda_and_names_the_chair(village):
    centre, (secretary, _, district, _), members, order = village
    signed(order, district)
    meeting = held(centre, secretary, None, members)
    assert notice_facts(meeting).chair == "นายประธาน ใจดี"
    said = {"actor": secretary, "on": TODAY}
    assert composed("เกณฑ์") in composed(pdf_text(notice_file(meeting, ".pdf", **said)))


def test_a_notice_is_issued_once_for_each_agenda_until_the_day_of_the_meeting(village):
    centre, (secretary, *_), _, _ = village
    meeting = a_meeting(centre, secretary, held_on=date(2019, 3, 20))
    auditor = an_officer("auditor", "31")
    draft = notice_file(meeting, ".pdf", actor=auditor, on=TODAY)
    assert composed("ร่าง") in composed(pdf_text(draft))
    assert not IssuedDocument.objects.exists()
    said = {"actor": secretary, "on": TODAY}
    first = issue_notice(meeting, **said)
    assert issue_notice(meeting, **said) == first
    assert (first.number, notice_file(meeting, ".docx", **said)) == ("1/2562", bytes(first.docx))
    assert from_plain(NoticeFacts, first.facts) == notice_facts(meeting)
    assert notice_paper(notice_facts(meeting)) == notice_paper(from_plain(NoticeFacts, first.facts))
    an_item(meeting, secretary)
    second = issue_notice(meeting, **said)
    assert second.number == "1/2562-2"
    assert composed("ใช้แทนฉบับก่อน") in composed(pdf_text(bytes(second.pdf)))
    assert notice_file(meeting, ".pdf", actor=auditor, on=TODAY) == bytes(second.pdf)
    an_item(meeting, secretary)
    assert issue_notice(meeting, actor=secretary, on=meeting.held_on) == second
    with pytest.raises(NotAllowed):
        issue_notice(meeting, actor=auditor, on=TODAY)


def an_item(meeting, actor):
    add_item(
        meeting=meeting, title="เรื่องเพิ่ม", subject=Subject(GENERAL), by=a_writer(actor, meeting)
    )


def test_an_issued_paper_is_never_edited_nor_issued_twice(village):
    _, (_, _, district, _), _, order = village
    signed(order, district)
    issued = issue_order(AppointmentOrder.objects.get(), actor=district, on=TODAY)
    deeds = (
        lambda: IssuedDocument.objects.update(pdf=b"x"),
        lambda: IssuedDocument.objects.all().delete(),
        lambda: IssuedDocument.objects.create(
            centre=issued.centre, kind="order", subject_key=issued.subject_key, facts={},
            facts_sha256="x", pdf=b"", pdf_sha256="x", docx=b"", docx_sha256="x", issued_on=TODAY,
        ),
    )  # fmt: skip
    for deed in deeds:
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            deed()
