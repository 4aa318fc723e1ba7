"""Whatever whoever owns database and key does to the trail, anchors kept elsewhere show it."""

import json
from argparse import ArgumentParser
from datetime import UTC, datetime
from random import Random

import pytest
from build import a_centre
from django.db import transaction

from plodnee.audit.access import record_access
from plodnee.audit.anchors import anchor_problems, new_anchors
from plodnee.audit.guards import remove_guards
from plodnee.audit.models import AuditEvent, ChainHead
from plodnee.audit.selectors import chain_problems
from plodnee.audit.services import event_mac, record
from plodnee.commands import anchor_audit, verify_audit
from plodnee.organization.access import OPERATOR

pytestmark = pytest.mark.django_db
CHAINS = ("31011805", "31210302", "31011801")
EVENTS, NIGHT = 8, datetime(2026, 1, 1, 19, 15, tzinfo=UTC)
SIZES = [
    pytest.param(5, id="forty tamperings"),
    pytest.param(125, id="a thousand tamperings", marks=pytest.mark.prove),
]


@pytest.fixture
def trail():
    """Three centres' chains, whole; what a line of anchors says of them."""
    for code in CHAINS:
        centre = a_centre(code)
        for number in range(EVENTS):
            record(OPERATOR, "tests.done", centre, amount_satang=number)
    record_access(OPERATOR, "tests.page", chain=CHAINS[0], households=None)
    lines = [anchor.line for anchor in new_anchors([], NIGHT)]
    assert chain_problems() == anchor_problems(lines) == []
    return lines


def rewritten(code, events):
    """The chain as somebody writes it who owns the database."""
    AuditEvent.objects.filter(chain=code).delete()
    for event in events:
        event.pk = None
    AuditEvent.objects.bulk_create(events)


def bound_anew(code, events):
    """The chain numbered, bound and signed anew, with its end: what takes the key as well."""
    mac = ""
    for sequence, event in enumerate(events, start=1):
        event.sequence, event.previous_mac = sequence, mac
        mac = event.mac = event_mac(event)
    rewritten(code, events)
    ChainHead.objects.filter(chain=code).update(sequence=len(events), mac=mac)


def edit(code, events, place):
    events[place].details = {"amount_satang": 10**9}
    rewritten(code, events)


def delete(code, events, place):
    del events[place]
    rewritten(code, events)


def swap(code, events, place):
    first, second = events[place], events[place - 1]
    first.sequence, second.sequence = second.sequence, first.sequence
    rewritten(code, events)


def insert(code, events, place):
    for event in events[place:]:
        event.sequence += 1
    foreign = AuditEvent.objects.get(chain=code, sequence=place + 1)
    foreign.action = "tests.never_done"
    rewritten(code, [*events[:place], foreign, *events[place:]])


def put_another_hash(code, events, place):
    events[place].mac = f"{place:064x}"
    rewritten(code, events)


def truncate(code, events, place):
    bound_anew(code, events[:place])


def edit_and_sign(code, events, place):
    events[place].details = {"amount_satang": 10**9}
    bound_anew(code, events)


def delete_and_sign(code, events, place):
    del events[place]
    bound_anew(code, events)


TAMPERINGS = (
    edit, delete, swap, insert, put_another_hash, truncate, edit_and_sign, delete_and_sign,
)  # fmt: skip
ONLY_ANCHORS_SHOW = (truncate, edit_and_sign, delete_and_sign)


@pytest.mark.parametrize("times", SIZES)
@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
def test_every_tampering_is_found(trail, tamper, times):
    remove_guards()
    draw = Random(2562)
    for _ in range(times):
        code = draw.choice(CHAINS)
        events = list(AuditEvent.objects.filter(chain=code).order_by("sequence"))
        with transaction.atomic():
            tamper(code, events, draw.randrange(1, len(events)))
            if tamper in ONLY_ANCHORS_SHOW:
                assert chain_problems() == []
            assert chain_problems() + anchor_problems(trail)
            transaction.set_rollback(True)


