"""What a person may not see answers exactly like what does not exist."""

import uuid
from dataclasses import replace

import pytest
from asking import as_many, asked, content_of, in_turn, path_of, without_tokens
from policy import policy_table
from world import OTHER_PROVINCE, OWN, SIBLING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncounted")]
TABLE = policy_table()
AT_A_PLACE = [row.name for row in TABLE.values() if row.place]
# One of each role, at two levels where a role has them, and those who hold no post.
STRANGERS = (
    "committee", "district", "province", "province elsewhere", "auditor of the province",
    "auditor of the village", "auditor elsewhere", "no post", "post ended", "superuser",
)  # fmt: skip
# Each address is asked by as many, the next by those who follow: `test_walk` shows of everybody
# that it is refused, and how a refusal looks does not depend on which address it was.
ABSENT_CENTRE, ABSENT_AREA = "31019999", "99"


def replies(client, method, *paths):
    """The replies with nothing in them that differs from one request to the next."""
    found = []
    for path in paths:
        reply = asked(client, method, path)
        heads = {name: text for name, text in reply.headers.items() if name != "Content-Length"}
        found.append((reply.status_code, heads, without_tokens(content_of(reply).decode(), path)))
    return found


@pytest.mark.parametrize("name", AT_A_PLACE)
def test_refused_and_absent_look_the_same_to_every_stranger(name, world):
    row = TABLE[name]
    there = world.centres[OTHER_PROVINCE]
    nowhere = replace(
        there,
        code=ABSENT_CENTRE,
        households=(uuid.UUID(int=5),),
        waiting=uuid.UUID(int=7),
        layout=uuid.UUID(int=8),
        evidence=uuid.UUID(int=9),
    )
    if row.place == "area":
        paths = path_of(name, area="10"), path_of(name, area=ABSENT_AREA)
        place = "10"
    else:
        paths = path_of(name, there), path_of(name, nowhere)
        place = OTHER_PROVINCE
    met = set()
    strangers = [visitor for visitor in STRANGERS if not row.allows(visitor, place)]
    for visitor in in_turn(strangers, AT_A_PLACE.index(name), as_many(sqlite=4, postgresql=2)):
        for method in row.answers:
            refused, absent = replies(world.clients[visitor], method, *paths)
            assert refused == absent, (visitor, method)
            met.add(refused[0])
    assert met == {404}


def test_a_household_under_another_centre_s_address_does_not_exist(world):
    """A key that is known opens nothing elsewhere, also where both centres may be seen."""
    own, sibling = world.centres[OWN], world.centres[SIBLING]
    mixed = replace(own, households=sibling.households)
    unknown = replace(own, households=(uuid.UUID(int=5),))
    for visitor in ("committee", "district", "auditor of the village"):
        for name in ("household", "plan_sheet"):
            known, absent = replies(
                world.clients[visitor], "GET", path_of(name, mixed), path_of(name, unknown)
            )
            assert known[0] == 404
            assert known == absent


def test_an_address_that_no_view_has_looks_like_one_that_is_refused(world):
    client = world.clients["committee"]
    refused = path_of("centre", world.centres[OTHER_PROVINCE])
    paths = f"{refused}nothing/here/", refused
    nothing, refused = replies(client, "GET", *paths)
    assert nothing == refused
