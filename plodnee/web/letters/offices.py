"""Offices whose registers an address names: those of areas by code, the department by `00`."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse

from plodnee.organization.models import Area

DEPARTMENT_ADDRESS = "00"


@dataclass(frozen=True, slots=True)
class Office:
    """An office by the code of its area; that of the department is empty."""

    code: str

    @property
    def address(self) -> str:
        """The code as an address writes it."""
        return self.code or DEPARTMENT_ADDRESS

    def page(self, name: str, *more: object) -> str:
        """The path of a page of the office."""
        return reverse(name, args=[self.address, *more])


def office_at(written: str) -> Office:
    """The office that an address names; else a 404."""
    if written == DEPARTMENT_ADDRESS:
        return Office("")
    return Office(get_object_or_404(Area, pk=written).code)
