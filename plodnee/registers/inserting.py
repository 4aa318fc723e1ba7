"""Very many new rows at once, when nobody asks for the keys that the database gives them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

ROWS_A_STATEMENT = 2_000


def insert_all(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """The rows, stored as `bulk_create` stores them, in a fraction of its work.

    Ensures: every column is prepared by its field; keys that the database gives stay unknown.
    """
    here = connections[DEFAULT_DB_ALIAS]
    fields = [one for one in model._meta.local_concrete_fields if one is not model._meta.auto_field]
    table = here.ops.quote_name(model._meta.db_table)
    columns = ", ".join(here.ops.quote_name(str(field.column)) for field in fields)
    prepared = _prepared(fields, rows, here)
    with here.cursor() as cursor:
        if here.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for values in prepared:
                    copy.write_row(values)
            return
        marks = ", ".join(["%s"] * len(fields))
        while some := list(islice(prepared, ROWS_A_STATEMENT)):
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", some)  # noqa: S608


def _prepared(fields: list[Any], rows: Iterable[models.Model], here: Any) -> Iterator[list[Any]]:
    names = [(field.attname, field.get_db_prep_save) for field in fields]
    for row in rows:
        yield [prepare(getattr(row, name), here) for name, prepare in names]
