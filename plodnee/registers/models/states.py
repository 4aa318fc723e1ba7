"""What one import or entry said of a group, a household, its cash and its debts: history."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from plodnee.audit.subjects import Place, SubjectRule
from plodnee.registers.models.imports import ImportBatch
from plodnee.registers.models.limits import LONGEST_NAME, RATE_LIMIT_BP
from plodnee.registers.models.parties import (
    Debt,
    Household,
    MemberGroup,
    OutsideCreditor,
    WrittenName,
)
from plodnee.registers.places import house_place


class StateOfImport(models.Model):
    """What one import said, in the order of its rows."""

    is_history: ClassVar[bool] = True

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        abstract = True


class Standing(models.TextChoices):
    """Whether a thing belongs to the register from a day on."""

    PRESENT = "present"
    GONE = "gone"  # moved away, dissolved, taken over elsewhere
    MISTAKEN = "mistaken"  # entered by mistake; it never was


class CashSource(models.TextChoices):
    """Where money comes from or goes to."""

    CROPS = "crops"
    LIVESTOCK = "livestock"
    WAGES = "wages"
    TRADE = "trade"
    REMITTANCE = "remittance"
    WELFARE = "welfare"
    FOOD = "food"
    HOUSE = "house"
    EDUCATION = "education"
    HEALTH = "health"
    FARMING = "farming"
    SOCIAL = "social"
    VICES = "vices"
    OTHER = "other"


class MemberGroupState(StateOfImport):
    """A member group as one import describes it, with the limits its own rules set."""

    group = models.ForeignKey(MemberGroup, models.PROTECT, related_name="states")
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=32)
    capital_satang = models.BigIntegerField(null=True)
    members = models.PositiveIntegerField(null=True)
    min_rate_bp = models.PositiveIntegerField(null=True)
    longest_extension_months = models.PositiveSmallIntegerField(null=True)
    longest_grace_months = models.PositiveSmallIntegerField(null=True)
    may_consolidate = models.BooleanField()
    may_refinance = models.BooleanField()
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.PRESENT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "group"], name="group_state_once"),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="group_state_standing_known"
            ),
            models.CheckConstraint(
                condition=Q(capital_satang__isnull=True) | Q(capital_satang__gte=0),
                name="group_state_capital_counted",
            ),
            models.CheckConstraint(
                condition=Q(min_rate_bp__isnull=True) | Q(min_rate_bp__lte=RATE_LIMIT_BP),
                name="group_state_rate_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.batch_id}"


class OutsideCreditorState(StateOfImport):
    """An outside creditor as an entry describes it: its name put right, and what sort it is."""

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"name"})

    class Sort(models.TextChoices):
        AGRICULTURE_BANK = "baac"
        SAVINGS_BANK = "gsb"
        HOUSING_BANK = "ghb"
        BANK = "bank"
        COOPERATIVE = "coop"
        LEASING = "leasing"
        CARD = "card"
        STATE_FUND = "state_fund"
        SHOP = "shop"
        LENDER = "lender"
        RELATIVE = "relative"
        OTHER = "other"

    outside_creditor = models.ForeignKey(OutsideCreditor, models.PROTECT, related_name="states")
    name = models.CharField(max_length=LONGEST_NAME)
    sort = models.CharField(max_length=10, choices=Sort)
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.PRESENT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "outside_creditor"], name="outside_creditor_state_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    sort__in=[
                        "baac", "gsb", "ghb", "bank", "coop", "leasing", "card",
                        "state_fund", "shop", "lender", "relative", "other",
                    ],
                    standing__in=Standing.values,
                ),
                name="outside_creditor_state_words_known",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.outside_creditor_id} {self.batch_id}"


class HouseholdState(StateOfImport):
    """A household as one import describes it."""

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"sealed_house_number"})
    sealed_places: ClassVar[dict[str, Place]] = {
        "sealed_house_number": lambda row: house_place(row.household_id)
    }
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        person="head__person",
        household="household",
        erased={"sealed_house_number": ""},
        shared=True,
    )

    household = models.ForeignKey(Household, models.PROTECT, related_name="states")
    head = models.ForeignKey(WrittenName, models.PROTECT, related_name="+")
    head_id_written = models.BooleanField()
    sealed_house_number = models.TextField(blank=True)
    moo = models.PositiveSmallIntegerField(null=True)
    members = models.PositiveIntegerField(null=True)
    workers = models.PositiveIntegerField(null=True)
    main_occupation = models.TextField(blank=True)
    second_occupation = models.TextField(blank=True)
    land_rai = models.CharField(max_length=64, blank=True)  # digits as written, exactly
    cash_satang = models.BigIntegerField(null=True)
    reserve_satang = models.BigIntegerField(null=True)
    is_target = models.BooleanField()
    is_model = models.BooleanField()
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.PRESENT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "household"], name="household_state_once"),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="household_state_standing_known"
            ),
            models.CheckConstraint(
                condition=(Q(cash_satang__isnull=True) | Q(cash_satang__gte=0))
                & (Q(reserve_satang__isnull=True) | Q(reserve_satang__gte=0)),
                name="household_state_cash_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.batch_id}"


class CashItem(StateOfImport):
    """An income or expense of a household that falls into each month named, every year.

    `source` sorts what a bookkeeper entered; a workbook's row has only its words.
    """

    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="household")

    household = models.ForeignKey(Household, models.PROTECT, related_name="cash_items")
    kind = models.CharField(max_length=7)
    item = models.TextField()
    amount_satang = models.BigIntegerField()
    months = models.CharField(max_length=40)  # "12,1,2", in the order written
    source = models.CharField(max_length=10, choices=CashSource, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(source="") | Q(source__in=CashSource.values),
                name="cash_item_source_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["income", "expense"]), name="cash_item_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(amount_satang__gte=0), name="cash_item_amount_counted"
            ),
            models.CheckConstraint(condition=~Q(months=""), name="cash_item_falls_into_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.kind} {self.batch_id}"


class DebtState(StateOfImport):
    """A debt as one import reports it."""

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"guarantors", "note", "purpose"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        person="borrower__person",
        household="debt__household",
        erased={"guarantors": "", "note": "", "purpose": ""},
    )

    debt = models.ForeignKey(Debt, models.PROTECT, related_name="states")
    row = models.PositiveIntegerField()
    number = models.PositiveIntegerField(null=True)
    borrower = models.ForeignKey(WrittenName, models.PROTECT, related_name="+")
    borrower_id_written = models.BooleanField()
    contract_number = models.TextField(blank=True)
    borrowed_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    purpose = models.TextField(blank=True)
    contract_principal_satang = models.BigIntegerField(null=True)
    principal_satang = models.BigIntegerField()
    interest_arrears_satang = models.BigIntegerField()
    penalty_satang = models.BigIntegerField()
    rate_bp = models.PositiveIntegerField()
    rate_unit = models.CharField(max_length=5)
    method = models.CharField(max_length=9)
    period = models.CharField(max_length=13, blank=True)
    months = models.CharField(max_length=40, blank=True)
    overdue_since = models.DateField(null=True)
    status = models.CharField(max_length=12)
    guarantors = models.TextField(blank=True)
    note = models.TextField(blank=True)
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.PRESENT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="debt_state_standing_known"
            ),
            models.UniqueConstraint(fields=["batch", "debt"], name="debt_state_once"),
            models.CheckConstraint(
                condition=Q(
                    principal_satang__gte=0, interest_arrears_satang__gte=0, penalty_satang__gte=0
                ),
                name="debt_state_amounts_counted",
            ),
            models.CheckConstraint(
                condition=Q(contract_principal_satang__isnull=True)
                | Q(contract_principal_satang__gte=0),
                name="debt_state_contract_principal_counted",
            ),
            models.CheckConstraint(
                condition=Q(rate_bp__lte=RATE_LIMIT_BP), name="debt_state_rate_possible"
            ),
            models.CheckConstraint(
                condition=Q(
                    rate_unit__in=["year", "month"],
                    method__in=["declining", "flat"],
                    period__in=["", "monthly", "yearly", "after_harvest"],
                    status__in=["normal", "legal", "restructured"],
                ),
                name="debt_state_words_known",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True)
                | Q(borrowed_on__isnull=True)
                | Q(due_on__gte=F("borrowed_on")),
                name="debt_state_due_after_borrowed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.debt_id} {self.batch_id}"
