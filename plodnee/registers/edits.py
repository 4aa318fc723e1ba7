"""Changing what is entered: from a version that was seen, with who, when and why, once.

`take_step` is the only way to change a versioned thing. It compares the version that the editor
saw with the one that stands, in the statement that sets the next one, so that the second of two
editors is refused and shown both; no lock is held while somebody thinks.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeGuard

from django.db import transaction

from plodnee.audit.models import AuditEvent
from plodnee.audit.services import record
from plodnee.audit.subjects import open_column, seal_column
from plodnee.engine.national_id import masked_line
from plodnee.engine.reasons import reason_line
from plodnee.organization.access import Visitor, known, officer_or_none
from plodnee.organization.models import Officer
from plodnee.registers.errors import ChangedMeanwhile, NothingToUndo, ReasonMissing
from plodnee.registers.models import Edit, Versioned

Facts = Mapping[str, str | int | bool | None]
Deed = Edit.Deed
NEEDS_REASON = frozenset({Deed.CORRECTED, Deed.UNDONE})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a thing as its history shows it; `made_by` is None for the operator."""

    edit: Edit
    before: Facts
    after: Facts
    reason: str
    made_by: Officer | None
    made_at: datetime

    @property
    def changes(self) -> list[tuple[str, object, object]]:
        """What differs: name, what stood there, what stands there."""
        names = dict.fromkeys([*self.before, *self.after])
        both = [(name, self.before.get(name), self.after.get(name)) for name in names]
        return [(name, old, new) for name, old, new in both if old != new]


@transaction.atomic
def take_step(
    thing: Versioned,
    *,
    seen_version: int,
    before: Facts,
    after: Facts,
    actor: Visitor,
    deed: str = Deed.CHANGED,
    reason: str = "",
    values: Mapping[str, object] | None = None,
    may_be_undone: bool = True,
    undoes: Edit | None = None,
) -> Edit:
    """The step, taken: the thing has its next version, and `values` in its own columns.

    `before` and `after` say in plain words what the step changes; both are kept sealed. The caller
    has asked for permission, and writes whatever else changes in the same transaction. The same
    step sent twice by one person is one step.

    Raises: ChangedMeanwhile with both versions if another step was taken since the one seen,
    ReasonMissing for a correction or an undoing without one.
    """
    why = reason_line(reason) if deed in NEEDS_REASON else masked_line(reason)
    model, version = type(thing), seen_version + 1
    seen = model._default_manager.filter(pk=thing.pk, version=seen_version)
    if not seen.update(**(values or {}), version=version):
        return _same_step(thing, seen_version, after, actor)
    if deed in NEEDS_REASON and not why:
        raise ReasonMissing()
    event = record(known(actor), f"registers.{deed}", thing, version=version)
    edit = Edit(deed=deed, version=version, may_be_undone=may_be_undone, undoes=undoes)
    edit.made_by = officer_or_none(actor)
    _follow(edit, event)
    seal_column(edit, "sealed_before", json.dumps(dict(before)))
    seal_column(edit, "sealed_after", json.dumps(dict(after)))
    seal_column(edit, "sealed_reason", why)
    edit.save(force_insert=True)
    return edit


def _follow(edit: Edit, event: AuditEvent) -> None:
    """The step stands where and when its trace does."""
    edit.centre_id = event.chain
    edit.subject_kind, edit.subject_key = event.subject_kind, event.subject_key
    edit.made_at = event.recorded_at


@transaction.atomic
def undo_last_step(
    thing: Versioned,
    *,
    seen_version: int,
    reason: str,
    actor: Visitor,
    restore: Callable[[Facts], Mapping[str, object]],
) -> Edit:
    """The step that takes the last one back; nothing is erased, both stand in the history.

    `restore` is given what stood before, does what that needs elsewhere, and says what the thing's
    own columns become.

    Raises: NothingToUndo unless the last step may be undone, ChangedMeanwhile, ReasonMissing.
    """
    last = max(steps_of([thing]), key=lambda step: step.edit.version, default=None)
    if _is_sent_twice(last, seen_version, actor):
        return last.edit
    if last is None or not last.edit.may_be_undone or last.edit.deed == Deed.UNDONE:
        raise NothingToUndo()
    if last.edit.version != seen_version:
        raise _changed_meanwhile(thing, seen_version, last.before)
    return take_step(
        thing,
        seen_version=seen_version,
        before=last.after,
        after=last.before,
        actor=actor,
        deed=Deed.UNDONE,
        reason=reason,
        values=restore(last.before),
        undoes=last.edit,
    )


def _is_sent_twice(last: Step | None, seen_version: int, actor: Visitor) -> TypeGuard[Step]:
    """Whether the last step is the undoing that is asked for once more."""
    return (
        last is not None
        and (last.edit.deed, last.edit.version) == (Deed.UNDONE, seen_version + 1)
        and last.made_by == officer_or_none(actor)
    )


def steps_of(things: Iterable[Versioned], *, after_version: int = 0) -> list[Step]:
    """Every step of these things (after a version), the latest first."""
    keys: dict[str, list[str]] = {}
    for thing in things:
        keys.setdefault(thing._meta.label_lower, []).append(str(thing.pk))
    edits = [
        edit
        for kind, subjects in keys.items()
        for edit in Edit.objects.filter(
            subject_kind=kind, subject_key__in=subjects, version__gt=after_version
        ).select_related("made_by")
    ]
    edits.sort(key=lambda edit: (edit.made_at, edit.version), reverse=True)
    return [_opened(edit) for edit in edits]


def _opened(edit: Edit) -> Step:
    return Step(
        edit=edit,
        before=_facts(edit, "sealed_before"),
        after=_facts(edit, "sealed_after"),
        reason=open_column(edit, "sealed_reason"),
        made_by=edit.made_by,
        made_at=edit.made_at,
    )


def _facts(edit: Edit, column: str) -> Facts:
    """What a step kept; nothing where it was erased."""
    kept = open_column(edit, column)
    facts: Facts = json.loads(kept) if kept else {}
    return facts


def _same_step(thing: Versioned, seen_version: int, after: Facts, actor: Visitor) -> Edit:
    """The step that was taken already, if this is the same one sent twice; else the refusal."""
    later = steps_of([thing], after_version=seen_version)
    if later:
        next_one = later[-1]
        if next_one.after == dict(after) and next_one.made_by == officer_or_none(actor):
            return next_one.edit
    raise _changed_meanwhile(thing, seen_version, after)


def _changed_meanwhile(thing: Versioned, seen_version: int, yours: Facts) -> ChangedMeanwhile:
    """The refusal, with what the editor sent beside what stands now."""
    theirs: dict[str, object] = {}
    later = steps_of([thing], after_version=seen_version)
    for step in reversed(later):
        theirs |= step.after
    return ChangedMeanwhile(
        seen_version=seen_version,
        version=type(thing).standing(thing.pk).version,
        made_by=str(later[0].made_by or "–") if later else "–",
        yours=dict(yours),
        theirs=theirs,
    )
