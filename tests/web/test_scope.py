"""What replies say: nobody reads of a centre or a person beyond the posts held."""

import re

import pytest
from asking import REGISTERS, as_many, asked, in_turn, path_of, words_of
from build import a_pack
from django.urls import reverse
from policy import policy_table
from world import CENTRES, VISITORS, Here, World, on_papers, personal, public

from plodnee.organization.models import Centre

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncounted")]
TABLE = policy_table()
AREAS = ("30", "31", "3001", "3101", "3121", "310118", "310119", "31011805")
SEPARATORS = re.compile(r"[\s\-–.]")
LISTS = ("households", "matrix")
MORE_COLUMNS = "?columns=house&columns=national_id&columns=note&columns=guarantors"
SEARCHES = ("?sort=name", "?sort=owed&plan=fits", "?kind=target", "?debtor_class=A", "?creditor=1")


# What is asked of every centre, seen or strange; `test_walk` and `test_absent` show that whatever a
# visitor may not open answers like what does not exist. Of the centres that a visitor may see one
# or two are read from end to end; over the visitors each comes as often as every other. On
# PostgreSQL every third page is read, the next visitor reads those that follow.
OF_EVERY_CENTRE = ("centre", "households", "household", "contract", "case", "pack")


def everything_to_read(world: World, visitor: str) -> list[str]:
    """The path of every page and file that may answer somebody, asked in several ways."""
    plain = [row.name for row in TABLE.values() if not row.place and "GET" in row.answers]
    paths = [path_of(name) for name in plain]
    named = [row.name for row in TABLE.values() if row.place == "area"]
    paths += [
        path_of(name, area=code)
        for name in named
        for code in AREAS
        if TABLE[name].allows(visitor, code)
    ]
    paths += [reverse("district_list", args=[code, kind]) for code in AREAS for kind in LISTS]
    named = {
        code: [row.name for row in TABLE.values() if row.place == "centre"
               and row.allows(visitor, code)]
        for code in CENTRES
    }  # fmt: skip
    seen = [code for code in CENTRES if named[code]]
    whole = in_turn(seen, VISITORS.index(visitor), as_many(sqlite=2, postgresql=1))
    for code, here in world.centres.items():
        if code in whole:
            paths += everything_of_a_centre(here, named[code])
        else:
            paths += [path_of(name, here) for name in OF_EVERY_CENTRE]
            paths += [reverse("centre_list", args=[here.code, "debtors"]) + MORE_COLUMNS]
    return paths + [f"{path_of('centres')}?q={word}" for word in CENTRES.values()]


def everything_of_a_centre(here: Here, allowed: list[str]) -> list[str]:
    """The path of every page and file of a centre, its lists asked in several ways."""
    paths = [path_of(name, here) for name in allowed if "GET" in TABLE[name].answers]
    paths += [reverse("register_file", args=[here.code, name]) for name in REGISTERS[1:]]
    paths += [reverse("import", args=[here.confirmed])]
    lists = [reverse("centre_list", args=[here.code, kind]) for kind in (*LISTS, "debtors")]
    paths += [path + more for path in lists for more in ("", MORE_COLUMNS)]
    paths += [path_of("households", here) + search for search in SEARCHES]
    return paths + [reverse("household", args=[here.code, key]) for key in here.households]


@pytest.fixture(scope="module")
def packs(world, django_db_blocker):
    """The pack of every centre, ready to be taken away."""
    with django_db_blocker.unblock():
        for centre in Centre.objects.all():
            a_pack(centre)


@pytest.mark.parametrize("visitor", VISITORS)
def test_a_reply_names_only_whom_the_visitor_may_see_and_nobody_by_a_whole_id(
    visitor, world, packs
):
    may_be_named = set()
    for code, word in CENTRES.items():
        may_be_named |= set(public(word)) if TABLE["centre"].allows(visitor, code) else set()
        may_be_named |= set(personal(word)) if TABLE["household"].allows(visitor, code) else set()
        may_be_named |= set(on_papers(word)) if TABLE["pack"].allows(visitor, code) else set()
    every = (personal, public, on_papers)
    named = {text for say in every for word in CENTRES.values() for text in say(word)}
    ids = [national_id for here in world.centres.values() for national_id in here.ids]
    met: set[str] = set()
    paths = everything_to_read(world, visitor)
    share = as_many(sqlite=1, postgresql=3)
    for path in paths[VISITORS.index(visitor) % share :: share]:
        reply = asked(world.clients[visitor], "GET", path)
        assert reply.status_code < 500, path
        words = words_of(reply).replace(path, "")
        found = {text for text in named if text in words}
        assert found <= may_be_named, path
        digits = SEPARATORS.sub("", words)
        assert not any(national_id in digits for national_id in ids), path
        met |= found
    # So that a reply without a word proves something.
    assert met == may_be_named if share == 1 else bool(met) == bool(may_be_named)


@pytest.mark.parametrize("visitor", ["committee", "district", "auditor of the village"])
def test_whoever_sees_persons_sees_their_ids_masked(visitor, world):
    here = world.centres["31011805"]
    page = words_of(asked(world.clients[visitor], "GET", path_of("household", here)))
    first = here.ids[0]
    assert f"{first[0]}-xxxx-xxxxx-{first[10:12]}-{first[12]}" in page
