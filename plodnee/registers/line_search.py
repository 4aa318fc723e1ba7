"""The words of lines, found by trigrams: FTS5 on SQLite, pg_trgm on PostgreSQL.

PostgreSQL keeps its index by itself; on SQLite the words stand in a table of their own, which is
written here and nowhere else.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from math import log
from operator import or_
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Case, CharField, F, Func, Max, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import StrIndex
from django.db.models.lookups import Exact, GreaterThan

from plodnee.engine.likeness import GRAM, grams, spellings

# Any model with a `search_text`, whose migration makes the index or the table of its words.
AnyLine = type[models.Model]
MOST_CANDIDATES = 1_000
COMMON_GRAM = 4_000  # lines; what stands in more of them tells names apart no more
_known_common: set[tuple[str, int, str]] = set()  # runs of letters of tables on PostgreSQL
# Shares of letters in threes, for the index of PostgreSQL, and how many such lines are looked at:
# most letters, then some. Of a village that is all; a district has a third of its lines with some.
ALIKE_ENOUGH = (("0.6", MOST_CANDIDATES), ("0.3", 400))


def keep_words(model: AnyLine, lines: Iterable[Any]) -> None:
    """The words of these new lines made findable."""
    if connection.vendor == "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT OR REPLACE INTO {_table(model)} (rowid, words) VALUES (%s, %s)",  # noqa: S608
            [(line.pk, line.search_text) for line in lines],
        )


@contextmanager
def words_of_new_lines(model: AnyLine) -> Iterator[None]:
    """The words of lines that are entered meanwhile made findable; nobody knows their keys yet."""
    if connection.vendor == "postgresql":
        yield
        return
    last = model._default_manager.aggregate(last=Max("id"))["last"] or 0
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT OR REPLACE INTO {_table(model)} (rowid, words) "  # noqa: S608
            f"SELECT id, search_text FROM {model._meta.db_table} WHERE id > %s",
            [last],
        )


def forget_words(model: AnyLine, keys: Sequence[int]) -> None:
    """The words of these lines no longer findable."""
    if connection.vendor == "postgresql" or not keys:
        return
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {_table(model)} WHERE rowid IN ({marks})",  # noqa: S608
            list(keys),
        )


def holding(model: AnyLine, words: Iterable[str]) -> Q:
    """That a line holds every one of these folded words, wherever in its text."""
    words = list(words)
    if connection.vendor == "postgresql":
        return Q(*(_any(Q(search_text__contains=one) for one in spellings(word)) for word in words))
    found = Q()
    for word in words:
        if len(word) < GRAM:
            rows = f"SELECT rowid FROM {_table(model)} WHERE instr(words, %s)"  # noqa: S608
            found &= Q(id__in=RawSQL(rows, (word,)))  # noqa: S611
    if phrase := _phrases(words):
        rows = f"SELECT rowid FROM {_table(model)} WHERE words MATCH %s"  # noqa: S608
        found &= Q(id__in=RawSQL(rows, (phrase,)))  # noqa: S611
    return found


def holding_words(lines: QuerySet[Any], words: Iterable[str]) -> QuerySet[Any]:
    """Those of the lines that hold every one of these folded words, wherever in their text."""
    return lines.filter(holding(lines.model, words))


def led_by_words(lines: QuerySet[Any], words: Sequence[str]) -> QuerySet[Any]:
    """Those of the lines that hold every one of these folded words, read from where words lead.

    For counting: SQLite reads no more of the words' index than lines are asked for.
    """
    phrase = _phrases(words)
    if connection.vendor == "postgresql" or not phrase:
        return holding_words(lines, words)
    table, of = _table(lines.model), lines.model._meta.db_table
    lines = lines.extra(  # noqa: S610
        tables=[table],
        where=[f"{table}.rowid = {of}.id", f"{table}.words MATCH %s"],
        params=[phrase],
    )
    return holding_words(lines, [word for word in words if len(word) < GRAM])


def met_on_the_way(lines: QuerySet[Any], words: Iterable[str]) -> QuerySet[Any]:
    """Those of the lines that hold every one of these folded words, each read as it is met.

    For pages of words that stand in very many lines: some of them are met soon.
    """
    if connection.vendor == "postgresql":
        return holding_words(lines, words)
    for word in words:
        there = (StrIndex("search_text", Value(one)) for one in spellings(word))
        lines = lines.filter(_any(Q(GreaterThan(place, 0)) for place in there))
    return lines


def beside_words(code: str) -> Any:
    """That a line is of a district, asked of lines that its words have found.

    SQLite would walk the index of the whole district and ask of each line whether its words hold
    what is searched for; as an expression the district is looked at where the words lead.
    """
    if connection.vendor == "postgresql":
        return Q(district_code=code)
    district = Func(F("district_code"), template="+%(expressions)s", output_field=CharField())
    return Exact(district, code)


def candidates(lines: QuerySet[Any], words: Sequence[str]) -> Iterator[QuerySet[Any]]:
    """Those of the lines that share most of the rarer letters of these words.

    On PostgreSQL then, for when none of them is near, those that share many letters of any kind.
    """
    if connection.vendor == "postgresql":
        yield lines.filter(pk__in=_alike_on_postgresql(lines, words))
        text = " ".join(_held_by_none(lines, words))
        for share, most in ALIKE_ENOUGH:
            yield lines.filter(pk__in=_like_text_on_postgresql(lines, text, share, most))
    else:
        yield lines.filter(pk__in=_alike_on_sqlite(lines.model, words))


def _alike_on_postgresql(lines: QuerySet[Any], words: Sequence[str]) -> list[int]:
    """As FTS5 finds them: whatever holds one of the rarer runs of letters, the rarest first."""
    counted = _counted_on_postgresql(lines.model, words)
    if not counted:
        return []
    held = Q()
    weight: Any = Value(0)
    for gram, count in counted.items():
        holds = Q(search_text__contains=gram)
        held |= holds
        rarity = round(1_000 * log(2 * COMMON_GRAM / count))
        weight = weight + Case(When(holds, then=Value(rarity)), default=Value(0))
    ranked = lines.filter(held).annotate(rarity=weight).order_by("-rarity", "pk")
    return list(ranked.values_list("pk", flat=True)[:MOST_CANDIDATES])


def _counted_on_postgresql(model: AnyLine, words: Sequence[str]) -> dict[str, int]:
    """In how many lines each run of letters stands that stands in some and not in too many.

    What was once found to be common stays so, and is not counted again.
    """
    found = {}
    for gram in dict.fromkeys(gram for word in words for gram in grams(word)):
        key = (model._meta.db_table, COMMON_GRAM, gram)
        if key in _known_common:
            continue
        holding = model._default_manager.order_by().filter(search_text__contains=gram)
        count = holding[: COMMON_GRAM + 1].count()
        if count > COMMON_GRAM:
            _known_common.add(key)
        elif count:
            found[gram] = count
    return found


def _held_by_none(lines: QuerySet[Any], words: Sequence[str]) -> Sequence[str]:
    """The words that no line holds: they are misspelt, while a village's surname tells nothing."""
    if len(words) == 1:
        return words
    none = [word for word in words if not holding_words(lines, [word]).exists()]
    return none or words


