"""Who is invited to a visit, and what they replied; the latest word of each counts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from plodnee.audit.subjects import SubjectRule
from plodnee.organization.models import Officer
from plodnee.registers.models import CommitteeMember, Household
from plodnee.visits.models.rounds import Selection


class VisitPerson(models.Model):
    """A member of the committee, or a model household, as invited to a visit at one time."""

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        person="member__person", household="household"
    )

    class Standing(models.TextChoices):
        INVITED = "invited"
        COMING = "coming"
        ABSENT = "absent"
        WITHDRAWN = "withdrawn"

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="people")
    member = models.ForeignKey(CommitteeMember, models.PROTECT, null=True, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    number = models.PositiveSmallIntegerField()
    standing = models.CharField(max_length=10, choices=Standing)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["selection", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=True) ^ Q(household__isnull=True),
                name="visit_person_is_member_or_household",
            ),
            models.UniqueConstraint(
                fields=["selection", "member", "number"], name="visit_member_once"
            ),
            models.UniqueConstraint(
                fields=["selection", "household", "number"], name="visit_household_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.selection_id} {self.member_id or self.household_id}: {self.standing}"
