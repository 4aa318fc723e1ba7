"""Who is on a centre's committee, by which order of the district chief, and until when.

Nothing here is edited. Somebody listed by mistake is struck off, somebody who leaves has a
departure; a draft is discarded and drawn up anew; a signed order is changed by a later order.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from plodnee.audit.guards import refusing
from plodnee.audit.subjects import Place, SubjectRule
from plodnee.organization.models import Centre, Officer
from plodnee.registers.models.limits import LONGEST_NAME
from plodnee.registers.models.parties import MemberGroup, Person
from plodnee.registers.places import committee_phone_place

_OF_ANOTHER_CENTRE = """EXISTS (
    SELECT 1 FROM registers_membergroup g, registers_committeemember m
    WHERE g.id = NEW.group_id AND m.id = NEW.member_id AND g.centre_id <> m.centre_id)"""
_PERSON_ELSEWHERE = """EXISTS (
    SELECT 1 FROM registers_person p
    WHERE p.id = NEW.person_id AND p.centre_id <> NEW.centre_id)"""
_MEMBER_ELSEWHERE = """EXISTS (
    SELECT 1 FROM registers_appointmentorder o, registers_committeemember m
    WHERE o.id = NEW.order_id AND m.id = NEW.member_id AND o.centre_id <> m.centre_id)"""
_DISCARDED = "EXISTS (SELECT 1 FROM registers_orderdiscard d WHERE d.order_id = NEW.order_id)"
_SIGNED = "EXISTS (SELECT 1 FROM registers_ordersigning s WHERE s.order_id = NEW.order_id)"
_OF_ANOTHER_MAKER = """NOT EXISTS (
    SELECT 1 FROM registers_appointmentorder o
    WHERE o.id = NEW.order_id AND o.centre_id = NEW.centre_id
      AND (o.drafted_by_id = NEW.drafted_by_id
           OR (o.drafted_by_id IS NULL AND NEW.drafted_by_id IS NULL)))"""


class CommitteeMember(models.Model):
    """Somebody on a committee's list: the post, and on whose behalf they sit."""

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"sealed_phone"})
    sealed_places: ClassVar[dict[str, Place]] = {
        "sealed_phone": lambda row: committee_phone_place(row.pk)
    }
    subject_rule: ClassVar[SubjectRule] = SubjectRule(person="person", erased={"sealed_phone": ""})
    guard_rules = (refusing("elsewhere", _PERSON_ELSEWHERE, "a person of another centre"),)

    class SitsAs(models.TextChoices):
        GROUP = "group"
        LEADER = "leader"
        EXPERT = "expert"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="committee_members")
    title = models.CharField(max_length=LONGEST_NAME, blank=True)
    name = models.CharField(max_length=LONGEST_NAME)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="committee_seats")
    post = models.CharField(max_length=20)  # a code of policy/committee.toml
    sits_as = models.CharField(max_length=6, choices=SitsAs)
    sits_as_words = models.CharField(max_length=LONGEST_NAME, blank=True)
    team = models.CharField(max_length=LONGEST_NAME, blank=True)
    sealed_phone = models.TextField(blank=True)
    listed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    listed_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="committee_member_named"),
            models.CheckConstraint(
                condition=Q(sits_as="group")
                | (Q(sits_as__in=["leader", "expert"]) & ~Q(sits_as_words="")),
                name="committee_member_sits_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(sealed_phone="") | Q(sealed_phone__startswith="v1|"),
                name="committee_member_phone_sealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.post} {self.pk}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this member stand in."""
        return str(self.centre_id)

    @property
    def full_name(self) -> str:
        """The name with its title, as an order writes it."""
        return f"{self.title}{self.name}"


class GroupRepresented(models.Model):
    """That a member of the committee represents a member group; one may represent several."""

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(person="member__person")
    guard_rules = (refusing("elsewhere", _OF_ANOTHER_CENTRE, "a group of another centre"),)

    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="groups_represented")
    group = models.ForeignKey(MemberGroup, models.PROTECT, related_name="representatives")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "group"], name="group_represented_once")
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.member_id}"


