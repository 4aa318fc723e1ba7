"""Areas loaded, centres opened, officers appointed."""

import json
from datetime import date
from pathlib import Path

from django.db import transaction

from plodnee.audit.services import record
from plodnee.organization import gazetteer
from plodnee.organization.access import Visitor, known
from plodnee.organization.errors import PostNotPossible, UnknownArea
from plodnee.organization.models import Area, Centre, InspectionZone, Officer, Post
from plodnee.organization.roles import Role

ZONES = Path(__file__).with_name("zones.json")
ROWS_A_STATEMENT = 150


@transaction.atomic
def load_areas() -> int:
    """How many areas were added or renamed; provinces, districts, subdistricts and zones stand."""
    known = {area.code: area for area in Area.objects.filter(level__lte=Area.Level.SUBDISTRICT)}
    fresh, renamed = [], []
    for official in _official_areas():
        area = known.get(official.code)
        if area is None:
            fresh.append(official)
        elif (area.name_th, area.name_en) != (official.name_th, official.name_en):
            renamed.append(official)
    Area.objects.bulk_create(fresh, batch_size=ROWS_A_STATEMENT)
    Area.objects.bulk_update(renamed, ["name_th", "name_en"], batch_size=ROWS_A_STATEMENT)
    load_zones()
    return len(fresh) + len(renamed)


@transaction.atomic
def open_centre(*, code: str, name: str, actor: Visitor, is_demonstration: bool = False) -> Centre:
    """The centre with this code, opened if it is new; its village is entered with it."""
    centre = Centre.objects.filter(pk=code).first()
    if centre is not None:
        return centre
    _enter_area(code)
    village = len(code) == gazetteer.VILLAGE_DIGITS
    centre, is_new = Centre.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "level": Centre.Level.VILLAGE if village else Centre.Level.SUBDISTRICT,
            "is_demonstration": is_demonstration,
        },
    )
    if is_new:
        record(known(actor), "centres.opened", centre)
    return centre


@transaction.atomic
def end_demonstration(*, centre: Centre, actor: Visitor) -> Centre:
    """The centre as one of real people, from the first register that names one."""
    if centre.is_demonstration:
        centre.is_demonstration = False
        centre.save(update_fields=["is_demonstration"])
        record(known(actor), "centres.demonstration_ended", centre)
    return centre


@transaction.atomic
def rename_centre(*, centre: Centre, name: str, actor: Visitor) -> Centre:
    """The centre under the name that its latest register gives it."""
    if centre.name != name:
        centre.name = name
        centre.save(update_fields=["name"])
        record(known(actor), "centres.renamed", centre)
    return centre


@transaction.atomic
def state_email(*, officer: Officer, email: str) -> Officer:
    """Where notices are sent to an officer, as they say themselves; empty for nowhere."""
    officer.email = email
    officer.save(update_fields=["email"])
    record(officer, "organization.email_stated", officer, given=bool(email))
    return officer


@transaction.atomic
def appoint(
    *, officer: Officer, role: Role, area_code: str, held_from: date, actor: Visitor
) -> Post:
    """The officer's post at the area, held from a day on; the same appointment twice is one."""
    if len(area_code) not in role.area_digits:
        digits = "/".join(map(str, role.area_digits))
        raise PostNotPossible(role=role.name_th, area_code=area_code or "–", digits=digits)
    if area_code and gazetteer.names(area_code) is None:
        raise UnknownArea(area_code=area_code)
    post, is_new = Post.objects.get_or_create(
        officer=officer,
        role=role.code,
        area_code=area_code,
        held_until=None,
        defaults={"held_from": held_from},
    )
    if is_new:
        record(known(actor), "posts.appointed", post, role=role.code, held_from=held_from)
    return post


def _official_areas() -> list[Area]:
    found = []
    for province in gazetteer.provinces():
        found.append(province)
        for district in gazetteer.districts(province.code):
            found += [district, *gazetteer.subdistricts(district.code)]
    return [
        Area(code=area.code, level=len(area.code), name_th=area.name_th, name_en=area.name_en)
        for area in found
    ]


def _enter_area(code: str) -> None:
    """Enter a centre's village, and the areas around it where they are not loaded yet."""
    names = gazetteer.names(code)
    if names is None or names.district is None or names.subdistrict is None:
        raise UnknownArea(area_code=code)
    around = [names.province, names.district, names.subdistrict]
    rows = [(area.code, area.name_th, area.name_en) for area in around]
    if names.moo is not None:
        rows.append((code, f"หมู่ที่ {names.moo}", f"Moo {names.moo}"))
    for area_code, name_th, name_en in rows:
        Area.objects.get_or_create(
            code=area_code,
            defaults={"level": len(area_code), "name_th": name_th, "name_en": name_en},
        )


def load_zones() -> None:
    """Every province that is known lies in its inspection zone, from the day of the list on."""
    zones = json.loads(ZONES.read_text("utf-8"))
    valid_from = date.fromisoformat(zones["valid_from"])
    known = set(InspectionZone.objects.values_list("province_id", flat=True))
    InspectionZone.objects.bulk_create(
        InspectionZone(
            province_id=row["code"], number=row["inspection_zone"], valid_from=valid_from
        )
        for row in zones["provinces"]
        if row["code"] not in known
    )
