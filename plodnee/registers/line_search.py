"""The words of lines, found by trigrams: FTS5 on SQLite, pg_trgm on PostgreSQL.

PostgreSQL keeps its index by itself; on SQLite the words stand in a table of their own, which is
written here and nowhere else.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models, transaction
from django.db.models import CharField, F, Func, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import StrIndex
from django.db.models.lookups import Exact, GreaterThan

from plodnee.engine.likeness import GRAM, grams

# Any model with a `search_text`, whose migration makes the index or the table of its words.
AnyLine = type[models.Model]
MOST_CANDIDATES = 1_000
COMMON_GRAM = 4_000  # lines; what stands in more of them tells names apart no more
ALIKE_ENOUGH = "0.3"  # share of letters in threes, for the index of PostgreSQL


def keep_words(model: AnyLine, lines: Iterable[Any]) -> None:
    """The words of these new lines made findable."""
    if connection.vendor == "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT OR REPLACE INTO {_table(model)} (rowid, words) VALUES (%s, %s)",  # noqa: S608
            [(line.pk, line.search_text) for line in lines],
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
        return Q(*(Q(search_text__contains=word) for word in words))
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
        lines = lines.filter(GreaterThan(StrIndex("search_text", Value(word)), 0))
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


def candidates(lines: QuerySet[Any], words: Sequence[str]) -> QuerySet[Any]:
    """Those of the lines that share most of the rarer letters of these words."""
    if connection.vendor == "postgresql":
        keys = _alike_on_postgresql(lines, " ".join(words))
    else:
        keys = _alike_on_sqlite(lines.model, words)
    return lines.filter(pk__in=keys)


def _alike_on_postgresql(lines: QuerySet[Any], text: str) -> list[int]:
    alike = lines.order_by().extra(where=["search_text %%> %s"], params=[text])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [ALIKE_ENOUGH]
        )
        return list(alike.values_list("pk", flat=True)[:MOST_CANDIDATES])


def _alike_on_sqlite(model: AnyLine, words: Sequence[str]) -> list[int]:
    telling = _telling_grams(model, words)
    if not telling:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {_table(model)} WHERE words MATCH %s "  # noqa: S608
            "ORDER BY rank LIMIT %s",
            [" OR ".join(map(_phrase, telling)), MOST_CANDIDATES],
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
    return '"' + word.replace('"', '""') + '"'
