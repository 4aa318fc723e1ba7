"""The whole pack: asked for, told of while it is made, taken away with a trace."""

import io
import zipfile
from datetime import timedelta

import pytest
from build import NOON, TODAY, a_job, a_kept_pack, an_officer, jobs_done
from django.urls import reverse
from django.utils import timezone
from world import OWN, logged_in

from plodnee.audit.models import AccessEvent, AuditEvent
from plodnee.casework.jobs.services import take_job
from plodnee.casework.models import Job
from plodnee.casework.services import plan_centre
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
PAGE, FILE, MAKE = (reverse(name, args=[OWN]) for name in ("pack_page", "pack", "pack_make"))


@pytest.fixture
def client():
    return logged_in(an_officer("district_officer", "3101"))


@pytest.fixture
def run(centre):
    return plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)


def text(reply):
    return reply.content.decode()


def test_the_pack_is_asked_for_made_and_taken_away_with_a_trace(client, run):
    assert client.get(FILE).url == PAGE
    assert MAKE in text(client.get(PAGE))
    assert client.post(MAKE).url == PAGE
    assert "รอเริ่มงาน" in text(client.get(PAGE))
    assert client.get(FILE).url == PAGE
    assert jobs_done() == 1
    page = text(client.get(PAGE))
    assert f'href="{FILE}"' in page
    assert "จัดทำเมื่อ" in page
    assert not AccessEvent.objects.exists()
    with zipfile.ZipFile(io.BytesIO(client.get(FILE).content)) as archive:
        assert "deck.pptx" in archive.namelist()
    assert AuditEvent.objects.get(action="documents.taken").details["file"] == "pack.zip"
    assert AccessEvent.objects.get().action == "pack"


def test_the_page_of_the_centre_leads_to_that_of_its_pack(client, run):
    assert f'href="{PAGE}"' in text(client.get(reverse("centre", args=[OWN])))


def test_the_bar_tells_how_many_files_are_made_and_leads_on(client, run):
    job = a_job(run.centre, "pack")
    take_job("a/1", at=timezone.now(), seconds=60)
    Job.objects.update(done=1, total=5)
    part = text(client.get(PAGE, **HTMX))
    assert "จัดทำแล้ว 1 จาก 5 ฉบับ" in part
    assert f'hx-get="{PAGE}"' in part
    assert "<h1" not in part
    client.post(reverse("pack_cancel", args=[OWN, job.pk]))
    assert client.get(PAGE, **HTMX)["HX-Refresh"] == "true"


def test_what_was_given_up_or_failed_says_so_and_can_be_asked_for_again(client, run):
    job = a_job(run.centre, "pack")
    page = text(client.post(reverse("pack_cancel", args=[OWN, job.pk]), follow=True))
    assert "ยกเลิกงานแล้ว" in page
    assert MAKE in page
    again = a_job(run.centre, "pack")
    again.asked_by, again.asked_at = an_officer(), NOON + timedelta(hours=1)
    again.save()
    jobs_done()
    page = text(client.get(PAGE))
    assert NotAllowed.message_th in page
    assert MAKE in page
    client.cookies["django_language"] = "en"
    assert NotAllowed.message_en in text(client.get(PAGE))


def test_who_reads_the_other_language_is_told_which_is_being_made(client, run):
    a_job(run.centre, "pack")
    assert "อีกภาษาหนึ่ง" not in text(client.get(PAGE))
    client.cookies["django_language"] = "en"
    assert "in the other language" in text(client.get(PAGE))


def test_a_pack_that_is_ready_is_not_asked_for_again(client, run):
    a_kept_pack(run)
    assert "2.4\xa0" in text(client.get(PAGE))  # megabytes
    client.post(MAKE)
    assert not Job.objects.exists()


def test_the_addresses_of_one_kind_of_work_know_nothing_of_another(client, run):
    plan, pack = (a_job(run.centre, kind).pk for kind in ("plan", "pack"))
    assert client.get(reverse("job", args=[OWN, pack])).status_code == 404
    assert client.post(reverse("job_cancel", args=[OWN, pack])).status_code == 404
    assert client.post(reverse("pack_cancel", args=[OWN, plan])).status_code == 404


def test_before_an_analysis_there_is_a_word_for_it(client, centre):
    reply = client.get(PAGE)
    assert reply.status_code == 409
    assert "ยังไม่ได้วิเคราะห์" in text(reply)
