"""The menu that will be offered to a household: lines pinned into it and taken out again."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from plodnee.audit.subjects import SubjectRule
from plodnee.casework.models.runs import PlanRun
from plodnee.organization.models import Officer
from plodnee.registers.models import Household


class MenuPin(models.Model):
    """One step in the making of a household's menu: a line pinned, or a pin undone.

    The steps of a household are numbered from 1; the last number is the version that whoever takes
    the next step must have seen. `settings` are what the committee had set, `line` the line itself
    without any creditor's name: what each gives up stands in the order of the problem's creditors.
    """

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="household")

    class Deed(models.TextChoices):
        PINNED = "pinned"
        UNPINNED = "unpinned"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="menu_pins")
    sequence = models.PositiveIntegerField()
    deed = models.CharField(max_length=8, choices=Deed)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    run = models.ForeignKey(PlanRun, models.PROTECT, related_name="menu_pins")
    plan_key = models.CharField(max_length=64)
    settings = models.JSONField(null=True)
    line = models.JSONField(null=True)
    done_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "sequence"], name="menu_pin_in_order"),
            models.CheckConstraint(
                condition=Q(
                    deed="pinned", undoes__isnull=True, settings__isnull=False, line__isnull=False
                )
                | Q(
                    deed="unpinned", undoes__isnull=False, settings__isnull=True, line__isnull=True
                ),
                name="menu_pin_holds_a_line_or_undoes_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.sequence} {self.deed}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this household's menu stand in."""
        return str(self.run.centre_id)
