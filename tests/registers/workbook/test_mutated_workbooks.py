"""A workbook with a few bytes changed is read or refused with a reason; its reader does not die."""

import os
import random
import resource

import pytest
from workbook_making import openpyxl_book, repacked, stored, tidy_rows

from plodnee.registers.workbook.guard import SECONDS, read_guarded

TIDY = stored(openpyxl_book(tidy_rows()))
AT_EVERY_TEST, AT_PROOF = 8, 2_000
MARKS = (b"<", b">", b"&", b'"', b"\x00", b"\xff", b"]]>", b"&#0;", b"A99999999999", b"1e999")


def _seconds_of_readers() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def mutated(seed: int) -> bytes:
    """The tidy workbook with a few bytes changed: of the archive, or of its parts."""
    draw = random.Random(seed)

    def damaged(content: bytes) -> bytes:
        for _ in range(draw.randint(1, 4)):
            at = draw.randrange(len(content))
            taken = draw.choice((0, 1, draw.randint(2, 40)))
            put = draw.choice((draw.randbytes(draw.randint(1, 4)), draw.choice(MARKS), b""))
            content = content[:at] + put + content[at + taken :]
        return content

    def edit(members):
        for name in draw.sample(sorted(members), draw.randint(1, 2)):
            members[name] = damaged(members[name] or b" ")

    return damaged(TIDY) if draw.random() < 0.4 else repacked(TIDY, edit)


def assert_survived(seed: int) -> bool:
    """Whether the mutated workbook was read; otherwise it was refused with a reason in Thai."""
    caller, before = os.getpid(), _seconds_of_readers()
    reading = read_guarded(mutated(seed))
    assert (os.getpid(), _seconds_of_readers() - before < SECONDS) == (caller, True), seed
    if reading.book is None:
        assert reading.problems[-1].takes == "workbook", seed
        assert reading.problems[-1].message, seed
    assert all(found.code != "reader_stopped" for found in reading.problems), seed
    return reading.book is not None


@pytest.mark.parametrize("seed", range(AT_EVERY_TEST))
def test_a_mutated_workbook_is_read_or_refused_with_a_reason(seed):
    assert_survived(seed)


@pytest.mark.prove
def test_of_two_thousand_mutated_workbooks_each_is_read_or_refused_with_a_reason():
    read = sum(assert_survived(seed) for seed in range(AT_EVERY_TEST, AT_PROOF))
    assert AT_PROOF / 100 < read < AT_PROOF * 0.9
