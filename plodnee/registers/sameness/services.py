"""What is decided about two entries: that they are one, that they are not, and its undoing."""

from datetime import date
from uuid import UUID

from django.db import transaction

from plodnee.audit.services import moment_of_recording, record
from plodnee.audit.subjects import seal_column
from plodnee.engine.reasons import reason_line
from plodnee.organization.access import Visitor, known, officer_or_none, require
from plodnee.organization.models import Centre
from plodnee.registers.errors import NothingToUndo, ReasonMissing
from plodnee.registers.holding import hold_centre
from plodnee.registers.lines import refresh_lines
from plodnee.registers.models import Household, IdentityDecision, NationalId, Person
from plodnee.registers.sameness.errors import (
    BothUnderContract,
    DecidedMeanwhile,
    DifferentIds,
    JoinedUnderContract,
    UnknownEntries,
)
from plodnee.registers.sameness.proposals import Proposal, proposal_of, proposals
from plodnee.registers.sameness.standing import (
    Roots,
    Verdict,
    decisions_made,
    household_roots,
    links,
    person_roots,
    roots_of,
    together,
)
from plodnee.registers.under_contract import contracts_across, contracts_owed_by


@transaction.atomic
def decide(
    *,
    centre: Centre,
    kind: str,
    kept: UUID,
    joined: UUID,
    verdict: str,
    reason: str,
    actor: Visitor,
    on: date,
) -> IdentityDecision:
    """The decision about two entries; where they are one, `joined` is told under `kept` from now.

    Every debt stays, with its history, on the entry that it was written for.

    Raises: NotAllowed, ReasonMissing, UnknownEntries, DifferentIds, BothUnderContract,
    DecidedMeanwhile if somebody else decided.
    """
    require(actor, "identities.decide", at=centre, on=on)
    why = _told(reason)
    _hold(centre, {kept, joined})
    _find(centre, kind, kept, joined)
    roots = _roots(centre, kind)
    ends = roots.get(kept, kept), roots.get(joined, joined)
    standing = _standing(centre, kind, ends, roots)
    if standing is not None:
        return _same_decision(standing, verdict, actor)
    proposal = proposal_of(centre, kind, kept, joined)
    if verdict == Verdict.SAME:
        _refuse_two(centre, kind, together(ends, roots), on)
    decision = _entered(centre, kind, ends, verdict, _signs(proposal), why, actor)
    _tell_anew(centre, kind, verdict, together(ends, roots))
    return decision


@transaction.atomic
def join_like_names(
    *, centre: Centre, reason: str, actor: Visitor, on: date
) -> list[IdentityDecision]:
    """One decision for each two persons of one household whose names sound the same.

    Where debts are written without ids, every borrower is proposed as the household's own member;
    somebody who has looked through them decides about all at once. Each is undone by itself.

    Raises: NotAllowed, NoRegister, ReasonMissing.
    """
    require(actor, "identities.decide", at=centre, on=on)
    why = _told(reason)
    hold_centre(centre.pk)
    made = []
    for one in proposals(centre):
        ends = person_ends(centre, one)
        if one.is_like_name and ends[0] != ends[1] and _may_be_one(centre, ends):
            signs = _signs(one)
            made.append(_entered(centre, "person", ends, Verdict.SAME, signs, why, actor))
    return made


def person_ends(centre: Centre, proposal: Proposal) -> tuple[UUID, UUID]:
    """The persons that a proposal is about by now, after what was decided just before."""
    roots = person_roots(centre.code)
    first, second = (roots.get(key, key) for key in (proposal.first, proposal.second))
    return first, second


def _may_be_one(centre: Centre, ends: tuple[UUID, UUID]) -> bool:
    roots = person_roots(centre.code)
    if NationalId.objects.filter(person__in=together(ends, roots)).count() > 1:
        return False
    return _standing(centre, "person", ends, roots) is None


@transaction.atomic
def undo_decision(
    decision: IdentityDecision, *, reason: str, actor: Visitor, on: date
) -> IdentityDecision:
    """The decision taken back: both entries stand as they did, with all that came since.

    Raises: NotAllowed, ReasonMissing, NothingToUndo, JoinedUnderContract.
    """
    centre = decision.centre
    require(actor, "identities.decide", at=centre, on=on)
    why = _told(reason)
    kind = "household" if decision.kept_household_id else "person"
    ends: tuple[UUID, UUID] = (
        getattr(decision, f"kept_{kind}_id"), getattr(decision, f"joined_{kind}_id")
    )  # fmt: skip
    _hold(centre, set(ends))
    if decision.verdict == Verdict.UNDONE:
        raise NothingToUndo()
    undone = IdentityDecision.objects.filter(undoes=decision).first()
    if undone is not None:
        return _same_decision(undone, Verdict.UNDONE, actor)
    touched = together(ends, _roots(centre, kind))
    if kind == "household" and decision.verdict == Verdict.SAME:
        _refuse_to_part(decision, touched, on)
    row = _entered(centre, kind, ends, Verdict.UNDONE, [], why, actor, undoes=decision)
    _tell_anew(centre, kind, decision.verdict, touched)
    return row


