"""The case of a household: numbered steps, and what each step wrote; nothing is rewritten.

The case stands where its last step left it. The database keeps the steps in order, each move to
the one table of moves, and at most one open case a household. Of two answers the later counts.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from plodnee.audit.guards import refusing
from plodnee.audit.subjects import NameMentions, SubjectRule
from plodnee.casework.cases.states import ENDED, MOVES, Deed, State
from plodnee.casework.models.meetings import Resolution
from plodnee.casework.models.offers import MenuPin
from plodnee.casework.models.runs import PlanRun
from plodnee.organization.models import Officer
from plodnee.registers.models import (
    LONGEST_CODE,
    LONGEST_NAME,
    Debt,
    Evidence,
    Household,
    MemberGroup,
    OutsideCreditor,
    Person,
)

_ENDED_STATES = ", ".join(f"'{state}'" for state in sorted(ENDED))
_ALL_MOVES = ", ".join(
    f"'{before}:{deed}:{after}'"
    for before, moves in MOVES.items()
    for deed, after in moves.items()
    if before != State.NONE
)
_STILL_OPEN = f"""NEW.number <> 1 AND NOT EXISTS (
    SELECT 1 FROM casework_case c, casework_casestep s
    WHERE c.household_id = NEW.household_id AND c.number = NEW.number - 1 AND s.case_id = c.id
      AND s.state IN ({_ENDED_STATES}) AND NOT EXISTS (
        SELECT 1 FROM casework_casestep later
        WHERE later.case_id = s.case_id AND later.sequence > s.sequence))"""  # noqa: S608 the table of states
_FIRST = f"NEW.sequence = 1 AND NEW.deed = '{Deed.OPENED}' AND NEW.state = '{State.SURVEY}'"
_NO_MOVE = f"""NOT ({_FIRST}) AND NOT EXISTS (
    SELECT 1 FROM casework_casestep p WHERE p.case_id = NEW.case_id
      AND p.sequence = NEW.sequence - 1
      AND p.state || ':' || NEW.deed || ':' || NEW.state IN ({_ALL_MOVES}))"""  # noqa: S608
_NOT_RESOLVED = """NEW.deed = 'proposed' AND NOT EXISTS (
    SELECT 1 FROM casework_resolution r, casework_agendaitem i, casework_meetingstep closing,
        casework_case c
    WHERE r.id = NEW.resolution_id AND r.outcome = 'approved' AND i.id = r.item_id
      AND i.subject_kind = 'household' AND c.id = NEW.case_id AND i.household_id = c.household_id
      AND closing.meeting_id = i.meeting_id AND closing.deed = 'closed')"""
_PIN_ELSEWHERE = """NEW.pin_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM casework_menupin p, casework_case c
    WHERE p.id = NEW.pin_id AND p.deed = 'pinned' AND c.id = NEW.case_id
      AND p.household_id = c.household_id)"""
_CENTRE_ELSEWHERE = """EXISTS (
    SELECT 1 FROM registers_{table} x, casework_casestep s, casework_case c, registers_household h
    WHERE x.id = NEW.{column} AND s.id = NEW.step_id AND c.id = s.case_id
      AND h.id = c.household_id AND h.centre_id <> x.centre_id)"""
_EVIDENCE_ELSEWHERE = """EXISTS (
    SELECT 1 FROM registers_evidence e, casework_casestep s, casework_case c, registers_household h
    WHERE e.id = NEW.evidence_id AND s.id = NEW.step_id AND c.id = s.case_id
      AND h.id = c.household_id AND h.centre_id <> e.centre_id)"""
_OFFER_ELSEWHERE = """EXISTS (
    SELECT 1 FROM casework_creditoroffer o, casework_casestep sent, casework_casestep s
    WHERE o.id = NEW.offer_id AND sent.id = o.step_id AND s.id = NEW.step_id
      AND sent.case_id <> s.case_id)"""
_DEBT_ELSEWHERE = """EXISTS (
    SELECT 1 FROM registers_debt d, registers_household of_debt, casework_casestep s,
        casework_case c, registers_household h
    WHERE d.id = NEW.debt_id AND of_debt.id = d.household_id AND s.id = NEW.step_id
      AND c.id = s.case_id AND h.id = c.household_id AND h.centre_id <> of_debt.centre_id)"""


def _of_deed(deed: Deed) -> str:
    """The condition that the step of a row is not the last one, or not of this deed."""
    return f"""NOT EXISTS (
        SELECT 1 FROM casework_casestep s WHERE s.id = NEW.step_id AND s.deed = '{deed}'
          AND NOT EXISTS (SELECT 1 FROM casework_casestep later
            WHERE later.case_id = s.case_id AND later.sequence > s.sequence))"""  # noqa: S608


_EVIDENCE = refusing("evidence", _EVIDENCE_ELSEWHERE, "evidence of another centre")


class Case(models.Model):
    """One household's way out of debt, numbered within the household; one is open at a time."""

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="household")
    guard_rules = (refusing("open", _STILL_OPEN, "the household has an open case"),)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="cases")
    number = models.PositiveSmallIntegerField()
    opened_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "number"], name="case_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="case_numbered_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.number}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this case stand in."""
        return str(self.household.centre_id)


class CaseStep(models.Model):
    """One step of a case: what was done, where the case stands after it, on which ground.

    The number of the last step is the version that whoever takes the next one must have seen.
    """

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"reason"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="case__household", erased={"reason": ""}, shared=True
    )
    guard_rules = (
        refusing("move", _NO_MOVE, "no such move from where the case stands"),
        refusing("resolved", _NOT_RESOLVED, "no closed minutes approve it for the household"),
        refusing("pin", _PIN_ELSEWHERE, "not a line of this household"),
    )

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    sequence = models.PositiveIntegerField()
    deed = models.CharField(max_length=11, choices=[(deed.value, deed.value) for deed in Deed])
    state = models.CharField(max_length=11, choices=[(state.value, state.value) for state in State])
    reason = models.TextField(blank=True)
    run = models.ForeignKey(PlanRun, models.PROTECT, null=True, related_name="cases_classified")
    debtor_class = models.CharField(max_length=1, blank=True)
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, related_name="cases_proposed"
    )
    menu_version = models.PositiveIntegerField(null=True)
    pin = models.ForeignKey(MenuPin, models.PROTECT, null=True, related_name="chosen_in")
    contract_number = models.CharField(max_length=LONGEST_CODE, blank=True)
    done_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    done_on = models.DateField()
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="case_step_in_order"),
            models.CheckConstraint(
                condition=Q(deed="classified", run__isnull=False) & ~Q(debtor_class="")
                | (~Q(deed="classified") & Q(run__isnull=True, debtor_class="")),
                name="case_step_classified_by_a_run",
            ),
            models.CheckConstraint(
                condition=Q(deed="proposed", resolution__isnull=False, menu_version__isnull=False)
                | (~Q(deed="proposed") & Q(resolution__isnull=True, menu_version__isnull=True)),
                name="case_step_proposed_by_a_resolution",
            ),
            models.CheckConstraint(
                condition=Q(deed="chosen", pin__isnull=False)
                | (~Q(deed="chosen") & Q(pin__isnull=True)),
                name="case_step_chooses_a_line",
            ),
            models.CheckConstraint(
                condition=(Q(deed="contracted") & ~Q(contract_number=""))
                | (~Q(deed="contracted") & Q(contract_number="")),
                name="case_step_names_its_contract",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.sequence} {self.deed}"


class WrittenInCase(models.Model):
    """What one step of a case wrote."""

    is_history: ClassVar[bool] = True

    step = models.ForeignKey(CaseStep, models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True


class CreditorOffer(WrittenInCase):
    """That one creditor was sent the line that the household chose, and when to answer."""

    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="step__case__household")
    guard_rules = (
        refusing("step", _of_deed(Deed.OFFERED), "not the last step of the case"),
        refusing(
            "group",
            _CENTRE_ELSEWHERE.format(table="membergroup", column="group_id"),
            "a group of another centre",
        ),
        refusing(
            "outside",
            _CENTRE_ELSEWHERE.format(table="outsidecreditor", column="outside_creditor_id"),
            "a creditor of another centre",
        ),
    )

    class Means(models.TextChoices):
        LETTER = "letter"
        IN_PERSON = "in_person"
        MEETING = "meeting"
        MESSAGE = "message"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(MemberGroup, models.PROTECT, null=True, related_name="offers")
    outside_creditor = models.ForeignKey(
        OutsideCreditor, models.PROTECT, null=True, related_name="offers"
    )
    sent_on = models.DateField()
    means = models.CharField(max_length=9, choices=Means)
    answer_by = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False, outside_creditor__isnull=True)
                | Q(group__isnull=True, outside_creditor__isnull=False),
                name="creditor_offer_to_one_creditor",
            ),
            models.CheckConstraint(
                condition=Q(
                    means__in=["letter", "in_person", "meeting", "message"],
                    answer_by__gte=F("sent_on"),
                ),
                name="creditor_offer_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_id} {self.group_id or self.outside_creditor_id}"


class CreditorReply(WrittenInCase):
    """What a creditor answered to an offer, with the resolution of its own committee.

    A counter-offer says what it would take instead: a rate, months, an amount it lets go, words.
    """

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"reason"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="step__case__household", erased={"reason": ""}, shared=True
    )
    guard_rules = (
        refusing("step", _of_deed(Deed.ANSWERED), "not the last step of the case"),
        refusing("offer", _OFFER_ELSEWHERE, "an offer of another case"),
        _EVIDENCE,
    )

    class Answer(models.TextChoices):
        ACCEPTED = "accepted"
        REFUSED = "refused"
        COUNTER = "counter"

    offer = models.ForeignKey(CreditorOffer, models.PROTECT, related_name="replies")
    answer = models.CharField(max_length=8, choices=Answer)
    answered_on = models.DateField()
    reason = models.TextField(blank=True)
    counter_rate_bp = models.PositiveIntegerField(null=True)
    counter_months = models.PositiveSmallIntegerField(null=True)
    counter_waived_satang = models.BigIntegerField(null=True)
    resolution_number = models.CharField(max_length=LONGEST_CODE, blank=True)
    resolution_on = models.DateField(null=True)
    in_writing = models.BooleanField(default=False)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "offer"], name="creditor_reply_once_a_step"),
            models.CheckConstraint(
                condition=Q(answer__in=["accepted", "refused", "counter"]),
                name="creditor_reply_answer_known",
            ),
            models.CheckConstraint(
                condition=Q(answer="counter")
                | Q(
                    counter_rate_bp__isnull=True,
                    counter_months__isnull=True,
                    counter_waived_satang__isnull=True,
                ),
                name="creditor_reply_counters_with_terms",
            ),
            models.CheckConstraint(
                condition=Q(counter_waived_satang__isnull=True) | Q(counter_waived_satang__gte=0),
                name="creditor_reply_waives_money",
            ),
            models.CheckConstraint(
                condition=Q(resolution_number="", resolution_on__isnull=True)
                | (~Q(resolution_number="") & Q(resolution_on__isnull=False)),
                name="creditor_reply_resolution_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.answer}"


class SpouseReply(WrittenInCase):
    """Whether the borrower's spouse consents, or that there is none.

    The spouse is a person of the register, or named where the register knows nobody.
    """

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"name", "reason"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        person="person", household="step__case__household", erased={"name": "", "reason": ""}
    )
    name_mentions: ClassVar[NameMentions] = NameMentions("step__case__household__centre", ("name",))
    guard_rules = (
        refusing("step", _of_deed(Deed.SPOUSE), "not the last step of the case"),
        _EVIDENCE,
    )

    class Answer(models.TextChoices):
        CONSENTED = "consented"
        REFUSED = "refused"
        NO_SPOUSE = "no_spouse"

    answer = models.CharField(max_length=9, choices=Answer)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="spouse_replies")
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    answered_on = models.DateField()
    in_writing = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step"], name="spouse_reply_once_a_step"),
            models.CheckConstraint(
                condition=Q(answer__in=["consented", "refused", "no_spouse"]),
                name="spouse_reply_answer_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_id} {self.answer}"


class GuarantorReply(WrittenInCase):
    """Whether a guarantor of a debt consents anew, up to how much and until when, or is discharged.

    The guarantor is a person of the register, or a name as the register writes it in a debt's row.
    """

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"name", "reason"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        person="person",
        household="step__case__household",
        erased={"name": "", "reason": ""},
    )
    name_mentions: ClassVar[NameMentions] = NameMentions("step__case__household__centre", ("name",))
    guard_rules = (
        refusing("step", _of_deed(Deed.GUARANTOR), "not the last step of the case"),
        refusing("debt", _DEBT_ELSEWHERE, "a debt of another centre"),
        _EVIDENCE,
    )

    class Answer(models.TextChoices):
        CONSENTED = "consented"
        REFUSED = "refused"
        DISCHARGED = "discharged"

    debt = models.ForeignKey(Debt, models.PROTECT, related_name="guarantor_replies")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="guarantor_replies")
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    answer = models.CharField(max_length=10, choices=Answer)
    answered_on = models.DateField()
    most_satang = models.BigIntegerField(null=True)
    guaranteed_until = models.DateField(null=True)
    in_writing = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step"], name="guarantor_reply_once_a_step"),
            models.CheckConstraint(
                condition=Q(answer="consented", most_satang__gt=0, guaranteed_until__isnull=False)
                | Q(
                    answer__in=["refused", "discharged"],
                    most_satang__isnull=True,
                    guaranteed_until__isnull=True,
                ),
                name="guarantor_reply_says_how_much_and_until",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.debt_id} {self.answer}"
