"""How an officer likes to look at a register: filters, columns and order under a name."""

from django.conf import settings
from django.db import models
from django.db.models import Q

LONGEST_VIEW_NAME = 80


class SavedView(models.Model):
    """One officer's way of looking at one register; words searched for are never kept in it."""

    class Register(models.TextChoices):
        DEBTORS = "debtors"
        HOUSEHOLDS = "households"
        MATRIX = "matrix"

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views"
    )
    register = models.CharField(max_length=10, choices=Register)
    name = models.CharField(max_length=LONGEST_VIEW_NAME)
    filters = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    order = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "register", "name"], name="saved_view_name_once"
            ),
            models.CheckConstraint(
                condition=Q(register__in=["debtors", "households", "matrix"]),
                name="saved_view_register_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.register} {self.pk}"
