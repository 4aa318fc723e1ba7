"""Areas carry official codes; centres lie in them; the database keeps levels and days straight."""

from datetime import date

import pytest
from build import CENTRE_CODE, a_centre
from django.db import IntegrityError, transaction

from plodnee.audit.models import AuditEvent
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import UnknownArea, UnknownCentre
from plodnee.organization.models import Area, Centre, InspectionZone
from plodnee.organization.selectors import centre_by_code, trail, zone_of
from plodnee.organization.services import load_areas, open_centre, rename_centre

pytestmark = pytest.mark.django_db


def test_all_areas_of_the_country_are_entered_once():
    assert load_areas() == 77 + 928 + 7436
    assert load_areas() == 0
    levels = [Area.objects.filter(level=level).count() for level in (2, 4, 6)]
    assert levels == [77, 928, 7436]
    assert InspectionZone.objects.count() == 77


def test_an_area_that_got_a_new_name_bears_it():
    load_areas()
    Area.objects.filter(pk="31").update(name_th="ชื่อเดิม")
    assert load_areas() == 1
    assert Area.objects.get(pk="31").name_th == "บุรีรัมย์"


def test_inside_an_area_lie_those_one_level_below():
    load_areas()
    assert Area.objects.inside("").count() == 77
    ban_dan = Area.objects.inside("3121").values_list("code", flat=True)
    assert list(ban_dan) == ["312101", "312102", "312103", "312104"]


def test_a_province_has_the_zone_of_the_day():
    load_areas()
    now = InspectionZone.objects.get(province_id="31")
    assert zone_of(CENTRE_CODE, date(2019, 3, 16)) == now.number
    assert zone_of(CENTRE_CODE, date(2018, 9, 30)) is None
    now.valid_until = date(2019, 9, 30)
    now.save()
    InspectionZone.objects.create(province_id="31", number=99, valid_from=date(2019, 10, 1))
    assert zone_of(CENTRE_CODE, date(2019, 10, 1)) == 99
    assert zone_of(CENTRE_CODE, date(2019, 9, 30)) == now.number


def test_opening_a_centre_enters_its_village_and_is_done_once():
    centre = a_centre()
    assert (centre.level, a_centre().pk) == (Centre.Level.VILLAGE, centre.pk)
    assert [area.code for area in trail(CENTRE_CODE)] == ["31", "3101", "310118", CENTRE_CODE]
    assert Area.objects.get(pk=CENTRE_CODE).name_th == "หมู่ที่ 5"
    assert AuditEvent.objects.filter(action="centres.opened").count() == 1


def test_a_subdistrict_may_have_a_centre_too():
    centre = open_centre(code="310118", name="ศูนย์ฯ ตำบล", actor=OPERATOR)
    assert centre.level == Centre.Level.SUBDISTRICT


@pytest.mark.parametrize("code", ["31", "3101", "31019905", "99010101", "3101180", "ก1011805"])
def test_no_centre_is_opened_where_no_village_or_subdistrict_can_be(code):
    with pytest.raises(UnknownArea):
        open_centre(code=code, name="ศูนย์ฯ", actor=OPERATOR)
    assert not Centre.objects.exists()


def test_a_renamed_centre_leaves_a_trace():
    centre = rename_centre(centre=a_centre(), name="ศูนย์ฯ ชื่อใหม่", actor=OPERATOR)
    assert Centre.objects.get().name == centre.name == "ศูนย์ฯ ชื่อใหม่"
    assert AuditEvent.objects.filter(action="centres.renamed").count() == 1
    rename_centre(centre=centre, name="ศูนย์ฯ ชื่อใหม่", actor=OPERATOR)
    assert AuditEvent.objects.filter(action="centres.renamed").count() == 1


def test_a_centre_that_is_not_there_is_refused_with_the_way_out():
    with pytest.raises(UnknownCentre) as refused:
        centre_by_code("31011809")
    assert "31011809" in refused.value.message("th")


DAY = date(2019, 1, 1)
IMPOSSIBLE = {
    "area_level_is_length_of_code": lambda: Area(code="31", level=4),
    "area_level_known": lambda: Area(code="310", level=3),
    "area_ends_after_it_begins": lambda: Area(
        code="31", level=2, valid_from=DAY, valid_until=date(2018, 1, 1)
    ),
    "centre_level_is_length_of_code": lambda: Centre(
        code="31011805", name="ก", level="subdistrict"
    ),
    "centre_named": lambda: Centre(code="31011805", name="", level="village"),
    "inspection_zone_ends_after_it_begins": lambda: InspectionZone(
        province_id="10", number=1, valid_from=DAY, valid_until=date(2018, 1, 1)
    ),
}


@pytest.mark.parametrize("row", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_the_database_itself_refuses_what_cannot_be(row):
    Area.objects.create(code="10", level=2, name_th="ก", name_en="A")
    with pytest.raises(IntegrityError), transaction.atomic():
        row().save(force_insert=True)


def test_a_province_is_in_one_zone_at_a_time():
    Area.objects.create(code="10", level=2, name_th="ก", name_en="A")
    InspectionZone.objects.create(province_id="10", number=1, valid_from=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        InspectionZone.objects.create(province_id="10", number=2, valid_from=date(2020, 1, 1))
