"""Files withdrawn long ago, found whichever package they belong to.

A model whose rows name a file on the disk says so in `file_rule`, so that none is forgotten.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from plodnee.audit.subjects import models_with
from plodnee.registers.evidence_files import is_kept
from plodnee.registers.models.file_rules import FileRule


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A withdrawn file that still lies on the disk, where it belongs, and since when."""

    file: models.Model
    place: str
    since: date


def withdrawn_files(limit: date, place: str = "") -> Iterator[Withdrawn]:
    """Files withdrawn before a day that still lie on the disk, where a restored backup has them.

    `place` is what the codes of their centres or offices begin with.
    """
    for model, rule in _models_of_files():
        old: Any = model._default_manager.filter(
            withdrawal__withdrawn_on__lt=limit, **{f"{rule.place}__startswith": place}
        )
        told = old.annotate(file_place=models.F(rule.place)).select_related("withdrawal")
        for one in told.order_by("withdrawal__withdrawn_on", "pk"):
            if is_kept(one.stored_as):
                yield Withdrawn(one, one.file_place, one.withdrawal.withdrawn_on)


def locked_file(key: str) -> Any:
    """The row of a file by its key, held until the transaction ends."""
    for model, _rule in _models_of_files():
        found = model._default_manager.select_for_update(no_key=True).filter(pk=key).first()
        if found is not None:
            return found
    raise ValueError(f"no file has the key {key}")


def _models_of_files() -> list[tuple[type[models.Model], FileRule]]:
    """Every model that says where its files belong, by its label."""
    return models_with("file_rule", FileRule)
