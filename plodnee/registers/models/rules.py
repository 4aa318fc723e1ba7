"""The rules of a fund in versions: from when, until when, and where they are written."""

from django.db import models
from django.db.models import F, Q

from plodnee.registers.models.limits import RATE_LIMIT_BP
from plodnee.registers.models.parties import MemberGroup
from plodnee.registers.models.states import StateOfImport


class FundRule(StateOfImport):
    """One version of the rules by which a member group lends; what it leaves out is not set.

    A version in force outranks what a workbook says of the group's limits: it names its source.
    """

    group = models.ForeignKey(MemberGroup, models.PROTECT, related_name="rules")
    effective_from = models.DateField()
    effective_until = models.DateField(null=True)
    source = models.TextField()
    verified = models.BooleanField()
    rate_bp = models.PositiveIntegerField(null=True)
    min_rate_bp = models.PositiveIntegerField(null=True)
    method = models.CharField(max_length=9, blank=True)
    max_principal_committee_satang = models.BigIntegerField(null=True)
    max_principal_meeting_satang = models.BigIntegerField(null=True)
    max_term_months = models.PositiveSmallIntegerField(null=True)
    longest_extension_months = models.PositiveSmallIntegerField(null=True)
    longest_grace_months = models.PositiveSmallIntegerField(null=True)
    may_consolidate = models.BooleanField()
    may_refinance = models.BooleanField()
    security = models.TextField(blank=True)
    permitted_purposes = models.TextField(blank=True)
    forbidden_purposes = models.TextField(blank=True)
    late_fee = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="fund_rule_names_its_source"),
            models.CheckConstraint(
                condition=Q(effective_until__isnull=True)
                | Q(effective_until__gte=F("effective_from")),
                name="fund_rule_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=(Q(rate_bp__isnull=True) | Q(rate_bp__lte=RATE_LIMIT_BP))
                & (Q(min_rate_bp__isnull=True) | Q(min_rate_bp__lte=RATE_LIMIT_BP)),
                name="fund_rule_rate_possible",
            ),
            models.CheckConstraint(
                condition=Q(min_rate_bp__isnull=True)
                | Q(rate_bp__isnull=True)
                | Q(min_rate_bp__lte=F("rate_bp")),
                name="fund_rule_lowest_rate_below_rate",
            ),
            models.CheckConstraint(
                condition=Q(method__in=["", "declining", "flat"]), name="fund_rule_method_known"
            ),
            models.CheckConstraint(
                condition=(
                    Q(max_principal_committee_satang__isnull=True)
                    | Q(max_principal_committee_satang__gte=0)
                )
                & (
                    Q(max_principal_meeting_satang__isnull=True)
                    | Q(max_principal_meeting_satang__gte=0)
                ),
                name="fund_rule_principal_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.effective_from}"
