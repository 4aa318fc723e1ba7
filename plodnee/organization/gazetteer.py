"""Thailand's provinces, districts and subdistricts by official code, with Thai and English names.

Data: GeoThai (the `geothai` package), CC BY 4.0, after the Department of Provincial
Administration (stat.bora.dopa.go.th) and Thailand Post. Villages are created by district officers.
"""

from dataclasses import dataclass
from functools import cache

import geothai
from geothai.types import District, Province, Subdistrict

CREDIT = "GeoThai (CC BY 4.0)"
BANGKOK = "10"
PROVINCE_DIGITS, DISTRICT_DIGITS, SUBDISTRICT_DIGITS, VILLAGE_DIGITS = 2, 4, 6, 8


@dataclass(frozen=True, slots=True)
class Area:
    """A province, district or subdistrict: its nested code and its name in both languages."""

    code: str
    name_th: str
    name_en: str


@dataclass(frozen=True, slots=True)
class AreaNames:
    """An area and everything that it lies in; None for levels below the code that was asked for.

    `moo` is the number of the village inside its subdistrict.
    """

    code: str
    province: Area
    district: Area | None = None
    subdistrict: Area | None = None
    moo: int | None = None

    def th(self) -> str:
        """The address in Thai, smallest area first; Bangkok's own words for its levels."""
        return " ".join(self._parts_th())

    def en(self) -> str:
        """The address in English, smallest area first."""
        return ", ".join(self._parts_en())

    def own_th(self) -> str:
        """The area alone with the word for its level: `อำเภอเมืองบุรีรัมย์`."""
        return self._parts_th()[0]

    def own_en(self) -> str:
        """The area alone with the word for its level: `Mueang Buri Ram District`."""
        return self._parts_en()[0]

    def _parts_th(self) -> list[str]:
        bangkok = self.province.code == BANGKOK
        parts = [f"หมู่ที่ {self.moo}"] if self.moo is not None else []
        if self.subdistrict:
            parts.append(("แขวง" if bangkok else "ตำบล") + self.subdistrict.name_th)
        if self.district:
            parts.append(("" if bangkok else "อำเภอ") + self.district.name_th)
        return [*parts, ("" if bangkok else "จังหวัด") + self.province.name_th]

    def _parts_en(self) -> list[str]:
        parts = [f"Moo {self.moo}"] if self.moo is not None else []
        if self.subdistrict:
            parts.append(f"{self.subdistrict.name_en} Subdistrict")
        if self.district:
            parts.append(f"{self.district.name_en} District")
        province = self.province.name_en
        return [*parts, province if self.province.code == BANGKOK else f"{province} Province"]


@cache
def provinces() -> tuple[Area, ...]:
    """All provinces in the order of their codes, Bangkok among them."""
    return tuple(_area(p) for p in geothai.provinces())


@cache
def districts(province_code: str) -> tuple[Area, ...]:
    """The districts of a province in the order of their codes; none for an unknown code."""
    return tuple(_area(d) for d in geothai.districts(province_code))


@cache
def subdistricts(district_code: str) -> tuple[Area, ...]:
    """The subdistricts of a district in the order of their codes; none for an unknown code."""
    return tuple(_area(s) for s in geothai.subdistricts(district_code))


def subdistrict_exists(code6: str) -> bool:
    """Whether a code of six digits is a subdistrict of today."""
    return geothai.subdistrict(code6) is not None


def names(code: str) -> AreaNames | None:
    """What an area code of 2, 4, 6 or 8 digits names; None if it, or an area around it, is unknown.

    A village is known by its subdistrict and its number only.
    """
    if not (code.isascii() and code.isdigit() and len(code) in (2, 4, 6, 8)):
        return None
    province = geothai.province(code[:PROVINCE_DIGITS])
    district = geothai.district(code[:DISTRICT_DIGITS])
    subdistrict = geothai.subdistrict(code[:SUBDISTRICT_DIGITS])
    known = sum(area is not None for area in (province, district, subdistrict))
    if province is None or known < min(len(code) // 2, 3):
        return None
    return AreaNames(
        code=code,
        province=_area(province),
        district=_area(district) if district else None,
        subdistrict=_area(subdistrict) if subdistrict else None,
        moo=int(code[SUBDISTRICT_DIGITS:]) if len(code) == VILLAGE_DIGITS else None,
    )


def _area(found: Province | District | Subdistrict) -> Area:
    return Area(found.code, found.name_th, found.name_en)
