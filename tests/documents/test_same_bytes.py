"""The same facts give the same files, on another day and in another process."""

import hashlib
import subprocess
import sys
from datetime import date
from pathlib import Path

from hamlet import AS_OF, TARGETS
from reading_back import members

from plodnee.documents.builders.archive import with_fixed_times
from plodnee.documents.pack import build_pack, pack_names

HERE = Path(__file__).parent
ELSEWHERE = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from hamlet import AS_OF, hamlet
from plodnee.casework.plan.analysis import analyse
from plodnee.documents.facts import pack_facts
from plodnee.documents.pack import build_pack
facts = pack_facts(analyse(hamlet(), as_of=AS_OF, horizon_months=60))
for name, content in build_pack(facts):
    print(name, hashlib.sha256(content).hexdigest())
"""


def digests(pack):
    return [f"{name} {hashlib.sha256(content).hexdigest()}" for name, content in pack.items()]


def test_another_process_builds_the_same_bytes(pack):
    """Another process has other hashes of text, another clock, other numbers of objects."""
    ran = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(HERE)],
        env={
            "PYTHONHASHSEED": "4242",
            "PATH": "/usr/bin:/bin",
            "HOME": "/nonexistent",
            "TZ": "UTC",
        },
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.splitlines() == digests(pack)


def test_every_stamp_inside_an_office_file_is_the_day_of_its_facts(pack):
    for name, content in pack.items():
        if name.endswith(".pdf"):
            continue
        for member, part in members(content):
            if name == "deck.pptx":
                assert member.date_time[:3] == (AS_OF.year, AS_OF.month, AS_OF.day)
            else:
                assert member.date_time[:3] == (1980, 1, 1)
            if member.filename == "docProps/core.xml":
                assert part.count(b"2019-03-16T00:00:00Z") == 2


def test_a_fixed_archive_keeps_its_members_and_their_order(pack):
    before = [(m.filename, c) for m, c in members(pack["plans.xlsx"])]
    after = [
        (m.filename, c) for m, c in members(with_fixed_times(pack["plans.xlsx"], date(2020, 1, 2)))
    ]
    assert [name for name, _ in before] == [name for name, _ in after]
    changed = [name for (name, old), (_, new) in zip(before, after, strict=True) if old != new]
    assert changed == ["docProps/core.xml"]


def test_the_pack_s_names_are_those_of_the_reference(facts, pack):
    names = [
        "deck.pptx",
        "debtor-register.xlsx",
        "household-register.xlsx",
        "debt-analysis.xlsx",
        "plans.xlsx",
        *(f"plans/{code}.pdf" for code in TARGETS),
    ]
    assert list(pack) == list(pack_names(facts)) == names


def test_progress_is_told_file_by_file(facts):
    told = []
    for name, _ in build_pack(facts, progress=lambda done, total: told.append((done, total))):
        assert told[-1][0] == list(pack_names(facts)).index(name) + 1
    assert told == [(n, 9) for n in range(1, 10)]
