"""`plodnee menu`: households a line in, menus a line out, refusals by field and the rest done."""

import io
import json
import sys

import pytest

from plodnee.commands import main

HOUSEHOLD = {
    "id": "H1",
    "as_of": "2019-03-16",
    "horizon_months": 12,
    "cash": {"opening": 50_000, "reserve": 10_000, "net": [0] * 8 + [900_000] + [0] * 3},
    "debts": [
        {
            "id": "D1",
            "creditor": "village_fund",
            "balance": 500_000,
            "rate_bp": 1200,
            "due_months": [3],
            "amortization": "bullet",
            "min_rate_bp": 600,
            "rate_step_bp": 600,
            "extensions": [0, 6],
            "graces": [0],
            "may_restructure": True,
            "may_consolidate": True,
        }
    ],
    "contract": {
        "rate_bp": 600,
        "patterns": [{"name": "after_harvest", "due_months": [9]}],
        "max_instalments": 12,
    },
}


@pytest.fixture
def menu(monkeypatch, capfdbinary):
    def answered(*lines: bytes, options: tuple[str, ...] = ()) -> tuple[int, list[dict]]:
        stream = io.TextIOWrapper(io.BytesIO(b"\n".join(lines)))
        monkeypatch.setattr(sys, "stdin", stream)
        code = main(["menu", *options])
        out = capfdbinary.readouterr().out
        return code, [json.loads(line) for line in out.splitlines()]

    return answered


def line(**changes: object) -> bytes:
    return json.dumps(HOUSEHOLD | changes, ensure_ascii=False).encode()


def with_cash(**changes: object) -> bytes:
    return line(cash=HOUSEHOLD["cash"] | changes)


def with_debt(**changes: object) -> bytes:
    return line(debts=[HOUSEHOLD["debts"][0] | changes])


def with_contract(**changes: object) -> bytes:
    return line(contract=HOUSEHOLD["contract"] | changes)


def test_a_household_is_answered_with_its_menu(menu) -> None:
    code, [answer] = menu(line(id="บ้านเลขที่ 7"))
    assert code == 0
    assert answer["id"] == "บ้านเลขที่ 7"
    assert answer["no_feasible_plan"] is None
    assert answer["status_quo"] == {
        "feasible": False,
        "first_break_month": 3,
        "shortfall": 475_000,
        "total_interest": 15_000,
        "total_paid": 515_000,
        "debt_free_month": 3,
        "largest_month_paid": 515_000,
        "lowest_cash": -465_000,
    }
    goals = [option["goal"] for option in answer["options"]]
    assert goals[:4] == [
        "least_interest",
        "soonest_debt_free",
        "smallest_instalment",
        "least_concession",
    ]
    least = answer["options"][0]
    assert least["choices"] == {"D1": {"action": "consolidate"}}
    assert least["contract"] == {
        "principal": 500_000,
        "rate_bp": 600,
        "pattern": "after_harvest",
        "instalment": 522_500,
        "instalments": 1,
        "last": 522_500,
    }
    assert (least["total_interest"], least["lowest_cash"]) == (22_500, 50_000)
    assert least["concession"] == {"village_fund": 0}
    assert least["bad_year"]["futures"] == 1000


def test_no_plan_that_fits_is_an_answer_and_no_refusal(menu) -> None:
    code, [answer] = menu(with_cash(net=[0] * 12))
    assert (code, answer["options"]) == (0, [])
    assert answer["no_feasible_plan"] == {
        "binding_month": 9,
        "shortfall": 467_500,
        "smallest_cash_now": 467_500,
        "smallest_income_per_month": 53_700,
    }


def test_a_contract_may_be_absent(menu) -> None:
    kept = HOUSEHOLD["debts"][0] | {"due_months": [9]}
    code, [answer] = menu(line(contract=None, debts=[kept]))
    assert code == 0
    assert {option["contract"] for option in answer["options"]} == {None}


