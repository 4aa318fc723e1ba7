"""A process that works on books while others do the same: orders in, what came of each out.

With `careless` as its argument it takes no locks, to prove that the tests would see that.
"""

import json
import sys
from datetime import date
from uuid import UUID

import django

django.setup()

from django.db import Error, connection  # noqa: E402
from django.db.models import QuerySet  # noqa: E402

from plodnee.errors import Refusal  # noqa: E402
from plodnee.ledger.bookkeeping import close_books, enter, take_back  # noqa: E402
from plodnee.ledger.drafts import EntryDraft, Posting  # noqa: E402
from plodnee.ledger.models import Entry  # noqa: E402
from plodnee.ledger.plain_entries import Deed, Place, PlainEntry  # noqa: E402
from plodnee.ledger.services import post  # noqa: E402
from plodnee.organization.access import OPERATOR, Operator  # noqa: E402
from plodnee.organization.models import Centre  # noqa: E402

ANOTHER = Operator("another", "another")
TODAY = date(2019, 12, 31)


def posted(order: dict[str, str]) -> bool:
    draft = EntryDraft(
        id=UUID(order["id"]),
        centre_code=order["centre"],
        kind=Entry.Kind.REPAYMENT,
        business_date=date.fromisoformat(order["on"]),
        postings=(Posting("cash", "claim/HH-1", int(order["amount"])),),
    )
    return post(draft, actor=OPERATOR).created


def entered(order: dict[str, str]) -> bool:
    entry = PlainEntry(
        id=UUID(order["id"]),
        deed=Deed.CASH_TO_BANK,
        amount_satang=int(order["amount"]),
        business_date=date.fromisoformat(order["on"]),
    )
    centre = Centre.objects.get(pk=order["centre"])
    return enter(entry, centre=centre, actor=OPERATOR, today=TODAY).created


def taken_back(order: dict[str, str]) -> bool:
    return take_back(
        entry_id=UUID(order["id"]),
        centre=Centre.objects.get(pk=order["centre"]),
        business_date=TODAY,
        reason="ผิด",
        actor=ANOTHER,
        today=TODAY,
    ).created


def closed(order: dict[str, str]) -> bool:
    """The books closed through a day with whatever they say was counted."""
    centre, through = Centre.objects.get(pk=order["centre"]), date.fromisoformat(order["on"])
    counted = {place: int(order[place.value]) for place in Place}
    close_books(centre=centre, through=through, counted_satang=counted, actor=OPERATOR, today=TODAY)
    return True


DEEDS = {"post": posted, "enter": entered, "take back": taken_back, "close": closed}


def outcome(order: dict[str, str]) -> str:
    try:
        return "created" if DEEDS[order["deed"]](order) else "stood"
    except Refusal as refusal:
        return refusal.code
    except Error as fault:
        return f"{type(fault).__name__}: {fault}"


def forget_the_locks() -> None:
    """Rows are read without being held, and SQLite is not told beforehand that one will write."""
    QuerySet.select_for_update = lambda rows, *given, **named: rows  # type: ignore[method-assign]
    connection.settings_dict["OPTIONS"].pop("transaction_mode", None)


def main() -> None:
    if "careless" in sys.argv:
        forget_the_locks()
    print("ready", flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps([order["id"], outcome(order)]), flush=True)


main()
