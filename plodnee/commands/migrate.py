"""`plodnee migrate`: the database created or upgraded, with areas, purposes and guards."""

import argparse
import json
from datetime import date

from plodnee.commands.environment import start_django
from plodnee.commands.errors import InstallationNotUsable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.add_argument("--quiet", action="store_true", help="say nothing when all went well")


def run(options: argparse.Namespace) -> int:
    """Migrate, enter the official areas, install the guards; doing it again changes nothing.

    Raises: InstallationNotUsable if the database does not answer or may not be written.
    """
    start_django()
    from django.db import OperationalError

    try:
        answer = _migrated()
    except OperationalError as fault:
        raise InstallationNotUsable(reason=fault) from fault
    if options.json:
        print(json.dumps(answer))
    elif not options.quiet:
        applied, areas = answer["migrations_applied"], answer["areas_entered"]
        print(f"ฐานข้อมูลพร้อมใช้: ปรับโครงสร้าง {applied} รายการ เพิ่มพื้นที่ {areas:,} แห่ง")
    return 0


def _migrated() -> dict[str, object]:
    from django.core.management import call_command
    from django.db import connection, transaction

    from plodnee.audit.guards import guard_fingerprint, install_guards
    from plodnee.organization.services import load_areas
    from plodnee.privacy.services import load_purposes
    from plodnee.registers.line_totals import centres_without_totals, keep_totals
    from plodnee.registers.lines import centres_without_lines, rebuild_lines

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # a migration may take longer than a page
            cursor.execute("SET statement_timeout = 0")
    pending = _pending()
    if pending:
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    areas = load_areas()
    load_purposes()
    install_guards()
    for centre in centres_without_lines():  # registers from before there were lists of them
        with transaction.atomic():
            rebuild_lines(centre)
    for centre in centres_without_totals():  # and of what they come to
        with transaction.atomic():
            keep_totals(centre, since=date.min)
    return {
        "migrations_applied": pending,
        "areas_entered": areas,
        "guards": guard_fingerprint(),
        "database": connection.vendor,
    }


def _pending() -> int:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
