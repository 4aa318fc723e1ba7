"""Who sat on a centre's committee on the day of an analysis, and how far its work had come.

The deck and the pack state it beside the analysis.
"""

import hashlib
from dataclasses import astuple, dataclass, field
from datetime import date

from django.db.models import Count, Q

from plodnee.casework.cases.states import Deed
from plodnee.casework.models import CaseStep
from plodnee.casework.plan.model import CentreAnalysis
from plodnee.contracts.models import ContractStep
from plodnee.documents.committees import CHAIR, cleaned
from plodnee.documents.facts import (
    AppointedBy,
    CommitteeLine,
    Language,
    PackFacts,
    Progress,
    pack_facts,
)
from plodnee.documents.facts.pack import CHAIR as CHAIR_LINE
from plodnee.organization.models import Centre
from plodnee.registers.committees.rules import CommitteeRules
from plodnee.registers.committees.selectors import committee_of, member_groups
from plodnee.registers.models import AppointmentOrder, CommitteeMember

# By which step of a case it is seen that a step of the process was taken with a household.
SHOWN_BY = {"meet": Deed.PROPOSED, "mediate": Deed.AGREED, "follow": Deed.FOLLOWED_UP}


@dataclass(frozen=True, slots=True)
class Seats:
    """The committee in office and its order, and with how many households it had done what.

    Nobody and none where no order was in force; then the last one, if there was any, has `lapsed`.
    """

    lines: tuple[CommitteeLine, ...] = ()
    appointed: AppointedBy | None = None
    lapsed: AppointedBy | None = None
    progress: Progress = field(default_factory=Progress)

    @property
    def fingerprint(self) -> str:
        """By what it is known whether a kept pack still says the same; empty of nothing known."""
        if self == Seats():
            return ""
        return hashlib.sha256(repr(astuple(self)).encode("utf-8")).hexdigest()


def seats_of(centre: Centre, on: date, language: Language) -> Seats:
    """The committee in office on the day of an analysis, and its work to that day."""
    committee, progress = committee_of(centre, on), _progress(centre, on)
    order = committee.order
    if order is None or order.valid_until is None:
        return Seats(progress=progress)
    if not committee.members:
        return Seats(lapsed=_by(order, order.valid_until), progress=progress)
    groups = _groups(centre)
    lines = (_line(one, groups, committee.rules, language) for one in committee.members)
    return Seats(tuple(lines), _by(order, order.valid_until), progress=progress)


def seated_facts(analysis: CentreAnalysis, language: Language, seats: Seats) -> PackFacts:
    """The facts of a pack: the analysis with the committee and the work of its day."""
    return pack_facts(
        analysis,
        language=language,
        committee=seats.lines,
        appointed=seats.appointed,
        lapsed=seats.lapsed,
        progress=seats.progress,
    )


def _by(order: AppointmentOrder, until: date) -> AppointedBy:
    return AppointedBy(cleaned(order.signing.number), order.signing.signed_on, until)


def _progress(centre: Centre, on: date) -> Progress:
    """Households that came so far by a day; a contract that was cancelled by then counts not."""
    steps = CaseStep.objects.filter(case__household__centre=centre, done_on__lte=on)
    deeds = ContractStep.objects.filter(contract__household__centre=centre, counts_from__lte=on)
    cancelled = deeds.filter(deed=ContractStep.Deed.CANCELLED).values("contract")
    signed = deeds.filter(deed=ContractStep.Deed.SIGNED).exclude(contract__in=cancelled)
    taken = {
        name: Count("case__household", filter=Q(deed=deed), distinct=True)
        for name, deed in SHOWN_BY.items()
    }
    signing = signed.aggregate(sign=Count("contract__household", distinct=True))
    return Progress(**steps.aggregate(**taken), **signing)


def _groups(centre: Centre) -> dict[int, str]:
    return {seat.group.pk: seat.name for seat in member_groups(centre)}


def _line(
    member: CommitteeMember, groups: dict[int, str], rules: CommitteeRules, language: Language
) -> CommitteeLine:
    spoken = (groups.get(row.group_id, row.group.code) for row in member.groups_represented.all())
    post = rules.posts.get(member.post)
    named = post.name(language) if post else member.post
    return CommitteeLine(
        post=CHAIR_LINE if member.post == CHAIR else named,
        name=cleaned(member.full_name),
        represents=cleaned(" ".join(spoken)),
        sits_as=cleaned(member.sits_as_words),
    )
