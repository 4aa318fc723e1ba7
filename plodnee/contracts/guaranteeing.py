"""Who still answers for a contract whose time is extended: each guarantor agrees anew, or is free.

Source: CCC 700.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from plodnee.casework.models import GuarantorReply
from plodnee.contracts.errors import (
    GuarantorConsentDayImpossible,
    GuarantorNotAsked,
    GuarantorsUnasked,
)
from plodnee.contracts.models import ContractGuarantor
from plodnee.contracts.selectors import ContractState, PartState, guarantors_bound
from plodnee.engine.contract_history import Amendment, schedule_of
from plodnee.engine.national_id import masked_within
from plodnee.registers.models import WrittenName

CONSENTED, DISCHARGED = GuarantorReply.Answer.CONSENTED, GuarantorReply.Answer.DISCHARGED
# By the guarantor's position: the day of the consent in writing, None where discharged.
Said = Mapping[int, date | None]


def extends_time(one: PartState, made: Amendment) -> bool:
    """Whether an amendment gives the borrower more time: a later due date, more rows, a grace.

    A pause of interest, another rate or another instalment gives none.
    """
    before, after = one.rows, schedule_of(one.terms, (*one.amendments, made))
    pairs = zip(before, after, strict=False)
    later = any(new.due_on > old.due_on for old, new in pairs)
    return later or len(after) > len(before) or made.grace_on_interest > 0


def asked_to_stay(found: ContractState, one: PartState, made: Amendment) -> list[ContractGuarantor]:
    """Who must answer: whoever is bound for a debt in the part, where it is given more time."""
    if not extends_time(one, made):
        return []
    debts = {source.debt_id for tranche in one.tranches for source in tranche.sources.all()}
    return [row for row in guarantors_bound(found.contract) if row.reply.debt_id in debts]


def answers_kept(
    found: ContractState, asked: Iterable[ContractGuarantor], said: Said, on: date
) -> dict[str, dict[str, str]]:
    """What each guarantor who is asked said of an amendment agreed on a day, as a step keeps it.

    Raises: GuarantorsUnasked, GuarantorNotAsked, GuarantorConsentDayImpossible.
    """
    wanted = {one.position: one for one in asked}
    missing = [name_of(one.reply) for key, one in wanted.items() if key not in said]
    if missing:
        raise GuarantorsUnasked(names=", ".join(dict.fromkeys(missing)))
    if not set(said) <= set(wanted):
        raise GuarantorNotAsked()
    first = found.signing.counts_from if found.signing else found.contract.interest_from
    if any(day is not None and not first <= day <= on for day in said.values()):
        raise GuarantorConsentDayImpossible(first=first, last=on)
    return {
        str(key): {
            "answer": str(DISCHARGED if day is None else CONSENTED),
            "on": (day or on).isoformat(),
        }
        for key, day in sorted(said.items())
    }


def name_of(reply: GuarantorReply) -> str:
    """A guarantor as the register wrote them last, or as they were named in the case."""
    written = WrittenName.objects.filter(person=reply.person_id).order_by("pk").last()
    return masked_within(str(written) if written else reply.name)
