"""No table that speaks of somebody is forgotten, and no sealed column is left behind."""

import pytest
from django.apps import apps
from django.db import models

from plodnee.audit.subjects import (
    SubjectRule,
    models_about_subjects,
    models_mentioning_lenders,
    models_mentioning_names,
    models_naming_everybody,
    sealed_places,
)
from plodnee.privacy.rotation import rotated_columns
from plodnee.registers.models import Household, Person

SUBJECTS = {Person, Household}
OURS = "plodnee."
# Its value is under a key of the person's own, which is what is sealed again.
SEALED_UNDER_AN_OWN_KEY = {("registers.NationalId", "sealed")}
# History that never changes keeps the key it was sealed under.
SEALED_FOR_GOOD = {("audit.AccessEvent", "sealed_reason")}


def our_models():
    return [model for model in apps.get_models() if model.__module__.startswith(OURS)]


def leads_to_a_subject(model, seen=frozenset()):
    """Whether foreign keys, one after the other, lead from a table to a person or a household."""
    if model in SUBJECTS:
        return True
    targets = {
        field.related_model
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model not in {model, *seen}
    }
    return any(leads_to_a_subject(target, seen | {model}) for target in targets)


def test_every_table_with_a_path_to_a_person_says_how_it_speaks_of_one():
    missing = [
        model._meta.label
        for model in our_models()
        if leads_to_a_subject(model) and not isinstance(model_rule(model), SubjectRule)
    ]
    assert missing == [], "name a `subject_rule` (plodnee/audit/subjects.py)"


def model_rule(model):
    return getattr(model, "subject_rule", None)


def test_every_rule_leads_where_it_says():
    for model, rule in models_about_subjects():
        assert rule.person or rule.household, model._meta.label
        for path in filter(None, (rule.person, rule.household)):
            model._default_manager.filter(**{path: None}).query  # noqa: B018  # an unknown path is an error
        assert set(rule.erased) <= {field.name for field in model._meta.concrete_fields}


def test_what_an_erasure_empties_history_lets_be_emptied():
    for model, rule in models_about_subjects():
        if getattr(model, "is_history", False):
            assert set(rule.erased) <= getattr(model, "erasable_columns", frozenset())
            assert not rule.dropped


@pytest.mark.django_db
def test_what_tells_of_lenders_by_name_can_be_found_and_lets_the_name_go():
    found = models_mentioning_lenders()
    assert [model._meta.label for model, _ in found] == [
        "casework.HouseholdPlan",
        "casework.PlanRun",
    ]
    for model, mentions in found:
        assert not model._default_manager.filter(mentions.about("", [])).exists()
        assert set(mentions.columns) <= model.erasable_columns


def test_what_names_everybody_of_a_centre_can_be_found_by_it_and_dropped():
    assert [model._meta.label for model in models_naming_everybody()] == ["documents.Pack"]
    for model in models_naming_everybody():
        names = {field.name for field in model._meta.concrete_fields}
        assert {"centre", "made_at", "content"} <= names
        assert not getattr(model, "is_history", False)


def test_every_sealed_column_names_its_place_and_is_sealed_again_when_keys_change():
    sealed = {
        (model._meta.label, field.name)
        for model in our_models()
        for field in model._meta.concrete_fields
        if field.name.startswith("sealed")
    }
    with_place = {
        (model._meta.label, column) for model in our_models() for column in sealed_places(model)
    }
    assert sealed - SEALED_UNDER_AN_OWN_KEY - SEALED_FOR_GOOD == with_place
    assert {(model._meta.label, column) for model, column in rotated_columns()} == with_place


@pytest.mark.django_db
def test_what_names_persons_of_other_households_can_be_found_and_lets_the_name_go():
    found = models_mentioning_names()
    assert [model._meta.label for model, _ in found] == [
        "casework.ContactName",
        "casework.GuarantorNotice",
        "casework.GuarantorReply",
        "casework.SpouseReply",
    ]
    for model, mentions in found:
        assert not model._default_manager.filter(**{mentions.centre: ""}).exists()
        assert set(mentions.columns) <= model.erasable_columns
