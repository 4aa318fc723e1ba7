"""Triggers that keep history from being changed, on both databases, and proof that they stand.

A model with `is_history = True` is guarded: rows are added, never deleted, and only columns named
in its `erasable_columns` may change (a person's right to erasure). A model's `guard_rules` say what
else holds whenever a row is added, changed or deleted. SQLite drops triggers without a word when a
column is altered, and refuses to alter a table that a trigger elsewhere names; so all are lifted
before a migration and installed anew after it.
"""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from plodnee.audit.keys import current_version, purpose_key
from plodnee.audit.models import GuardFingerprint

PREFIX = "guard_"
PURPOSE = "guards"
NAMED_AT_MOST = 5
MESSAGE = "is history: add a row instead"
FUNCTION = f"""
CREATE OR REPLACE FUNCTION {PREFIX}history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% {MESSAGE}', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
"""
SQLITE_TRIGGERS = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
POSTGRESQL_TRIGGERS = """
SELECT t.tgname, c.relname, pg_get_triggerdef(t.oid) || p.prosrc || t.tgenabled::text
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
"""

Deed = Literal["INSERT", "UPDATE", "DELETE"]


@dataclass(frozen=True, slots=True)
class GuardRule:
    """What a trigger does whenever a row is added (or changed, or deleted: then it is `OLD`).

    `sqlite` holds statements, `postgresql` the inside of a PL/pgSQL block.
    """

    name: str
    when: Literal["BEFORE", "AFTER"]
    sqlite: str
    postgresql: str
    deed: Deed = "INSERT"


def refusing(name: str, condition: str, message: str, *, deed: Deed = "INSERT") -> GuardRule:
    """A rule that refuses a row for which an SQL condition on it holds, on both databases."""
    assert "'" not in message
    return GuardRule(
        name,
        "BEFORE",
        f"SELECT RAISE(ABORT, '{message}') WHERE {condition};",
        f"IF {condition} THEN RAISE EXCEPTION '{message}' "
        "USING ERRCODE = 'restrict_violation'; END IF;",
        deed,
    )


def install_guards(using: str = DEFAULT_DB_ALIAS) -> None:
    """Every guard of every model of history whose table exists, and their fingerprint."""
    connection = connections[using]
    with transaction.atomic(using=using):
        remove_guards(using)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(FUNCTION)
            for model in _guarded_models(connection):
                for statement in _statements(model, connection):
                    cursor.execute(statement)
        fingerprint, version = guard_fingerprint(using), current_version()
        GuardFingerprint.objects.using(using).update_or_create(
            pk=GuardFingerprint.ONLY,
            defaults={
                "fingerprint": fingerprint,
                "key_version": version,
                "mac": _mac(fingerprint, version),
            },
        )


def remove_guards(using: str = DEFAULT_DB_ALIAS) -> None:
    """History without its guards: for a change of schema, and for tests that empty tables."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, table, _ in _installed(connection):
            on_table = f" ON {_quoted(table)}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {_quoted(name)}{on_table}")


def guard_fingerprint(using: str = DEFAULT_DB_ALIAS) -> str:
    """A fingerprint of the guards as the database holds them now."""
    rows = sorted(_installed(connections[using]))
    return hashlib.sha256("\n".join("\t".join(row) for row in rows).encode("utf-8")).hexdigest()


def guard_problems(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Why the history of this database is not safe; none when every guard stands."""
    connection = connections[using]
    kept = GuardFingerprint.objects.using(using).first()
    if kept is None:
        return ["no guards are installed: run `plodnee migrate`"]
    missing = _expected_names(connection) - {name for name, _, _ in _installed(connection)}
    if missing:
        named = ", ".join(sorted(missing)[:NAMED_AT_MOST])
        rest = f" and {more} more" if (more := len(missing) - NAMED_AT_MOST) > 0 else ""
        return [f"guards are missing: {named}{rest}: run `plodnee migrate`"]
    expected = _mac(guard_fingerprint(using), kept.key_version)
    if not hmac.compare_digest(expected, kept.mac):
        return ["guards differ from those installed: somebody changed the database"]
    return []


