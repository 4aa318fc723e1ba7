"""Who belongs to a household, from which day on, and why somebody has no national id."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from plodnee.audit.subjects import Place, SubjectRule
from plodnee.registers.models.limits import LONGEST_NAME
from plodnee.registers.models.parties import Household, Person, WrittenName
from plodnee.registers.models.states import Standing, StateOfImport
from plodnee.registers.places import former_id_place

EARLIEST_BIRTH_YEAR = 1880


class PersonState(StateOfImport):
    """A person of a household as an entry describes them.

    `sealed_former_id` keeps the national id that an entry put right.
    """

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"occupation", "sealed_former_id"})
    sealed_places: ClassVar[dict[str, Place]] = {
        "sealed_former_id": lambda row: former_id_place(row.person_id)
    }
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        person="person", household="household", erased={"occupation": "", "sealed_former_id": ""}
    )

    class Role(models.TextChoices):
        HEAD = "head"
        SPOUSE = "spouse"
        CHILD = "child"
        PARENT = "parent"
        SIBLING = "sibling"
        GRANDCHILD = "grandchild"
        RELATIVE = "relative"
        OTHER = "other"

    class WithoutId(models.TextChoices):
        CHILD = "child"
        NO_NATIONALITY = "no_nationality"
        NOT_SHOWN = "not_shown"
        DECLINED = "declined"
        LOST = "lost"

    person = models.ForeignKey(Person, models.PROTECT, related_name="states")
    household = models.ForeignKey(Household, models.PROTECT, related_name="person_states")
    name = models.ForeignKey(WrittenName, models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=Role)
    birth_year = models.PositiveSmallIntegerField(null=True)
    occupation = models.CharField(max_length=LONGEST_NAME, blank=True)
    has_id = models.BooleanField()
    without_id = models.CharField(max_length=14, choices=WithoutId, blank=True)
    sealed_former_id = models.TextField(blank=True)
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.PRESENT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "person"], name="person_state_once"),
            models.CheckConstraint(
                condition=Q(has_id=True, without_id="")
                | Q(
                    has_id=False,
                    without_id__in=["child", "no_nationality", "not_shown", "declined", "lost"],
                ),
                name="person_state_id_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(
                    role__in=[
                        "head", "spouse", "child", "parent",
                        "sibling", "grandchild", "relative", "other",
                    ],
                    standing__in=Standing.values,
                ),
                name="person_state_words_known",
            ),
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(birth_year__gte=EARLIEST_BIRTH_YEAR),
                name="person_state_birth_year_possible",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person_id} {self.batch_id}"
