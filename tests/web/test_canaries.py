"""Planted ids, house numbers and telephones lie open in no table, no log and no address."""

import logging

import pytest
from asking import content_of, path_of
from django.apps import apps
from django.db import connection
from django.urls import reverse
from policy import policy_table
from world import CENTRES, OWN, on_papers

from plodnee.engine.national_id import dashed

pytestmark = pytest.mark.django_db
TELEPHONE = "044000000"


def planted(world):
    """What must lie open nowhere: every id in both spellings, every house number, telephones."""
    ids = [number for here in world.centres.values() for number in here.ids]
    houses = [text for word in CENTRES.values() for text in on_papers(word)]
    return [*ids, *map(dashed, ids), *houses, TELEPHONE]


def every_value():
    """Every value of every table as the database itself holds it, with its table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, " ".join(map(str, row))


def test_no_table_holds_an_id_a_house_number_or_a_telephone_in_the_open(world):
    values = list(every_value())
    assert len({table for table, _ in values}) > len(apps.get_models()) / 4
    for table, text in values:
        assert not [one for one in planted(world) if one in text], table


def test_no_log_of_the_server_names_anybody(world, caplog):
    here, client = world.centres[OWN], world.clients["district"]
    words = [*planted(world), f"{here.word}หัวหน้า", f"{here.word}ผู้กู้"]
    with caplog.at_level(logging.DEBUG):
        for row in policy_table().values():
            if row.place == "centre" and "GET" in row.answers:
                content_of(client.get(path_of(row.name, here)))
        for name in ("reveal", "reveal_house", "answer_request", "record_answer"):
            client.post(path_of(name, here), {"reason": words[0], "note": words[-1]})
        search = {"q": f"{here.word}หัวหน้า"}
        reply = client.post(reverse("centre_list", args=[OWN, "debtors"]), search)
    assert not [one for one in words if one in caplog.text]
    assert search["q"] not in reply.headers.get("Location", "")
