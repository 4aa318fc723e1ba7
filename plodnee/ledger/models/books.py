"""Accounts, entries, transfers and seals: what one row guarantees, and what it may never become.

One transfer carries both its debit and its credit, so the books balance by construction. An entry
is only committed with its seal, which says how many lines it has and their sum.
Source: docs/explanation/ledger.md.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from plodnee.audit.guards import GuardRule
from plodnee.audit.subjects import CreditorRule, SubjectRule
from plodnee.ledger.guard_rules import ENTRY_RULES, NOTE_RULES, SEAL_RULES, TRANSFER_RULES
from plodnee.ledger.lenders import LENDERS

LARGEST_AMOUNT_SATANG = 10**13
LONGEST_NOTE = 300


class Book(models.Model):
    """A centre's set of books; whoever posts holds this row until the entry is committed."""

    centre = models.OneToOneField(
        "organization.Centre", models.PROTECT, primary_key=True, related_name="book"
    )
    opened_on = models.DateField()
    last_number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.centre_id} №{self.last_number}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this book stand in."""
        return str(self.centre_id)


class Account(models.Model):
    """One account of a centre's books, with what was ever debited and credited to it.

    The two counters are kept by the database as transfers are added; `verify_ledger` derives them
    again. A capped account cannot be overdrawn: claims and cash on the debit side, what is held
    for others on the credit side. A lender's name is emptied with the person whom it names.
    """

    creditor_rule: ClassVar[CreditorRule] = LENDERS

    class Kind(models.TextChoices):
        ASSET = "asset"
        LIABILITY = "liability"
        EQUITY = "equity"
        INCOME = "income"
        EXPENSE = "expense"

    centre = models.ForeignKey("organization.Centre", models.PROTECT, related_name="accounts")
    code = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=9, choices=Kind)
    debits_satang = models.BigIntegerField(default=0)
    credits_satang = models.BigIntegerField(default=0)
    credit_capped = models.BooleanField(default=False)
    debit_capped = models.BooleanField(default=False)

    class Meta:
        ordering = ["centre", "code"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "code"], name="account_once_in_its_books"),
            models.CheckConstraint(
                condition=Q(debits_satang__gte=0, credits_satang__gte=0),
                name="account_counters_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(credit_capped=False) | Q(credits_satang__lte=F("debits_satang")),
                name="account_not_overdrawn_by_credits",
            ),
            models.CheckConstraint(
                condition=Q(debit_capped=False) | Q(debits_satang__lte=F("credits_satang")),
                name="account_not_overdrawn_by_debits",
            ),
            models.CheckConstraint(
                condition=Q(credit_capped=False) | Q(debit_capped=False),
                name="account_capped_on_one_side",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.code}"

    @property
    def balance_satang(self) -> int:
        """What stands on the account's own side: debits less credits for assets and expenses."""
        balance = self.debits_satang - self.credits_satang
        return balance if self.kind in DEBIT_KINDS else -balance


class AccountMonth(models.Model):
    """What was debited and credited to an account in one calendar month.

    Kept by the database as transfers are added, so that a balance of any day reads months instead
    of lines; `verify_ledger` derives it again. `month` is 12 × year + month − 1.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="months")
    month = models.IntegerField()
    debits_satang = models.BigIntegerField()
    credits_satang = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "month"], name="account_month_once"),
            models.CheckConstraint(
                condition=Q(debits_satang__gte=0, credits_satang__gte=0),
                name="account_month_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.month // 12}-{self.month % 12 + 1:02d}"


DEBIT_KINDS = frozenset({Account.Kind.ASSET, Account.Kind.EXPENSE})


class Seal(models.Model):
    """The end of an entry: how many lines it has and their sum. Nothing is added after it."""

    is_history: ClassVar[bool] = True
    guard_rules: ClassVar[tuple[GuardRule, ...]] = SEAL_RULES

    entry_id = models.UUIDField(primary_key=True)
    lines = models.PositiveSmallIntegerField()
    total_satang = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lines__gte=1, total_satang__gte=1), name="seal_of_something"
            )
        ]

    def __str__(self) -> str:
        return str(self.entry_id)


class Entry(models.Model):
    """What happened on one day, numbered in the order in which the centre's books took it.

    The id is made by whoever sends the entry and is never used again for anything else. `seal`
    has the same id; the database demands it when the entry is committed.
    """

    is_history: ClassVar[bool] = True
    guard_rules: ClassVar[tuple[GuardRule, ...]] = ENTRY_RULES

    class Kind(models.TextChoices):
        OPENING = "opening"
        CONTRACT = "contract"
        REPAYMENT = "repayment"
        SETTLEMENT = "settlement"
        CHARGE = "charge"
        WAIVER = "waiver"
        TRANSFER = "transfer"
        REVERSAL = "reversal"

    id = models.UUIDField(primary_key=True)
    seal = models.OneToOneField(Seal, models.PROTECT, related_name="entry")
    centre = models.ForeignKey("organization.Centre", models.PROTECT, related_name="entries")
    number = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    business_date = models.DateField()
    reference = models.CharField(max_length=80, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    payload_sha = models.CharField(max_length=64)
    made_by_key = models.CharField(max_length=64)
    made_by_label = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="entry_numbered_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="entry_numbered_from_one"),
            models.CheckConstraint(condition=Q(seal=F("id")), name="entry_has_its_own_seal"),
            models.CheckConstraint(
                condition=Q(kind="reversal", reverses__isnull=False)
                | (~Q(kind="reversal") & Q(reverses__isnull=True)),
                name="entry_reversal_names_what_it_reverses",
            ),
        ]
        indexes = [models.Index(fields=["centre", "business_date"], name="entry_by_day")]

    def __str__(self) -> str:
        return f"{self.centre_id} №{self.number}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this entry stand in."""
        return str(self.centre_id)


