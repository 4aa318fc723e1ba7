"""The one contract of a household: its parts, whose money is in them, which debts became it.

What was drafted is never edited: a contract is drafted anew or amended, and each deed is a step
that stays. Which contract is in force is one row per household, so there are never two.
Source: docs/explanation/contracts.md.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from plodnee.audit.guards import refusing
from plodnee.audit.subjects import SubjectRule
from plodnee.casework.models import Case, GuarantorReply, MenuPin, Resolution
from plodnee.organization.models import Centre, Officer
from plodnee.registers.models import Debt, Household, MemberGroup, WrittenName

_BEGUN = "EXISTS (SELECT 1 FROM contracts_contractstep s WHERE s.contract_id = {contract})"
_PART = "(SELECT p.contract_id FROM contracts_part p WHERE p.id = NEW.part_id)"
_TRANCHE = """(SELECT p.contract_id FROM contracts_part p JOIN contracts_tranche t
    ON t.part_id = p.id WHERE t.id = NEW.tranche_id)"""
_LAST_DEED = """(SELECT s.deed FROM contracts_contractstep s WHERE s.contract_id = NEW.contract_id
    ORDER BY s.sequence DESC LIMIT 1)"""
_ENDED = f"{_LAST_DEED} IN ('withdrawn', 'cancelled')"
_SETTLED = f"({_LAST_DEED} = 'settled') <> (NEW.deed = 'reopened')"
_UNSIGNED = """NEW.deed IN ('amended', 'settled', 'reopened', 'cancelled') AND NOT EXISTS (
    SELECT 1 FROM contracts_contractstep s WHERE s.contract_id = NEW.contract_id
      AND s.deed = 'signed')"""
_NOT_IN_FORCE = """NEW.deed = 'signed' AND NOT EXISTS (
    SELECT 1 FROM contracts_activecontract a WHERE a.contract_id = NEW.contract_id)"""
_OWN_WORK = """NEW.deed = 'signed' AND NEW.done_by_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM contracts_contractstep s WHERE s.contract_id = NEW.contract_id
      AND s.deed = 'drafted' AND s.done_by_id = NEW.done_by_id)"""
LATER_DEEDS = ("withdrawn", "signed", "amended", "settled", "reopened", "cancelled")
_FIXED = "whoever is in the contract is settled when it is drafted"


class Contract(models.Model):
    """A contract as it was drafted, numbered within its year at the centre.

    `lead` is the fund that lends for the others or takes their claims over; none in an umbrella.
    Interest runs from `interest_from`, the day of the balances it joins; where a lead fund lends
    anew, that of the joined part runs from `lent_on`, the day on which it is signed and lent.
    """

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        person="borrower__person", household="household"
    )

    class Shape(models.TextChoices):
        REFINANCE = "refinance"
        ASSIGNMENT = "assignment"
        UMBRELLA = "umbrella"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="contracts")
    household = models.ForeignKey(Household, models.PROTECT, related_name="contracts")
    borrower = models.ForeignKey(WrittenName, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="contracts")
    pin = models.ForeignKey(MenuPin, models.PROTECT, related_name="contracts")
    year_be = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    shape = models.CharField(max_length=10, choices=Shape)
    lead = models.ForeignKey(MemberGroup, models.PROTECT, null=True, related_name="contracts_led")
    interest_from = models.DateField()
    lent_on = models.DateField(null=True)
    principal_satang = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "year_be", "sequence"], name="contract_number_once"
            ),
            models.CheckConstraint(
                condition=Q(shape="umbrella", lead__isnull=True)
                | Q(shape__in=["refinance", "assignment"], lead__isnull=False),
                name="contract_shape_names_its_lead",
            ),
            models.CheckConstraint(
                condition=Q(principal_satang__gte=1), name="contract_of_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.number}"

    @property
    def number(self) -> str:
        """The number on paper, within the centre: sequence/year of the Buddhist era."""
        return f"{self.sequence}/{self.year_be}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this contract stand in."""
        return str(self.centre_id)


