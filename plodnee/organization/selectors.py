"""Questions about areas and centres."""

from datetime import date

from django.db.models import Q, QuerySet

from plodnee.organization.errors import UnknownCentre
from plodnee.organization.models import Area, Centre, InspectionZone, Officer


def centre_by_code(code: str) -> Centre:
    """The centre; the refusal `organization.unknown_centre` if there is none."""
    centre = Centre.objects.filter(pk=code).first()
    if centre is None:
        raise UnknownCentre(centre_code=code)
    return centre


def trail(code: str) -> list[Area]:
    """The areas from the province down to a code, as far as they are known."""
    codes = [code[:digits] for digits in Area.Level.values if digits <= len(code)]
    return list(Area.objects.filter(pk__in=codes).order_by("level"))


def zone_of(code: str, on: date) -> int | None:
    """The inspection zone of the province that a code lies in, on a day."""
    zones = InspectionZone.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on),
        province_id=code[: Area.Level.PROVINCE],
        valid_from__lte=on,
    )
    return zones.order_by("-valid_from").values_list("number", flat=True).first()


class CalledBy:
    """What people who stand in the books are called, each asked for once."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def name(self, key: str, label: str) -> str:
        """Whoever has the key, by name; by the one used to log in where no officer has it."""
        if key not in self._names:
            officer = Officer.objects.filter(username=label).first()
            same = officer is not None and officer.audit_key == key
            self._names[key] = str(officer) if same else label
        return self._names[key]


def centres_in(area_code: str) -> QuerySet[Centre]:
    """The centres whose village lies in an area."""
    return Centre.objects.filter(code__startswith=area_code)