def _guarded_models(connection: BaseDatabaseWrapper) -> list[type[models.Model]]:
    tables = set(connection.introspection.table_names())
    return [
        model
        for model in apps.get_models()
        if (getattr(model, "is_history", False) or _rules(model)) and model._meta.db_table in tables
    ]


def _rules(model: type[models.Model]) -> tuple[GuardRule, ...]:
    return getattr(model, "guard_rules", ())


def _expected_names(connection: BaseDatabaseWrapper) -> set[str]:
    third = "truncate" if connection.vendor == "postgresql" else "replace"
    names = set()
    for model in _guarded_models(connection):
        deeds = {rule.name for rule in _rules(model)}
        if getattr(model, "is_history", False):
            deeds |= {"update", "delete", third}
        names |= {f"{PREFIX}{model._meta.db_table}_{deed}" for deed in deeds}
    return names


def _statements(model: type[models.Model], connection: BaseDatabaseWrapper) -> Iterator[str]:
    """The statements that create the triggers of one model."""
    for rule in _rules(model):
        yield from _rule_statements(model, rule, connection)
    if getattr(model, "is_history", False):
        yield from _history_statements(model, connection)


def _rule_statements(
    model: type[models.Model], rule: GuardRule, connection: BaseDatabaseWrapper
) -> Iterator[str]:
    table = _quoted(model._meta.db_table)
    name = _quoted(f"{PREFIX}{model._meta.db_table}_{rule.name}")
    head = f"CREATE TRIGGER {name} {rule.when} {rule.deed} ON {table} FOR EACH ROW"
    if connection.vendor == "postgresql":
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN {rule.postgresql} RETURN NEW; END $$"
        )
        yield f"{head} EXECUTE FUNCTION {name}()"
    else:
        yield f"{head} BEGIN {rule.sqlite} END"


def _history_statements(
    model: type[models.Model], connection: BaseDatabaseWrapper
) -> Iterator[str]:
    table = _quoted(model._meta.db_table)
    erasable: frozenset[str] = getattr(model, "erasable_columns", frozenset())
    fields = [f for f in model._meta.concrete_fields if f.name not in erasable]
    columns = [str(field.column) for field in fields]
    update = f"UPDATE OF {', '.join(map(_quoted, columns))}"
    if connection.vendor == "postgresql":
        refuse = f"EXECUTE FUNCTION {PREFIX}history()"
        each = {"update": update, "delete": "DELETE", "truncate": "TRUNCATE"}
        for deed, event in each.items():
            scope = "STATEMENT" if deed == "truncate" else "ROW"
            name = _quoted(f"{PREFIX}{model._meta.db_table}_{deed}")
            yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {scope} {refuse}"
        return
    key = _quoted(str(model._meta.pk.column))
    exists = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"  # noqa: S608 model names
    refuse = f"BEGIN SELECT RAISE(ABORT, '{model._meta.db_table} {MESSAGE}'); END"
    each = {"update": update, "delete": "DELETE", "replace": "INSERT"}
    for deed, event in each.items():
        condition = exists if deed == "replace" else ""
        name = _quoted(f"{PREFIX}{model._meta.db_table}_{deed}")
        yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} {condition} {refuse}"


def _installed(connection: BaseDatabaseWrapper) -> list[tuple[str, str, str]]:
    query = POSTGRESQL_TRIGGERS if connection.vendor == "postgresql" else SQLITE_TRIGGERS
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [
            (name, table, text)
            for name, table, text in cursor.fetchall()
            if name.startswith(PREFIX)
        ]


def _mac(fingerprint: str, version: str) -> str:
    key = purpose_key(PURPOSE, version)
    return hmac.digest(key, fingerprint.encode("ascii"), "sha256").hex()


def _quoted(name: str) -> str:
    assert '"' not in name
    return f'"{name}"'
