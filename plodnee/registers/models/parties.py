"""Who registers speak of: groups, creditors, households and persons, each once."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from plodnee.audit.subjects import Place, SubjectRule
from plodnee.organization.models import Centre
from plodnee.registers.models.edits import Versioned
from plodnee.registers.models.limits import LONGEST_CODE, LONGEST_NAME
from plodnee.registers.places import person_key_place


class MemberGroup(Versioned):
    """A fund or group that is a member of the centre, by the code its registers use."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="member_groups")
    code = models.CharField(max_length=LONGEST_CODE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "code"], name="member_group_code_once")
        ]

    def __str__(self) -> str:
        return self.code


class OutsideCreditor(Versioned):
    """A creditor outside the centre, in the system or informal, by the name registers use."""

    class Kind(models.TextChoices):
        FORMAL = "formal"
        INFORMAL = "informal"

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="outside_creditors")
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=LONGEST_NAME)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "kind", "name"], name="outside_creditor_name_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["formal", "informal"]), name="outside_creditor_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Household(Versioned):
    """A household of a centre, by the code its registers use."""

    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="pk")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="households")
    code = models.CharField(max_length=LONGEST_CODE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "code"], name="household_code_once")
        ]

    def __str__(self) -> str:
        return self.code


class Person(Versioned):
    """Somebody a register names; names and ids are kept apart from what the person owes."""

    subject_rule: ClassVar[SubjectRule] = SubjectRule(person="pk")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="persons")
    # Without an id, a name is only ever taken for the same person inside one household.
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="persons")

    def __str__(self) -> str:
        return str(self.id)


class PersonKey(models.Model):
    """The key that a person's national id is sealed under, itself sealed.

    When this row is gone, no copy of the id can be opened any more, in old backups neither: so the
    table is backed up apart, and its backups are kept for a short time only.
    """

    sealed_places: ClassVar[dict[str, Place]] = {"sealed": lambda row: person_key_place(row.pk)}
    subject_rule: ClassVar[SubjectRule] = SubjectRule(person="pk", dropped=True, is_exported=False)

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="own_key")
    sealed = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sealed__startswith="v1|"), name="person_key_sealed")
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class NationalId(models.Model):
    """A person's national id: sealed under the person's own key, found through a keyed index.

    `index_version` is the version of the master key that the index belongs to.
    """

    subject_rule: ClassVar[SubjectRule] = SubjectRule(person="pk", dropped=True)

    person = models.OneToOneField(
        Person, models.PROTECT, primary_key=True, related_name="national_id"
    )
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    sealed = models.TextField()
    index = models.CharField(max_length=64)
    index_version = models.CharField(max_length=16)
    is_made_up = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "index"], name="national_id_once"),
            models.CheckConstraint(
                condition=Q(sealed__startswith="v1|"), name="national_id_sealed"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class WrittenName(models.Model):
    """A person's name in one of the ways that registers wrote it."""

    subject_rule: ClassVar[SubjectRule] = SubjectRule(person="person")

    person = models.ForeignKey(Person, models.PROTECT, related_name="names")
    title = models.CharField(max_length=LONGEST_NAME, blank=True)
    full = models.CharField(max_length=LONGEST_NAME)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "title", "full"], name="written_name_once")
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class Debt(Versioned):
    """One debt of a household to one creditor, whatever registers say of it over time."""

    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="household")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="debts")
    group = models.ForeignKey(MemberGroup, models.PROTECT, null=True, related_name="debts")
    outside_creditor = models.ForeignKey(
        OutsideCreditor, models.PROTECT, null=True, related_name="debts"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False, outside_creditor__isnull=True)
                | Q(group__isnull=True, outside_creditor__isnull=False),
                name="debt_has_one_creditor",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about it stand in."""
        return str(self.household.centre_id)


class DebtSuccession(models.Model):
    """That a debt carries on an earlier one, which went into a contract: it is no new loan."""

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="debt__household")

    debt = models.ForeignKey(Debt, models.PROTECT, related_name="carries_on")
    earlier = models.ForeignKey(Debt, models.PROTECT, related_name="carried_on_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["debt", "earlier"], name="debt_succession_once"),
            models.CheckConstraint(
                condition=~Q(debt=F("earlier")), name="debt_succession_of_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.debt_id} {self.earlier_id}"
