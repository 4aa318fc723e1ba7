"""Who still answers for a contract whose time is extended: each guarantor agrees anew, or is free.

Source: CCC 700.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plodnee.casework.cases.answering import MOST_SATANG
from plodnee.casework.models import GuarantorReply
from plodnee.contracts.errors import (
    GuaranteeImpossible,
    GuaranteeTooHigh,
    GuarantorConsentDayImpossible,
    GuarantorNotAsked,
    GuarantorsUnasked,
)
from plodnee.contracts.selectors import ContractState, Guarantee, PartState, guarantees_of
from plodnee.engine.contract_history import Amendment, schedule_of
from plodnee.engine.guarantee import most_conceivable
from plodnee.engine.money import format_baht
from plodnee.engine.national_id import masked_within
from plodnee.registers.models import WrittenName

CONSENTED, DISCHARGED = GuarantorReply.Answer.CONSENTED, GuarantorReply.Answer.DISCHARGED


@dataclass(frozen=True, slots=True)
class Consent:
    """A guarantor's consent in writing to more time; what is None of their guarantee stays."""

    on: date
    most_satang: int | None = None
    until: date | None = None


Said = Mapping[int, Consent | None]  # by the guarantor's position; None where discharged


def extends_time(one: PartState, made: Amendment) -> bool:
    """Whether an amendment gives the borrower more time: a later due date, more rows, a grace.

    A pause of interest, another rate or another instalment gives none.
    """
    before, after = one.rows, schedule_of(one.terms, (*one.amendments, made))
    pairs = zip(before, after, strict=False)
    later = any(new.due_on > old.due_on for old, new in pairs)
    return later or len(after) > len(before) or made.grace_on_interest > 0


def asked_to_stay(found: ContractState, one: PartState, made: Amendment) -> list[Guarantee]:
    """Who must answer: whoever is bound for a debt in the part, where it is given more time."""
    if not extends_time(one, made):
        return []
    debts = {source.debt_id for tranche in one.tranches for source in tranche.sources.all()}
    bound = [one for one in guarantees_of(found.contract) if one.is_bound]
    return [one for one in bound if one.row.reply.debt_id in debts]


def answers_kept(
    found: ContractState, asked: Iterable[Guarantee], said: Said, on: date
) -> dict[str, dict[str, Any]]:
    """What each guarantor who is asked said of an amendment agreed on a day, as a step keeps it.

    Raises: GuarantorsUnasked, GuarantorNotAsked, GuarantorConsentDayImpossible,
            GuaranteeImpossible, GuaranteeTooHigh.
    """
    wanted = {one.row.position: one for one in asked}
    missing = [name_of(one.row.reply) for key, one in wanted.items() if key not in said]
    if missing:
        raise GuarantorsUnasked(names=", ".join(dict.fromkeys(missing)))
    if not set(said) <= set(wanted):
        raise GuarantorNotAsked()
    first = found.signing.counts_from if found.signing else found.contract.interest_from
    if any(one is not None and not first <= one.on <= on for one in said.values()):
        raise GuarantorConsentDayImpossible(first=first, last=on)
    owed = found.contract.principal_satang
    return {str(key): _kept(wanted[key], said[key], owed, on) for key in sorted(said)}


def _kept(one: Guarantee, says: Consent | None, owed: int, on: date) -> dict[str, Any]:
    """An answer with all that the guarantee is from then on.

    Raises: GuaranteeImpossible if it covers nothing, or ended before the amendment,
            GuaranteeTooHigh if it covers more than before and than the contract could come to.
    Source: CCC 681.
    """
    if says is None:
        return {"answer": str(DISCHARGED), "on": on.isoformat()}
    most = one.most_satang if says.most_satang is None else says.most_satang
    until = says.until or one.until
    if type(most) is not int or not 0 < most <= MOST_SATANG or until is None or until <= on:
        raise GuaranteeImpossible(name=name_of(one.row.reply), on=on)
    highest = max(one.most_satang or 0, most_conceivable(owed, on, until))
    if most > highest:
        raise GuaranteeTooHigh(
            name=name_of(one.row.reply),
            asked=format_baht(most), owed=format_baht(owed), most=format_baht(highest),
        )  # fmt: skip
    answer = {"answer": str(CONSENTED), "on": says.on.isoformat()}
    return answer | {"most_satang": most, "until": until.isoformat()}


def name_of(reply: GuarantorReply) -> str:
    """A guarantor as the register wrote them last, or as they were named in the case."""
    written = WrittenName.objects.filter(person=reply.person_id).order_by("pk").last()
    return masked_within(str(written) if written else reply.name)
