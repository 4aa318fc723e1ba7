"""An edit starts from what its editor saw; of two, one is made and the other is shown both."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from build import NOON, a_centre, an_import, an_officer
from django.db import IntegrityError, connection, transaction

from plodnee.audit.models import AuditEvent
from plodnee.audit.selectors import chain_problems
from plodnee.engine.national_id import make_up
from plodnee.organization.access import OPERATOR
from plodnee.registers.edits import Deed, steps_of, take_step, undo_last_step
from plodnee.registers.errors import ChangedMeanwhile, NothingToUndo, ReasonMissing
from plodnee.registers.models import Edit, Household

PAIRS = 1_000
WORKERS, EDITS_EACH = 4, 60


@pytest.fixture
def household(db):
    return Household.objects.create(centre=a_centre(), code="001")


def change(household, seen_version, code, **more):
    given = {"actor": OPERATOR, "before": {"code": household.code}, "after": {"code": code}}
    return take_step(household, seen_version=seen_version, values={"code": code}, **(given | more))


def undo(household, seen_version, reason="พิมพ์ผิด"):
    return undo_last_step(
        household,
        seen_version=seen_version,
        reason=reason,
        actor=OPERATOR,
        restore=lambda before: {"code": before["code"]},
    )


def test_a_step_names_who_when_why_and_what(household):
    officer = an_officer("district_officer", "3101")
    change(household, 1, "002", actor=officer, deed=Deed.CORRECTED, reason=" รหัส  ซ้ำ ")
    (step,) = steps_of([household])
    assert step.changes == [("code", "001", "002")]
    assert (step.reason, step.made_by, step.edit.deed) == ("รหัส ซ้ำ", officer, "corrected")
    event = AuditEvent.objects.get(action="registers.corrected")
    assert (event.recorded_at, event.details) == (step.made_at, {"version": 2})
    household.refresh_from_db()
    assert (household.code, household.version) == ("002", 2)


def test_of_a_thousand_pairs_of_stale_edits_every_second_is_refused_with_both_versions(household):
    for pair in range(PAIRS):
        seen = pair + 1
        change(household, seen, f"a{pair}")
        with pytest.raises(ChangedMeanwhile) as refused:
            change(household, seen, f"b{pair}")
        details = refused.value.details
        assert (details["seen_version"], details["version"]) == (seen, seen + 1)
        assert (details["yours"], details["theirs"]) == (
            {"code": f"b{pair}"},
            {"code": f"a{pair}"},
        )
    household.refresh_from_db()
    assert (household.code, household.version) == (f"a{PAIRS - 1}", PAIRS + 1)
    assert Edit.objects.count() == PAIRS


def test_the_last_step_is_undone_though_the_server_s_clock_was_set_back(household, monkeypatch):
    change(household, 1, "002")
    household.refresh_from_db()
    monkeypatch.setattr("plodnee.audit.services.moment_of_recording", lambda: NOON)
    change(household, 2, "003")
    undo(household, 3)
    household.refresh_from_db()
    assert household.code == "002"


def test_the_same_step_sent_twice_by_one_person_is_one_step(household):
    officer = an_officer("district_officer", "3101")
    first = change(household, 1, "002", actor=officer)
    assert change(household, 1, "002", actor=officer) == first
    with pytest.raises(ChangedMeanwhile):
        change(household, 1, "002")
    undone = undo(household, 2)
    assert undo(household, 2) == undone
    assert Edit.objects.count() == 2


def test_a_refused_edit_leaves_nothing(household):
    change(household, 1, "002")
    events = AuditEvent.objects.count()
    with pytest.raises(ChangedMeanwhile):
        change(household, 1, "003")
    assert (Edit.objects.count(), AuditEvent.objects.count()) == (1, events)


@pytest.mark.parametrize("seen_version", [0, 2, 99])
def test_a_version_that_never_stood_is_refused_too(household, seen_version):
    with pytest.raises(ChangedMeanwhile):
        change(household, seen_version, "002")


def test_a_correction_without_a_reason_is_refused(household):
    with pytest.raises(ReasonMissing):
        change(household, 1, "002", deed=Deed.CORRECTED, reason="  ")


def test_an_id_in_a_reason_is_masked_and_nothing_of_a_step_lies_open(household):
    number = make_up(7)
    change(household, 1, "ลับมาก", reason=f"ตรงกับบัตร {number}")
    (step,) = steps_of([household])
    assert number not in step.reason
    assert step.reason.startswith("ตรงกับบัตร 9-xxxx")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM registers_edit")
        assert "ลับมาก" not in repr(cursor.fetchall())


def test_the_last_step_is_undone_by_a_step_of_its_own(household):
    change(household, 1, "002")
    undo(household, 2)
    household.refresh_from_db()
    assert (household.code, household.version) == ("001", 3)
    undone, first = steps_of([household])
    assert undone.edit.undoes == first.edit
    assert undone.changes == [("code", "002", "001")]
    assert chain_problems() == []


def test_what_is_not_safe_is_not_undone(household):
    with pytest.raises(NothingToUndo):
        undo(household, 1)
    change(household, 1, "002", may_be_undone=False)
    with pytest.raises(NothingToUndo):
        undo(household, 2)
    change(household, 2, "003")
    undo(household, 3)
    with pytest.raises(NothingToUndo):
        undo(household, 4)


def test_an_undoing_of_what_somebody_changed_again_is_refused(household):
    change(household, 1, "002")
    change(household, 2, "003")
    with pytest.raises(ChangedMeanwhile):
        undo(household, 2)
    with pytest.raises(ReasonMissing):
        undo(household, 3, reason="")


def test_a_thing_is_never_saved_over(household):
    household.code = "999"
    with pytest.raises(TypeError, match="by a step"):
        household.save()
    assert Household.objects.get().code == "001"


@pytest.mark.parametrize("version", ["version", "version + 2", "version - 1"])
def test_the_database_itself_refuses_a_change_that_is_not_the_next_version(household, version):
    statement = f"UPDATE registers_household SET code = '9', version = {version}"
    with pytest.raises(IntegrityError, match="next version"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Household.objects.get().code == "001"


def test_a_step_stays_as_it_was_taken(household):
    edit = change(household, 1, "002")
    for deed in (lambda: Edit.objects.update(version=7), edit.delete):
        with pytest.raises(IntegrityError, match="is history"), transaction.atomic():
            deed()


def test_an_import_enters_things_in_their_first_version(db):
    an_import()
    assert set(Household.objects.values_list("version", flat=True)) == {1}


EDITOR = f"""
import os
from plodnee.commands.environment import start_django
start_django()
from plodnee.organization.access import OPERATOR
from plodnee.registers.edits import take_step
from plodnee.registers.errors import ChangedMeanwhile
from plodnee.registers.models import Household
made = refused = 0
while made < {EDITS_EACH}:
    home = Household.objects.get()
    told = {{"code": str(int(home.code) + 1)}}
    try:
        take_step(home, seen_version=home.version, before={{"code": home.code}},
                  after=told | {{"editor": os.getpid()}}, values=told, actor=OPERATOR)
        made += 1
    except ChangedMeanwhile:
        refused += 1
