"""Notes are coded from the policy's list and the lists of the offices above the centre."""

from uuid import uuid4

import pytest
from visit_village import a_note

from plodnee.lessons.coding.selectors import code_names, codes_for
from plodnee.lessons.coding.services import add_code, change_code, code_note
from plodnee.lessons.errors import CodeUnclear, NoteChanged, UnknownCode
from plodnee.lessons.models import LessonCodeVersion, NoteCoding, NoteLine

pytestmark = pytest.mark.django_db


def test_a_note_is_coded_again_and_out_and_every_coding_stays(visit, day, by):
    note = a_note(visit, day)
    for _ in range(2):
        code_note(note=note, kind="problem", code="p-creditor", by=by)
    assert NoteLine.objects.get().code == "p-creditor"
    code_note(note=note, kind="success", code="", by=by)
    code_note(note=note, kind="", code="", by=by)
    assert NoteLine.objects.get().kind == ""
    assert list(NoteCoding.objects.values_list("kind", flat=True)) == ["problem", "success", ""]
    for kind, code in (("problem", "s-leader"), ("other", ""), ("problem", "none")):
        with pytest.raises(UnknownCode):
            code_note(note=note, kind=kind, code=code, by=by)


def test_an_office_adds_codes_for_its_own_centres_names_them_anew_and_takes_them_out(
    visit, day, by
):
    key = uuid4()
    for _ in range(2):
        code = add_code(key=key, office_code="31", kind="problem", name="ภัยแล้ง", by=by)
    with pytest.raises(CodeUnclear):
        add_code(key=uuid4(), office_code="31", kind="problem", name="ภัยแล้ง ", by=by)
    assert str(key) in {one.key for one in codes_for(visit.centre_id, day)}
    assert str(key) not in {one.key for one in codes_for("30010101", day)}
    note = a_note(visit, day)
    code_note(note=note, kind="problem", code=str(key), by=by)
    change_code(code=code, name="ภัยแล้งและน้ำท่วม", in_use=False, seen_number=1, by=by)
    with pytest.raises(NoteChanged):
        change_code(code=code, name="น้ำท่วม", in_use=True, seen_number=1, by=by)
    assert code_names(day)[str(key)] == "ภัยแล้งและน้ำท่วม"
    assert str(key) not in {one.key for one in codes_for(visit.centre_id, day)}
    assert NoteLine.objects.get().code == str(key)
    assert LessonCodeVersion.objects.count() == 2
