"""`plodnee schedule`: terms a line in, schedules a line out, refusals named and the rest done."""

import io
import json
import sys

import pytest

from plodnee.commands import main
from plodnee.commands.json_lines import LONGEST_LINE_BYTES
from plodnee.engine.schedule.answering import answer_terms

TERMS = {
    "id": "F1",
    "product": {
        "principal_satang": 120_000,
        "rate_percent_per_year": "12",
        "number_of_instalments": 3,
        "every": 1,
        "unit": "month",
        "disbursed_on": "2024-01-31",
        "year_fraction": "every/12",
        "payment_strategy": "penalties_fees_interest_principal_order",
    },
    "events": [{"type": "repayment", "date": "2024-02-29", "amount_satang": 40_803}],
    "as_of": "2024-03-15",
}


@pytest.fixture
def schedule(monkeypatch, capfdbinary):
    def answered(*lines: bytes) -> tuple[int, list[dict]]:
        stream = io.TextIOWrapper(io.BytesIO(b"\n".join(lines)))
        monkeypatch.setattr(sys, "stdin", stream)
        code = main(["schedule"])
        out = capfdbinary.readouterr().out
        return code, [json.loads(line) for line in out.splitlines()]

    return answered


def line(**changes: object) -> bytes:
    return json.dumps(TERMS | changes, ensure_ascii=False).encode()


def test_terms_in_satang_are_answered_in_satang(schedule) -> None:
    code, [answer] = schedule(line())
    assert code == 0
    assert answer["id"] == "F1"
    assert answer["rows"][0] == {
        "n": 1,
        "due_date": "2024-02-29",
        "days": 29,
        "principal_satang": 39_603,
        "interest_satang": 1_200,
        "fees_satang": 0,
        "penalty_satang": 0,
        "total_satang": 40_803,
        "balance_satang": 80_397,
        "extra_principal_satang": 0,
        "paid_satang": 40_803,
        "paid_in_advance_satang": 0,
        "paid_late_satang": 0,
        "outstanding_satang": 0,
        "paid_date": "2024-02-29",
    }
    assert [row["due_date"] for row in answer["rows"]] == ["2024-02-29", "2024-03-31", "2024-04-30"]
    assert answer["totals"] == {
        "principal_satang": 120_000,
        "interest_satang": 2_408,
        "fees_satang": 0,
        "penalty_satang": 0,
        "total_satang": 122_408,
        "paid_satang": 40_803,
        "paid_in_advance_satang": 0,
        "paid_late_satang": 0,
        "outstanding_satang": 81_605,
    }
    assert answer["transactions"] == [
        {
            "date": "2024-02-29",
            "amount_satang": 40_803,
            "principal_satang": 39_603,
            "interest_satang": 1_200,
            "fees_satang": 0,
            "penalty_satang": 0,
            "balance_satang": 80_397,
            "overpaid_satang": 0,
        }
    ]


def test_terms_in_baht_are_answered_in_decimal_texts(schedule) -> None:
    product = TERMS["product"] | {
        "principal_satang": None,
        "principal": 1200,
        "rounding": {"decimals": 2, "mode": "half_up"},
        "disbursed_on": None,
    }
    code, [answer] = schedule(line(product=product, events=None))
    assert code == 0
    assert answer["rows"][2] == {
        "n": 3,
        "due_date": None,
        "days": None,
        "principal": "403.98",
        "interest": "4.04",
        "fees": "0.00",
        "penalty": "0.00",
        "total": "408.02",
        "balance": "0.00",
        "extra_principal": "0.00",
        "paid": None,
        "paid_in_advance": None,
        "paid_late": None,
        "outstanding": None,
        "paid_date": None,
    }
    assert "balance" not in answer["totals"]


def test_without_rounding_amounts_have_up_to_twelve_decimals(schedule) -> None:
    product = TERMS["product"] | {
        "principal_satang": None,
        "principal": "100",
        "disbursed_on": None,
    }
    _, [answer] = schedule(line(product=product, events=None))
    assert answer["rows"][0]["total"] == "34.002211148147"
    assert answer["rows"][2]["balance"] == "0.00"


def test_a_refused_line_is_named_and_the_others_go_on(schedule) -> None:
    code, answers = schedule(
        line(), b"", b"  \t", b"{not json", line(id=7, product={"principal": "0"}), line(id="F9")
    )
    assert code == 3
    assert [answer["id"] for answer in answers] == ["F1", None, 7, "F9"]
    assert answers[1]["line"] == 4
    assert answers[1]["error"]["code"] == "bad_json"
    assert answers[2]["line"] == 5
    assert answers[2]["error"]["code"] == "bad_terms"
    assert answers[2]["error"]["field"].startswith("product.")
    assert "rows" in answers[3]


