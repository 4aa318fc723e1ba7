"""What is corrected by hand: things that carry a version, and every step taken with them."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from plodnee.audit.guards import GuardRule, refusing
from plodnee.audit.subjects import Place
from plodnee.organization.models import Centre
from plodnee.registers.places import edit_place


def _edit_place(field: str) -> Place:
    return lambda row: edit_place(row.pk, field)


class Versioned(models.Model):
    """A thing that changes only by `registers.edits.take_step`, from a version that was seen."""

    guard_rules: ClassVar[tuple[GuardRule, ...]] = (
        refusing(
            "step",
            "NEW.version <> OLD.version + 1",
            "a change must be the next version of what stands",
            deed="UPDATE",
        ),
        refusing("kept", "OLD.version > 0", "what was entered is never deleted", deed="DELETE"),
    )

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *, force_insert: bool = False, **options: object) -> None:  # type: ignore[override]
        """Enter the thing; what is there already changes by a step, never by being saved.

        Raises: TypeError for a thing that is entered already.
        """
        if not self._state.adding:
            raise TypeError(f"a {self._meta.verbose_name} changes by a step from a version")
        super().save(force_insert=True)

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about it stand in: that of its centre."""
        return str(self.centre_id)  # type: ignore[attr-defined]  # a thing has a centre or says so

    @classmethod
    def standing(cls, key: object) -> Self:
        """The thing as it stands now, whatever a caller has seen of it."""
        return cls._default_manager.get(pk=key)


class Edit(models.Model):
    """One step of one thing: who changed what, when and why; a later step may undo it.

    What stood before and what stands after are sealed: they may name a person.
    """

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset(
        {"sealed_before", "sealed_after", "sealed_reason"}
    )

    sealed_places: ClassVar[dict[str, Place]] = {
        f"sealed_{field}": _edit_place(field) for field in ("before", "after", "reason")
    }

    class Deed(models.TextChoices):
        CHANGED = "changed"
        CORRECTED = "corrected"
        UNDONE = "undone"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="edits")
    subject_kind = models.CharField(max_length=64)
    subject_key = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    deed = models.CharField(max_length=9, choices=Deed)
    sealed_before = models.TextField()
    sealed_after = models.TextField()
    sealed_reason = models.TextField(blank=True)
    may_be_undone = models.BooleanField(default=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_key", "version"], name="edit_one_step_a_version"
            ),
            models.CheckConstraint(condition=Q(version__gte=2), name="edit_follows_the_entry"),
            models.CheckConstraint(
                condition=Q(deed="undone", undoes__isnull=False)
                | (Q(deed__in=["changed", "corrected"], undoes__isnull=True)),
                name="edit_undone_names_what",
            ),
        ]
        indexes = [models.Index(fields=["centre", "made_at"], name="edit_by_centre")]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_key} {self.version}"
