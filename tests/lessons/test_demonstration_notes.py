"""The demonstration's two visits have notes of every kind, a follow-up that waits and one done."""

import pytest
from build import a_centre

from plodnee.lessons.models import FieldNote, FollowUpClosing, NoteLine, OpenFollowUp

pytestmark = pytest.mark.django_db


def test_the_demonstration_is_noted_once_for_both_centres(db):
    from plodnee.commands.demo_notes import demonstration_notes
    from plodnee.commands.demo_round import demonstration_round
    from plodnee.organization import gazetteer
    from plodnee.organization.models import Area, Centre

    rows = [
        Area(code=one.code, level=2, name_th=one.name_th, name_en=one.name_en)
        for one in gazetteer.provinces()
    ]
    Area.objects.bulk_create(rows, ignore_conflicts=True)
    for code in ("31011805", "31210302"):
        a_centre(code, "ศูนย์สมมุติ")
    Centre.objects.update(is_demonstration=True)
    round_ = demonstration_round(["31011805", "31210302"])
    for _ in range(2):
        demonstration_notes(round_)
    demonstration_notes(None)
    assert FieldNote.objects.count() == 17
    assert set(NoteLine.objects.values_list("kind", flat=True)) == {
        "problem", "technique", "success", "suggestion",
    }  # fmt: skip
    assert (OpenFollowUp.objects.count(), FollowUpClosing.objects.count()) == (2, 1)
