"""Asking the pages of contracts, on the day of the register, as whoever is logged in."""

from typing import Any

import pytest
from build import TODAY
from django.test import Client
from django.urls import reverse

MODULES = ("views", "deeds", "page", "files", "adjusting", "amending", "resolved")


def on_the_registers_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages ask for today at their edge; there it is the day of the register."""
    for module in MODULES:
        path = f"plodnee.web.contracts.{module}.today"
        monkeypatch.setattr(path, lambda: TODAY, raising=False)


def visitor(officer: Any) -> Client:
    """A browser in which somebody is logged in."""
    client = Client()
    client.force_login(officer)
    return client


def at(name: str, contract: Any, *more: object) -> str:
    """The address of one of a contract's pages."""
    return reverse(name, args=[contract.centre_id, contract.pk, *more])


def words(reply: Any) -> str:
    """What a page says."""
    text: str = reply.content.decode()
    return text


def waits(client: Client) -> list[tuple[str, str]]:
    """What waits on contracts and in books, if the menu counts just that with all other rows."""
    reply: Any = client.get(reverse("waiting"))
    steps, asked = list(reply.context["books_page"]), reply.context
    count = sum(len(asked[name]) for name in ("books_page", "rows", "urgent", "notices"))
    assert f"งานที่รอ ({count})" in words(reply)
    return [(one.title, one.url) for one in steps]


def new(desk: Any) -> str:
    """The address at which the household's contract is drafted."""
    return reverse("contract_new", args=[desk.centre.code, desk.household.pk])
