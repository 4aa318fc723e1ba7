"""Every address, asked with every method by everybody, answers as the table says."""

import pytest
from asking import OTHER_METHODS, as_many, asked, in_turn, path_of
from django.template.backends.django import Template
from policy import policy_table
from world import OWN, SUBDISTRICT, VISITORS, World

pytestmark = pytest.mark.django_db
TABLE = policy_table()
# The centre of a village, and that of the subdistrict which the village lies in.
CENTRES = (OWN, SUBDISTRICT)
AREAS = ("31", "3101", SUBDISTRICT, OWN, "30")
LOGIN = "/accounts/login/"
METHODS = ("GET", "HEAD", "POST")
# A request for the heads alone is answered by the same view: a few visitors ask it.
OF_EVERY_METHOD = ("committee", "district elsewhere", "province", "no post", "anonymous")
# At an address's second place and all after it everybody reads, and as many send. On PostgreSQL as
# many are all who ask, at the next address those who follow.
OF_THEM = 7


@pytest.fixture(autouse=True)
def pages_left_unwritten(monkeypatch):
    """Only who is answered and how is asked here; `test_scope` reads every page as everybody."""
    monkeypatch.setattr(Template, "render", lambda page, context=None, request=None: "")


def places(row, world: World) -> dict[str, str]:
    """Place (its code, empty for none) -> path of the address there."""
    if row.place == "area":
        return {code: path_of(row.name, area=code) for code in AREAS}
    if row.place == "centre":
        return {code: path_of(row.name, world.centres[code]) for code in CENTRES}
    return {"": path_of(row.name)}


@pytest.mark.parametrize("name", TABLE)
def test_every_visitor_gets_what_the_table_says(name, world):
    row = TABLE[name]
    wrong = []
    index = list(TABLE).index(name)
    visitors = in_turn(VISITORS, index, as_many(sqlite=len(VISITORS), postgresql=OF_THEM))
    for number, (place, path) in enumerate(places(row, world).items()):
        senders = in_turn(VISITORS, number + index, OF_THEM)
        for visitor in visitors:
            methods = METHODS if visitor in OF_EVERY_METHOD else ("GET", "POST")
            for method in methods if number == 0 or visitor in senders else ("GET",):
                reply = asked(world.clients[visitor], method, path)
                if reply.status_code not in row.expected(visitor, method, place):
                    wrong.append(f"{visitor}: {method} {path} -> {reply.status_code}")
    assert wrong == []


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.is_deed])
def test_whoever_loads_the_address_of_a_deed_again_comes_to_a_page_that_they_may_see(name, world):
    place, path = next(iter(places(TABLE[name], world).items()))
    known = ("district", "committee", "province")
    visitor = next(one for one in known if TABLE[name].allows(one, place))
    page = asked(world.clients[visitor], "GET", path).headers["Location"]
    assert asked(world.clients[visitor], "GET", page).status_code == 200, page


@pytest.mark.parametrize("name", TABLE)
def test_a_method_that_an_address_does_not_know_is_refused_to_all(name, world):
    path = next(iter(places(TABLE[name], world).values()))
    replies = {
        (visitor, method, path): asked(world.clients[visitor], method, path).status_code
        for visitor in ("district", "anonymous")
        for method in OTHER_METHODS
    }
    assert {asked for asked, status in replies.items() if status != 405} == set()


@pytest.mark.parametrize("name", [name for name in TABLE if "logged_in" in TABLE[name].who])
def test_who_has_not_logged_in_is_led_to_the_log_in_and_back(name, world):
    path = path_of(name)
    for visitor in ("anonymous", "disabled"):
        assert asked(world.clients[visitor], "GET", path).url == f"{LOGIN}?next={path}"