REFUSED = [
    (with_debt(balance=-1), "debts[0].balance"),
    (with_debt(balance=0), "debts[0].balance"),
    (with_debt(min_rate_bp=1300), "debts[0].min_rate_bp"),
    (with_debt(due_months=[]), "debts[0].due_months"),
    (with_debt(due_months=[6, 3]), "debts[0].due_months"),
    (with_debt(rate_bp=1200.0), "debts[0].rate_bp"),
    (with_debt(extensions=[]), "debts[0].extensions"),
    (with_debt(may_restructure="yes"), "debts[0].may_restructure"),
    (line(debts=[]), "debts"),
    (line(debts=HOUSEHOLD["debts"] * 2), "debts[1].id"),
    (with_cash(net=[]), "cash.net"),
    (with_cash(net=[0] * 11), "cash.net"),
    (with_cash(net=[None] * 12), "cash.net[0]"),
    (with_cash(opening=-50_000), "cash.opening"),
    (with_cash(reserve=-1), "cash.reserve"),
    (with_cash(opening=True), "cash.opening"),
    (line(cash={}), "cash.net"),
    (line(horizon_months=0), "horizon_months"),
    (line(as_of="16/03/2562"), "as_of"),
    (with_contract(rate_bp=1501), "contract.rate_bp"),
    (with_contract(max_instalments=0), "contract.max_instalments"),
    (with_contract(patterns=[{"name": "p", "due_months": [0]}]), "due_months"),
    (line(id=7), "id"),
    (b"[]", "line"),
]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2562-03-16", "2562 is a year of the Buddhist era: write 2019"),
        ("1924-12-31", "before 1925-01-01"),
        ("2019-02-29", "must be a day YYYY-MM-DD"),
    ],
)
def test_a_day_is_refused_for_what_is_wrong_with_it(menu, day, told) -> None:
    code, [refused] = menu(line(as_of=day))
    assert code == 3
    assert told in refused["error"]["detail"]


@pytest.mark.parametrize(("wrong", "field"), REFUSED, ids=[field for _, field in REFUSED])
def test_a_wrong_line_is_refused_by_field_and_the_others_go_on(menu, wrong, field) -> None:
    code, [before, refused, after] = menu(line(id="A"), wrong, line(id="B"))
    assert code == 3
    assert (before["id"], after["id"]) == ("A", "B")
    assert "options" not in refused
    assert refused["error"]["code"] == "bad_household"
    assert field in refused["error"]["detail"].split(":")[0]


@pytest.mark.parametrize(
    "wrong",
    [
        b"{not json",
        b"\xff\xfe",
        b'{"id": NaN}',
        b'{"id": "H1", "id": "H2"}',
        b"[" * 100_000,
        b'{"id": ' + b"9" * 5_000 + b"}",
    ],
)
def test_a_line_that_is_not_json_is_refused_and_the_others_go_on(menu, wrong) -> None:
    code, [refused, answered] = menu(wrong, b"", line())
    assert (code, refused["id"], refused["error"]["code"]) == (3, None, "bad_json")
    assert answered["options"]


def test_sums_beyond_whole_satang_are_refused(menu) -> None:
    code, [refused] = menu(with_debt(balance=10**19))
    assert (code, refused["error"]["code"]) == (3, "household_too_large")


def test_a_line_that_needs_more_steps_than_allowed_is_refused_and_the_others_go_on(menu) -> None:
    wider = with_debt(due_months=[1, 2], rate_bp=1500, min_rate_bp=0, rate_step_bp=1)
    code, [refused, answered] = menu(wider, line(), options=("--most-steps", "1000"))
    assert (code, refused["id"], refused["error"]["code"]) == (3, "H1", "household_too_hard")
    assert refused["error"]["detail"].startswith("debts:")
    assert answered["options"]
    assert menu(wider, line()) == menu(wider, line(), options=("--most-steps", "1000000000"))


@pytest.mark.parametrize("steps", ["-1", "1.5", "", "9" * 16])
def test_steps_that_are_no_whole_number_are_bad_usage(steps) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["menu", "--most-steps", steps])
    assert ended.value.code == 2


def test_more_choices_than_memory_holds_are_refused_and_the_others_go_on(menu) -> None:
    long = {"horizon_months": 120, "cash": HOUSEHOLD["cash"] | {"net": [0] * 120}}
    deferrals = {"extensions": list(range(119)), "graces": list(range(119))}
    debt = HOUSEHOLD["debts"][0] | {"due_months": [1, 2], "rate_bp": 1500, "min_rate_bp": 0}
    wide = debt | deferrals | {"rate_step_bp": 1}
    code, [refused, answered] = menu(line(**long, debts=[wide]), line())
    assert (code, refused["error"]["code"]) == (3, "household_too_large")
    assert refused["error"]["detail"].startswith("debts[0]:")
    assert answered["options"]


def test_deferrals_that_come_to_the_same_are_one_choice(menu) -> None:
    """A debt due in month 3 alone is deferred by whole years: of 0 to 11 months none differs."""
    many = with_debt(extensions=[*range(12)], graces=[0, 1, 2, *range(3, 10**5)])
    code, [answer, once] = menu(many, with_debt(extensions=[0], graces=[0]))
    assert (code, answer["options"]) == (0, once["options"])
