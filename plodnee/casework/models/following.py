"""Following up: contacts with debtors, notices to guarantors, visits, acts that restart a claim.

Everything here is history. Words about persons are sealed; what was done stays when they go.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from plodnee.audit.guards import refusing
from plodnee.audit.subjects import NameMentions, Place, SubjectRule
from plodnee.organization.models import Officer
from plodnee.registers.models import Debt, Household

_NOT_NAMED = """NEW.contact_name_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM casework_contactname n WHERE n.id = NEW.contact_name_id
      AND n.household_id = NEW.household_id AND n.named_on <= NEW.contacted_on
      AND NOT EXISTS (SELECT 1 FROM casework_contactnameend e
        WHERE e.contact_name_id = n.id AND e.ended_on <= NEW.contacted_on))"""
# The roles are those of `organization.roles.STATE_OFFICIALS`; a test compares them.
_BY_AN_OFFICIAL = """EXISTS (
    SELECT 1 FROM organization_post p WHERE p.officer_id = NEW.done_by_id
      AND p.role IN ('district_officer', 'province', 'department', 'auditor')
      AND p.held_from <= NEW.contacted_on
      AND (p.held_until IS NULL OR p.held_until >= NEW.contacted_on))"""
_RECEIVED_EARLY = """EXISTS (
    SELECT 1 FROM casework_guarantornotice n
    WHERE n.id = NEW.notice_id AND n.sent_on > NEW.received_on)"""


def _place(table: str, column: str) -> Place:
    return lambda row: f"casework_{table}|{row.pk}|{column}"


class Done(models.Model):
    """Who recorded something, and when; the key is the form's, so that twice is once."""

    is_history: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    done_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        abstract = True


class ContactName(Done):
    """Somebody whom a debtor named to be contacted; nobody else may be, besides the debtor."""

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"sealed_name", "sealed_phone"})
    sealed_places: ClassVar[dict[str, Place]] = {
        "sealed_name": _place("contactname", "name"),
        "sealed_phone": _place("contactname", "phone"),
    }
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="household", erased={"sealed_name": "", "sealed_phone": ""}, shared=True
    )
    name_mentions: ClassVar[NameMentions] = NameMentions("household__centre", ("sealed_name",))

    class Relation(models.TextChoices):
        SPOUSE = "spouse"
        PARENT = "parent"
        CHILD = "child"
        RELATIVE = "relative"
        OTHER = "other"

    household = models.ForeignKey(Household, models.PROTECT, related_name="contact_names")
    relation = models.CharField(max_length=8, choices=Relation)
    sealed_name = models.TextField()
    sealed_phone = models.TextField(blank=True)
    named_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(relation__in=["spouse", "parent", "child", "relative", "other"]),
                name="contact_name_relation_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.relation}"


class ContactNameEnd(Done):
    """That a debtor no longer wants somebody contacted."""

    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="contact_name__household")

    contact_name = models.OneToOneField(ContactName, models.PROTECT, related_name="end")
    ended_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.contact_name_id} {self.ended_on}"


class Contact(Done):
    """One contact with a debtor, or with whom the debtor named: when, how, what came of it.

    `place_of_day` counts a household's contacts of a day, so that two at once cannot both be first.
    """

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"sealed_note"})
    sealed_places: ClassVar[dict[str, Place]] = {"sealed_note": _place("contact", "note")}
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="household", erased={"sealed_note": ""}, shared=True
    )
    guard_rules = (
        refusing("named", _NOT_NAMED, "the debtor did not name this person"),
        refusing("official", _BY_AN_OFFICIAL, "officials of the state collect no debts"),
    )

    class Channel(models.TextChoices):
        MEETING = "meeting"
        CALL = "call"
        MESSAGE = "message"
        LETTER = "letter"

    class Outcome(models.TextChoices):
        SPOKE = "spoke"
        PROMISED = "promised"
        NEEDS_PLAN = "needs_plan"
        DISPUTES = "disputes"
        NOT_REACHED = "not_reached"

    household = models.ForeignKey(Household, models.PROTECT, related_name="contacts")
    contact_name = models.ForeignKey(
        ContactName, models.PROTECT, null=True, related_name="contacts"
    )
    contacted_at = models.DateTimeField()
    contacted_on = models.DateField()
    place_of_day = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=7, choices=Channel)
    outcome = models.CharField(max_length=11, choices=Outcome)
    promised_on = models.DateField(null=True)
    promised_satang = models.BigIntegerField(null=True)
    sealed_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "contacted_on", "place_of_day"], name="contact_place_of_day"
            ),
            models.CheckConstraint(
                condition=Q(
                    channel__in=["meeting", "call", "message", "letter"],
                    outcome__in=["spoke", "needs_plan", "disputes", "not_reached"],
                    promised_on__isnull=True,
                    promised_satang__isnull=True,
                )
                | Q(
                    channel__in=["meeting", "call", "message", "letter"],
                    outcome="promised",
                    promised_on__isnull=False,
                    promised_on__gte=F("contacted_on"),
                ),
                name="contact_promise_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(promised_satang__isnull=True) | Q(promised_satang__gt=0),
                name="contact_promise_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.contacted_on} {self.channel}"


class ContactWithdrawal(Done):
    """That a contact was recorded by mistake; it stays to be read, and counts no more."""

    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="contact__household")

    class Reason(models.TextChoices):
        WRONG_HOUSEHOLD = "wrong_household"
        WRONG_DAY = "wrong_day"
        NEVER_MADE = "never_made"

    contact = models.OneToOneField(Contact, models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=15, choices=Reason)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=["wrong_household", "wrong_day", "never_made"]),
                name="contact_withdrawal_reason_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} {self.reason}"


