"""How a draft stands: waiting, or what was done with it last."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from plodnee.fieldwork.models import Draft, DraftStep

Deed = DraftStep.Deed
WAITING = "waiting"
# The last deed -> the state; what waits may be decided, what was decided may be opened again.
STATES: Mapping[str, str] = MappingProxyType(
    {
        "": WAITING,
        Deed.REOPENED: WAITING,
        Deed.REFUSED: WAITING,
        Deed.CONFIRMED: Deed.CONFIRMED,
        Deed.REJECTED: Deed.REJECTED,
        Deed.RETURNED: Deed.RETURNED,
    }
)
EVERY_STATE = (WAITING, Deed.CONFIRMED, Deed.RETURNED, Deed.REJECTED)


def with_last_deed(drafts: QuerySet[Draft]) -> Any:
    """The drafts, each with its last deed (`last_deed`, empty where none was done)."""
    last = DraftStep.objects.filter(draft=OuterRef("pk")).order_by("-number").values("deed")[:1]
    found = Coalesce(Subquery(last), Value(""), output_field=CharField())
    return drafts.annotate(last_deed=found)


def in_state(drafts: QuerySet[Draft], state: str) -> QuerySet[Draft]:
    """The drafts that stand so."""
    deeds = [deed for deed, stands in STATES.items() if stands == state]
    found: QuerySet[Draft] = with_last_deed(drafts).filter(last_deed__in=deeds)
    return found


def state_of(draft: Draft) -> str:
    """How one draft stands."""
    last = last_step(draft)
    return STATES[last.deed if last else ""]


def last_step(draft: Draft) -> DraftStep | None:
    """What was done with it last."""
    return draft.steps.order_by("-number").first()


def returned_to(worker_id: int, form: str) -> dict[UUID | str, Draft]:
    """What was sent back to a worker and not answered yet, by household or centre; the latest."""
    rows = in_state(Draft.objects.filter(worker=worker_id, form=form), Deed.RETURNED)
    waiting = rows.filter(answered_by=None).order_by("received_at")
    return {draft.household_id or draft.centre_id: draft for draft in waiting}


def twins_of(drafts: Iterable[Draft]) -> dict[UUID, int]:
    """How many contents each instance of these drafts came with."""
    instances = {draft.instance for draft in drafts}
    found: dict[UUID, int] = {}
    for instance in Draft.objects.filter(instance__in=instances).values_list("instance", flat=True):
        found[instance] = found.get(instance, 0) + 1
    return found
