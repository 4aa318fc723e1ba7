"""Starting what lies below a command: Django, and a database that may be worked in."""

import os
from argparse import ArgumentParser
from pathlib import Path

import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from plodnee.commands.errors import DatabaseMissing, DatabaseNotReady, InstallationNotUsable


def start_django() -> None:
    """Django with the settings of this installation.

    Raises: InstallationNotUsable.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plodnee.config.settings")
    try:
        django.setup()
    except OSError as fault:
        place = f"{fault.filename}: {fault.strerror}"
        raise InstallationNotUsable(reason=place) from fault
    except ImproperlyConfigured as fault:
        raise InstallationNotUsable(reason=fault) from fault


def start_on_ready_database() -> None:
    """Django, and a database that is migrated and guards its history.

    Raises: DatabaseMissing, DatabaseNotReady.
    """
    start_on_database()
    from plodnee.config.health import readiness_problems

    problems = readiness_problems()
    if problems:
        raise DatabaseNotReady(problems="; ".join(problems))


def start_on_database() -> None:
    """Django, and a database with its tables, whatever guards it; nothing is made where none is.

    Raises: DatabaseMissing, DatabaseNotReady.
    """
    if not apps.ready:
        _refuse_absent_database()
    start_django()
    from plodnee.config.health import migration_problems

    problems = migration_problems()
    if problems:
        raise DatabaseNotReady(problems="; ".join(problems))


def _refuse_absent_database() -> None:
    """Asked before Django starts, which would make the data directory, its keys and the file."""
    import environ

    from plodnee.config.databases import database
    from plodnee.config.places import data_place

    try:
        place = data_place(os.environ.get("PLODNEE_DATA_DIR") or None)
        settings = database(environ.Env(), place)
        there = "sqlite" not in settings["ENGINE"] or Path(settings["NAME"]).is_file()
    except (OSError, ImproperlyConfigured):
        return  # Django says what is wrong with the place or the setting
    if not there:
        raise DatabaseMissing(place=settings["NAME"])


def add_output_options(parser: ArgumentParser) -> None:
    """The options of every command that answers people and programs."""
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.add_argument("--lang", choices=("th", "en"), default="th")
