"""Who is invited to a visit, and what they replied; the latest word of each counts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from plodnee.audit.subjects import SubjectRule
from plodnee.organization.models import Officer
from plodnee.registers.models import CommitteeMember, Household, MemberGroup
from plodnee.visits.models.rounds import Selection


class VisitPerson(models.Model):
    """Somebody as invited to a visit at one time.

    A member of the committee, somebody of a member group, or somebody of a household: a model
    household, or where `as_member` an ordinary member of the centre.
    """

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
    group = models.ForeignKey(MemberGroup, models.PROTECT, null=True, related_name="+")
    as_member = models.BooleanField(default=False)
    number = models.PositiveSmallIntegerField()
    standing = models.CharField(max_length=10, choices=Standing)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["selection", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, household__isnull=True, group__isnull=True)
                | Q(member__isnull=True, household__isnull=False, group__isnull=True)
                | Q(member__isnull=True, household__isnull=True, group__isnull=False),
                name="visit_person_is_one",
            ),
            models.CheckConstraint(
                condition=Q(as_member=False) | Q(household__isnull=False),
                name="visit_person_ordinary_member_of_household",
            ),
            models.UniqueConstraint(
                fields=["selection", "member", "number"], name="visit_member_once"
            ),
            models.UniqueConstraint(
                fields=["selection", "household", "number"], name="visit_household_once"
            ),
            models.UniqueConstraint(
                fields=["selection", "group", "number"], name="visit_group_once"
            ),
        ]

    def __str__(self) -> str:
        whom = self.member_id or self.household_id or self.group_id
        return f"{self.selection_id} {whom}: {self.standing}"
