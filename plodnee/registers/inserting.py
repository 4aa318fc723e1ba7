"""Very many new rows at once, when nobody asks for the keys that the database gives them."""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

ROWS_A_STATEMENT = 2_000
# What goes to both databases as it is: a value of the very type, in a field of the very class.
_PLAIN: dict[type[Any], type[Any]] = {
    models.CharField: str,
    models.TextField: str,
    models.BooleanField: bool,
    models.IntegerField: int,
    models.BigIntegerField: int,
    models.PositiveIntegerField: int,
    models.PositiveSmallIntegerField: int,
}


def insert_all(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """The rows, stored as `bulk_create` stores them, in a fraction of its work.

    A row says its values by the columns' names (`household_id`, not `household`), as `vars` of an
    instance does; what it does not say is the field's default.
    Ensures: every column is prepared by its field; keys that the database gives stay unknown.
    Raises: KeyError where a row lacks what has no default.
    """
    here = connections[DEFAULT_DB_ALIAS]
    fields = [one for one in model._meta.local_concrete_fields if one is not model._meta.auto_field]
    table = here.ops.quote_name(model._meta.db_table)
    names = ", ".join(here.ops.quote_name(str(field.column)) for field in fields)
    columns = [_column(field, here) for field in fields]
    prepared = ([column(row) for column in columns] for row in rows)
    with here.cursor() as cursor:
        if here.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for values in prepared:
                    copy.write_row(values)
            return
        marks = ", ".join(["%s"] * len(fields))
        while some := list(islice(prepared, ROWS_A_STATEMENT)):
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", some)  # noqa: S608


def _column(field: Any, here: Any) -> Callable[[Mapping[str, Any]], Any]:
    """What takes a field's value out of a row and makes it ready for the database."""
    name, prepare, plain = field.attname, field.get_db_prep_save, _PLAIN.get(type(field))
    default = field.get_default if field.has_default() else None

    def taken(row: Mapping[str, Any]) -> Any:
        value = row[name] if default is None or name in row else default()
        return value if type(value) is plain else prepare(value, here)

    return taken
