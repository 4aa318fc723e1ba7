"""Starting and stopping by a person: a taken address, Ctrl+C, a data directory that is closed."""

import io
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager

import pytest
from installations import COMMAND

from plodnee.commands import ENDED, INTERRUPTED, UNREAD, main
from plodnee.commands.errors import AddressTaken, InstallationNotUsable
from plodnee.registers.demonstration import demo_books
from plodnee.registers.workbook.writing import write_register

START_SECONDS = 60


@contextmanager
def taken_port(host="127.0.0.1"):
    with socket.create_server((host, 0)) as server:
        yield server.getsockname()[1]


def free_port():
    with taken_port() as port:
        return port


def test_a_taken_address_is_refused_in_one_line_before_anything_starts(capsys):
    with taken_port() as port:
        assert main(["serve", "--bind", f"127.0.0.1:{port}"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert f"127.0.0.1:{port}" in told.err
    assert "BIND=" in told.err


@pytest.mark.parametrize("bind", ["203.0.113.5:8999", "no-such-host.invalid:8999"])
def test_an_address_that_is_not_this_machines_is_refused(bind, capsys):
    assert main(["serve", "--bind", bind]) == 1
    assert bind in capsys.readouterr().err


@pytest.mark.parametrize("bind", ["8000", "127.0.0.1:", "127.0.0.1:²", "127.0.0.1:70000", ":80"])
def test_what_is_no_address_is_bad_usage(bind):
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--bind", bind])
    assert ended.value.code == 2


def test_refusals_of_starting_speak_both_languages():
    for refusal in (AddressTaken, InstallationNotUsable):
        thai, english = (refusal(address="1:2", reason="x").message(lang) for lang in ("th", "en"))
        assert thai != english
        assert "–" not in thai + english


def test_a_database_that_cannot_be_opened_is_named(tmp_path, installation):
    environment = dict(installation.environment)
    environment["DATABASE_URL"] = f"sqlite:///{tmp_path / 'absent' / 'plodnee.sqlite3'}"
    done = subprocess.run(
        [*COMMAND, "migrate"], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("เริ่มระบบไม่ได้")
    assert "Traceback" not in done.stderr


def test_a_data_directory_that_is_a_file_is_named(tmp_path, installation):
    place = tmp_path / "file"
    place.write_text("a file")
    done = subprocess.run(
        [*COMMAND, "urls"],
        env={**installation.environment, "PLODNEE_DATA_DIR": str(place)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert str(place) in done.stderr
    assert "Traceback" not in done.stderr


def test_the_site_stops_at_ctrl_c_and_starts_again_at_the_same_address(migrated):
    port = free_port()
    for _ in range(2):
        with subprocess.Popen(
            [*COMMAND, "serve", "--bind", f"127.0.0.1:{port}"],
            env=migrated.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as server:
            assert any(f"http://127.0.0.1:{port}/" in line for line in server.stdout)
            assert answers(port)
            server.send_signal(signal.SIGINT)
            _, complaints = server.communicate(timeout=START_SECONDS)
        assert (server.returncode, complaints) == (0, "")


PARTING = """
import sys
from plodnee.commands import main, serve
serve.Site.run = lambda site: print("\\n".join(sorted(sys.modules)))
sys.exit(main())
"""


def test_every_page_is_loaded_before_the_workers_part(migrated):
    """A worker that takes the place of one that ended answers its first page like any other."""
    done = subprocess.run(
        [sys.executable, "-c", PARTING, "serve", "--bind", f"127.0.0.1:{free_port()}"],
        env=migrated.environment, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert {"plodnee.web.books.entering", "plodnee.web.accounts.urls"} <= set(done.stdout.split())


def answers(port):
    """Whether the site answers, its workers once started."""
    for _ in range(START_SECONDS * 10):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            signal.sigtimedwait([], 0.1)
    return False


@contextmanager
def menu_at_a_terminal():
    """`plodnee menu` as a person starts it: Ctrl+C reaches it even if this run ignores it."""
    with subprocess.Popen(
        [*COMMAND, "menu"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as command:
        try:
            yield command
        finally:
            command.kill()  # nothing to one that has ended; one that heard nothing would stay


def test_ctrl_c_in_the_middle_of_a_command_leaves_no_trace_of_the_program():
    with menu_at_a_terminal() as command:
        command.stdin.write("[]\n")
        command.stdin.flush()
        assert "error" in command.stdout.readline()
        command.send_signal(signal.SIGINT)
        command.wait(START_SECONDS)  # before its input ends: only the signal can have ended it
        complaints = command.stderr.read()
    assert (command.returncode, complaints) == (INTERRUPTED, "")


def test_ctrl_c_ends_a_household_that_would_take_hours():
    """Forty loose debts: the proof has no end in sight, and its kernel hears no signal."""
    with menu_at_a_terminal() as command:
        command.stdin.write(json.dumps(household(debts=1)) + "\n")
        command.stdin.flush()
        assert json.loads(command.stdout.readline())["options"]
        command.stdin.write(json.dumps(household(debts=40)) + "\n")
        command.stdin.flush()
        signal.sigtimedwait([], 1.0)
        command.send_signal(signal.SIGINT)
        command.wait(START_SECONDS)
        assert (command.returncode, command.stderr.read()) == (INTERRUPTED, "")


def household(*, debts):
    """A household that can just bear so many debts, each with a hundred choices."""
    months = range(1, 61)
    return {
        "id": "H1",
        "as_of": "2019-03-16",
        "horizon_months": 60,
        "cash": {"opening": 0, "reserve": 0, "net": [50_000 * debts] * 60},
        "debts": [debt(n) for n in range(debts)],
        "contract": {
            "rate_bp": 600,
            "patterns": [{"name": "monthly", "due_months": [*months]}],
            "max_instalments": 60,
        },
    }


def debt(n):
    return {
        "id": f"D{n}",
        "creditor": f"group{n % 5}",
        "balance": 1_000_003 + 97_001 * n,
        "rate_bp": 700 + 100 * (n % 8),
        "due_months": [*range(1 + n % 7, 37, 3)],
        "amortization": "level",
        "min_rate_bp": 0,
        "rate_step_bp": 100,
        "extensions": [0, 12, 24],
        "graces": [0, 6, 12],
        "may_restructure": True,
        "may_consolidate": True,
    }


def test_a_command_that_is_told_to_end_clears_away_what_it_was_making(tmp_path):
    workbook, place = tmp_path / "register.xlsx", tmp_path / "results"
    write_register(demo_books(2562)[1], workbook)
    place.mkdir()
    command = subprocess.Popen(
        [*COMMAND, "plan", str(workbook), "--out", str(place / "out")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    with command:
        while not any(place.iterdir()) and command.poll() is None:
            signal.sigtimedwait([], 0.01)
        command.terminate()
        _, complaints = command.communicate(timeout=START_SECONDS)
    assert (command.returncode, complaints) == (ENDED, "")
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "told"), [("stdin", "standard input"), ("stdout", "standard output")]
)
def test_lines_without_an_input_or_an_output_are_refused_in_one_line(monkeypatch, name, told):
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    monkeypatch.setattr(sys, name, None)
    assert main(["schedule"]) == 1
    assert told in said.getvalue()
    assert said.getvalue().count("\n") == 1


def scheduled(output):
    """One line that is refused, answered to where nothing can be written."""
    return subprocess.run(
        [*COMMAND, "schedule"], input=b"[]\n", stdout=output, stderr=subprocess.PIPE, check=False
    )


def test_a_full_disk_is_told_in_one_line():
    with open("/dev/full", "wb") as full:
        done = scheduled(full)
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert "เขียนคำตอบไม่ได้" in done.stderr.decode()


def test_whoever_reads_no_further_ends_the_command_without_a_word():
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as unread:
        done = scheduled(unread)
    assert (done.returncode, done.stderr) == (UNREAD, b"")


def test_ctrl_c_while_a_command_is_still_loaded_leaves_no_trace(monkeypatch):
    def interrupted(_name):
        raise KeyboardInterrupt

    monkeypatch.setattr("plodnee.commands.import_module", interrupted)
    assert main(["menu"]) == INTERRUPTED


@pytest.mark.parametrize("command", ["verify-ledger", "verify-audit", "retention"])
def test_without_a_database_a_command_says_so_in_one_line_and_makes_nothing(command, tmp_path):
    home = tmp_path / "nothing"
    environment = dict(os.environ, PLODNEE_DATA_DIR=str(home))
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [*COMMAND, command], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert f"ไม่พบฐานข้อมูลที่ {home}" in done.stderr
    assert not home.exists()


def test_a_database_without_tables_is_told_and_stays_as_it_is(tmp_path):
    place = tmp_path / "plodnee.sqlite3"
    place.touch()
    environment = dict(
        os.environ, PLODNEE_DATA_DIR=str(tmp_path), DATABASE_URL=f"sqlite:///{place}"
    )
    done = subprocess.run(
        [*COMMAND, "verify-ledger", "--lang", "en"],
        env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Run `plodnee migrate` first" in done.stderr
    assert place.stat().st_size == 0