def _like_text_on_postgresql(lines: QuerySet[Any], text: str, share: str, most: int) -> list[int]:
    """Found by the index alone: PostgreSQL would rather read lines until there are enough."""
    alike = lines.order_by().extra(where=["search_text %%> %s"], params=[text])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true), "
            "set_config('enable_seqscan', 'off', true)",
            [share],
        )
        found = list(alike.values_list("pk", flat=True)[:most])
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")
        return found


def _alike_on_sqlite(model: AnyLine, words: Sequence[str]) -> list[int]:
    telling = _telling_grams(model, words)
    if not telling:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {_table(model)} WHERE words MATCH %s "  # noqa: S608
            "ORDER BY rank LIMIT %s",
            [" OR ".join(map(_quoted, telling)), MOST_CANDIDATES],
        )
        return [key for (key,) in cursor.fetchall()]


def _telling_grams(model: AnyLine, words: Sequence[str]) -> list[str]:
    """The letters of the words that do not stand in too many lines."""
    wanted = list(dict.fromkeys(gram for word in words for gram in grams(word)))
    marks = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT term FROM {model._meta.db_table}_grams "  # noqa: S608
            f"WHERE term IN ({marks}) AND doc <= %s",
            [*wanted, COMMON_GRAM],
        )
        return [term for (term,) in cursor.fetchall()]


def _table(model: AnyLine) -> str:
    return f"{model._meta.db_table}_search"


def _phrases(words: Iterable[str]) -> str:
    """Every word that is long enough for the index, for its MATCH; empty where none is."""
    return " AND ".join(_phrase(word) for word in words if len(word) >= GRAM)


def _phrase(word: str) -> str:
    return f"({' OR '.join(map(_quoted, spellings(word)))})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _any(ways: Iterable[Q]) -> Q:
    return reduce(or_, ways)