def test_a_chain_cut_at_its_end_is_told_with_what_was_there_and_when(trail):
    remove_guards()
    events = list(AuditEvent.objects.filter(chain=CHAINS[1]).order_by("sequence"))
    truncate(CHAINS[1], events, 4)
    assert anchor_problems(trail) == [
        f"anchors/3: {CHAINS[1]}/{len(events)} is gone; it was there at 2026-01-01T19:15:00+00:00"
    ]


def test_a_chain_that_vanished_whole_is_found(trail):
    remove_guards()
    AuditEvent.objects.filter(chain=CHAINS[2]).delete()
    ChainHead.objects.filter(chain=CHAINS[2]).delete()
    assert chain_problems() == []
    assert len(anchor_problems(trail)) == 1


FOREIGN = {
    "signed elsewhere": lambda line: json.dumps(json.loads(line) | {"signature": "0" * 64}),
    "another end": lambda line: json.dumps(json.loads(line) | {"sequence": 1}),
    "a key nobody has": lambda line: json.dumps(json.loads(line) | {"key_version": "99"}),
    "a signature in Thai": lambda line: json.dumps(json.loads(line) | {"signature": "หมุด"}),
}
NO_ANCHORS = {
    "words": "หมุดของเมื่อวาน",
    "another object": '{"a": 1}',
    "a list": "[1]",
    "a number too many": '{"chain": 1}',
    "deep": "[" * 100_000,
}


@pytest.mark.parametrize("change", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_anchor_is_found_and_says_nothing_about_the_trail(trail, change):
    assert anchor_problems([change(trail[1])]) == ["anchors/1: was not signed by this installation"]


@pytest.mark.parametrize("line", NO_ANCHORS.values(), ids=NO_ANCHORS)
def test_a_line_that_is_no_anchor_is_named_and_the_others_are_read(trail, line):
    assert anchor_problems([trail[0], line, "", trail[1]]) == ["anchors/2: is not an anchor"]


def test_only_chains_that_grew_are_anchored_again(trail):
    record(OPERATOR, "tests.done", a_centre("31011802"))
    (added,) = [one for one in new_anchors(trail, NIGHT) if one.chain != "-"]
    assert added.chain == "31011802"
    assert anchor_problems([*trail, added.line]) == []


def said(capsys, module, *words):
    parser = ArgumentParser()
    module.add_arguments(parser)
    code = module.run(parser.parse_args([str(word) for word in words]))
    return code, capsys.readouterr().out


def test_the_commands_write_anchors_once_and_compare_with_them(trail, tmp_path, capsys):
    file = tmp_path / "kept" / "anchors.jsonl"
    code, told = said(capsys, anchor_audit, file, "--json")
    assert (code, json.loads(told)) == (0, {"added": len(trail)})
    assert json.loads(said(capsys, anchor_audit, file, "--json")[1]) == {"added": 0}
    code, told = said(capsys, verify_audit, "--anchors", file, "--json")
    assert (code, json.loads(told)["problems"]) == (0, [])
    assert json.loads(told)["chains"] == ChainHead.objects.count() == len(trail)
    code, told = said(capsys, verify_audit)
    assert code == 0
    assert "ท้ายสายถูกตัด" in told


def test_a_line_cut_short_by_a_crash_is_written_anew(trail, tmp_path):
    file = tmp_path / "anchors.jsonl"
    whole = "".join(f"{line}\n" for line in trail)
    file.write_text(whole[:-30], encoding="utf-8")
    assert anchor_audit.add_anchors(file, NIGHT) == 1
    assert file.read_text(encoding="utf-8") == whole


def test_a_trail_that_is_off_is_told_with_one_and_a_file_out_of_reach_with_two(
    trail, tmp_path, capsys
):
    assert said(capsys, anchor_audit, tmp_path)[0] == 2
    remove_guards()
    code, told = said(capsys, verify_audit, "--lang", "en")
    assert code == 1
    assert "tell the auditor" in told
    assert "guards are missing" in told
    with pytest.raises(SystemExit) as ended:
        said(capsys, verify_audit, "--anchors", tmp_path / "none")
    assert ended.value.code == 2
