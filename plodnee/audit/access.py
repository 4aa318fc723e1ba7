"""Adding to the log of who was shown whose data; it is bound and guarded as the trail is."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction

from plodnee.audit.models import AccessEvent
from plodnee.audit.sealing import seal, unseal
from plodnee.audit.services import Actor, append, append_all


def record_access(
    actor: Actor,
    screen: str,
    *,
    chain: str,
    households: Collection[UUID] | None,
    role: str = "",
    request_id: str = "",
) -> AccessEvent:
    """That a page or file showed these households of a centre; None: every one there is."""
    shown, roles = {chain: households}, {chain: role}
    return record_accesses(actor, screen, shown, roles=roles, request_id=request_id)[0]


@transaction.atomic
def record_accesses(
    actor: Actor,
    screen: str,
    shown: Mapping[str, Collection[UUID] | None],
    *,
    roles: Mapping[str, str],
    request_id: str = "",
) -> list[AccessEvent]:
    """That one page or file showed households of these centres: an event a centre, all or none."""
    events = []
    for chain, households in shown.items():
        keys = [key.hex for key in households or ()]
        events.append(
            AccessEvent(
                chain=chain,
                action=screen,
                role=roles.get(chain, ""),
                household_key=keys[0] if len(keys) == 1 else "",
                households=" ".join(keys) if len(keys) > 1 else "",
                shown=len(keys),
                is_whole=households is None,
                request_id=request_id,
            )
        )
    append_all(events, actor)
    return events


@transaction.atomic
def record_reveal(
    actor: Actor,
    screen: str,
    *,
    chain: str,
    household: UUID | None,
    person: UUID | None,
    reason: str,
    role: str = "",
    request_id: str = "",
) -> AccessEvent:
    """That somebody opened a person's national id, or without one a household's number, and why.

    Of rows that were refused and are in no register yet, `household` is the key of their import.
    """
    keys = household.hex if household else "", person.hex if person else ""
    event = AccessEvent(
        chain=chain,
        action=screen,
        role=role,
        household_key=keys[0],
        person_key=keys[1],
        shown=1,
        is_revealed=True,
        sealed_reason=seal(reason, place=_place(chain, keys[1] or keys[0])),
        request_id=request_id,
    )
    append(event, actor)
    return event


def reveal_reason(event: AccessEvent) -> str:
    """Why a national id or a house number was opened."""
    return unseal(
        event.sealed_reason, place=_place(event.chain, event.person_key or event.household_key)
    )


def _place(chain: str, key: str) -> str:
    return f"audit_accessevent|{chain}|{key}|reason"
