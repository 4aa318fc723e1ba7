"""What an entry states as a whole list: land, savings, who guarantees a debt, what secures it.

A list is never changed row by row: a later entry states it anew, and `WholeList` says from which
entry on the list counts, also where nothing is left in it.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from plodnee.audit.subjects import SubjectRule
from plodnee.registers.models.limits import LONGEST_CODE, LONGEST_NAME
from plodnee.registers.models.parties import Debt, Household, MemberGroup, WrittenName
from plodnee.registers.models.states import StateOfImport


class WholeList(StateOfImport):
    """That from one entry on, a list of a household or of a debt is what the entry says, whole."""

    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="household")

    class Kind(models.TextChoices):
        CASH = "cash"
        LAND = "land"
        SAVINGS = "savings"
        GUARANTORS = "guarantors"
        COLLATERAL = "collateral"

    kind = models.CharField(max_length=10, choices=Kind)
    household = models.ForeignKey(Household, models.PROTECT, related_name="whole_lists")
    debt = models.ForeignKey(Debt, models.PROTECT, null=True, related_name="whole_lists")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch"], name="whole_list_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["cash", "land", "savings"], debt__isnull=True)
                | Q(kind__in=["guarantors", "collateral"], debt__isnull=False),
                name="whole_list_of_household_or_debt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.batch_id}"


class LandHolding(StateOfImport):
    """A piece of land that a household owns, rents or uses."""

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"document", "use"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="household", erased={"document": "", "use": ""}
    )

    class Tenure(models.TextChoices):
        OWNED = "owned"
        RENTED = "rented"
        ALLOTTED = "allotted"
        BORROWED = "borrowed"

    household = models.ForeignKey(Household, models.PROTECT, related_name="land")
    tenure = models.CharField(max_length=8, choices=Tenure)
    area_rai = models.CharField(max_length=64)  # digits as written, exactly
    document = models.CharField(max_length=LONGEST_CODE, blank=True)
    use = models.CharField(max_length=LONGEST_NAME, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(tenure__in=["owned", "rented", "allotted", "borrowed"]),
                name="land_holding_tenure_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.tenure} {self.batch_id}"


class Saving(StateOfImport):
    """Money that a household has somewhere: pledged savings, shares, a deposit, cash."""

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"holder"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="household", erased={"holder": ""})

    class Kind(models.TextChoices):
        PLEDGED = "pledged"
        SHARES = "shares"
        DEPOSIT = "deposit"
        CASH = "cash"
        OTHER = "other"

    household = models.ForeignKey(Household, models.PROTECT, related_name="savings")
    kind = models.CharField(max_length=7, choices=Kind)
    group = models.ForeignKey(MemberGroup, models.PROTECT, null=True, related_name="savings")
    holder = models.CharField(max_length=LONGEST_NAME, blank=True)
    balance_satang = models.BigIntegerField()
    withdrawable = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["pledged", "shares", "deposit", "cash", "other"]),
                name="saving_kind_known",
            ),
            models.CheckConstraint(condition=Q(balance_satang__gte=0), name="saving_counted"),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.kind} {self.batch_id}"


class Guarantor(StateOfImport):
    """Somebody who answers for a debt, up to a sum where one was agreed."""

    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        person="name__person", household="debt__household"
    )

    debt = models.ForeignKey(Debt, models.PROTECT, related_name="guarantor_rows")
    name = models.ForeignKey(WrittenName, models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    limit_satang = models.BigIntegerField(null=True)
    signed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(limit_satang__isnull=True) | Q(limit_satang__gt=0),
                name="guarantor_limit_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.debt_id} {self.batch_id}"


class Collateral(StateOfImport):
    """What a debt is secured by."""

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"description", "document"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="debt__household", erased={"description": "", "document": ""}
    )

    class Kind(models.TextChoices):
        LAND = "land"
        BUILDING = "building"
        VEHICLE = "vehicle"
        SAVINGS = "savings"
        PRODUCE = "produce"
        OTHER = "other"

    debt = models.ForeignKey(Debt, models.PROTECT, related_name="collateral")
    kind = models.CharField(max_length=8, choices=Kind)
    description = models.TextField(blank=True)
    document = models.CharField(max_length=LONGEST_CODE, blank=True)
    value_satang = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=["land", "building", "vehicle", "savings", "produce", "other"]
                ),
                name="collateral_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(value_satang__isnull=True) | Q(value_satang__gte=0),
                name="collateral_value_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.debt_id} {self.kind} {self.batch_id}"
