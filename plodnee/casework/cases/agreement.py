"""What was agreed about a household, and what a contract still lacks; facts for the layer above."""

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plodnee.casework.models import (
    Case,
    CreditorOffer,
    CreditorReply,
    GuarantorReply,
    MenuPin,
    Resolution,
    SpouseReply,
)
from plodnee.casework.workspace.selectors import PinnedLine
from plodnee.engine.planner.model import Action
from plodnee.engine.thai_text import compact
from plodnee.registers.models import Debt, Household, MemberGroup, OutsideCreditor, Person


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a step or a contract lacks, of whom, and the way out, in both languages."""

    code: str
    message_th: str
    message_en: str
    way_th: str
    way_en: str
    about: str = ""

    def message(self, language: str = "th") -> str:
        """What is missing, and of whom."""
        text = self.message_of(language)
        return f"{self.about}: {text}" if self.about else text

    def message_of(self, language: str = "th") -> str:
        """What is missing, where it is clear of whom."""
        return self.message_en if language == "en" else self.message_th

    def way(self, language: str = "th") -> str:
        """What to do about it."""
        return self.way_en if language == "en" else self.way_th


@dataclass(frozen=True, slots=True)
class Creditor:
    """Whom a debt is owed to: a member group, or a creditor outside the centre."""

    group: MemberGroup | None
    outside: OutsideCreditor | None
    name: str

    @property
    def key(self) -> str:
        """A key within the centre: g and the group's, or o and the outside creditor's."""
        return f"g{self.group.pk}" if self.group else f"o{self.outside.pk if self.outside else ''}"

    @property
    def has_committee(self) -> bool:
        """Whether its own committee resolves: that of a member group does."""
        return self.group is not None


@dataclass(frozen=True, slots=True)
class AgreedTerms:
    """What the line does with one part of a debt: its principal, or its arrears.

    Units:  satang; basis points a year; months. `rate_bp` is the rate from then on.
    """

    debt: Debt
    part_id: str
    balance_satang: int
    action: Action
    rate_bp: int
    extension_months: int
    grace_months: int


@dataclass(frozen=True, slots=True)
class CreditorAnswer:
    """A creditor whom the line touches: what is asked of it, when, and what it answered last."""

    creditor: Creditor
    debts: tuple[Debt, ...]
    terms: tuple[AgreedTerms, ...]
    given_up_satang: int
    offer: CreditorOffer | None
    reply: CreditorReply | None

    @property
    def owed_satang(self) -> int:
        """What it is owed in all that the line changes."""
        return sum(one.balance_satang for one in self.terms)

    @property
    def accepted(self) -> bool:
        """Whether it accepts the line as it is."""
        return self.reply is not None and self.reply.answer == CreditorReply.Answer.ACCEPTED

    @property
    def resolution_number(self) -> str:
        """The number of the resolution of its own committee; empty where none is known."""
        return self.reply.resolution_number if self.reply else ""

    @property
    def resolution_on(self) -> date | None:
        """The day of that resolution."""
        return self.reply.resolution_on if self.reply else None

    @property
    def in_writing(self) -> bool:
        """Whether its consent is there in writing."""
        return self.reply is not None and self.reply.in_writing

    def counters_above(self, ceiling_bp: int) -> bool:
        """Whether it asks a rate above the law's ceiling that a contract could not bear.

        A formal lender that keeps its own contract is under laws of its own.
        """
        rate_bp = self.reply.counter_rate_bp if self.reply else None
        outside = self.creditor.outside
        formal = outside is not None and outside.kind == outside.Kind.FORMAL
        joined = any(one.action == "consolidate" for one in self.terms)
        return rate_bp is not None and rate_bp > ceiling_bp and (joined or not formal)

    def is_overdue(self, on: date) -> bool:
        """Whether the day to answer has passed without an answer."""
        return self.offer is not None and self.reply is None and self.offer.answer_by < on


@dataclass(frozen=True, slots=True)
class SpouseConsent:
    """What the spouse said last; the name as it may be shown to whoever sees the household."""

    reply: SpouseReply
    name: str

    @property
    def consented(self) -> bool:
        """Whether the spouse consents."""
        return self.reply.answer == SpouseReply.Answer.CONSENTED


@dataclass(frozen=True, slots=True)
class GuarantorAnswer:
    """A guarantor of one debt that the line touches, and what they said last."""

    debt: Debt
    person: Person | None
    name: str
    reply: GuarantorReply | None

    @property
    def debt_id(self) -> UUID:
        """The debt's key."""
        return self.debt.pk

    @property
    def key(self) -> str:
        """A key among the guarantors of the debt: the person's, or one made from the name."""
        if self.person is not None:
            return self.person.pk.hex
        return hashlib.sha256(compact(self.name).encode()).hexdigest()[:16]

    @property
    def consented(self) -> bool:
        """Whether they guarantee anew."""
        return self.reply is not None and self.reply.answer == GuarantorReply.Answer.CONSENTED

    @property
    def discharged(self) -> bool:
        """Whether they answer for nothing any more."""
        return self.reply is not None and self.reply.answer == GuarantorReply.Answer.DISCHARGED

    @property
    def most_satang(self) -> int | None:
        """The most they answer for, where they consent."""
        return self.reply.most_satang if self.reply else None

    @property
    def until(self) -> date | None:
        """The last day they answer for, where they consent."""
        return self.reply.guaranteed_until if self.reply else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Everything that a contract of the household rests on, and what it still lacks.

    `pin` is the line that the household accepted, `line` the same with its problem and figures;
    both are None until one is chosen. `is_agreed` says that the case stands as agreed.
    """

    case: Case
    household: Household
    pin: MenuPin | None
    answers: tuple[CreditorAnswer, ...]
    spouse: SpouseConsent | None
    spouse_needed: bool
    guarantors: tuple[GuarantorAnswer, ...]
    resolution: Resolution | None
    missing: tuple[Missing, ...]
    line: PinnedLine | None = None
    is_agreed: bool = False

    @property
    def owed_satang(self) -> int:
        """What is owed in all that the line changes."""
        return sum(one.owed_satang for one in self.answers)

    @property
    def complete(self) -> bool:
        """Whether a contract may be signed on it."""
        return not self.missing
