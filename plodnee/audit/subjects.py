"""How a table speaks of persons: told by the model itself, so that no table is forgotten.

A model with a path to a person or a household names a `subject_rule`; a test finds those without.
A model with sealed columns names in `sealed_places` the place that each is bound to.
A model whose rows are files made of a whole centre, with everybody in them, sets `names_everybody`:
it has a `centre`, the moment `made_at` and the file's `content`, and its rows go whole.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Q

from plodnee.audit.sealing import seal, unseal

Place = Callable[[Any], str]
Rule = TypeVar("Rule")


@dataclass(frozen=True, slots=True)
class SubjectRule:
    """Where the rows of a table that speak of somebody are found, and what becomes of them.

    `person` and `household` are paths of lookup to their keys; a row found by `person` speaks of
    that person, one found by `household` of all who live there; a row about two has a second path.
    `of_debts` are columns that tell of every debt of the household, whoever borrowed it.
    `erased` says what a personal column holds after an erasure; where `dropped`, the row itself
    goes. Words that are `shared` belong to all who live there and stay until the last of them is
    erased.
    """

    person: str = ""
    household: str = ""
    second_person: str = ""
    second_household: str = ""
    erased: Mapping[str, str | bytes] = field(default_factory=dict)
    of_debts: frozenset[str] = frozenset()
    dropped: bool = False
    shared: bool = False
    is_exported: bool = True  # a key is nobody's data, and what is derived says nothing new

    def about_persons(self, keys: Iterable[Any]) -> Q:
        """The rows that speak of one of these persons alone."""
        return _by_paths((self.person, self.second_person), list(keys))

    def about_households(self, keys: Iterable[Any]) -> Q:
        """The rows that speak of all who live in one of these households."""
        return _by_paths((self.household, self.second_household), list(keys))


@dataclass(frozen=True, slots=True)
class CreditorRule:
    """Where a table above the registers keeps the name of a private lender, found by their keys.

    The table has a `centre`; `text` is what its `column` says of a `{name}`; `owed` are those of
    the rows by which something is still to be paid to the lender.
    """

    rows: Callable[[Iterable[int]], Q]
    column: str
    text: str
    owed: Q


@dataclass(frozen=True, slots=True)
class LenderMentions:
    """Where a table above the registers tells of private lenders by name, in words or plain facts.

    `centre` and `household` are paths of lookup to their keys; without the latter a row tells of
    the whole centre. `columns` hold a text, or facts with texts in them.
    """

    centre: str
    columns: tuple[str, ...]
    household: str = ""

    def about(self, centre_code: str, households: Iterable[Any]) -> Q:
        """The rows that may tell of lenders of a centre to whom these households owed."""
        homes = Q(**{f"{self.household}__in": list(households)}) if self.household else Q()
        return Q(**{self.centre: centre_code}) & homes


@dataclass(frozen=True, slots=True)
class NameMentions:
    """Where a table above the registers names persons by the words of a register, without a key.

    `centre` is a path of lookup to its key; `columns` hold a name, some of them sealed.
    """

    centre: str
    columns: tuple[str, ...]


def models_with(name: str, kind: type[Rule]) -> list[tuple[type[models.Model], Rule]]:
    """Every model that says a rule of that kind under a name, with the rule, by its label."""
    found = [
        (model, rule)
        for model in apps.get_models()
        if isinstance(rule := getattr(model, name, None), kind)
    ]
    return sorted(found, key=lambda pair: pair[0]._meta.label)


def models_mentioning_lenders() -> list[tuple[type[models.Model], LenderMentions]]:
    """Every model whose words or facts tell of private lenders by name, by its label."""
    return models_with("lender_mentions", LenderMentions)


def models_mentioning_names() -> list[tuple[type[models.Model], NameMentions]]:
    """Every model that names persons by a register's words, by its label."""
    return models_with("name_mentions", NameMentions)


def models_naming_lenders() -> list[tuple[type[models.Model], CreditorRule]]:
    """Every model that keeps names of private lenders, by its label."""
    return models_with("creditor_rule", CreditorRule)


def _by_paths(paths: Iterable[str], keys: list[Any]) -> Q:
    found = Q(pk__in=[])
    for path in filter(None, paths):
        found |= Q(**{f"{path}__in": keys})
    return found


def models_about_subjects() -> list[tuple[type[models.Model], SubjectRule]]:
    """Every model that says how it speaks of persons, by its label."""
    return models_with("subject_rule", SubjectRule)


def models_naming_everybody() -> list[type[models.Model]]:
    """Every model whose rows name all persons of their centre, by its label."""
    found = [model for model in apps.get_models() if getattr(model, "names_everybody", False)]
    return sorted(found, key=lambda model: model._meta.label)


def sealed_places(model: type[models.Model]) -> Mapping[str, Place]:
    """The sealed columns of a model with the place that each value is bound to."""
    places: Mapping[str, Place] = getattr(model, "sealed_places", {})
    return places


def seal_column(row: models.Model, column: str, text: str) -> None:
    """Put a text into a sealed column of a row, bound to its place; an empty text stays empty."""
    place = sealed_places(type(row))[column](row)
    setattr(row, column, seal(text, place=place) if text else "")


def open_column(row: models.Model, column: str) -> str:
    """The text of a sealed column; empty where nothing is sealed, or it was erased."""
    sealed = getattr(row, column)
    return unseal(sealed, place=sealed_places(type(row))[column](row)) if sealed else ""
