"""The worker as a process: killed in the middle of its work, the next one finishes it."""

import json
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest
from installations import COMMAND, copy_of

HOUSEHOLDS, PATIENCE_SECONDS = 48, 120
# Ask for the first centre's planning by other rules, so that it has to be worked out anew.
ASK = """
import django; django.setup()
from django.utils import timezone
from plodnee.casework.models import Job
from plodnee.organization.models import Centre
centre, on = Centre.objects.first(), timezone.localdate()
as_of = centre.plan_runs.latest("as_of").as_of
Job.objects.create(kind="plan", centre=centre, asked_on=on, asked_at=timezone.now(),
                   arguments={"as_of": as_of.replace(year=as_of.year + 1).isoformat()})
"""
ASK_FOR_PACK = """
import django; django.setup()
from django.utils import timezone
from plodnee.documents.packing import ask_for_pack
from plodnee.organization.access import OPERATOR
from plodnee.organization.models import Centre
ask_for_pack(centre=Centre.objects.first(), language="th", actor=OPERATOR,
             on=timezone.localdate(), at=timezone.now())
"""
TELL = """
import json, django; django.setup()
from plodnee.casework.models import Job, PlanRun
from plodnee.documents.models import Pack
job = Job.objects.get()
print(json.dumps({"state": job.state, "done": job.done, "total": job.total,
                  "attempt": job.attempt, "runs": PlanRun.objects.count(),
                  "packs": Pack.objects.count()}))
"""
# Looks at the one job from before its worker starts until it has come so far.
WATCH = """
import time, django; django.setup()
from plodnee.casework.models import Job
print("watching", flush=True)
until = time.monotonic() + {patience}
job = Job.objects.get()
while not ({far_enough}) and time.monotonic() < until:
    time.sleep(0.02)
    job.refresh_from_db()
"""


@pytest.fixture(scope="module")
def seeded(migrated_once, tmp_path_factory, request):
    """A village with its people, never changed."""
    folder = tmp_path_factory.mktemp("seeded")
    with copy_of(migrated_once, folder, request.config.getoption("--database")) as made:
        made.answer("seed", "--scale", str(HOUSEHOLDS), "--seed", "7")
        yield made


@pytest.fixture
def village(seeded, tmp_path, request):
    with copy_of(seeded, tmp_path, request.config.getoption("--database")) as made:
        yield made


def python(installation, script):
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(installation),
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    return done.stdout


def environment(installation):
    return {**installation.environment, "DJANGO_SETTINGS_MODULE": "plodnee.config.settings"}


@contextmanager
def watched(installation, far_enough):
    script = WATCH.format(far_enough=far_enough, patience=PATIENCE_SECONDS)
    with subprocess.Popen(
        [sys.executable, "-c", script], env=environment(installation), stdout=subprocess.PIPE
    ) as watcher:
        watcher.stdout.readline()
        yield watcher


def told(installation):
    return json.loads(python(installation, TELL))


def a_worker(installation, *words):
    return subprocess.Popen([*COMMAND, "work", *words], env=installation.environment)


def left_by_one_killed(installation, far_enough):
    """What stands of the job after a worker that had come so far was killed."""
    with watched(installation, far_enough) as watcher:
        worker = a_worker(installation)
        watcher.wait(PATIENCE_SECONDS)
    worker.send_signal(signal.SIGKILL)
    worker.wait(PATIENCE_SECONDS)
    return told(installation)


def test_what_a_killed_worker_left_is_finished_once_by_the_next(village):
    before = json.loads(python(village, TELL.replace("Job.objects.get()", "Job()")))
    python(village, ASK)
    left = left_by_one_killed(village, "job.state != 'waiting'")
    assert left["state"] in ("running", "done")
    for _ in range(2):
        assert a_worker(village, "--once").wait(PATIENCE_SECONDS) == 0
    after = told(village)
    assert (after["state"], after["runs"]) == ("done", before["runs"] + 1)
    assert after["attempt"] == (2 if left["state"] == "running" else 1)


def test_of_a_pack_whose_worker_was_killed_nothing_is_kept_until_the_next_made_it_whole(village):
    python(village, ASK_FOR_PACK)
    left = left_by_one_killed(village, "job.done > 0")
    assert 0 < left["done"] < left["total"]
    assert (left["state"], left["packs"]) == ("running", 0)
    for _ in range(2):
        assert a_worker(village, "--once").wait(PATIENCE_SECONDS) == 0
    after = told(village)
    assert (after["state"], after["attempt"], after["packs"]) == ("done", 2, 1)
    assert after["done"] == after["total"]


def test_two_workers_do_one_job_once(village):
    python(village, ASK)
    workers = [a_worker(village, "--once") for _ in range(2)]
    assert [worker.wait(PATIENCE_SECONDS) for worker in workers] == [0, 0]
    after = told(village)
    assert (after["state"], after["attempt"]) == ("done", 1)
    assert after["done"] == after["total"] > 0


def test_a_worker_whose_parent_has_ended_ends_too(migrated):
    assert a_worker(migrated, "--with-parent", "1").wait(PATIENCE_SECONDS) == 0
