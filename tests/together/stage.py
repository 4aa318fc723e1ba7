"""A process beside a served site: it sets the scene of every form and counts what stood after it.

One line of JSON asks for something, one answers; see `Stagehand`.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import django

DAY_FILE = "PLODNEE_TESTS_DAY"
FIRST_DAY, LATE_DAY = date(2019, 3, 16), date(2026, 3, 16)
# What a page leaves behind of itself: who read what, heads of chains, sessions.
NOT_COUNTED = {"audit.AccessEvent", "audit.ChainHead", "sessions.Session"}
COMMITTEE, DISTRICT, PROVINCE, DEPARTMENT = "committee", "district", "province", "department"


@dataclass
class Sent:
    """A form as each writer sends it: the forms differ, or all send the same.

    `who` is one of the offices above, for a writer each, or the name of one who sends all of them.
    """

    path: str
    forms: list[dict[str, Any]]
    who: str = DISTRICT
    same: bool = False
    file: tuple[str, str, str] = ("", "", "")  # field, name, content in hexadecimal
    heads: dict[str, str] = field(default_factory=dict)


@dataclass
class Stage:
    """What the scenes have in common; each leaves here what the next ones need."""

    writers: int
    here: Any = None  # the village of the walks
    desk: Any = None  # a household whose case is agreed
    kept: dict[str, Any] = field(default_factory=dict)

    def same(self, path: str, **said: Any) -> Sent:
        """All send the same."""
        return Sent(path, [said] * self.writers, same=True)

    def each(self, path: str, said: Callable[[int], dict[str, Any]]) -> Sent:
        """Every writer sends something else."""
        return Sent(path, [said(number) for number in range(self.writers)])


Scene = Callable[[Stage], Sent]
SCENES: dict[str, tuple[Scene, date]] = {}


def scene(name: str, on: date = FIRST_DAY) -> Callable[[Scene], Scene]:
    """The decorated function sets the scene for an address; `name:what` for a second deed of it.

    `on` is the day on which it is played.
    """

    def kept(function: Scene) -> Scene:
        assert name not in SCENES, name
        SCENES[name] = function, on
        return function

    return kept


def address_of(name: str) -> str:
    """The address that a scene is played at."""
    return name.partition(":")[0]


def set_day(day: date) -> None:
    """From now on it is noon of that day and later, in this process and at the site."""
    import os

    from django.utils import timezone

    if timezone.localdate() == day:
        return
    noon = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    ahead = noon - datetime.now(tz=UTC)
    Path(os.environ[DAY_FILE]).write_text(str(ahead.total_seconds()), "utf-8")


def keep_the_day() -> None:
    """Whoever asks Django for the time is told that of the file, before anything else is loaded."""
    import os

    from django.utils import timezone

    told, now = Path(os.environ[DAY_FILE]), timezone.now
    timezone.now = lambda: now() + timedelta(seconds=float(told.read_text("utf-8")))


def counted() -> dict[str, int]:
    """How many rows every table has."""
    from django.apps import apps

    rows = Counter(
        {model._meta.label: model._default_manager.count() for model in apps.get_models()}
    )
    return {name: count for name, count in rows.items() if name not in NOT_COUNTED}


def officers(writers: int) -> dict[str, str]:
    """The session of every writer in each office, by name."""
    from build import CENTRE_CODE, an_officer

    offices = (
        (COMMITTEE, "centre_committee", CENTRE_CODE), (DISTRICT, "district_officer", "3101"),
        (PROVINCE, "province", "31"), (DEPARTMENT, "department", ""),
    )  # fmt: skip
    made = [
        an_officer(role, at, f"{office}{number}")
        for office, role, at in offices
        for number in range(writers)
    ]
    return {officer.username: session_of(officer) for officer in made}


def session_of(officer: Any) -> str:
    """The key of a session in which the officer has logged in, good for years."""
    from django.test import Client

    client = Client()
    client.force_login(officer)
    session = client.session
    session.set_expiry(timedelta(days=10_000))
    session.save()
    return client.cookies["sessionid"].value


def client_of(name: str) -> Any:
    """A test client in which an officer has logged in, to read what a page offers."""
    from django.test import Client

    from plodnee.organization.models import Officer

    client = Client()
    client.force_login(Officer.objects.get(username=name))
    return client


def filled(path: str, name: str = f"{DISTRICT}0") -> dict[str, Any]:
    """What the form at an address sends as it was opened."""
    context = client_of(name).get(path).context
    form, rows = context["form"], context.get("rows")
    parts = [form]
    if hasattr(form, "head"):
        parts = [form.head, *getattr(form, "slots", ()), *getattr(form, "tasks", ())]
    if rows is not None:
        parts += [rows.management_form, *rows.forms]
    sent: dict[str, Any] = {}
    for part in parts:
        for bound in part:
            value = bound.value()
            shown = bound.field.prepare_value(value) if value is not None else ""
            sent[bound.html_name] = shown
    return {key: value for key, value in sent.items() if value is not False}


def new_key() -> str:
    """A key as a page makes it."""
    return str(uuid4())


def _answered(stage: Stage, asked: dict[str, Any]) -> Any:
    if asked["do"] == "set":
        function, day = SCENES[asked["name"]]
        set_day(day)
        return asdict(function(stage))
    return counted()


def main() -> None:
    """Play until nobody asks any more."""
    keep_the_day()
    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment
    from scenes import set_stage

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    setup_test_environment()
    set_day(FIRST_DAY)
    stage = Stage(int(sys.argv[1]))
    set_stage(stage)
    print(json.dumps(officers(stage.writers) | stage.kept.pop("sessions", {})), flush=True)
    for line in sys.stdin:
        print(json.dumps(_answered(stage, json.loads(line)), default=str), flush=True)
