"""What a person does with a draft: confirmed, rejected, sent back, opened again; each step once."""

from collections.abc import Callable, Sequence

from django.db import transaction

from plodnee.audit.services import record
from plodnee.audit.subjects import seal_column
from plodnee.casework.rules.services import Hand
from plodnee.engine.national_id import masked_line
from plodnee.engine.reasons import reason_line
from plodnee.errors import Refusal
from plodnee.fieldwork.applying import Confirming, applied
from plodnee.fieldwork.assigning import REVIEW
from plodnee.fieldwork.errors import (
    CannotUndo,
    DraftDecided,
    DraftHasProblems,
    ReasonMissing,
)
from plodnee.fieldwork.models import Draft, DraftStep
from plodnee.fieldwork.reading import Filled, problems_of
from plodnee.fieldwork.receiving import filled_of
from plodnee.fieldwork.states import STATES, WAITING, Deed
from plodnee.organization.access import known, officer_or_none, require
from plodnee.registers.entries.undoing import undo_entry
from plodnee.registers.errors import NothingToUndo
from plodnee.registers.models import ImportBatch

TURNED = (Deed.REJECTED, Deed.RETURNED)
# What else a confirmed draft becomes, by kind and key, in books that lie above this package.
Becoming = Callable[[Draft, Filled, Confirming], Sequence[str]]


def confirm(
    draft: Draft, *, step: int, seen: int | None, by: Hand, becoming: Becoming | None = None
) -> DraftStep:
    """The draft, applied; where a service refuses it, it waits on with the reason.

    `step` is the number of the last step that the person was shown.

    Raises: NotAllowed, DraftDecided, DraftHasProblems.
    """
    require(by.actor, REVIEW, at=draft.centre, on=by.on)
    try:
        with transaction.atomic():
            standing = _taken_already(draft, step, Deed.CONFIRMED, by)
            if standing is not None:
                return standing
            filled = filled_of(draft)
            problems = problems_of(filled, by.on) if filled else []
            if filled is None or problems:
                raise DraftHasProblems(count=len(problems))
            confirming = Confirming(by, seen)
            made = applied(draft, filled, confirming)
            made += becoming(draft, filled, confirming) if becoming else []
            return _step(draft, step, Deed.CONFIRMED, by, made=made)
    except (DraftDecided, DraftHasProblems):
        raise
    except Refusal as refusal:
        with transaction.atomic():
            _taken_already(draft, step, Deed.REFUSED, by)
            reason = refusal.message("th")
            return _step(draft, step, Deed.REFUSED, by, reason=reason, code=refusal.code)


@transaction.atomic
def turn_down(draft: Draft, *, deed: str, step: int, reason: str, by: Hand) -> DraftStep:
    """The draft, rejected, or sent back to the device with why.

    Raises: NotAllowed, DraftDecided, ReasonMissing.
    """
    assert deed in TURNED
    require(by.actor, REVIEW, at=draft.centre, on=by.on)
    standing = _taken_already(draft, step, deed, by)
    if standing is not None:
        return standing
    if not reason_line(reason):
        raise ReasonMissing()
    return _step(draft, step, deed, by, reason=reason)


@transaction.atomic
def reopen(draft: Draft, *, step: int, reason: str, by: Hand) -> DraftStep:
    """The draft waits again; what it became is taken back, where nothing rests on it.

    Raises: NotAllowed, DraftDecided, ReasonMissing, CannotUndo.
    """
    require(by.actor, REVIEW, at=draft.centre, on=by.on)
    last = _last(draft)
    if last is not None and _is_same(last, step, Deed.REOPENED, by):
        return last
    if last is None or last.number != step or STATES[last.deed] == WAITING:
        raise DraftDecided()
    if not reason_line(reason):
        raise ReasonMissing()
    if last.deed == Deed.RETURNED and draft.answered_by.exists():
        raise CannotUndo()
    if last.deed == Deed.CONFIRMED:
        _take_back(last.made.split(), reason, by)
    return _step(draft, step, Deed.REOPENED, by, reason=reason)


def may_be_reopened(last: DraftStep) -> bool:
    """Whether what a draft became could be taken back by its kind: nothing, or one entry."""
    made = last.made.split()
    return not made or (len(made) == 1 and made[0].startswith("entry:"))


def _take_back(made: Sequence[str], reason: str, by: Hand) -> None:
    if not made:
        return
    kind, _colon, key = made[0].partition(":")
    if len(made) > 1 or kind != "entry":
        raise CannotUndo()
    batch = ImportBatch.objects.get(pk=key)
    try:
        undo_entry(batch, reason=masked_line(reason), actor=by.actor, on=by.on)
    except NothingToUndo:
        raise CannotUndo() from None


def _taken_already(draft: Draft, step: int, deed: str, by: Hand) -> DraftStep | None:
    """The step, if just this was sent before; None where the draft waits as it was shown.

    Raises: DraftDecided.
    """
    last = _last(draft)
    if last is not None and _is_same(last, step, deed, by):
        return last
    if (last.number if last else 0) != step or STATES[last.deed if last else ""] != WAITING:
        raise DraftDecided()
    return None


def _last(draft: Draft) -> DraftStep | None:
    """The last step; the draft is held until the transaction ends."""
    Draft.objects.select_for_update(no_key=True).only("pk").get(pk=draft.pk)
    return draft.steps.order_by("-number").first()


def _is_same(last: DraftStep, step: int, deed: str, by: Hand) -> bool:
    mine = last.done_by_id == getattr(officer_or_none(by.actor), "pk", None)
    return mine and (last.number, last.deed) == (step + 1, deed)


def _step(
    draft: Draft,
    step: int,
    deed: str,
    by: Hand,
    *,
    reason: str = "",
    code: str = "",
    made: Sequence[str] = (),
) -> DraftStep:
    row = DraftStep(
        draft=draft,
        number=step + 1,
        deed=deed,
        code=code,
        made=" ".join(made),
        done_by=officer_or_none(by.actor),
        done_at=by.at,
    )
    seal_column(row, "sealed_reason", masked_line(reason))
    row.save(force_insert=True)
    record(known(by.actor), f"fieldwork.{deed}", draft, form=draft.form, code=code)
    return row