class Transfer(models.Model):
    """One line of an entry: an amount from the credited account to the debited one."""

    is_history: ClassVar[bool] = True
    guard_rules: ClassVar[tuple[GuardRule, ...]] = TRANSFER_RULES

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="transfers")
    line = models.PositiveSmallIntegerField()
    debit = models.ForeignKey(Account, models.PROTECT, related_name="debit_transfers")
    credit = models.ForeignKey(Account, models.PROTECT, related_name="credit_transfers")
    amount_satang = models.BigIntegerField()

    class Meta:
        ordering = ["entry", "line"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "line"], name="transfer_one_place_in_entry"),
            models.CheckConstraint(
                condition=Q(amount_satang__gte=1, amount_satang__lte=LARGEST_AMOUNT_SATANG),
                name="transfer_amount_possible",
            ),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="transfer_has_two_sides"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.line}"


class EntryNote(models.Model):
    """What an entry says in words besides its accounts; written with it and, like it, kept."""

    is_history: ClassVar[bool] = True
    guard_rules: ClassVar[tuple[GuardRule, ...]] = NOTE_RULES

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="note")
    text = models.CharField(max_length=LONGEST_NOTE)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="entry_note_says_something")
        ]

    def __str__(self) -> str:
        return str(self.entry_id)


class PeriodClosing(models.Model):
    """A centre's books closed up to and including a day; a later closing reaches further."""

    is_history: ClassVar[bool] = True

    centre = models.ForeignKey("organization.Centre", models.PROTECT, related_name="closings")
    closed_through = models.DateField()
    last_number = models.BigIntegerField()
    debits_satang = models.BigIntegerField()
    made_by_key = models.CharField(max_length=64)
    made_by_label = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "closed_through"], name="period_closing_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} ≤ {self.closed_through}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this closing stand in."""
        return str(self.centre_id)


class CollectionSheet(models.Model):
    """A day on which repayments are taken at one place; each row's entry has an id from its id."""

    is_history: ClassVar[bool] = True

    class Place(models.TextChoices):
        CASH = "cash"
        BANK = "bank"

    id = models.UUIDField(primary_key=True)
    centre = models.ForeignKey("organization.Centre", models.PROTECT, related_name="sheets")
    collected_on = models.DateField()
    place = models.CharField(max_length=4, choices=Place)
    made_by_key = models.CharField(max_length=64)
    made_by_label = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-collected_on", "-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(place__in=["cash", "bank"]), name="sheet_place_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.collected_on}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this sheet stand in."""
        return str(self.centre_id)


class SheetFinish(models.Model):
    """That a sheet is complete: what it left owed went into the register, and it takes no more."""

    is_history: ClassVar[bool] = True

    sheet = models.OneToOneField(
        CollectionSheet, models.PROTECT, primary_key=True, related_name="finish"
    )
    made_by_key = models.CharField(max_length=64)
    made_by_label = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.sheet_id)


class Repayment(models.Model):
    """Money that a household paid on its contract; `ends` where it paid off all there was.

    Its receipt is numbered within its year of the Buddhist era at the centre.
    """

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="contract__household")

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="repayment")
    centre = models.ForeignKey("organization.Centre", models.PROTECT, related_name="repayments")
    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="repayments")
    sheet = models.ForeignKey(CollectionSheet, models.PROTECT, null=True, related_name="repayments")
    place = models.CharField(max_length=4, choices=CollectionSheet.Place)
    amount_satang = models.BigIntegerField()
    ends = models.BooleanField(default=False)
    year_be = models.PositiveSmallIntegerField()
    receipt = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "year_be", "receipt"], name="receipt_number_once"
            ),
            models.CheckConstraint(
                condition=Q(amount_satang__gte=1), name="repayment_of_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.receipt_number}"

    @property
    def receipt_number(self) -> str:
        """The number on the receipt: within the year of the Buddhist era."""
        return f"{self.receipt}/{self.year_be}"


class RepaymentShare(models.Model):
    """What of a repayment went to one tranche, by component.

    Interest is below 0 where a payoff turned what was paid ahead of its time into principal.
    """

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="repayment__contract__household")

    repayment = models.ForeignKey(Repayment, models.PROTECT, related_name="shares")
    tranche = models.ForeignKey("contracts.Tranche", models.PROTECT, related_name="shares")
    penalty_satang = models.BigIntegerField(default=0)
    interest_satang = models.BigIntegerField(default=0)
    principal_satang = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["repayment", "tranche"], name="share_once"),
            models.CheckConstraint(
                condition=Q(
                    penalty_satang__gte=0,
                    interest_satang__gte=F("principal_satang") * -1,
                    principal_satang__gte=0,
                ),
                name="share_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.repayment_id}/{self.tranche_id}"

    @property
    def total_satang(self) -> int:
        """All components together."""
        return self.penalty_satang + self.interest_satang + self.principal_satang