print(made, refused)
"""
SETTING_UP = """
from plodnee.commands.environment import start_django
start_django()
from plodnee.organization.access import OPERATOR
from plodnee.organization.services import open_centre
from plodnee.registers.models import Household
Household.objects.create(
    centre=open_centre(code="31011805", name="ศูนย์ฯ", actor=OPERATOR), code="0"
)
"""
COUNTING = """
from plodnee.commands.environment import start_django
start_django()
from plodnee.registers.models import Edit, Household
home = Household.objects.get()
print(home.code, home.version, Edit.objects.count())
"""


def test_editors_at_the_same_moment_lose_no_edit_of_one_another(migrated):
    """Each adds one to a number that all of them see: what is lost would be missing in the sum."""
    environment = migrated.environment | {"PYTHONPATH": str(Path(__file__).parents[2])}

    def started(*words):
        return subprocess.Popen(
            [sys.executable, *words],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            cwd=os.fspath(migrated.directory),
        )

    def said(*words):
        process = started(*words)
        answer, _ = process.communicate()
        assert process.returncode == 0
        return answer

    said("-c", SETTING_UP)
    editors = [started("-c", EDITOR) for _ in range(WORKERS)]
    answers = [editor.communicate()[0].split() for editor in editors]
    assert [int(made) for made, _ in answers] == [EDITS_EACH] * WORKERS
    total = WORKERS * EDITS_EACH
    assert said("-c", COUNTING).split() == [str(total), str(total + 1), str(total)]
