"""Area codes and names come from the national list."""

import pytest

from plodnee.organization import gazetteer


def test_the_list_is_complete():
    provinces = gazetteer.provinces()
    districts = [d for p in provinces for d in gazetteer.districts(p.code)]
    subdistricts = [s for d in districts for s in gazetteer.subdistricts(d.code)]
    assert (len(provinces), len(districts), len(subdistricts)) == (77, 928, 7436)


@pytest.mark.parametrize(
    ("code", "thai", "english"),
    [
        ("31", "จังหวัดบุรีรัมย์", "Buri Ram Province"),
        ("3101", "อำเภอเมืองบุรีรัมย์ จังหวัดบุรีรัมย์", "Mueang Buri Ram District, Buri Ram Province"),
        (
            "31011805",
            "หมู่ที่ 5 ตำบลสองห้อง อำเภอเมืองบุรีรัมย์ จังหวัดบุรีรัมย์",
            "Moo 5, Song Hong Subdistrict, Mueang Buri Ram District, Buri Ram Province",
        ),
        ("1001", "เขตพระนคร กรุงเทพมหานคร", "Phra Nakhon District, Bangkok"),
    ],
)
def test_an_area_is_named_in_both_languages(code, thai, english):
    names = gazetteer.names(code)
    assert names is not None
    assert (names.th(), names.en()) == (thai, english)


@pytest.mark.parametrize(
    "code", ["", "3", "99", "9999", "319999", "31999905", "310118051", "ab", "๓๑"]
)
def test_an_unknown_code_has_no_names(code):
    assert gazetteer.names(code) is None


def test_subdistricts_are_known_by_their_six_digits():
    assert gazetteer.subdistrict_exists("310118")
    assert not gazetteer.subdistrict_exists("310199")
    assert gazetteer.districts("99") == ()
    assert gazetteer.subdistricts("9999") == ()
