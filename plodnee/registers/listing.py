"""Registers over a centre or a district, page by page: filters, words, order, count and sum.

A page begins after a line, not after a number of lines, so that the last page is as quick as the
first. Whoever asks has been allowed to see the place.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Generic, Literal, TypeVar

from django.db.models import Count, F, Q, QuerySet, Sum

from plodnee.engine.likeness import ALIKE, best_likeness, search_words
from plodnee.organization.models import Area, Centre
from plodnee.organization.selectors import centres_in
from plodnee.registers.errors import ListChanged
from plodnee.registers.line_search import (
    beside_words,
    candidates,
    holding_words,
    led_by_words,
    met_on_the_way,
)
from plodnee.registers.line_totals import total_of
from plodnee.registers.models import DebtLine, HouseholdLine
from plodnee.registers.selectors import days_of_data

Line = TypeVar("Line", HouseholdLine, DebtLine)
Order = Literal["place", "name", "owed"]
ByWords = Callable[[QuerySet[Any], Sequence[str]], QuerySet[Any]]
Total = tuple[int, int | None]  # lines; satang owed, None where not all were counted
MOST_COUNTED = 10_000  # lines that hold words; of more it is only said that there are more
FEW = 2_000  # matches that are fetched by key instead of being met on the way
MOST_ALIKE = 50
FEW_AT_A_TIME = 500  # of more, PostgreSQL reads a table whole rather than look up each
KEYS: Mapping[str, str] = {"place": "place_key", "name": "name_key", "owed": "owed_satang"}
UNREAD = frozenset({"id", "place_key", "name_key", "search_text"})  # in files
DOWNWARD = frozenset({"owed"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for: the place, the day, filters by name, words and the order.

    `place` is the code of a district, or of a centre.
    """

    place: Centre | Area
    as_of: date
    order: Order = "place"
    words: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page(Generic[Line]):
    """Some lines of a list in order; the keys of where the pages around begin, if there are any.

    What they owe together is None where more lines hold the words than are counted.
    """

    lines: tuple[Line, ...]
    found: int
    owed_satang: int | None
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The same lines, those that hold the words of a list, found on two ways."""

    rare: QuerySet[Any, Any]  # read from where the words lead
    common: QuerySet[Any, Any]  # met on the way along an order


# filter -> its values -> which lines it keeps; `{day}` filters are told the day of the list
FILTERS: Mapping[str, Mapping[str, Q]] = {
    "kind": {"target": Q(is_target=True), "model": Q(is_model=True)},
    "owing": {"yes": Q(debts__gt=0), "no": Q(debts=0), "several": Q(creditors__gt=1)},
    "informal": {"yes": Q(informal_satang__gt=0)},
    "target": {"yes": Q(is_target=True)},
    "standing": {"open": Q(owed_satang__gt=0), "closed": Q(owed_satang=0)},
    "creditor_kind": {kind: Q(creditor_kind=kind) for kind in ("group", "formal", "informal")},
    "status": {word: Q(status=word) for word in ("normal", "legal", "restructured")},
}
# days overdue -> more than so many days before the last day of which a centre's register speaks
OVERDUE: Mapping[str, int] = {"any": 0, "quarter": 90, "year": 365}
COLUMN_FILTERS = {"fund_kind": "fund_kind", "group": "group_id", "outside": "outside_creditor_id"}


def household_lines(asked: Asked) -> QuerySet[HouseholdLine]:
    """The households asked for, in no order."""
    return _narrowed(HouseholdLine.objects.all(), asked)


def debt_lines(asked: Asked) -> QuerySet[DebtLine]:
    """The debts asked for, in no order."""
    return _narrowed(DebtLine.objects.all(), asked)


def page_of(
    lines: QuerySet[Line],
    order: Order,
    *,
    rows: int,
    after: int | None = None,
    before: int | None = None,
    total: Total | None = None,
    words: Words | None = None,
) -> Page[Line]:
    """A page of a list, from its beginning or from the line of a key on, in either direction.

    A key that is no longer among the lines gives the first page. `total` is what the list comes
    to, where `kept_total` knows it. Lines that hold `words` are counted as far as
    `MOST_COUNTED`: of more it is said that there is one more, and no sum.
    """
    found, owed = total or _total(lines, words)
    if found <= FEW:  # a rare match may stand anywhere in the order
        keys = list((words.rare if words else lines).values_list("pk", flat=True))
        lines = lines.model._default_manager.filter(pk__in=keys)
    elif words and owed is None:
        lines = words.common
    backward = before is not None
    start = _line_or_none(lines.model, before if backward else after)
    ordered = _ordered(lines, order, backward=backward)
    if start is not None:
        ordered = ordered.filter(_beyond(start, order, backward=backward))
    met = list(ordered.select_related("state")[: rows + 1])
    more, met = len(met) > rows, met[:rows]
    if backward:
        met.reverse()
    has_before = more if backward else start is not None
    has_after = start is not None if backward else more
    return Page(
        lines=tuple(met),
        found=found,
        owed_satang=owed,
        before=met[0].pk if met and has_before else None,
        after=met[-1].pk if met and has_after else None,
    )


def kept_total(asked: Asked, *, of_debts: bool) -> tuple[int, int] | None:
    """How many lines a whole register has and what they owe; None where it must be counted."""
    if asked.filters or asked.words.strip():
        return None
    return total_of(DebtLine if of_debts else HouseholdLine, asked.place, asked.as_of)


def by_words(asked: Asked, *, of_debts: bool) -> Words | None:
    """The lines that hold the words asked for, for `page_of`; None where no words are given."""
    if not asked.words.strip():
        return None
    model: type[HouseholdLine | DebtLine] = DebtLine if of_debts else HouseholdLine
    lines = model._default_manager.order_by()
    return Words(_narrowed(lines, asked, led_by_words), _narrowed(lines, asked, met_on_the_way))


def _total(lines: QuerySet[Line], words: Words | None) -> Total:
    if words is None:
        return _counted(lines)
    found, owed = _counted(words.rare.values("owed_satang")[: MOST_COUNTED + 1])
    return (found, owed) if found <= MOST_COUNTED else (found, None)


def _counted(lines: QuerySet[Any, Any]) -> tuple[int, int]:
    total = lines.aggregate(found=Count("*"), owed=Sum("owed_satang"))
    return total["found"], total["owed"] or 0


def keys_in_order(lines: QuerySet[Line], order: Order) -> list[int]:
    """The keys of every line of a list, in order: what the list is at one moment."""
    return list(_ordered(lines, order, backward=False).values_list("pk", flat=True))


def all_of(
    model: type[Line], keys: Sequence[int], *, at_a_time: int = FEW_AT_A_TIME
) -> Iterator[list[Any]]:
    """The lines of these keys, in the same order, a few in memory at a time.

    They have what a line has but its keys and words.
    Raises: ListChanged if one of them is no more: the list would not be what was asked for.
    """
    columns = [column.attname for column in model._meta.concrete_fields]
    read = [name for name in columns if name not in UNREAD]
    for start in range(0, len(keys), at_a_time):
        wanted = keys[start : start + at_a_time]
        lines = model._default_manager.filter(pk__in=list(wanted))
        found = {line.pk: line for line in lines.values_list("pk", *read, named=True)}
        if len(found) < len(wanted):
            raise ListChanged()
        yield [found[key] for key in wanted]


def alike(lines: QuerySet[Line], words: str) -> list[Line]:
    """Lines whose words are spelled like these, the most alike first; for when none holds them.

    Ensures: the same answer on every database for the lines that their letters suggest.
    """
    wanted = search_words(words)
    if not wanted:
        return []
    rate = best_likeness(wanted)
    near: list[tuple[float, bytes, int]] = []
    for suggested in candidates(lines, wanted):
        for key, text, name in suggested.values_list("pk", "search_text", "name_key"):
            how = rate(text)
            if how >= ALIKE:
                near.append((-how, bytes(name), key))
        if near:
            break
    nearest = [key for _how, _name, key in sorted(near)[:MOST_ALIKE]]
    found = lines.model._default_manager.select_related("state").in_bulk(nearest)
    return [found[key] for key in nearest if key in found]


def without_words(asked: Asked) -> Asked:
    """The same list without its words."""
    return Asked(asked.place, asked.as_of, asked.order, "", asked.filters)


def _narrowed(lines: QuerySet[Line], asked: Asked, how: ByWords = holding_words) -> QuerySet[Line]:
    """The lines asked for; `how` tells on which way those that hold its words are found."""
    lines = lines.filter(valid_from__lte=asked.as_of, valid_until__gt=asked.as_of)
    if isinstance(asked.place, Centre):
        lines = lines.filter(centre=asked.place)
    elif how is led_by_words:
        lines = lines.filter(beside_words(asked.place.code))
    else:
        lines = lines.filter(district_code=asked.place.code)
    for name, value in asked.filters.items():
        lines = lines.filter(_filter(name, value, asked))
    if not asked.words.strip():
        return lines
    words = search_words(asked.words)  # none where only signs were typed
    if not words:
        return lines.none()
    return how(lines, words)


def _filter(name: str, value: str, asked: Asked) -> Q:
    if name == "overdue":
        return _overdue(asked, timedelta(days=OVERDUE[value]))
    if name == "centre":
        return Q(centre=value)
    if name in COLUMN_FILTERS:
        return Q(**{COLUMN_FILTERS[name]: value})
    return FILTERS[name][value]


def _overdue(asked: Asked, more_than: timedelta) -> Q:
    """What is overdue for more than so long, reckoned to each centre's own day, as rows say it.

    What is overdue by the earliest of those days needs no look at its centre, and nothing that is
    not by the latest: databases read by index what lies before that one.
    """
    place, as_of = asked.place, asked.as_of
    centres = [place] if isinstance(place, Centre) else centres_in(place.code)
    of_day: defaultdict[date, list[str]] = defaultdict(list)
    for code, day in days_of_data(centres, as_of).items():
        of_day[day - more_than].append(code)
    if not of_day:
        return Q(overdue_from__lt=as_of - more_than)
    first, last = min(of_day), max(of_day)
    if first == last:
        return Q(overdue_from__lt=last)
    by_centre = Q(overdue_from__lt=first)
    for day, codes in of_day.items():
        by_centre |= Q(overdue_from__lt=day, centre__in=codes)
    return Q(overdue_from__lt=last) & by_centre


def _ordered(lines: QuerySet[Line], order: Order, *, backward: bool) -> QuerySet[Line]:
    key = KEYS[order]
    if (order in DOWNWARD) != backward:
        return lines.order_by(F(key).desc(), F("pk").desc())
    return lines.order_by(F(key).asc(), F("pk").asc())


def _beyond(line: HouseholdLine | DebtLine, order: Order, *, backward: bool) -> Q:
    """The lines that come after one in the order walked."""
    key = KEYS[order]
    value = getattr(line, key)
    value = bytes(value) if isinstance(value, memoryview) else value
    side = "lt" if (order in DOWNWARD) != backward else "gt"
    at_or_beyond: Any = {f"{key}__{side}e": value}
    return Q(**at_or_beyond) & (Q(**{f"{key}__{side}": value}) | Q(**{f"pk__{side}": line.pk}))


def _line_or_none(model: type[Line], key: int | None) -> Line | None:
    return None if key is None else model._default_manager.filter(pk=key).first()
