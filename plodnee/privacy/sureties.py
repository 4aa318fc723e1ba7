"""Open debts for which somebody answers by name alone, as the words of the debt's row have it.

A register workbook lists guarantors in one cell, without ids. Whoever is named there is kept while
the debt is owed: without the name nobody could answer for it. A list that was entered by hand
outranks the words, and is known by persons.
"""

import re
from datetime import date

from plodnee.engine.thai_text import split_title
from plodnee.organization.models import Centre
from plodnee.privacy.errors import ErasureNotPossible
from plodnee.registers.debts_now import stated_debts
from plodnee.registers.entries.present import guarantors_by_debt, names_in
from plodnee.registers.errors import NoRegister
from plodnee.registers.models import DebtState

MOST_NAMED = 5


def refuse_who_answers(centre: Centre, spoken: re.Pattern[str] | None) -> None:
    """Nothing, unless the words of an open debt's row name a guarantor of such a name.

    Raises: ErasureNotPossible with the households' codes.
    """
    codes = sorted(_homes_answered_for(centre, spoken)) if spoken else []
    if codes:
        named = ", ".join(codes[:MOST_NAMED]) + (" …" if len(codes) > MOST_NAMED else "")
        raise ErasureNotPossible(
            reason_th=f"ชื่อนี้เป็นผู้ค้ำประกันหนี้ที่ยังค้างของครัวเรือน {named} ต้องเก็บชื่อไว้จนหนี้หมด "
            "หากเป็นคนอื่นที่ชื่อเดียวกัน ให้บันทึกผู้ค้ำประกันของหนี้นั้นในทะเบียนก่อน",
            reason_en=f"a guarantor of this name answers for open debts of households {named}, "
            "and the name must be kept until they are paid; if it is somebody else, enter the "
            "guarantors of those debts in the register first",
        )


def _homes_answered_for(centre: Centre, spoken: re.Pattern[str]) -> set[str]:
    rows = DebtState.objects.filter(debt__household__centre=centre).exclude(guarantors="")
    words = rows.values_list("debt__household", "guarantors")
    homes = {home for home, said in words if _names(said, spoken)}
    if not homes:
        return set()
    try:
        debts = stated_debts(centre, households=homes).values()
    except NoRegister:
        return set()
    named = [one for one in debts if one.owed_satang and _names(one.state.guarantors, spoken)]
    entered = guarantors_by_debt([one.debt.pk for one in named], date.max)
    return {one.debt.household.code for one in named if one.debt.pk not in entered}


def _names(words: str, spoken: re.Pattern[str]) -> bool:
    """Whether a cell of guarantors names just this person, titles aside."""
    return any(spoken.fullmatch(split_title(name)[1]) for name in names_in(words))