def _entered(
    centre: Centre,
    kind: str,
    ends: tuple[UUID, UUID],
    verdict: str,
    signs: list[list[object]],
    why: str,
    actor: Visitor,
    undoes: IdentityDecision | None = None,
) -> IdentityDecision:
    decision = IdentityDecision(
        centre=centre,
        sequence=decisions_made(centre) + 1,
        verdict=verdict,
        signs=signs,
        undoes=undoes,
        decided_by=officer_or_none(actor),
        decided_at=moment_of_recording(),
        **{f"kept_{kind}_id": ends[0], f"joined_{kind}_id": ends[1]},
    )
    seal_column(decision, "sealed_reason", why)
    decision.save(force_insert=True)
    record(known(actor), f"registers.identity_{verdict}", decision, kind=kind)
    return decision


def _find(centre: Centre, kind: str, one: UUID, other: UUID) -> None:
    """Refuse what is not two entries of this centre.

    Raises: UnknownEntries.
    """
    entries = Household.objects if kind == "household" else Person.objects
    if entries.filter(pk__in={one, other}, centre=centre).count() != len((one, other)):
        raise UnknownEntries()


def _standing(
    centre: Centre, kind: str, ends: tuple[UUID, UUID], roots: Roots
) -> IdentityDecision | None:
    """The decision that stands between these two, or between others that are one with them."""
    both = together(ends, roots)
    apart = [
        link
        for link in links(centre.code, kind, Verdict.DIFFERENT)
        if {link.kept, link.joined} <= both
        and roots.get(link.kept, link.kept) != roots.get(link.joined, link.joined)
    ]
    same = [one for one in links(centre.code, kind) if {one.kept, one.joined} <= both]
    if ends[0] == ends[1]:
        return IdentityDecision.objects.get(pk=same[-1].decision)
    return IdentityDecision.objects.get(pk=apart[-1].decision) if apart else None


def _same_decision(standing: IdentityDecision, verdict: str, actor: Visitor) -> IdentityDecision:
    """The decision that the same person sent twice; else the refusal."""
    if (standing.verdict, standing.decided_by) == (verdict, officer_or_none(actor)):
        return standing
    raise DecidedMeanwhile(made_by=str(standing.decided_by or "–"))


def _hold(centre: Centre, entries: set[UUID]) -> None:
    """The centre held; households first, as by whoever signs a contract, and in one order."""
    homes = together(entries, household_roots(centre.code))
    list(Household.objects.select_for_update(no_key=True).filter(pk__in=homes).order_by("pk"))
    hold_centre(centre.pk)


def _refuse_two(centre: Centre, kind: str, entries: set[UUID], on: date) -> None:
    """Nothing, unless the entries have two of what one household or person has once.

    Raises: DifferentIds, BothUnderContract.
    """
    if kind == "person":
        if NationalId.objects.filter(person__in=entries).count() > 1:
            raise DifferentIds()
        return
    numbers = contracts_owed_by(centre, entries, on)
    if len(numbers) > 1:
        raise BothUnderContract(first=numbers[0], second=numbers[1])


def _refuse_to_part(decision: IdentityDecision, entries: set[UUID], on: date) -> None:
    """Nothing, unless a contract that is still owed on is over debts of what would be two again.

    Raises: JoinedUnderContract.
    """
    stay = [one for one in links(decision.centre_id, "household") if one.decision != decision.pk]
    numbers = contracts_across(decision.centre, entries, roots_of(stay), on)
    if numbers:
        raise JoinedUnderContract(number=numbers[0])


def _tell_anew(centre: Centre, kind: str, verdict: str, touched: set[UUID]) -> None:
    """Lists hold a household once from its first day on; two persons are told apart elsewhere."""
    if kind == "household" and verdict == Verdict.SAME:
        refresh_lines(centre, since=date.min, households=touched)


def _roots(centre: Centre, kind: str) -> Roots:
    return household_roots(centre.code) if kind == "household" else person_roots(centre.code)


def _signs(proposal: Proposal | None) -> list[list[object]]:
    return [[one.code, one.percent] for one in proposal.signs] if proposal else []


def _told(reason: str) -> str:
    """The reason on one line, ids masked."""
    why = reason_line(reason)
    if not why:
        raise ReasonMissing()
    return why
