"""R3: many send one form at one moment; what was acknowledged stands, once, and nothing breaks.

Every address that changes something is played in the order of `scenes`, on what those before it
left. The others are named here, each with why.
"""

import csv
import json
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from installations import copy_of
from scenes import SCENES
from stage import address_of

from tools.serving import COMMAND, ROOT, served

HERE = Path(__file__).parent
TESTS = HERE.parent
PATHS = [ROOT, HERE, TESTS, TESTS / "web"]
TOKEN = "a" * 32
ANY = "?"  # that somebody was refused is kept too, or that a preview was replaced
TAKEN, REFUSED = {200, 201, 302}, {302, 404, 409, 422, 429}
PATIENCE_SECONDS = 120
OF_ONE = "a log-in of one person's own, whose forms are allauth's"
LEFT_OUT = {
    "set_language": "only the browser's own choice", "account_login": OF_ONE,
    "account_logout": OF_ONE, "account_reauthenticate": OF_ONE, "account_change_password": OF_ONE,
    "mfa_authenticate": OF_ONE, "mfa_reauthenticate": OF_ONE, "mfa_activate_totp": OF_ONE,
    "mfa_deactivate_totp": OF_ONE, "mfa_generate_recovery_codes": OF_ONE,
}  # fmt: skip
SIZES = [
    pytest.param(2, 1, id="2 at once"),
    pytest.param(8, 125, id="8 at once, 1,000 each", marks=pytest.mark.prove),
]


class NotFollowed(HTTPRedirectHandler):
    """A redirect is an answer of its own."""

    def redirect_request(self, *given):
        return None


OPENER = build_opener(NotFollowed)


class Stagehand:
    """The process of `stage`, asked one thing after another."""

    def __init__(self, environment, writers):
        self._process = subprocess.Popen(
            [sys.executable, "-c", "import stage; stage.main()", str(writers)],
            env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.sessions = json.loads(self._process.stdout.readline())

    def ask(self, **asked):
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def leave(self):
        self._process.stdin.close()
        self._process.wait(PATIENCE_SECONDS)
        self._process.stdout.close()


@dataclass
class Played:
    """What one scene came to: the statuses, the words of the last page, the rows that it made."""

    name: str
    same: bool
    statuses: list[int]
    words: str
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def taken(self):
        """How many were told that it was done, by a page that no other got refused."""
        return sum(status in TAKEN for status in self.statuses)


def body_of(form, file):
    """The form as a browser sends it, with the file where there is one."""
    sent = {**form, "csrfmiddlewaretoken": TOKEN}
    name, filename, content = file
    if not name:
        return "application/x-www-form-urlencoded", urlencode(sent, doseq=True).encode()
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in sent.items()
    ]
    head = f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'
    parts += [head.encode(), bytes.fromhex(content), b"\r\n--x--\r\n"]
    return "multipart/form-data; boundary=x", b"".join(parts)


def answer_to(site, sent, number, sessions, start):
    """The status and the words of the answer to one writer, who sends when all are ready."""
    who = sent["who"] if sent["who"] in sessions else f"{sent['who']}{number}"
    kind, body = body_of(sent["forms"][number], sent["file"])
    cookies = f"sessionid={sessions[who]}; csrftoken={TOKEN}"
    if "Authorization" in sent["heads"]:
        cookies = ""
    heads = {"Content-Type": kind, "Cookie": cookies, **sent["heads"]}
    start.wait()
    try:
        with OPENER.open(
            Request(site + sent["path"], body, heads), timeout=PATIENCE_SECONDS
        ) as got:
            return got.status, ""
    except HTTPError as answer:
        return answer.code, answer.read().decode(errors="replace")
    except (URLError, HTTPException, OSError) as lost:
        return 0, str(lost)


