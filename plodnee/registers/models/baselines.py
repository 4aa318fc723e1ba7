"""The starting debt of a target household, frozen: what every later figure is compared with."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from plodnee.audit.subjects import Place, SubjectRule
from plodnee.registers.models.confirmations import BalanceSlip
from plodnee.registers.models.imports import ImportBatch
from plodnee.registers.models.parties import Debt, Household
from plodnee.registers.models.states import DebtState
from plodnee.registers.places import baseline_place


class Baseline(models.Model):
    """A household's debts as of the day on which it was taken into the programme.

    It is never changed. One that was wrong is stated again with a reason; the latest counts, and
    the earlier ones stay.
    """

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"sealed_reason"})
    sealed_places: ClassVar[dict[str, Place]] = {
        "sealed_reason": lambda row: baseline_place(row.pk)
    }
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="household", erased={"sealed_reason": ""}
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="baselines")
    sequence = models.PositiveIntegerField()
    register = models.ForeignKey(ImportBatch, models.PROTECT, related_name="baselines")
    as_of = models.DateField()
    frozen_on = models.DateField()
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    owed_satang = models.BigIntegerField()
    sealed_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "sequence"], name="baseline_in_order"),
            models.CheckConstraint(
                condition=Q(sequence=1) | (Q(sequence__gte=2) & ~Q(sealed_reason="")),
                name="baseline_stated_again_says_why",
            ),
            models.CheckConstraint(condition=Q(owed_satang__gte=0), name="baseline_owed_counted"),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.sequence}"


class BaselineDebt(models.Model):
    """One debt of a starting debt, with the statement and the slip that it was taken from."""

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="baseline__household")

    baseline = models.ForeignKey(Baseline, models.PROTECT, related_name="debts")
    debt = models.ForeignKey(Debt, models.PROTECT, related_name="baselines")
    state = models.ForeignKey(DebtState, models.PROTECT, related_name="+")
    slip = models.ForeignKey(BalanceSlip, models.PROTECT, null=True, related_name="+")
    principal_satang = models.BigIntegerField()
    interest_arrears_satang = models.BigIntegerField()
    penalty_satang = models.BigIntegerField()
    is_confirmed = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["baseline", "debt"], name="baseline_debt_once"),
            models.CheckConstraint(
                condition=Q(
                    principal_satang__gte=0, interest_arrears_satang__gte=0, penalty_satang__gte=0
                ),
                name="baseline_debt_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.baseline_id} {self.debt_id}"

    @property
    def owed_satang(self) -> int:
        """Principal, interest in arrears and penalty together."""
        return self.principal_satang + self.interest_arrears_satang + self.penalty_satang
