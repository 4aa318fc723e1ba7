"""Whoever waits to write into SQLite gets a turn, however short the moments in which it is free."""

import sqlite3
from threading import Event, Thread
from time import sleep

import environ
import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from plodnee.config.databases import database

HELD_SECONDS, FREE_SECONDS, PATIENCE_SECONDS, TURNS = 0.09, 0.006, 1, 12


class OfNobody(environ.Env):
    """An environment in which nothing is set."""

    ENVIRON: dict[str, str] = {}


@pytest.fixture
def connection(tmp_path, django_db_blocker):
    """A connection to the database that an installation uses if it names no other."""
    settings = database(OfNobody(), tmp_path)
    settings["OPTIONS"]["timeout"] = PATIENCE_SECONDS
    made = ConnectionHandler({"default": settings})["default"]
    with django_db_blocker.unblock():
        yield made
        made.close()


def writing(connection):
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    connection.rollback()
    connection.set_autocommit(True)


def writes_without_pause(file, held, enough):
    busy = sqlite3.connect(file, isolation_level=None)
    while not enough.is_set():
        busy.execute("BEGIN IMMEDIATE")
        held.set()
        sleep(HELD_SECONDS)
        busy.execute("COMMIT")
        sleep(FREE_SECONDS)
    busy.close()


def test_one_who_waits_gets_a_turn_beside_one_who_writes_without_pause(connection):
    held, enough = Event(), Event()
    file = connection.settings_dict["NAME"]
    busy = Thread(target=writes_without_pause, args=(file, held, enough))
    busy.start()
    try:
        for _ in range(TURNS):
            held.clear()
            held.wait()
            writing(connection)
    finally:
        enough.set()
        busy.join()


def test_who_never_gets_a_turn_is_told_so_and_may_try_again(connection):
    holder = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="database is locked"):
        writing(connection)
    holder.close()
    writing(connection)