class CommitteeDeparture(models.Model):
    """That a member is off the list: struck before any appointment, or left mid-term."""

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"reason"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        person="member__person", erased={"reason": ""}
    )

    class Kind(models.TextChoices):
        STRUCK = "struck"
        LEFT = "left"

    member = models.OneToOneField(
        CommitteeMember, models.PROTECT, primary_key=True, related_name="departure"
    )
    kind = models.CharField(max_length=6, choices=Kind)
    left_on = models.DateField()
    reason = models.TextField()
    recorded_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    recorded_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["struck", "left"]), name="committee_departure_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(left_on__lte=F("recorded_on")), name="committee_departure_not_ahead"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.kind}"


class AppointmentOrder(models.Model):
    """An order of the district chief about a committee, as drawn up; it counts once signed.

    `appoint` names a whole committee and replaces whoever was before; `supplement` adds members to
    an order, `revoke` ends one. `exception` says why a member group has no representative.
    """

    is_history: ClassVar[bool] = True

    class Effect(models.TextChoices):
        APPOINT = "appoint"
        SUPPLEMENT = "supplement"
        REVOKE = "revoke"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="appointment_orders")
    sequence = models.PositiveIntegerField()
    effect = models.CharField(max_length=10, choices=Effect)
    amends = models.ForeignKey("self", models.PROTECT, null=True, related_name="amended_by")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    signer_name = models.CharField(max_length=LONGEST_NAME)
    signer_position = models.CharField(max_length=LONGEST_NAME)
    grounds = models.TextField(blank=True)
    exception = models.TextField(blank=True)
    drafted_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    drafted_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "sequence"], name="appointment_order_in_order"
            ),
            models.CheckConstraint(
                condition=Q(effect="appoint", amends__isnull=True, valid_until__isnull=False)
                | Q(effect="supplement", amends__isnull=False, valid_until__isnull=False)
                | Q(effect="revoke", amends__isnull=False, valid_until__isnull=True),
                name="appointment_order_amends_what_it_says",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="appointment_order_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(signer_name="") & ~Q(signer_position=""),
                name="appointment_order_has_a_signer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.sequence} {self.effect}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this order stand in."""
        return str(self.centre_id)


class OrderLine(models.Model):
    """A member named in an order, at their place in it."""

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(person="member__person")
    guard_rules = (
        refusing("elsewhere", _MEMBER_ELSEWHERE, "a member of another centre"),
        refusing("signed", _SIGNED, "the order is signed"),
    )

    order = models.ForeignKey(AppointmentOrder, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="order_lines")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="order_line_in_order"),
            models.UniqueConstraint(fields=["order", "member"], name="order_line_names_once"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.position}"


class OrderSigning(models.Model):
    """That the district chief signed an order, recorded by another officer than its maker."""

    is_history: ClassVar[bool] = True
    guard_rules = (
        refusing("discarded", _DISCARDED, "the order was discarded"),
        refusing("maker", _OF_ANOTHER_MAKER, "not the maker or centre of the order"),
    )

    order = models.OneToOneField(
        AppointmentOrder, models.PROTECT, primary_key=True, related_name="signing"
    )
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    district_code = models.CharField(max_length=4)
    number = models.CharField(max_length=40)
    signed_on = models.DateField()
    drafted_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    recorded_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["district_code", "number"], name="order_signing_number_once"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="order_signing_numbered"),
            models.CheckConstraint(
                condition=Q(drafted_by__isnull=True) | ~Q(recorded_by=F("drafted_by")),
                name="order_signing_by_another",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__lte=F("recorded_on")), name="order_signing_not_ahead"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district_code} {self.number}"


class OrderDiscard(models.Model):
    """That a draft will not be signed."""

    is_history: ClassVar[bool] = True
    guard_rules = (refusing("signed", _SIGNED, "the order is signed"),)

    order = models.OneToOneField(
        AppointmentOrder, models.PROTECT, primary_key=True, related_name="discard"
    )
    reason = models.TextField(blank=True)
    discarded_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    discarded_on = models.DateField()

    def __str__(self) -> str:
        return str(self.order_id)
