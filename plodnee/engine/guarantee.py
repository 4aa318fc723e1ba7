"""What a guarantor owes, when notice is due, and what frees a guarantor."""

from dataclasses import dataclass
from datetime import date, timedelta

from plodnee import policy
from plodnee.engine.appropriation import Parts
from plodnee.engine.interest_law import ceiling_bp
from plodnee.engine.money import BP_PER_WHOLE

DAYS_A_YEAR = 365

FAULTS: dict[str, tuple[str, str]] = {
    "no_most_amount": (
        "สัญญาค้ำประกันต้องระบุจำนวนเงินสูงสุดที่ค้ำประกัน (มาตรา 681)",
        "A guarantee states the most that it covers (CCC 681)",
    ),
    "no_period": (
        "สัญญาค้ำประกันต้องระบุระยะเวลาก่อหนี้ที่ค้ำประกัน (มาตรา 681)",
        "A guarantee states the period that it covers (CCC 681)",
    ),
    "joint_debtor_clause": (
        "ข้อตกลงให้ผู้ค้ำประกันรับผิดอย่างลูกหนี้ร่วมเป็นโมฆะ (มาตรา 681/1)",
        "A clause that makes a person who guarantees a joint debtor is void (CCC 681/1)",
    ),
    "consent_in_advance": (
        "ข้อตกลงยินยอมล่วงหน้าให้ผ่อนเวลาใช้บังคับไม่ได้ (มาตรา 700)",
        "Consent given in advance to an extension of time does not bind (CCC 700)",
    ),
}


@dataclass(frozen=True, slots=True)
class GuaranteeTerms:
    """What a guarantee says; satang. None where it says nothing."""

    most_satang: int | None
    covers_until: date | None
    joint_debtor_clause: bool = False
    consent_in_advance: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """The written notice of default that a guarantor must get, and how it stands.

    Without a deadline the default is older than the rule, and no notice is needed. `freed_after`
    is the last day whose interest and accessories the guarantor still owes; None while the notice
    came in time or may still come.
    """

    deadline: date | None
    days_left: int | None
    may_demand: bool
    freed_after: date | None


def faults_of(terms: GuaranteeTerms) -> tuple[str, ...]:
    """What a guarantee lacks or may not say, as keys of FAULTS.

    Source: CCC 681, 681/1, 700 as amended in B.E. 2557; policy/guarantee.toml.
    """
    found = {
        "no_most_amount": terms.most_satang is None,
        "no_period": terms.covers_until is None,
        "joint_debtor_clause": terms.joint_debtor_clause,
        "consent_in_advance": terms.consent_in_advance,
    }
    return tuple(fault for fault, present in found.items() if present)


def notice_of_default(defaulted_on: date, as_of: date, received_on: date | None = None) -> Notice:
    """How the creditor's notice to the guarantor stands on a day.

    Ensures: due within the law's days of the default; nothing may be demanded from the guarantor
             before the notice has reached them; late notice frees them from interest, damages
             and accessories that arise after the deadline.
    Raises:  ValueError if the notice came before the default.
    Source:  CCC 686; policy/guarantee.toml.
    """
    if received_on is not None and received_on < defaulted_on:
        raise ValueError(f"notice on {received_on} of a default on {defaulted_on}")
    days = int(policy.in_force("guarantee", defaulted_on).values["notice_days"])
    if days == 0:
        return Notice(None, None, may_demand=True, freed_after=None)
    deadline = defaulted_on + timedelta(days=days)
    came = received_on if received_on is not None and received_on <= as_of else None
    late = (came or as_of) > deadline
    return Notice(deadline, (deadline - as_of).days, came is not None, deadline if late else None)


def guaranteed_part(
    terms: GuaranteeTerms, owed_until_deadline: Parts, owed_since: Parts, notice: Notice
) -> int:
    """The most that may be demanded from the guarantor, in satang.

    Units:   satang; principal stands in `owed_until_deadline`, `owed_since` holds what arose after
             the notice's deadline.
    Ensures: 0 before the notice arrived; never above the amount guaranteed.
    Source:  CCC 681, 686.
    """
    if not notice.may_demand:
        return 0
    owed = owed_until_deadline.total + owed_since.principal
    if notice.freed_after is None:
        owed = owed_until_deadline.total + owed_since.total
    return owed if terms.most_satang is None else min(owed, terms.most_satang)


def most_conceivable(owed_satang: int, on: date, until: date) -> int:
    """The most that a guarantee of what is owed on a day can ever have to cover until its end.

    Ensures: with the highest interest of the law; at least twice what is owed, for costs. The law
             sets no limit, so this finds slips of the pen only.
    Source:  CCC 654, 683; policy/interest.toml.
    """
    days = max(0, (until - on).days)
    interest = owed_satang * ceiling_bp(on) * days // (BP_PER_WHOLE * DAYS_A_YEAR)
    return owed_satang + max(owed_satang, interest)


def discharged_by_extension(
    *, extended_on: date, consented_on: date | None, consent_names_extension: bool
) -> bool:
    """Whether more time for the debtor frees the guarantor.

    Ensures: only the guarantor's own consent to this extension, given no later than it, keeps the
             guarantee; consent in advance to any extension does not.
    Source:  CCC 700.
    """
    kept = consented_on is not None and consented_on <= extended_on and consent_names_extension
    return not kept