class Part(models.Model):
    """A part of a contract with terms of its own, as `engine.contract_history` takes them."""

    is_history: ClassVar[bool] = True
    guard_rules = (refusing("fixed", _BEGUN.format(contract="NEW.contract_id"), _FIXED),)
    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="contract__household")

    class Kind(models.TextChoices):
        JOINED = "joined"
        OWN = "own"
        ARREARS = "arrears"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="parts")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=7, choices=Kind)
    terms = models.JSONField()
    principal_satang = models.BigIntegerField()

    class Meta:
        ordering = ["contract", "position"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "position"], name="part_in_order"),
            models.CheckConstraint(
                condition=Q(kind__in=["joined", "own", "arrears"], principal_satang__gte=1),
                name="part_of_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id}/{self.position}"


class Tranche(models.Model):
    """What one member group has in a part; its share of every repayment follows from it."""

    is_history: ClassVar[bool] = True
    guard_rules = (refusing("fixed", _BEGUN.format(contract=_PART), _FIXED),)
    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="part__contract__household")

    part = models.ForeignKey(Part, models.PROTECT, related_name="tranches")
    position = models.PositiveSmallIntegerField()
    group = models.ForeignKey(MemberGroup, models.PROTECT, related_name="tranches")
    principal_satang = models.BigIntegerField()

    class Meta:
        ordering = ["part", "position"]
        constraints = [
            models.UniqueConstraint(fields=["part", "group"], name="tranche_once_in_a_part"),
            models.UniqueConstraint(fields=["part", "position"], name="tranche_in_order"),
            models.CheckConstraint(
                condition=Q(principal_satang__gte=1), name="tranche_of_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_id}/{self.position}"


class SourceDebt(models.Model):
    """What of an old debt went into a tranche; signing closes the debt."""

    is_history: ClassVar[bool] = True
    guard_rules = (refusing("fixed", _BEGUN.format(contract=_TRANCHE), _FIXED),)
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="tranche__part__contract__household"
    )

    tranche = models.ForeignKey(Tranche, models.PROTECT, related_name="sources")
    debt = models.ForeignKey(Debt, models.PROTECT, related_name="contract_sources")
    principal_satang = models.BigIntegerField()
    interest_satang = models.BigIntegerField()
    penalty_satang = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tranche", "debt"], name="source_debt_once"),
            models.CheckConstraint(
                condition=Q(principal_satang__gte=0, interest_satang__gte=0, penalty_satang__gte=0),
                name="source_debt_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tranche_id} {self.debt_id}"

    @property
    def total_satang(self) -> int:
        """Principal, interest and penalty together."""
        return self.principal_satang + self.interest_satang + self.penalty_satang


class ContractStep(models.Model):
    """One deed, with its day and reason; what was settled by a mistake is reopened.

    A signing names the paper by number and fingerprint; an amendment holds what changes in which
    part, and the resolution behind it.
    """

    is_history: ClassVar[bool] = True
    guard_rules = (
        refusing("ended", _ENDED, "a contract that ended takes no step"),
        refusing("settled", _SETTLED, "a contract that was settled, and no other, is reopened"),
        refusing("unsigned", _UNSIGNED, "a draft is signed before anything else"),
        refusing("in_force", _NOT_IN_FORCE, "the contract is not the one in force"),
        refusing("maker", _OWN_WORK, "whoever drafted a contract does not record its signing"),
    )
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"reason"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="contract__household", erased={"reason": ""}
    )

    class Deed(models.TextChoices):
        DRAFTED = "drafted"
        WITHDRAWN = "withdrawn"
        SIGNED = "signed"
        AMENDED = "amended"
        SETTLED = "settled"
        REOPENED = "reopened"
        CANCELLED = "cancelled"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="steps")
    sequence = models.PositiveIntegerField()
    deed = models.CharField(max_length=9, choices=Deed)
    counts_from = models.DateField()
    reason = models.TextField(blank=True)
    amendment = models.JSONField(null=True)
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, related_name="contract_steps"
    )
    paper_number = models.CharField(max_length=40, blank=True)
    paper_sha256 = models.CharField(max_length=64, blank=True)
    done_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    done_on = models.DateField()
    done_at = models.DateTimeField()

    class Meta:
        ordering = ["contract", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "sequence"], name="contract_step_in_order"),
            models.CheckConstraint(
                condition=Q(deed="drafted", sequence=1)
                | (Q(deed__in=LATER_DEEDS) & Q(sequence__gt=1)),
                name="contract_step_deed_known",
            ),
            models.CheckConstraint(
                condition=(Q(deed="signed") & ~Q(paper_sha256=""))
                | (~Q(deed="signed") & Q(paper_sha256="")),
                name="contract_step_signed_on_paper",
            ),
            models.CheckConstraint(
                condition=Q(deed="amended", amendment__isnull=False)
                | (~Q(deed="amended") & Q(amendment__isnull=True)),
                name="contract_step_says_what_changes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.sequence} {self.deed}"


class AmendmentProposal(models.Model):
    """What is asked to change in a part of a contract: the committee resolves on just this.

    Somebody else than who proposed it records the amendment; the step then names it by its key.
    """

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"reason"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="contract__household", erased={"reason": ""}
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="proposals")
    change = models.JSONField()
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    proposed_on = models.DateField()
    proposed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.contract_id} {self.change}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this proposal stand in."""
        return self.contract.audit_chain


class ActiveContract(models.Model):
    """The contract in force of a household: at most one, whoever signs at the same moment."""

    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="household", is_exported=False)

    household = models.OneToOneField(
        Household, models.PROTECT, primary_key=True, related_name="active_contract"
    )
    contract = models.OneToOneField(Contract, models.PROTECT, related_name="in_force")

    def __str__(self) -> str:
        return f"{self.household_id} {self.contract_id}"


class ClosedDebt(models.Model):
    """A debt that a contract in force closed: no other contract may take it meanwhile."""

    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="debt__household", is_exported=False
    )

    debt = models.OneToOneField(
        Debt, models.PROTECT, primary_key=True, related_name="closed_by_contract"
    )
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="closed_debts")

    def __str__(self) -> str:
        return f"{self.debt_id} {self.contract_id}"


class ContractGuarantor(models.Model):
    """What a guarantor of an old debt said, as this contract rests on it: bound anew, or freed."""

    is_history: ClassVar[bool] = True
    guard_rules = (refusing("fixed", _BEGUN.format(contract="NEW.contract_id"), _FIXED),)
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        person="reply__person", household="contract__household"
    )

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="guarantors")
    position = models.PositiveSmallIntegerField()
    reply = models.ForeignKey(GuarantorReply, models.PROTECT, related_name="in_contracts")

    class Meta:
        ordering = ["contract", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "position"], name="contract_guarantor_in_order"
            ),
            models.UniqueConstraint(fields=["contract", "reply"], name="contract_guarantor_once"),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.position}"


class TrancheDebt(models.Model):
    """The debt of the register that a tranche became when its contract was signed."""

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="debt__household")

    tranche = models.OneToOneField(
        Tranche, models.PROTECT, primary_key=True, related_name="registered"
    )
    debt = models.OneToOneField(Debt, models.PROTECT, related_name="tranche")

    def __str__(self) -> str:
        return f"{self.tranche_id} {self.debt_id}"
