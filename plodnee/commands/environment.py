"""Starting what lies below a command: Django, and a database that may be worked in."""

import os
from argparse import ArgumentParser

import django

from plodnee.commands.errors import DatabaseNotReady


def start_django() -> None:
    """Django with the settings of this installation."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plodnee.config.settings")
    django.setup()


def start_on_ready_database() -> None:
    """Django, and a database that is migrated and guards its history.

    Raises: DatabaseNotReady.
    """
    start_django()
    from plodnee.config.health import readiness_problems

    problems = readiness_problems()
    if problems:
        raise DatabaseNotReady(problems="; ".join(problems))


def add_output_options(parser: ArgumentParser) -> None:
    """The options of every command that answers people and programs."""
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.add_argument("--lang", choices=("th", "en"), default="th")
