"""National ids in the database: sealed under each person's own key, found by a keyed index."""

from collections.abc import Mapping
from uuid import UUID

from plodnee.audit.keys import current_version
from plodnee.audit.sealing import (
    OWN,
    blind_index,
    blind_indexes,
    fresh_key,
    key_of_words,
    key_words,
    seal_own,
    sealed_under,
    unseal,
    unseal_own,
)
from plodnee.audit.subjects import open_column, seal_column
from plodnee.engine.national_id import is_made_up
from plodnee.registers.models import NationalId, Person, PersonKey
from plodnee.registers.places import id_place

INDEX_PURPOSE = "national_id"


def enter_id(person: Person, number: str) -> tuple[PersonKey, NationalId]:
    """The rows that hold a person's national id; the caller stores them together."""
    key = fresh_key()
    own = PersonKey(person=person)
    seal_column(own, "sealed", key_words(key))
    kept = NationalId(
        person=person,
        centre_id=person.centre_id,
        sealed=seal_own(number, place=id_place(person.pk), key=key),
        index=blind_index(number, purpose=INDEX_PURPOSE),
        index_version=current_version(),
        is_made_up=is_made_up(number),
    )
    return own, kept


def state_id(person: Person, number: str) -> str:
    """Store a person's national id, entered or put right; the former one, empty where none was.

    The number gets a key of its own: copies of the former one are opened by nobody any more.
    """
    kept = NationalId.objects.filter(person=person).select_related("person__own_key").first()
    former = open_id(kept) if kept else ""
    if former == number:
        return ""
    own, fresh = enter_id(person, number)
    PersonKey.objects.update_or_create(person=person, defaults={"sealed": own.sealed})
    NationalId.objects.update_or_create(
        person=person,
        defaults={
            "centre_id": fresh.centre_id,
            "sealed": fresh.sealed,
            "index": fresh.index,
            "index_version": fresh.index_version,
            "is_made_up": fresh.is_made_up,
        },
    )
    return former


def open_id(kept: NationalId) -> str:
    """The whole number; empty where its key was destroyed or nothing is sealed."""
    if not kept.sealed:
        return ""
    place = id_place(kept.person_id)
    if sealed_under(kept.sealed) != OWN:  # entered before persons had keys, not yet rotated
        return unseal(kept.sealed, place=place)
    own = getattr(kept.person, "own_key", None)
    if own is None:
        return ""
    return unseal_own(kept.sealed, place=place, key=key_of_words(open_column(own, "sealed")))


def known_person(number: str, by_index: Mapping[str, Person]) -> Person | None:
    """Whose number it is, among persons by index, under whichever key the index was made."""
    for index in blind_indexes(number, purpose=INDEX_PURPOSE):
        if index in by_index:
            return by_index[index]
    return None


def person_with_id(centre_code: str, number: str) -> UUID | None:
    """The person of a centre who has this national id."""
    indexes = blind_indexes(number, purpose=INDEX_PURPOSE)
    found = NationalId.objects.filter(centre=centre_code, index__in=indexes).first()
    return found.person_id if found else None
