"""Starting what lies below a command: Django, and a database that may be worked in."""

import os
from argparse import ArgumentParser

import django
from django.core.exceptions import ImproperlyConfigured

from plodnee.commands.errors import DatabaseNotReady, InstallationNotUsable


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