@pytest.mark.parametrize(
    "wrong",
    [
        b"\xff\xfe",
        b'{"id": NaN}',
        b'{"id": 1, "id": 2}',
        b"[" * 100_000,
        b'{"id": ' + b"9" * 5_000 + b"}",
    ],
)
def test_a_line_that_is_not_json_is_answered_without_its_id(schedule, wrong: bytes) -> None:
    code, [answer] = schedule(wrong)
    assert (code, answer["id"], answer["line"]) == (3, None, 1)
    assert answer["error"]["code"] == "bad_json"


def test_a_number_of_thousands_of_digits_is_told_in_our_words(schedule) -> None:
    _, [refused] = schedule(b'{"id": ' + b"9" * 4_001 + b"}")
    assert refused["error"]["detail"].endswith("a whole number of more than 4,000 digits")


def test_an_impossible_term_names_the_smallest_workable_value(schedule) -> None:
    _, [answer] = schedule(line(product=TERMS["product"] | {"number_of_instalments": 0}))
    error = answer["error"]
    assert (error["field"], error["smallest_workable"]) == ("product.number_of_instalments", 1)


def test_a_convention_that_is_not_computed_is_unsupported(schedule) -> None:
    _, [answer] = schedule(line(product=TERMS["product"] | {"amortization": "increasing"}))
    assert answer["error"]["code"] == "unsupported"
    assert answer["error"]["smallest_workable"] is None


def test_a_name_that_utf8_cannot_hold_goes_out_as_it_came_in(schedule) -> None:
    _, [answer] = schedule(b'{"id": "\\ud800"}')
    assert answer["id"] == "\ud800"


def rough(**changes: object) -> bytes:
    """A line whose principal stands as written, not as a number of Python."""
    written = changes.pop("principal", "1200")
    product = TERMS["product"] | {"principal_satang": None, "principal": "HERE"} | changes
    return line(product=product, events=None).replace(b'"HERE"', str(written).encode())


@pytest.mark.parametrize(
    "principal",
    [
        "1e400",
        "1e999999999",
        "1e-999999999",
        "1e9999999999999999999",
        "0e99999999",
        "1" + "0" * 400,
    ],
)
def test_a_number_beyond_all_bounds_is_named_and_the_others_go_on(schedule, principal) -> None:
    code, [refused, answered] = schedule(rough(principal=principal), rough())
    assert code == 3
    assert refused["error"]["code"] == "bad_terms"
    assert refused["error"]["field"] == "product.principal"
    assert len(answered["rows"]) == 3


MANY = [{"type": "reschedule", "from_date": "2024-02-05", "extra_instalments": 5_000}] * 20


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (rough(number_of_instalments=10**9), "product.number_of_instalments"),
        (
            rough(number_of_instalments=9_000, schedule_engine="spreadsheet"),
            "product.number_of_instalments",
        ),
        (rough(disbursed_on="9999-12-01"), "product.number_of_instalments"),
        (line(events=MANY), "events"),
        (line(events=MANY[:2]), "events"),
        (line(events=[MANY[0] | {"extra_instalments": 1}] * 20_000), "events"),
        (line(events=TERMS["events"] * 20_001), "events"),
        (rough(unit="q" * 1_000_000), "product.unit"),
        (line().replace(b'"month"', b'"\\ud800"'), "product.unit"),
        (b'{"id": "F1", "product": ' + b'{"a": ' * 400 + b"1" + b"}" * 401, "product.unit"),
    ],
    ids=range(10),
)
def test_a_line_that_asks_for_too_much_is_refused_at_once(schedule, wrong, field) -> None:
    code, [refused, answered] = schedule(wrong, line())
    assert code == 3
    assert (refused["id"], refused["error"]["field"]) == ("F1", field)
    assert len(json.dumps(refused)) < 2_000
    assert len(answered["rows"]) == 3


def test_a_line_without_end_is_passed_over(schedule) -> None:
    endless = b'{"id": "' + b"x" * LONGEST_LINE_BYTES
    code, [refused, answered] = schedule(endless, line())
    assert (code, refused["line"], answered["id"]) == (3, 1, "F1")
    assert refused["error"]["code"] == "bad_json"
    whole = line().ljust(LONGEST_LINE_BYTES)
    assert schedule(whole, line())[0] == 0


def test_a_fault_of_the_program_takes_its_own_line_only(schedule, monkeypatch) -> None:
    def broken(values: object) -> dict:
        if values["id"] == "F1":
            raise ZeroDivisionError
        return answer_terms(values)

    monkeypatch.setattr("plodnee.commands.schedule.answer_terms", broken)
    code, [failed, answered] = schedule(line(), line(id="F2"))
    assert (code, failed["error"]["code"], answered["id"]) == (3, "failed", "F2")


def test_nothing_in_is_nothing_out(schedule) -> None:
    assert schedule(b"\n\n") == (0, [])
