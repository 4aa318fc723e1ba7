"""Everything sealed under an earlier master key, sealed again under today's, bit by bit.

Every bit is a transaction, so it may be stopped at any moment and begun again; until the end both
keys open what they sealed. Rows of history whose columns never change keep their key: the trail's
fingerprints and the reasons in the access log stay readable with it, so no key is ever thrown away.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from plodnee.audit.guards import guard_problems, install_guards
from plodnee.audit.keys import current_version
from plodnee.audit.sealing import FORMAT, OWN, blind_index
from plodnee.audit.subjects import open_column, seal_column, sealed_places
from plodnee.registers.ids import INDEX_PURPOSE, enter_id, open_id
from plodnee.registers.models import NationalId, PersonKey

ROWS_A_BIT = 200


@dataclass(frozen=True, slots=True)
class Bit:
    """How many rows of one table were sealed again, and how many are left in it."""

    table: str
    rows: int
    left: int


def rotate(rows_a_bit: int = ROWS_A_BIT) -> Iterator[Bit]:
    """Seal again whatever is not under today's key, bit by bit, until nothing is left."""
    for model, column in rotated_columns():
        while (bit := _rotate_column(model, column, rows_a_bit)).rows:
            yield bit
    while (bit := _rotate_ids(rows_a_bit)).rows:
        yield bit
    _renew_guards()


def rotated_columns() -> list[tuple[type[models.Model], str]]:
    """Every sealed column that may change."""
    return [
        (model, column)
        for model in apps.get_models()
        for column in sealed_places(model)
        if not getattr(model, "is_history", False)
        or column in getattr(model, "erasable_columns", frozenset())
    ]


def left_to_rotate() -> int:
    """How many values are not under today's key yet."""
    ids = NationalId.objects.filter(_old_ids()).count()
    return ids + sum(_under_old_key(model, column).count() for model, column in rotated_columns())


@transaction.atomic
def _rotate_column(model: type[models.Model], column: str, limit: int) -> Bit:
    rows = list(_under_old_key(model, column).select_for_update(no_key=True).order_by("pk")[:limit])
    for row in rows:
        seal_column(row, column, open_column(row, column))
        model._default_manager.filter(pk=row.pk).update(**{column: getattr(row, column)})
    left = _under_old_key(model, column).count() if rows else 0
    return Bit(model._meta.label, len(rows), left)


@transaction.atomic
def _rotate_ids(limit: int) -> Bit:
    """Ids whose index is of an earlier key, or that are not under their person's own key yet."""
    found = NationalId.objects.filter(_old_ids()).order_by("pk")
    rows = list(found.select_for_update(no_key=True, of=("self",)).select_related("person")[:limit])
    for row in rows:
        number = open_id(row)
        own = PersonKey.objects.filter(pk=row.pk).first()
        if own is None:
            own, entered = enter_id(row.person, number)
            own.save(force_insert=True)
            row.sealed = entered.sealed
        NationalId.objects.filter(pk=row.pk).update(
            sealed=row.sealed,
            index=blind_index(number, purpose=INDEX_PURPOSE),
            index_version=current_version(),
        )
    return Bit(NationalId._meta.label, len(rows), found.count() if rows else 0)


def _old_ids() -> Q:
    return ~Q(index_version=current_version()) | ~Q(sealed__startswith=f"{FORMAT}|{OWN}|")


def _under_old_key(model: type[models.Model], column: str) -> models.QuerySet[models.Model]:
    sealed = model._default_manager.exclude(**{column: ""})
    return sealed.exclude(**{f"{column}__startswith": f"{FORMAT}|{current_version()}|"})


def _renew_guards() -> None:
    """The fingerprint of whole guards, under today's key; broken ones stay as they were found."""
    if not guard_problems():
        install_guards()