def played(name, site, stagehand, writers):
    """One scene: set, sent by all at once, counted."""
    sent = stagehand.ask(do="set", name=name)
    before = Counter(stagehand.ask(do="count"))
    start = threading.Barrier(writers)
    with ThreadPoolExecutor(writers) as hands:
        answers = list(
            hands.map(
                lambda number: answer_to(site, sent, number, stagehand.sessions, start),
                range(writers),
            )
        )
    after = Counter(stagehand.ask(do="count"))
    after.subtract(before)
    words = next((words for status, words in answers if status not in TAKEN and words), "")
    rows = {label: count for label, count in after.items() if count}
    return Played(name, sent["same"], [status for status, _ in answers], words, rows)


def told(environment, *words):
    """What a command answers as JSON, whether it found something or not."""
    done = subprocess.run(
        [*COMMAND, *words, "--json"], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    return done.returncode, done.stdout


def a_story(installation, writers):
    """Every scene played once in an installation of its own, which then is verified."""
    environment = installation.environment | {
        "DJANGO_SETTINGS_MODULE": "plodnee.config.settings",
        "PYTHONPATH": ":".join(map(str, PATHS)),
        "PLODNEE_TESTS_DAY": str(installation.directory / "day"),
        "PLODNEE_HTTPS": "off",
    }
    (installation.directory / "day").write_text("0", "utf-8")
    command = (sys.executable, str(HERE / "serving_on_a_day.py"))
    stagehand = Stagehand(environment, writers)
    try:
        with served(environment, command) as site:
            scenes = [played(name, site, stagehand, writers) for name in SCENES]
    finally:
        stagehand.leave()
    verified = [told(environment, command) for command in ("verify-ledger", "verify-audit")]
    return scenes, verified


def wrong_with(scene, effects):
    """What a scene lost, doubled or broke; nothing where every promise was kept."""
    found = [f"answered {status}" for status in scene.statuses if status not in TAKEN | REFUSED]
    if not scene.taken:
        found.append(f"nobody was taken: {scene.statuses} {scene.words}")
    times = 1 if scene.same else scene.taken
    one = effects[scene.name]
    wanted = {label: int(count) * times for label, count in one.items() if count != ANY}
    rows = {label: count for label, count in scene.rows.items() if one.get(label) != ANY}
    if rows != wanted:
        found.append(f"{scene.taken} taken, rows {rows}, not {wanted}")
    return [f"{scene.name}: {one}" for one in found]


def effects_of_one():
    """What each scene adds to which tables where one alone is taken."""
    lines = (HERE / "effects.csv").read_text("utf-8").splitlines()[1:]
    return {
        name: dict(one.split("=") for one in rows.split())
        for name, _, rows in (line.partition(";") for line in lines)
    }


@pytest.mark.parametrize(("writers", "stories"), SIZES)
def test_what_many_send_at_one_moment_is_done_once_and_refused_to_the_others(
    migrated_once, tmp_path, request, writers, stories
):
    database, effects = request.config.getoption("--database"), effects_of_one()
    if database == "sqlite" and stories == 1:
        pytest.skip("SQLite lets one write after another: `make prove` plays it there")
    wrong = Counter()
    for number in range(stories):
        with copy_of(migrated_once, tmp_path / str(number), database) as installation:
            scenes, verified = a_story(installation, writers)
        wrong.update(one for scene in scenes for one in wrong_with(scene, effects))
        wrong.update(words for code, words in verified if code)
    assert wrong == {}
    sent = writers * stories
    print(f"R3: {len(SCENES)} forms, each sent {sent:,} times by {writers} at once: 0 lost")


def test_every_address_that_is_sent_to_is_played_or_left_out_with_its_reason():
    table = (TESTS / "web" / "policy.csv").read_text("utf-8").splitlines()
    sent_to = {row["name"] for row in csv.DictReader(table, delimiter=";") if row["POST"]}
    played_at = {address_of(name) for name in SCENES}
    assert played_at | LEFT_OUT.keys() == sent_to
    assert not played_at & LEFT_OUT.keys()
    assert effects_of_one().keys() == SCENES.keys()
