"""Who sat on a centre's committee on the day of an analysis, as its deck and its pack state it."""

import hashlib
from dataclasses import astuple, dataclass
from datetime import date

from plodnee.casework.plan.model import CentreAnalysis
from plodnee.documents.committees import CHAIR, cleaned
from plodnee.documents.facts import AppointedBy, CommitteeLine, Language, PackFacts, pack_facts
from plodnee.documents.facts.pack import CHAIR as CHAIR_LINE
from plodnee.organization.models import Centre
from plodnee.registers.committees.rules import CommitteeRules
from plodnee.registers.committees.selectors import committee_of, member_groups
from plodnee.registers.models import CommitteeMember


@dataclass(frozen=True, slots=True)
class Seats:
    """The committee in office and its order; nobody and none where no order was in force."""

    lines: tuple[CommitteeLine, ...] = ()
    appointed: AppointedBy | None = None

    @property
    def fingerprint(self) -> str:
        """By what it is known whether a kept pack still names this committee; empty of nobody."""
        if not self.lines:
            return ""
        return hashlib.sha256(repr(astuple(self)).encode("utf-8")).hexdigest()


def seats_of(centre: Centre, on: date, language: Language) -> Seats:
    """The committee in office on the day of an analysis."""
    committee = committee_of(centre, on)
    order = committee.order
    if not committee.members or order is None or order.valid_until is None:
        return Seats()
    groups = _groups(centre)
    lines = (_line(one, groups, committee.rules, language) for one in committee.members)
    signing = order.signing
    by = AppointedBy(cleaned(signing.number), signing.signed_on, order.valid_until)
    return Seats(tuple(lines), by)


def seated_facts(analysis: CentreAnalysis, language: Language, seats: Seats) -> PackFacts:
    """The facts of a pack: the analysis with the committee of its day."""
    return pack_facts(analysis, language=language, committee=seats.lines, appointed=seats.appointed)


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
