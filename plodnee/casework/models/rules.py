"""A centre's own rules: criteria, menu policies, quorums, in versions, and each version's steps.

A version is drafted, edited, tried, approved from a day, withdrawn: each is a step that stays. What
a version says is what its last draft or edit said; nothing is rewritten.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from plodnee.audit.guards import refusing
from plodnee.audit.subjects import SubjectRule
from plodnee.casework.models.meetings import Resolution
from plodnee.organization.models import Centre, Officer

_ENDED = """EXISTS (
    SELECT 1 FROM casework_rulestep s WHERE s.version_id = NEW.version_id
      AND (s.deed = 'withdrawn' OR (s.deed = 'approved' AND NOT (
        NEW.deed = 'withdrawn' AND NEW.done_on < s.effective_from))))"""
_OWN_WORK = """NEW.deed = 'approved' AND (NEW.done_by_id IS NULL OR EXISTS (
    SELECT 1 FROM casework_rulestep s WHERE s.version_id = NEW.version_id
      AND s.done_by_id = NEW.done_by_id AND s.deed IN ('drafted', 'edited')))"""
_NOT_RESOLVED = """NEW.deed = 'approved' AND NOT EXISTS (
    SELECT 1 FROM casework_resolution r, casework_agendaitem i, casework_meeting m,
        casework_ruleversion v, casework_meetingstep closing
    WHERE r.id = NEW.resolution_id AND r.outcome = 'approved' AND i.id = r.item_id
      AND m.id = i.meeting_id AND v.id = NEW.version_id AND m.centre_id = v.centre_id
      AND i.subject_kind = v.kind AND closing.meeting_id = m.id AND closing.deed = 'closed')"""


class RuleVersion(models.Model):
    """One version of a centre's criteria, menu policy or quorum, numbered within its kind."""

    is_history: ClassVar[bool] = True

    class Kind(models.TextChoices):
        CRITERIA = "criteria"
        MENU_POLICY = "menu_policy"
        QUORUM = "quorum"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="rule_versions")
    kind = models.CharField(max_length=11, choices=Kind)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "kind", "number"], name="rule_version_number_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["criteria", "menu_policy", "quorum"], number__gte=1),
                name="rule_version_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.kind} {self.number}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this version stand in."""
        return str(self.centre_id)


class RuleStep(models.Model):
    """One thing done to a version; its number is what whoever takes the next step must have seen.

    `rules` stands where the version was written anew, `tried` holds how many households moved from
    class to class in a trial, `resolution` and `effective_from` stand where it was approved.
    """

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="resolution__item__household")
    guard_rules = (
        refusing("ended", _ENDED, "a version that was approved or withdrawn is not changed"),
        refusing("maker", _OWN_WORK, "whoever wrote a version does not approve it"),
        refusing("resolved", _NOT_RESOLVED, "no closed minutes approve the version"),
    )

    class Deed(models.TextChoices):
        DRAFTED = "drafted"
        EDITED = "edited"
        TRIED = "tried"
        APPROVED = "approved"
        WITHDRAWN = "withdrawn"

    version = models.ForeignKey(RuleVersion, models.PROTECT, related_name="steps")
    sequence = models.PositiveIntegerField()
    deed = models.CharField(max_length=9, choices=Deed)
    rules = models.JSONField(null=True)
    tried = models.JSONField(null=True)
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, related_name="rules_approved"
    )
    effective_from = models.DateField(null=True)
    done_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    done_on = models.DateField()
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "sequence"], name="rule_step_in_order"),
            models.CheckConstraint(
                condition=Q(deed="drafted", sequence=1)
                | (Q(deed__in=["edited", "tried", "approved", "withdrawn"]) & Q(sequence__gt=1)),
                name="rule_step_deed_known",
            ),
            models.CheckConstraint(
                condition=Q(deed__in=["drafted", "edited"], rules__isnull=False)
                | (~Q(deed__in=["drafted", "edited"]) & Q(rules__isnull=True)),
                name="rule_step_writes_rules",
            ),
            models.CheckConstraint(
                condition=Q(deed="tried", tried__isnull=False)
                | (~Q(deed="tried") & Q(tried__isnull=True)),
                name="rule_step_tells_a_trial",
            ),
            models.CheckConstraint(
                condition=Q(deed="approved", resolution__isnull=False, effective_from__isnull=False)
                | (~Q(deed="approved") & Q(resolution__isnull=True, effective_from__isnull=True)),
                name="rule_step_approved_by_a_resolution",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.sequence} {self.deed}"
