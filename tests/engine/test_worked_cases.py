"""Every worked case of law in tests/cases gives what its source says."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from plodnee.engine import appropriation, guarantee, interest_law, prescription, stamp_duty
from plodnee.engine.allocation import share_repayment
from plodnee.engine.appropriation import PARTS, Claim, Parts
from plodnee.engine.baht_text import baht_text
from plodnee.engine.collection_hours import may_contact
from plodnee.engine.thai_dates import fiscal_quarter, fiscal_year_be, long_date

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


def _capitalised(arrears: list[Any], **given: Any) -> dict[str, Any]:
    pairs = [(due_on, amount) for due_on, amount in arrears]
    return {"satang": interest_law.interest_that_may_be_capitalised(pairs, **given)}


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


def _fiscal_year(on: date) -> dict[str, Any]:
    return {
        "fiscal_year": fiscal_year_be(on),
        "quarter": fiscal_quarter(on),
        "written": long_date(on),
    }


RULES: dict[str, Callable[..., dict[str, Any]]] = {
    "opinion_on_rate": _opinion_on_rate,
    "default_interest": _default_interest,
    "interest_that_may_be_capitalised": _capitalised,
    "appropriate": _appropriate,
    "appropriate_among": _appropriate_among,
    "share_repayment": _share,
    "prescription": _prescription,
    "notice_of_default": _notice,
    "guaranteed_part": _guaranteed,
    "discharged_by_extension": _discharged,
    "duty_on_loan": lambda **given: {"satang": stamp_duty.duty_on_loan(**given)},
    "duty_on_guarantee": _guarantee_duties,
    "duty_on_duplicate": _duplicate_duties,
    "late_surcharge": _surcharges,
    "may_contact": _may_contact,
    "baht_text": lambda satang: {"words": baht_text(satang)},
    "fiscal_year": _fiscal_year,
}


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['says']}")
        for path in sorted(FOLDER.glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


@pytest.mark.parametrize("case", _cases())
def test_a_worked_case_gives_what_its_source_says(case):
    assert case["source"]
    found = RULES[case["rule"]](**case["given"])
    assert {name: found[name] for name in case["expected"]} == case["expected"]


def test_every_rule_has_a_worked_case():
    assert {case.values[0]["rule"] for case in _cases()} == set(RULES)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_rule_with_a_case_stands_on_its_page(path):
    page = (PAGES / f"{path.stem}.md").read_text("utf-8")
    rules = {case["rule"] for case in tomllib.loads(path.read_text("utf-8"))["case"]}
    assert {rule for rule in rules if f"`{rule}`" not in page} == set()