class RefusedContact(Done):
    """That a contact was refused, and by which rule: so that it is seen who tries."""

    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="household")

    household = models.ForeignKey(Household, models.PROTECT, related_name="refused_contacts")
    asked_for = models.DateTimeField()
    code = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.household_id} {self.code}"


class GuarantorNotice(Done):
    """A written notice of default sent to a guarantor of a debt."""

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"sealed_guarantor"})
    sealed_places: ClassVar[dict[str, Place]] = {
        "sealed_guarantor": _place("guarantornotice", "guarantor")
    }
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="debt__household", erased={"sealed_guarantor": ""}, shared=True
    )
    name_mentions: ClassVar[NameMentions] = NameMentions(
        "debt__household__centre", ("sealed_guarantor",)
    )

    class Channel(models.TextChoices):
        REGISTERED_POST = "registered_post"
        BY_HAND = "by_hand"

    debt = models.ForeignKey(Debt, models.PROTECT, related_name="guarantor_notices")
    sealed_guarantor = models.TextField()
    defaulted_on = models.DateField()
    sent_on = models.DateField()
    channel = models.CharField(max_length=15, choices=Channel)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_on__gte=F("defaulted_on")), name="guarantor_notice_after_default"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["registered_post", "by_hand"]),
                name="guarantor_notice_channel_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.debt_id} {self.sent_on}"


class GuarantorNoticeReceipt(Done):
    """That a notice reached the guarantor: only from then on may anything be demanded."""

    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="notice__debt__household")
    guard_rules = (
        refusing("after_sending", _RECEIVED_EARLY, "a notice arrives after it was sent"),
    )

    notice = models.OneToOneField(GuarantorNotice, models.PROTECT, related_name="receipt")
    received_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.notice_id} {self.received_on}"


class HouseholdVisit(Done):
    """A visit to a household that is planned for a day, to help and to see how its plan goes."""

    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="household")

    class Purpose(models.TextChoices):
        PLAN = "plan"
        INCOME = "income"
        OCCUPATION = "occupation"
        WELFARE = "welfare"

    household = models.ForeignKey(Household, models.PROTECT, related_name="visits")
    planned_on = models.DateField()
    purpose = models.CharField(max_length=10, choices=Purpose)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=["plan", "income", "occupation", "welfare"]),
                name="household_visit_purpose_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.planned_on}"


class VisitReport(Done):
    """What came of a visit: whom it met, what was seen and agreed; or that it was called off."""

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"sealed_note"})
    sealed_places: ClassVar[dict[str, Place]] = {"sealed_note": _place("visitreport", "note")}
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="visit__household", erased={"sealed_note": ""}, shared=True
    )

    class Outcome(models.TextChoices):
        MET = "met"
        NOT_HOME = "not_home"
        MOVED = "moved"
        CALLED_OFF = "called_off"

    visit = models.OneToOneField(HouseholdVisit, models.PROTECT, related_name="report")
    outcome = models.CharField(max_length=10, choices=Outcome)
    visited_on = models.DateField(null=True)
    sealed_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="called_off", visited_on__isnull=True)
                | Q(outcome__in=["met", "not_home", "moved"], visited_on__isnull=False),
                name="visit_report_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.outcome}"


class PrescriptionAct(Done):
    """An act by which the years of a claim begin anew.

    `told_lapsed` says that the debtor was told, before acknowledging, that the claim had lapsed.
    """

    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="debt__household")

    class Kind(models.TextChoices):
        WRITTEN_ACKNOWLEDGEMENT = "written_acknowledgement"
        PART_PAYMENT = "part_payment"
        INTEREST_PAYMENT = "interest_payment"
        SECURITY = "security"
        COURT_ACTION = "court_action"

    debt = models.ForeignKey(Debt, models.PROTECT, related_name="prescription_acts")
    kind = models.CharField(max_length=23, choices=Kind)
    acted_on = models.DateField()
    told_lapsed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "written_acknowledgement", "part_payment", "interest_payment", "security",
                        "court_action",
                    ]
                ),
                name="prescription_act_kind_known",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.debt_id} {self.kind} {self.acted_on}"
