"""A served centre, devices that send to it through a bad network, and what stood afterwards."""

import base64
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from random import Random
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from field_village import a_visit_form

from tools.serving import ROOT

SENDERS = 8
PATIENCE_SECONDS = 120
BEGINNING = UUID(int=2562)
KEPT = 201
BOUNDARY = "plodnee-field"
SETTING_UP = """
import json
from plodnee.commands.environment import start_django
start_django()
from field_village import a_device, a_field_village
centre, home, _second, worker = a_field_village()
print(json.dumps([str(home.pk), a_device(worker)[1]]))
"""
STANDING = """
import json
from plodnee.commands.environment import start_django
start_django()
from plodnee.audit.models import AuditEvent
from plodnee.fieldwork.models import Draft
from plodnee.fieldwork.receiving import filled_of
drafts = list(Draft.objects.all())
told = AuditEvent.objects.filter(action="fieldwork.received").values_list("subject_key", flat=True)
said = {str(one.instance): filled_of(one).answers["note"] for one in drafts}
print(json.dumps([[str(one.instance) for one in drafts], said,
                  sorted(told) == sorted(str(one.pk) for one in drafts)]))
"""


@dataclass(frozen=True)
class Household:
    """The household that the forms speak of."""

    pk: str


@dataclass
class Sent:
    """What was kept by the devices' own account, how often they sent, what they were told."""

    kept: set[str] = field(default_factory=set)
    statuses: Counter[int] = field(default_factory=Counter)
    unanswered: int = 0
    seconds: list[float] = field(default_factory=list)


def prepared(environment: Mapping[str, str]) -> tuple[dict[str, str], Household, str]:
    """The environment, the household, and the secret of a device."""
    settings = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PLODNEE_HTTPS": "off"}
    known = {**environment, **settings}
    home, secret = _answer(SETTING_UP, known)
    return known, Household(home), secret


def standing(environment: Mapping[str, str]) -> tuple[Counter[str], dict[str, str], bool]:
    """The instances that stand, what each says, and whether each has its one trace."""
    instances, said, is_traced = _answer(STANDING, environment)
    return Counter(instances), said, is_traced


def _answer(program: str, environment: Mapping[str, str]) -> list:
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def deliveries(count: int, seed: int) -> list[int]:
    """Which form is sent when: each once or more, in any order, some at once; made up by a seed."""
    choice = Random(seed)
    order = [number for number in range(count) for _ in range(choice.choice((1, 1, 2, 3)))]
    nearby = [(place + choice.uniform(0, 40), number) for place, number in enumerate(order)]
    return [number for _place, number in sorted(nearby)]


def instance_of(number: int) -> UUID:
    """The instance of a form by its number."""
    return uuid5(BEGINNING, str(number))


class Devices:
    """Devices that send forms by a timetable, each again until it is kept."""

    def __init__(self, site: str, home: Household, secret: str, a_second: float | None) -> None:
        self.sent, self._lock = Sent(), threading.Lock()
        self._place, self._home, self._a_second = urlsplit(site).netloc, home, a_second
        said = base64.b64encode(f"worker:{secret}".encode()).decode()
        self._heads = {
            "Authorization": f"Basic {said}", "X-OpenRosa-Version": "1.0",
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        }  # fmt: skip

    def send_all(self, numbers: list[int]) -> float:
        """Every form of the list; how many seconds it took."""
        waiting = iter(enumerate(numbers))
        begun = time.monotonic()
        threads = [
            threading.Thread(target=self._work, args=(waiting, begun)) for _ in range(SENDERS)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        return time.monotonic() - begun

    def _work(self, waiting, begun: float) -> None:
        while True:
            with self._lock:
                place, number = next(waiting, (0, None))
            if number is None:
                return
            if self._a_second:
                time.sleep(max(0.0, begun + place / self._a_second - time.monotonic()))
            self._deliver(number)

    def _deliver(self, number: int) -> None:
        xml = a_visit_form(self._home, instance_of(number), note=f"บันทึกที่ {number}")
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            if self._is_kept(number, xml):
                return
            time.sleep(0.05)

    def _is_kept(self, number: int, xml: bytes) -> bool:
        head = 'Content-Disposition: form-data; name="xml_submission_file"; filename="f.xml"'
        body = f"--{BOUNDARY}\r\n{head}\r\nContent-Type: text/xml\r\n\r\n".encode() + xml
        body += f"\r\n--{BOUNDARY}--\r\n".encode()
        begun = time.monotonic()
        try:
            line = HTTPConnection(self._place, timeout=PATIENCE_SECONDS)
            line.request("POST", "/openrosa/submission", body, self._heads)
            status = line.getresponse().status
            line.close()
        except (HTTPException, OSError):
            with self._lock:
                self.sent.unanswered += 1
            return False
        with self._lock:
            self.sent.statuses[status] += 1
            self.sent.seconds.append(time.monotonic() - begun)
            if status == KEPT:
                self.sent.kept.add(str(instance_of(number)))
        return status == KEPT
