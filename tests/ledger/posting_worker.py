"""A process that posts while others do the same; orders in as JSON, what came of each out."""

import json
import sys
from datetime import date
from uuid import UUID

import django

django.setup()

from plodnee.errors import Refusal  # noqa: E402
from plodnee.ledger.drafts import EntryDraft, Posting  # noqa: E402
from plodnee.ledger.models import Entry  # noqa: E402
from plodnee.ledger.services import post  # noqa: E402
from plodnee.organization.access import OPERATOR  # noqa: E402


def deliver(order: dict[str, object]) -> str:
    draft = EntryDraft(
        id=UUID(str(order["id"])),
        centre_code=str(order["centre"]),
        kind=Entry.Kind.REPAYMENT,
        business_date=date.fromisoformat(str(order["on"])),
        postings=(Posting("cash", "claim/HH-1", int(str(order["amount"]))),),
    )
    try:
        return "created" if post(draft, actor=OPERATOR).created else "stood"
    except Refusal as refusal:
        return refusal.code


def main() -> None:
    print("ready", flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps([order["id"], deliver(order)]), flush=True)


main()
