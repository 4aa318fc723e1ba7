"""What creditor and debtor answer to the balance that the register states (ยืนยันยอดหนี้)."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from plodnee.audit.subjects import Place, SubjectRule
from plodnee.organization.models import Centre
from plodnee.registers.models.edits import Versioned
from plodnee.registers.models.parties import Debt
from plodnee.registers.models.states import DebtState
from plodnee.registers.places import admission_place


class BalanceSlip(Versioned):
    """A slip that asks creditor and debtor whether a debt's balance is right, with their answers.

    What is asked is what the register said when the slip was made (`state`) and never changes;
    answers and the settlement of a dispute are steps of it, each with its day, who and why.
    """

    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="debt__household")

    class Answer(models.TextChoices):
        AGREES = "agrees"
        DIFFERS = "differs"
        NOT_FOUND = "not_found"

    class Settlement(models.TextChoices):
        AGREED = "agreed"
        VOID = "void"  # there is no such debt

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="balance_slips")
    fiscal_year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    debt = models.ForeignKey(Debt, models.PROTECT, related_name="balance_slips")
    state = models.ForeignKey(DebtState, models.PROTECT, related_name="balance_slips")
    as_of = models.DateField()
    issued_on = models.DateField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    owed_satang = models.BigIntegerField()
    creditor_answer = models.CharField(max_length=9, choices=Answer, blank=True)
    creditor_satang = models.BigIntegerField(null=True)
    creditor_answered_on = models.DateField(null=True)
    debtor_answer = models.CharField(max_length=9, choices=Answer, blank=True)
    debtor_satang = models.BigIntegerField(null=True)
    debtor_answered_on = models.DateField(null=True)
    settlement = models.CharField(max_length=6, choices=Settlement, blank=True)
    settled_satang = models.BigIntegerField(null=True)
    settled_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "fiscal_year", "number"], name="balance_slip_number_once"
            ),
            models.UniqueConstraint(fields=["state"], name="balance_slip_once_for_a_statement"),
            models.CheckConstraint(
                condition=Q(owed_satang__gte=0), name="balance_slip_owed_counted"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(
                        **{f"{side}_answer": "", f"{side}_answered_on__isnull": True},
                        **{f"{side}_satang__isnull": True},
                    )
                    | Q(
                        **{f"{side}_answer__in": ["agrees", "not_found"]},
                        **{f"{side}_answered_on__isnull": False, f"{side}_satang__isnull": True},
                    )
                    | Q(
                        **{f"{side}_answer": "differs", f"{side}_answered_on__isnull": False},
                        **{f"{side}_satang__isnull": False, f"{side}_satang__gte": 0},
                    ),
                    name=f"balance_slip_{side}_answer_whole",
                )
                for side in ("creditor", "debtor")
            ),
            models.CheckConstraint(
                condition=Q(settlement="", settled_on__isnull=True, settled_satang__isnull=True)
                | Q(settlement="void", settled_on__isnull=False, settled_satang__isnull=True)
                | Q(
                    settlement="agreed",
                    settled_on__isnull=False,
                    settled_satang__isnull=False,
                    settled_satang__gte=0,
                ),
                name="balance_slip_settlement_whole",
            ),
        ]
        indexes = [models.Index(fields=["debt", "issued_on"], name="balance_slip_by_debt")]

    def __str__(self) -> str:
        return f"{self.centre_id}-{self.fiscal_year}-{self.number:05d}"


class UnconfirmedAdmission(models.Model):
    """That a debt was let into a contract without its balance being confirmed, and why."""

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"sealed_reason"})
    sealed_places: ClassVar[dict[str, Place]] = {
        "sealed_reason": lambda row: admission_place(row.pk)
    }
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="debt__household", erased={"sealed_reason": ""}
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    debt = models.ForeignKey(Debt, models.PROTECT, related_name="unconfirmed_admissions")
    slip = models.ForeignKey(BalanceSlip, models.PROTECT, null=True, related_name="+")
    owed_satang = models.BigIntegerField()
    standing = models.CharField(max_length=9)
    sealed_reason = models.TextField()
    admitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    admitted_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.debt_id} {self.admitted_on}"
