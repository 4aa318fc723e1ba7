"""The database in use and the options under which nothing acknowledged is lost."""

from pathlib import Path
from typing import Any

import environ

# Write-ahead journalling loses commits on a library before 3.51.3, and with synchronous=NORMAL
# loses acknowledged ones at power loss: docs/decisions/0005-embedded-database.md.
SQLITE_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA journal_mode=TRUNCATE",
)
SQLITE_PATIENCE_SECONDS = 20
# Whatever the server is set to: a commit is acknowledged once it is in the log.
POSTGRESQL_OPTIONS = {
    "synchronous_commit": "on",
    # Its estimates start the compiler for queries that are over sooner than it is.
    "jit": "off",
    "lock_timeout": "5s",
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "60s",
}
CONNECTION_SECONDS = 60


def database(environment: environ.Env, data_directory: Path) -> dict[str, Any]:
    """Django's settings of the database that `DATABASE_URL` names, else SQLite beside the data."""
    default = f"sqlite:///{data_directory / 'plodnee.sqlite3'}"
    settings: dict[str, Any] = environment.db_url("DATABASE_URL", default=default)
    if "sqlite" in settings["ENGINE"]:
        settings["ENGINE"] = "plodnee.config.sqlite"
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_PATIENCE_SECONDS,
            "init_command": ";".join(SQLITE_PRAGMAS),
        }
    else:
        options = " ".join(f"-c {name}={value}" for name, value in POSTGRESQL_OPTIONS.items())
        settings.setdefault("OPTIONS", {})["options"] = options
        settings |= {"CONN_MAX_AGE": CONNECTION_SECONDS, "CONN_HEALTH_CHECKS": True}
    return settings
