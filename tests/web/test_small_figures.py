"""Figures of a handful of households stay with their centre and its district."""

from dataclasses import replace

import pytest
from build import an_import, an_officer
from django.urls import reverse
from world import OWN, TODAY, book_of_centre, logged_in

from plodnee.casework.services import plan_centre
from plodnee.organization.access import OPERATOR

pytestmark = pytest.mark.django_db
WITHHELD = "ปิดไว้"


@pytest.fixture
def small_centre():
    """A centre in which three households owe."""
    book = book_of_centre(OWN)
    homes, codes = book.households[:3], {home.code for home in book.households[:3]}
    batch = an_import(
        replace(
            book,
            households=homes,
            cash=tuple(item for item in book.cash if item.household_code in codes),
            debts=tuple(debt for debt in book.debts if debt.household_code in codes),
        )
    )
    plan_centre(centre=batch.centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    return batch.centre


def pages(client) -> dict[str, str]:
    addresses = [
        reverse("home"), reverse("centres"), reverse("centre", args=[OWN]),
        *(reverse("area", args=[code]) for code in ("31", "3101", "310118")),
    ]  # fmt: skip
    return {path: client.get(path).content.decode() for path in addresses}


@pytest.mark.parametrize(("role", "place"), [("province", "31"), ("department", "")])
def test_above_the_district_no_page_tells_what_three_households_owe(role, place, small_centre):
    client = logged_in(an_officer(role, place))
    for path, page in pages(client).items():
        assert WITHHELD in page, path
        assert "75,000" not in page, path
    assert client.get(reverse("deck", args=[OWN])).status_code == 409


def test_the_centre_and_its_district_see_them(small_centre):
    for role, place in (("centre_committee", OWN), ("district_officer", "3101")):
        client = logged_in(an_officer(role, place))
        for name, args in (("home", []), ("centres", []), ("centre", [OWN])):
            assert "75,000" in client.get(reverse(name, args=args)).content.decode(), (role, name)
        assert client.get(reverse("deck", args=[OWN])).status_code == 200


def test_the_figures_of_a_larger_centre_are_shown_above_the_district(world):
    page = world.clients["province"].get(reverse("centre", args=[OWN])).content.decode()
    assert "150,000" in page
    assert f"{world.centres[OWN].word}นายทุน" not in page
