"""Private lenders that bear a person's name: kept while they are owed, emptied with the person.

A lender is known by name alone; it is emptied wherever it stands, in the books and in what was
worked out of the register too. What was lent and paid stays, under a number.
"""

import re
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from plodnee.audit.subjects import models_mentioning_lenders, models_naming_lenders
from plodnee.engine.thai_text import split_title
from plodnee.organization.models import Centre
from plodnee.privacy.errors import ErasureNotPossible
from plodnee.privacy.gone import GONE, whole_names
from plodnee.registers.debts_now import stated_debts
from plodnee.registers.errors import NoRegister
from plodnee.registers.models import (
    Debt,
    IdentityDecision,
    OutsideCreditor,
    OutsideCreditorState,
)


def lenders_named(centre_code: str, spoken: re.Pattern[str] | None) -> set[int]:
    """The private lenders of a centre that ever bore just such a name, by their keys.

    One whose name only begins like it is somebody else.
    """
    if spoken is None:
        return set()
    of_kind = Q(kind=OutsideCreditor.Kind.INFORMAL, centre=centre_code)
    named = list(OutsideCreditor.objects.filter(of_kind).values_list("pk", "name"))
    states = OutsideCreditorState.objects.filter(outside_creditor__in=[key for key, _ in named])
    named += states.values_list("outside_creditor", "name")
    return {key for key, name in named if spoken.fullmatch(split_title(name)[1])}


def refuse_who_is_owed(centre: Centre, spoken: re.Pattern[str] | None) -> None:
    """Nothing, unless somebody still owes a private lender of such a name, or is to pay them.

    Raises: ErasureNotPossible.
    """
    lenders = lenders_named(centre.code, spoken)
    if lenders and (_is_owed(centre, lenders) or _waits_in_books(centre, lenders)):
        raise ErasureNotPossible(
            reason_th="ยังมีหนี้ที่ต้องชำระให้บุคคลนี้ในฐานะเจ้าหนี้ ต้องเก็บชื่อไว้จนชำระครบ",
            reason_en="a debt is still to be paid to them as a lender, so the name must be kept",
        )


def empty_lenders(centre_code: str, lenders: Collection[int]) -> int:
    """How many rows named these lenders of a centre and do so no more."""
    rows = 0
    for key in sorted(lenders):
        name = f"{GONE} {key}"
        rows += _empty_mentions(centre_code, key, name)
        known = OutsideCreditor.objects.filter(pk=key)
        rows += known.update(name=name, version=F("version") + 1)
        rows += OutsideCreditorState.objects.filter(outside_creditor=key).update(name=name)
        for model, rule in models_naming_lenders():
            named = model._default_manager.filter(rule.rows([key]))
            rows += named.update(**{rule.column: rule.text.format(name=name)})
    return rows


def _empty_mentions(centre_code: str, lender: int, name: str) -> int:
    """The lender under a number in words and facts of others; every figure stays as it stood."""
    written = set(OutsideCreditor.objects.filter(pk=lender).values_list("name", flat=True))
    states = OutsideCreditorState.objects.filter(outside_creditor=lender)
    spoken = whole_names(written | set(states.values_list("name", flat=True)))
    homes, rows = _owing_ever(centre_code, lender), 0
    for model, mentions in models_mentioning_lenders():
        found = model._default_manager.filter(mentions.about(centre_code, homes))
        for row in found.only("pk", *mentions.columns).iterator():
            said = {column: getattr(row, column) for column in mentions.columns}
            clean = {column: _renamed(value, spoken, name) for column, value in said.items()}
            changed = {column: value for column, value in clean.items() if value != said[column]}
            if changed:
                rows += model._default_manager.filter(pk=row.pk).update(**changed)
    return rows


def _renamed(value: Any, spoken: re.Pattern[str], name: str) -> Any:
    """A text, or plain facts with texts anywhere in them, in which the lender bears this name."""
    if isinstance(value, str):
        return spoken.sub(name, value)
    if isinstance(value, list):
        return [_renamed(item, spoken, name) for item in value]
    if isinstance(value, dict):
        return {key: _renamed(item, spoken, name) for key, item in value.items()}
    return value


def _owing_ever(centre_code: str, lender: int) -> set[UUID]:
    """The households that ever had a debt to a lender, and all that were ever told as one."""
    found = set(Debt.objects.filter(outside_creditor=lender).values_list("household", flat=True))
    joined = IdentityDecision.objects.filter(
        centre=centre_code, verdict=IdentityDecision.Verdict.SAME, kept_household__isnull=False
    )
    pairs = [set(pair) for pair in joined.values_list("kept_household", "joined_household")]
    while wider := set().union(*(pair for pair in pairs if pair & found)) - found:
        found |= wider
    return found


def _is_owed(centre: Centre, lenders: Collection[int]) -> bool:
    try:
        debts = stated_debts(centre).values()
    except NoRegister:
        return False
    return any(one.debt.outside_creditor_id in lenders and one.owed_satang for one in debts)


def _waits_in_books(centre: Centre, lenders: Collection[int]) -> bool:
    return any(
        model._default_manager.filter(rule.rows(lenders), rule.owed, centre=centre).exists()
        for model, rule in models_naming_lenders()
    )
