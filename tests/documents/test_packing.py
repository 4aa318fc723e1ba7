"""A pack is made once by a job, is ready while nothing changed, and names nobody who was erased."""

import hashlib
import io
from datetime import timedelta

import pytest
from build import (
    NOON,
    TODAY,
    a_book,
    a_debt,
    a_household,
    a_kept_pack,
    an_import,
    an_officer,
    jobs_done,
)
from committee_village import a_list, drafted, officers, signed
from pptx import Presentation
from reading_back import members, slide_texts

from plodnee.audit.models import AuditEvent
from plodnee.casework.jobs.errors import HoldingLost
from plodnee.casework.jobs.services import cancel_job, take_job
from plodnee.casework.jobs.working import Worker, work_once
from plodnee.casework.models import Job
from plodnee.casework.selectors import analysis_of
from plodnee.casework.services import plan_centre
from plodnee.documents.facts import pack_facts
from plodnee.documents.models import Pack
from plodnee.documents.pack import pack_names
from plodnee.documents.packing import ask_for_pack, make_pack, pack_content, ready_pack
from plodnee.engine.national_id import make_up
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed
from plodnee.privacy.erasure import erase_subject
from plodnee.registers.book import CentreSheet, PersonName
from plodnee.registers.models import Household

pytestmark = pytest.mark.django_db
NAME, NUMBER = PersonName("นาย", "ลับสุด ปกปิด"), make_up(5)
VILLAGE = a_book(
    households=(
        a_household("001", head=NAME, national_id=NUMBER),
        a_household("002", head=PersonName("", "อีก บ้าน")),
    ),
    debts=(
        a_debt(borrower=NAME, national_id=NUMBER, principal_satang=0),
        a_debt(3, household_code="002", borrower=PersonName("", "อีก บ้าน")),
    ),
)
ELSEWHERE = a_book(
    centre=CentreSheet("ศูนย์ฯ อื่น", "31011806", TODAY, 2562, "นายอื่น", "044000001"),
    households=(a_household("009", head=PersonName("นาย", "คนอื่น ไกล")),),
    cash=(),
    debts=(),
)


@pytest.fixture
def centre():
    return an_import(VILLAGE).centre


@pytest.fixture
def run(centre):
    return planned(centre)


def planned(centre, as_of=TODAY):
    return plan_centre(centre=centre, as_of=as_of, actor=OPERATOR, on=TODAY)


def asked(centre, actor=OPERATOR):
    return ask_for_pack(centre=centre, language="th", actor=actor, on=TODAY, at=NOON)


def taken(centre):
    """The job of the centre's pack, in a worker's hands."""
    asked(centre)
    return take_job("a/1", at=NOON, seconds=60)


def erase_head(centre, code):
    head = Household.objects.get(centre=centre, code=code).states.get().head.person
    erase_subject(head, ground="request", actor=OPERATOR, on=TODAY)


def test_a_job_makes_the_pack_once_and_seals_it(run):
    job = asked(run.centre)
    assert asked(run.centre) == job
    assert jobs_done() == 1
    job.refresh_from_db()
    names = pack_names(pack_facts(analysis_of(run.pk)))
    assert (job.state, job.run, job.done, job.total) == ("done", run, len(names), len(names))
    pack = ready_pack(run, "th")
    content = pack_content(pack)
    files = {info.filename: info.date_time[:3] for info, _ in members(content)}
    assert {name: files[name] for name in names} == dict.fromkeys(names, (2019, 3, 16))
    assert (pack.size_bytes, pack.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert b"plans.xlsx" not in bytes(pack.content)
    assert asked(run.centre) is None
    assert AuditEvent.objects.filter(action="documents.pack_made").count() == 1


def test_a_pack_is_ready_for_its_own_analysis_and_language_alone(run):
    first = a_kept_pack(run)
    assert ready_pack(run, "th") == first
    assert ready_pack(run, "en") is None
    later = planned(run.centre, TODAY + timedelta(days=1))
    assert ready_pack(later, "th") is None
    asked(run.centre)
    assert jobs_done() == 1
    assert ready_pack(later, "th") == Pack.objects.get() != first
    assert pack_content(first) is None


def test_whoever_is_erased_takes_the_pack_of_the_centre_along_and_no_other(run):
    a_kept_pack(run)
    other = an_import(ELSEWHERE).centre
    erase_head(other, "009")
    assert ready_pack(run, "th")
    erase_head(run.centre, "001")
    assert not Pack.objects.exists()


def test_a_pack_names_the_committee_of_its_day_and_is_not_ready_once_another_is_recorded(run):
    kept = a_kept_pack(run)
    people = officers(run.centre)
    order = drafted(run.centre, people[0], a_list(run.centre, people[0]))
    assert ready_pack(run, "th") == kept, "a draft puts nobody in office"
    signed(order, people[2])
    assert ready_pack(run, "th") is None
    asked(run.centre)
    assert jobs_done() == 1
    files = {one.filename: part for one, part in members(pack_content(ready_pack(run, "th")))}
    slide = Presentation(io.BytesIO(files["deck.pptx"])).slides[3]
    page = {line for text in slide_texts(slide) for line in text.split("\n")}
    assert {"นายประธาน ใจดี", "นางสาวเลขา ใจดี", "กรรมการและเลขานุการ"} <= page
    assert any("คำสั่งที่ ๑๒๓/๒๕๖๒" in line for line in page)


def test_a_pack_of_before_an_erasure_is_not_ready(run):
    erase_head(run.centre, "001")
    a_kept_pack(run)
    assert ready_pack(run, "th") is None


def test_where_somebody_is_erased_while_it_is_made_it_is_made_anew(run):
    job, told = taken(run.centre), []

    def tell(done, total):
        told.append(done)
        if done == total and told.count(total) == 1:
            erase_head(run.centre, "001")

    make_pack(job, tell, lambda: NOON)
    assert told.count(0) == 2
    content = pack_content(ready_pack(run, "th"))
    inside = b"".join(part for _, part in members(content))
    assert "อีก บ้าน".encode() in inside
    assert NAME.full.encode() not in inside


def test_a_pack_given_up_before_its_end_is_not_kept(run):
    job = taken(run.centre)

    def tell(done, total):
        if done == total:
            cancel_job(job=Job.objects.get(), actor=OPERATOR, on=TODAY, at=NOON)

    with pytest.raises(HoldingLost):
        make_pack(job, tell, lambda: NOON)
    assert not Pack.objects.exists()


def test_a_worker_that_is_told_to_stop_leaves_the_pack_for_the_next(run):
    asked(run.centre)
    stopping = Worker("a/1", lambda: NOON, stops=lambda: True, doers={"pack": make_pack})
    assert work_once(stopping)
    assert (Job.objects.get().state, Pack.objects.count()) == ("waiting", 0)


def test_only_who_takes_registers_away_may_ask(run):
    for role, at in (("auditor", "31"), ("province", "31"), ("department", "")):
        with pytest.raises(NotAllowed):
            asked(run.centre, actor=an_officer(role, at))
