"""The register as lists read it: one line for a household or a debt and each span of days.

Lines are derived from what imports and entries said, in the same transaction, and may be made anew
at any time; they are no history and are never edited by themselves. `valid_until` is the first day
on which a line no longer holds; `overdue_from` the day from which it is overdue, which may be to
come, and of a household that of the debt that is longest overdue. The keys sort alike on every
database: bytes, compared as bytes. The index that begins with what is owed holds every column of
the filters, so that a count and a sum over a district read the index alone.
"""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from plodnee.audit.subjects import SubjectRule
from plodnee.organization.models import Centre
from plodnee.registers.models.limits import LONGEST_CODE, LONGEST_NAME
from plodnee.registers.models.parties import Debt, Household, MemberGroup, OutsideCreditor
from plodnee.registers.models.states import DebtState, HouseholdState

FOREVER = date(9999, 12, 31)


class Line(models.Model):
    """What both kinds of line have: where, from when until when, how they sort, their text."""

    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="household", is_exported=False)

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+", db_index=False)
    district_code = models.CharField(max_length=4)
    valid_from = models.DateField()
    valid_until = models.DateField(default=FOREVER)
    place_key = models.BinaryField()
    name_key = models.BinaryField()
    owed_satang = models.BigIntegerField()
    overdue_from = models.DateField(null=True)
    is_target = models.BooleanField()
    search_text = models.TextField()

    class Meta:
        abstract = True


class HouseholdLine(Line):
    """A household in the list of an area over a span of days."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="lines", db_index=False)
    state = models.ForeignKey(HouseholdState, models.CASCADE, related_name="+", db_index=False)
    code = models.CharField(max_length=LONGEST_CODE)
    head = models.CharField(max_length=2 * LONGEST_NAME)
    is_model = models.BooleanField()
    group_satang = models.BigIntegerField()
    formal_satang = models.BigIntegerField()
    informal_satang = models.BigIntegerField()
    debts = models.PositiveIntegerField()
    creditors = models.PositiveIntegerField()
    income_year_satang = models.BigIntegerField()
    expense_year_satang = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "valid_from"], name="household_line_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")), name="household_line_spans_days"
            ),
        ]
        indexes = [
            models.Index(fields=["district_code", "place_key", "id"], name="household_line_place"),
            models.Index(fields=["district_code", "name_key", "id"], name="household_line_name"),
            models.Index(
                fields=[
                    "district_code", "owed_satang", "id", "valid_from", "valid_until",
                    "is_target", "is_model", "debts", "creditors", "informal_satang",
                    "overdue_from", "centre",
                ],
                name="household_line_owed",
            ),
            models.Index(fields=["centre", "place_key", "id"], name="household_line_in_centre"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.household_id} {self.valid_from}"


class DebtLine(Line):
    """A debt in the list of an area over a span of days."""

    debt = models.ForeignKey(Debt, models.CASCADE, related_name="lines", db_index=False)
    household = models.ForeignKey(Household, models.CASCADE, related_name="debt_lines")
    state = models.ForeignKey(DebtState, models.CASCADE, related_name="+", db_index=False)
    household_code = models.CharField(max_length=LONGEST_CODE)
    borrower = models.CharField(max_length=2 * LONGEST_NAME)
    creditor_kind = models.CharField(max_length=8)
    creditor_name = models.CharField(max_length=LONGEST_NAME)
    fund_kind = models.CharField(max_length=32, blank=True)
    group = models.ForeignKey(
        MemberGroup, models.CASCADE, null=True, related_name="+", db_index=False
    )
    outside_creditor = models.ForeignKey(
        OutsideCreditor, models.CASCADE, null=True, related_name="+", db_index=False
    )
    status = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["debt", "valid_from"], name="debt_line_once_a_day"),
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")), name="debt_line_spans_days"
            ),
        ]
        indexes = [
            models.Index(fields=["district_code", "place_key", "id"], name="debt_line_place"),
            models.Index(fields=["district_code", "name_key", "id"], name="debt_line_name"),
            models.Index(
                fields=[
                    "district_code", "owed_satang", "id", "valid_from", "valid_until",
                    "is_target", "status", "creditor_kind", "fund_kind",
                    "overdue_from", "centre", "group", "outside_creditor",
                ],
                name="debt_line_owed",
            ),
            models.Index(fields=["centre", "place_key", "id"], name="debt_line_in_centre"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.debt_id} {self.valid_from}"


class LineTotal(models.Model):
    """How many lines a centre has over a span of days, and what they owe together.

    Debts are told by the creditor's kind and the type of fund; of households both are empty.

    Derived from the lines whenever they are: what a whole register comes to is read here.
    """

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+", db_index=False)
    district_code = models.CharField(max_length=4)
    of_debts = models.BooleanField()
    creditor_kind = models.CharField(max_length=8, blank=True)
    fund_kind = models.CharField(max_length=32, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(default=FOREVER)
    found = models.PositiveIntegerField()
    owed_satang = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "of_debts", "creditor_kind", "fund_kind", "valid_from"],
                name="line_total_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")), name="line_total_spans_days"
            ),
        ]
        indexes = [
            models.Index(
                fields=["district_code", "of_debts", "valid_until", "valid_from"],
                name="line_total_of_district",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.valid_from}"
