"""Every worked case of law in tests/cases gives what its source says."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from plodnee.engine import (
    appropriation,
    calendar,
    guarantee,
    interest_law,
    prescription,
    stamp_duty,
    thai_dates,
)
from plodnee.engine import contract_history as contracts
from plodnee.engine.allocation import share_repayment
from plodnee.engine.appropriation import PARTS, Claim, Parts
from plodnee.engine.baht_text import baht_text
from plodnee.engine.classification import Criteria, classify, criteria_in_force
from plodnee.engine.collection_hours import may_contact
from plodnee.engine.refusals import RateAboveCeiling
from plodnee.engine.thai_dates import fiscal_quarter, fiscal_year_be, long_date
from plodnee.engine.thai_text import to_arabic_digits, to_thai_digits
from plodnee.engine.working_days import holiday_name, is_working_day
from plodnee.errors import Refusal

FOLDER = Path(__file__).parents[1] / "cases"
PAGES = FOLDER.parents[1] / "docs" / "rules"


def _opinion_on_rate(**given: Any) -> dict[str, Any]:
    found = interest_law.opinion_on_rate(**given)
    names = ("lawful", "stated_bp", "declining_bp", "compounded_bp", "ceiling_bp", "highest_bp")
    return {name: getattr(found, name) for name in names}


def _default_interest(overdue: list[dict[str, Any]], **given: Any) -> dict[str, Any]:
    parts = [interest_law.OverduePrincipal(**part) for part in overdue]
    found = interest_law.default_interest(parts, **given)
    return {
        "interest_satang": found.interest_satang,
        "days": [stretch.days for stretch in found.stretches],
        "rates": [stretch.rate_bp for stretch in found.stretches],
    }


def _default_interest_of(terms: dict[str, Any], payments: list[Any], as_of: date) -> dict[str, Any]:
    position = _position(terms, _payments(payments), as_of)
    found = interest_law.default_interest(contracts.overdue_principal(position))
    return {
        "interest_arrears": position.interest_arrears,
        "interest_satang": found.interest_satang,
        "days": [stretch.days for stretch in found.stretches],
        "principal": [stretch.principal_satang for stretch in found.stretches],
    }


def _capitalised(arrears: list[Any], **given: Any) -> dict[str, Any]:
    pairs = [(due_on, amount) for due_on, amount in arrears]
    return {"satang": interest_law.interest_that_may_be_capitalised(pairs, **given)}


def _refused_rate(**given: Any) -> dict[str, Any]:
    with pytest.raises(RateAboveCeiling) as refused:
        interest_law.require_lawful_rate(**given)
    return dict(refused.value.details)


def _rates_where_none_agreed(days: list[date]) -> dict[str, Any]:
    return {"rates": [interest_law.rate_where_none_agreed_bp(day) for day in days]}


def _parts(given: dict[str, Any]) -> Parts:
    return Parts(**{part: given.get(part, 0) for part in PARTS})


def _appropriate(amount_satang: int, on: date, **given: Any) -> dict[str, Any]:
    order = given.get("order") or appropriation.order_in_force(on)
    found = appropriation.appropriate(amount_satang, _parts(given), order)
    return {"paid": {part: found.paid.of(part) for part in PARTS}, "overpaid": found.overpaid}


def _appropriate_among(claims: list[dict[str, Any]], paid_on: date, **given: Any) -> dict[str, Any]:
    read = [
        Claim(**{k: v for k, v in claim.items() if k not in PARTS}, owed=_parts(claim))
        for claim in claims
    ]
    order = appropriation.order_in_force(paid_on)
    found, left = appropriation.appropriate_among(
        given.pop("amount_satang"), read, paid_on=paid_on, order=order, **given
    )
    return {"paid": {id_: split.paid.total for id_, split in found.items()}, "overpaid": left}


def _share(amount_satang: int, owed_satang: list[int]) -> dict[str, Any]:
    return {"shares": share_repayment(amount_satang, np.array(owed_satang)).tolist()}


def _prescription(kind: Any, enforceable_from: date, acts: list[dict[str, Any]]) -> dict[str, Any]:
    found = prescription.prescription(
        kind, enforceable_from, [prescription.Restart(**act) for act in acts]
    )
    return {
        "last_day": found.last_day,
        "restarts": len(found.restarted_by),
        "revived_on": found.revived_on,
    }


def _standing(kind: Any, enforceable_from: date, as_of: list[date]) -> dict[str, Any]:
    found = prescription.prescription(kind, enforceable_from)
    return {
        "standings": [prescription.standing(found, day)[0] for day in as_of],
        "alerts": list(prescription.alert_days(found, as_of[0])),
    }


def _claims(terms: dict[str, Any], payments: list[Any]) -> dict[str, Any]:
    found = contracts.claims_of(_position(terms, _payments(payments), date(2023, 1, 1)))
    return {
        "rows": [claim.n for claim in found],
        "principal": [claim.principal.last_day for claim in found],
        "interest": [claim.interest.last_day for claim in found],
    }


def _payments(payments: list[Any]) -> list[contracts.Payment]:
    return [contracts.Payment(str(n), on, amount) for n, (on, amount) in enumerate(payments)]


def _position(terms: dict[str, Any], events: list[Any], as_of: date) -> contracts.Position:
    agreed = _terms(terms)
    criteria, order = criteria_in_force(as_of), appropriation.order_in_force(as_of)
    return contracts.position_of(agreed, events, as_of, criteria=criteria, order=order)


def _terms(given: dict[str, Any]) -> contracts.RepaymentTerms:
    return contracts.RepaymentTerms(**{**given, "gaps": tuple(given.get("gaps", (1,)))})


def _schedule(terms: dict[str, Any], amendments: Any = ()) -> dict[str, Any]:
    made = [
        contracts.Amendment(**{**each, "pause": tuple(each["pause"]) if "pause" in each else None})
        for each in amendments
    ]
    rows = contracts.schedule_of(_terms(terms), made)
    return {
        name: [getattr(row, name) for row in rows] for name in ("due_on", "interest", "principal")
    }


def _payoff(terms: dict[str, Any], on: date) -> dict[str, Any]:
    order = appropriation.order_in_force(on)
    owed = contracts.owed_on_payoff(_terms(terms), [], on, order=order)
    return {"interest": owed.interest, "principal": owed.principal}


def _workable(terms: dict[str, Any], on: date) -> dict[str, Any]:
    with pytest.raises(Refusal) as refused:
        contracts.workable_terms(_terms(terms), on)
    return {"code": refused.value.code, **refused.value.details}


def _amendable(terms: dict[str, Any], amendment: dict[str, Any]) -> dict[str, Any]:
    with pytest.raises(Refusal) as refused:
        contracts.workable_amendment(_terms(terms), [], contracts.Amendment(**amendment))
    return {"code": refused.value.code, **refused.value.details}


def _notice(**given: Any) -> dict[str, Any]:
    found = guarantee.notice_of_default(**given)
    names = ("deadline", "days_left", "may_demand", "freed_after")
    return {name: getattr(found, name) for name in names} | {"freed": found.freed_after is not None}


def _guaranteed(most_satang: int, until: Any, since: Any, **given: Any) -> dict[str, Any]:
    terms = guarantee.GuaranteeTerms(most_satang, date(2022, 3, 1))
    notice = guarantee.notice_of_default(**given)
    return {"satang": guarantee.guaranteed_part(terms, _parts(until), _parts(since), notice)}


def _discharged(**given: Any) -> dict[str, Any]:
    return {"discharged": guarantee.discharged_by_extension(**{"consented_on": None} | given)}


def _faults(**given: Any) -> dict[str, Any]:
    terms = guarantee.GuaranteeTerms(**{"most_satang": None, "covers_until": None} | given)
    return {"faults": list(guarantee.faults_of(terms))}


def _guarantee_duties(guaranteed_satang: list[int], on: date) -> dict[str, Any]:
    amounts = [None if amount < 0 else amount for amount in guaranteed_satang]
    return {"satang": [stamp_duty.duty_on_guarantee(amount, on) for amount in amounts]}


def _duplicate_duties(original_duty_satang: list[int], on: date) -> dict[str, Any]:
    return {"satang": [stamp_duty.duty_on_duplicate(duty, on) for duty in original_duty_satang]}


def _surcharges(duty_satang: int, signed_on: date, stamped_on: list[date]) -> dict[str, Any]:
    days = [stamp_duty.late_surcharge(duty_satang, signed_on, day) for day in stamped_on]
    return {"satang": days}


def _may_contact(at: list[Any], **given: Any) -> dict[str, Any]:
    rulings = [may_contact(moment, **given) for moment in at]
    assert all(bool(ruling.reason and ruling.reason_en) for ruling in rulings)
    assert all(ruling.allowed == (ruling.code == "allowed") for ruling in rulings)
    return {
        "codes": [ruling.code for ruling in rulings],
        "next": [ruling.next_allowed for ruling in rulings],
    }


def _due_dates(count: int, **given: Any) -> dict[str, Any]:
    return {"dates": list(calendar.due_dates(count=count, **given))}


def _season(**given: Any) -> dict[str, Any]:
    first, gaps = calendar.seasonal_calendar(**given)
    return {"first_due_on": first, "gaps": list(gaps)}


def _holidays(days: list[date]) -> dict[str, Any]:
    return {
        "holidays": [holiday_name(day) or "" for day in days],
        "working": [is_working_day(day) for day in days],
    }


def _classes(days: list[int], status: Any, on: date, own: Any = None) -> dict[str, Any]:
    criteria = Criteria(*own) if own else criteria_in_force(on)
    found = [classify(count, status, criteria) for count in days]
    assert all(each.reason and each.reason_en for each in found)
    return {"classes": [each.debtor_class for each in found]}


def _read_dates(texts: list[str]) -> dict[str, Any]:
    found = [str(thai_dates.parse_date(text)) for text in texts]
    return {"read": sorted(set(found)) if len(set(found)) == 1 else found}


def _written(on: date) -> dict[str, Any]:
    return {
        "long": long_date(on),
        "short": thai_dates.short_date(on),
        "official_short": thai_dates.short_date(on, thai_digits=True, two_digit_year=True),
        "slashed": thai_dates.slashed_date(on),
        "weekday": long_date(on, weekday=True),
        "month": thai_dates.month_and_year(on),
    }


def _digits(texts: list[str]) -> dict[str, Any]:
    thai = [to_thai_digits(text) for text in texts]
    assert [to_arabic_digits(text) for text in thai] == texts
    return {"thai": thai}


def _fiscal_year(on: date) -> dict[str, Any]:
    return {
        "fiscal_year": fiscal_year_be(on),
        "quarter": fiscal_quarter(on),
        "written": long_date(on),
    }


RULES: dict[str, Callable[..., dict[str, Any]]] = {
    "opinion_on_rate": _opinion_on_rate,
    "require_lawful_rate": _refused_rate,
    "rate_where_none_agreed_bp": _rates_where_none_agreed,
    "default_interest": _default_interest,
    "default_interest_of": _default_interest_of,
    "interest_that_may_be_capitalised": _capitalised,
    "appropriate": _appropriate,
    "appropriate_among": _appropriate_among,
    "share_repayment": _share,
    "prescription": _prescription,
    "standing": _standing,
    "claims_of": _claims,
    "schedule_of": _schedule,
    "owed_on_payoff": _payoff,
    "workable_terms": _workable,
    "workable_amendment": _amendable,
    "faults_of": _faults,
    "notice_of_default": _notice,
    "guaranteed_part": _guaranteed,
    "discharged_by_extension": _discharged,
    "duty_on_loan": lambda **given: {"satang": stamp_duty.duty_on_loan(**given)},
    "duty_on_guarantee": _guarantee_duties,
    "duty_on_duplicate": _duplicate_duties,
    "late_surcharge": _surcharges,
    "may_contact": _may_contact,
    "baht_text": lambda satang: {"words": baht_text(satang)},
    "due_dates": _due_dates,
    "seasonal_calendar": _season,
    "year_part": lambda **given: {"part": list(calendar.year_part(**given))},
    "interest_of_period": lambda **given: {"satang": calendar.interest_of_period(**given)},
    "holiday_name": _holidays,
    "classify": _classes,
    "parse_date": _read_dates,
    "written_date": _written,
    "to_thai_digits": _digits,
    "fiscal_year": _fiscal_year,
}


TOLD = {"rule", "says", "source", "expected"}


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['says']}")
        for path in sorted(FOLDER.glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


@pytest.mark.parametrize("case", _cases())
def test_a_worked_case_gives_what_its_source_says(case):
    assert case["source"]
    given = case.get("given") or {key: case[key] for key in case if key not in TOLD}
    found = RULES[case["rule"]](**given)
    assert {name: found[name] for name in case["expected"]} == case["expected"]


def test_every_rule_has_a_worked_case():
    assert {case.values[0]["rule"] for case in _cases()} == set(RULES)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_rule_with_a_case_stands_on_its_page(path):
    page = (PAGES / f"{path.stem}.md").read_text("utf-8")
    rules = {case["rule"] for case in tomllib.loads(path.read_text("utf-8"))["case"]}
    assert {rule for rule in rules if f"`{rule}`" not in page} == set()
