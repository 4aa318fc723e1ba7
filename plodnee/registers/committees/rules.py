"""What the policy of a day says of committees: posts, terms, warnings, notice and quorum."""

from dataclasses import dataclass
from datetime import date

from plodnee import policy


@dataclass(frozen=True, slots=True)
class PostRule:
    """One post of a committee, at its place in the order of precedence."""

    code: str
    name_th: str
    name_en: str
    most: int
    votes: bool
    rank: int

    def name(self, language: str = "th") -> str:
        """The name in Thai or English."""
        return self.name_en if language == "en" else self.name_th


@dataclass(frozen=True, slots=True)
class Quorum:
    """What a committee set of its own quorum: the share of those who vote, in basis points."""

    quorum_bp: int


@dataclass(frozen=True, slots=True)
class CommitteeRules:
    """The rules for committees in force on one day.

    Units:  months, days; the quorum in hundredths of a per cent.
    Source: policy/committee.toml.
    """

    posts: dict[str, PostRule]
    needed_posts: tuple[str, ...]
    term_months: int
    warn_days: int
    notice_days: int
    quorum_bp: int

    def voters_needed(self, members: int) -> int:
        """How many of so many members make a quorum: the share, and never nobody."""
        return max(-(-members * self.quorum_bp // 10_000), 1)


def committee_rules(on: date) -> CommitteeRules:
    """The rules in force on a day."""
    values = policy.in_force("committee", on).values
    posts = [PostRule(**row, rank=rank) for rank, row in enumerate(values["posts"])]
    return CommitteeRules(
        posts={post.code: post for post in posts},
        needed_posts=tuple(values["needed_posts"]),
        term_months=values["term_months"],
        warn_days=values["warn_days"],
        notice_days=values["notice_days"],
        quorum_bp=values["quorum_bp"],
    )
