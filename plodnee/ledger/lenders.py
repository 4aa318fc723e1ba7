"""How accounts name those who are still to be paid for debts that a lead fund took over."""

from django.db.models import F, Q

from plodnee.audit.subjects import CreditorRule

PAYOFF = "payoff:"  # what the code of an account of a creditor still to be paid begins with
PAYOFF_NAME = "รอรับชำระหนี้แทน: {name}"
OUTSIDE = "outside-"  # what the key of a creditor outside the centre begins with
LENDERS = CreditorRule(
    rows=lambda keys: Q(code__in=[f"{PAYOFF}{OUTSIDE}{key}" for key in keys]),
    column="name",
    text=PAYOFF_NAME,
    owed=Q(credits_satang__gt=F("debits_satang")),
)
