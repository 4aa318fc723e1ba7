"""Everything that was ever answered in a case, step by step, whatever was said after it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from plodnee.casework.models import Case, CreditorReply, GuarantorReply, SpouseReply
from plodnee.engine.national_id import masked_within
from plodnee.registers.debts_now import group_names
from plodnee.registers.models import WrittenName

Side = Literal["creditor", "spouse", "guarantor"]


@dataclass(frozen=True, slots=True)
class Answered:
    """What one side answered in a step: who, on which day, in writing or not, and why."""

    side: Side
    who: str
    answer: str
    on: date
    in_writing: bool
    reason: str


def answers_by_step(case: Case) -> Mapping[int, list[Answered]]:
    """The answers of a case by the key of the step that recorded them."""
    of_case = {"step__case": case}
    spouses = list(SpouseReply.objects.filter(**of_case))
    guarantors = list(GuarantorReply.objects.filter(**of_case))
    persons = {row.person_id for row in spouses} | {row.person_id for row in guarantors}
    names = names_of_persons(persons)
    found: dict[int, list[Answered]] = defaultdict(list)
    for row, who in _creditors(case):
        found[row.step_id].append(_answered("creditor", who, row))
    for spouse in spouses:
        found[spouse.step_id].append(_answered("spouse", who_replied(spouse, names), spouse))
    for guarantor in guarantors:
        who = who_replied(guarantor, names)
        found[guarantor.step_id].append(_answered("guarantor", who, guarantor))
    return found


def last_spouse(case: Case) -> Answered | None:
    """What a spouse answered last in the case, on whatever line; None if there was none."""
    row = SpouseReply.objects.filter(step__case=case).order_by("step__sequence").last()
    if row is None or row.answer == SpouseReply.Answer.NO_SPOUSE:
        return None
    return _answered("spouse", who_replied(row), row)


def who_replied(
    row: SpouseReply | GuarantorReply, names: Mapping[UUID | None, str] | None = None
) -> str:
    """Who gave the answer: the name that was written with it, else that of the person it names.

    `names` are those of persons where they were asked for already.
    """
    if row.name:
        return row.name
    return (names_of_persons([row.person_id]) if names is None else names).get(row.person_id, "")


def names_of_persons(persons: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """A name of each of these persons, as registers wrote it last."""
    rows = WrittenName.objects.filter(person__in=[key for key in persons if key])
    return {row.person_id: f"{row.title}{row.full}" for row in rows.order_by("pk")}


def _creditors(case: Case) -> Iterable[tuple[CreditorReply, str]]:
    names = group_names(case.household.centre_id)
    rows = CreditorReply.objects.filter(step__case=case)
    for row in rows.select_related("offer__group", "offer__outside_creditor"):
        group, outside = row.offer.group, row.offer.outside_creditor
        name = names.get(group.pk, group.code) if group else outside.name if outside else ""
        yield row, masked_within(name)


def _answered(side: Side, who: str, row: CreditorReply | SpouseReply | GuarantorReply) -> Answered:
    return Answered(side, who, row.answer, row.answered_on, row.in_writing, row.reason)
