"""What persons asked for and nobody answered yet, and what keeps somebody from being erased."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from plodnee.organization.models import Centre
from plodnee.privacy.erasure import (
    entries_undecided,
    refuse_entries_undecided,
    refuse_what_must_be_kept,
)
from plodnee.privacy.errors import ErasureNotPossible
from plodnee.privacy.models import SubjectRequest
from plodnee.privacy.selectors import households_of
from plodnee.registers.models import Household, Person


@dataclass(frozen=True, slots=True)
class RequestWaiting:
    """A request that waits for its answer, where its person lives, and what is in the way of it.

    `is_undecided` says that entries which may be the same person are to be decided about first.
    """

    request: SubjectRequest
    household: Household | None
    hindrance: ErasureNotPossible | None
    is_undecided: bool


def unanswered(centres: QuerySet[Centre]) -> QuerySet[SubjectRequest]:
    """The requests of persons of these centres that nobody answered, the most urgent first."""
    found = SubjectRequest.objects.filter(answer=None, person__centre__in=centres)
    return found.select_related("person__centre").order_by("due_on", "pk")


def requests_waiting(requests: Sequence[SubjectRequest]) -> list[RequestWaiting]:
    """These requests, each with what keeps an erasure that is asked for from being done."""
    return [_waiting(one) for one in requests]


def hindrance_of(person: Person) -> ErasureNotPossible | None:
    """Why somebody who asks for it cannot be erased yet; None where nothing is in the way."""
    try:
        refuse_what_must_be_kept(person)
        refuse_entries_undecided(person)
    except ErasureNotPossible as refusal:
        return refusal
    return None


def _waiting(request: SubjectRequest) -> RequestWaiting:
    person = request.person
    homes = Household.objects.filter(pk__in=households_of(person)).order_by("code")
    is_erasure = request.kind == SubjectRequest.Kind.ERASURE
    hindrance = hindrance_of(person) if is_erasure else None
    return RequestWaiting(
        request=request,
        household=homes.first(),
        hindrance=hindrance,
        is_undecided=hindrance is not None and entries_undecided(person),
    )
