"""What was worked out of a register: a run for a centre, and each household's class and menu.

A result is never edited; a later run stands beside it. It keeps the register it rests on, the
versions of rules and engine, and a fingerprint of all that went in. A private lender is named in
it until the person is erased.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from plodnee.audit.subjects import LenderMentions, SubjectRule
from plodnee.casework.models.rules import RuleVersion
from plodnee.organization.models import Centre
from plodnee.registers.models import Household, ImportBatch

_TELLING_OF_DEBTS = ("reason", "reason_en", "problem", "menu", "figures")


class PlanRun(models.Model):
    """One analysis of a whole centre as of a day.

    `joinings_known` is the number of the last decision about households that are one which it
    knew: households that were joined later are still two in it. `criteria_version` and
    `menu_policy_version` are the committee's own; empty where the programme's defaults held.
    """

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"totals"})
    lender_mentions: ClassVar[LenderMentions] = LenderMentions("centre", ("totals",))

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="plan_runs")
    register = models.ForeignKey(ImportBatch, models.PROTECT, related_name="plan_runs")
    sequence = models.PositiveIntegerField()
    joinings_known = models.PositiveIntegerField(default=0)
    as_of = models.DateField()
    horizon_months = models.PositiveSmallIntegerField()
    engine_version = models.CharField(max_length=64)
    policy_version = models.CharField(max_length=64)
    criteria_version = models.ForeignKey(
        RuleVersion, models.PROTECT, null=True, related_name="runs_classed"
    )
    menu_policy_version = models.ForeignKey(
        RuleVersion, models.PROTECT, null=True, related_name="runs_offered"
    )
    inputs_fingerprint = models.CharField(max_length=64)
    totals = models.JSONField()
    assumptions = models.JSONField()
    notes = models.JSONField()
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    planned_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "sequence"], name="plan_run_in_order"),
            models.UniqueConstraint(
                fields=["centre", "inputs_fingerprint"], name="plan_run_once_for_its_inputs"
            ),
            models.CheckConstraint(
                condition=Q(horizon_months__gte=1, horizon_months__lte=120),
                name="plan_run_horizon_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.as_of} {self.sequence}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this run stand in."""
        return str(self.centre_id)


class HouseholdPlan(models.Model):
    """One household in a run: its class with the reason, its problem, its menu, its figures."""

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset(_TELLING_OF_DEBTS)
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="household", of_debts=frozenset(_TELLING_OF_DEBTS)
    )
    lender_mentions: ClassVar[LenderMentions] = LenderMentions(
        "run__centre", _TELLING_OF_DEBTS, household="household"
    )

    run = models.ForeignKey(PlanRun, models.PROTECT, related_name="household_plans")
    household = models.ForeignKey(Household, models.PROTECT, related_name="plans")
    position = models.PositiveIntegerField()
    debtor_class = models.CharField(max_length=1, blank=True)
    reason = models.TextField()
    reason_en = models.TextField()
    owed_satang = models.BigIntegerField()
    fits = models.BooleanField(null=True)  # whether some option fits; None without an open debt
    problem = models.JSONField(null=True)
    menu = models.JSONField(null=True)
    figures = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "household"], name="household_plan_once"),
            models.CheckConstraint(
                condition=Q(debtor_class__in=["", "A", "B", "C", "D", "E", "R"]),
                name="household_plan_class_known",
            ),
            models.CheckConstraint(
                condition=Q(owed_satang__gte=0), name="household_plan_owed_counted"
            ),
            models.CheckConstraint(
                condition=Q(debtor_class="", fits__isnull=True)
                | (~Q(debtor_class="") & Q(fits__isnull=False)),
                name="household_plan_class_and_menu",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.household_id}"
