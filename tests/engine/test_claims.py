"""What each row of a contract still owes, and until when it can be enforced."""

from datetime import date

from plodnee.engine.appropriation import order_in_force
from plodnee.engine.classification import criteria_in_force
from plodnee.engine.contract_history import Payment, RepaymentTerms, claims_of, position_of
from plodnee.engine.prescription import Restart

LETTER = date(2019, 3, 16)
# 1,000 baht at 1 % a month, interest only for two months
TERMS = RepaymentTerms(100_000, 1200, LETTER, date(2019, 4, 16), 2, method="interest_only")


def claims(*payments, acts=(), terms=TERMS):
    paid = [Payment(str(n), on, amount) for n, (on, amount) in enumerate(payments)]
    rules = {"criteria": criteria_in_force(LETTER), "order": order_in_force(LETTER)}
    return claims_of(position_of(terms, paid, date(2023, 1, 1), **rules), acts)


def test_a_claim_says_what_its_row_still_owes():
    first, last = claims((date(2019, 4, 20), 400))
    assert (first.n, first.due_on) == (1, date(2019, 4, 16))
    assert (first.principal_left, first.interest_left) == (0, 600)
    assert (last.n, last.due_on) == (2, date(2019, 5, 16))
    assert (last.principal_left, last.interest_left) == (100_000, 1_000)


def test_a_row_that_is_paid_is_no_claim():
    (only,) = claims((date(2019, 4, 16), 1_000))
    assert only.n == 2


def test_a_part_payment_restarts_the_years_of_interest_too():
    first, last = claims((date(2021, 6, 1), 400))
    assert first.interest.last_day == date(2026, 6, 1)
    assert [act.kind for act in first.interest.restarted_by] == ["part_payment"]
    assert last.interest.last_day == date(2024, 5, 16)


def test_an_acknowledgement_restarts_every_row():
    signed = Restart(date(2022, 3, 16), "written_acknowledgement")
    for claim in claims(acts=[signed]):
        assert claim.principal.last_day == claim.interest.last_day == date(2027, 3, 16)


def test_what_prescribes_first_is_what_is_still_owed():
    in_one_sum = RepaymentTerms(100_000, 1200, LETTER, date(2020, 3, 16), 1)
    (both,) = claims(terms=in_one_sum)
    assert both.first_last_day == date(2025, 3, 16)
    (principal,) = claims((date(2020, 3, 16), 12_000), terms=in_one_sum)
    assert (principal.interest_left, principal.first_last_day) == (0, date(2030, 3, 16))
