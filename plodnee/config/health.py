"""What a monitor asks: is the process alive, and may it be sent work."""

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from plodnee.audit.guards import guard_problems
from plodnee.web.access import everyone


@everyone()
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while the process answers at all."""
    return JsonResponse({"status": "alive"})


@everyone()
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, is migrated and guards its history; else 503 and why."""
    problems = readiness_problems()
    status = {"status": "not ready" if problems else "ready", "problems": problems}
    return JsonResponse(status, status=503 if problems else 200)


def readiness_problems() -> list[str]:
    """Why work should not be sent here; none when ready."""
    try:
        return migration_problems() or guard_problems()
    except Error:
        return ["the database does not answer"]


def migration_problems() -> list[str]:
    """Why nothing can be read from the database: it does not answer, or lacks its tables."""
    try:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return ["the database does not answer"]
    if pending:
        return [f"{len(pending)} migrations are not applied: run `plodnee migrate`"]
    return []
