"""What the docs say about the code is compared with the code."""

from datetime import date

import pytest
from django.apps import apps
from tree import ROOT, layer_depth

from plodnee import policy
from tools.make_reference import PAGES, refusals

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
OURS = set(layer_depth())


def test_every_refusal_has_its_own_code_and_speaks_both_languages():
    found = refusals()
    codes = [refusal.code for refusal in found]
    assert len(codes) == len(set(codes))
    assert all(refusal.message_th and refusal.message_en for refusal in found)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_generated_page_says_what_the_code_says(name):
    page = ROOT / "docs" / "reference" / name
    assert page.read_text("utf-8") == PAGES[name](), "run `make docs`"


def test_every_model_stands_in_the_glossary():
    missing = [
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in OURS and f"`{model.__name__}`" not in GLOSSARY
    ]
    assert missing == []


@pytest.mark.parametrize("family", policy.families())
def test_every_version_of_a_policy_names_its_source_and_holds_values(family):
    for version in policy.versions(family):
        assert version.source
        assert version.values


def test_a_policy_before_its_first_version_is_an_error():
    with pytest.raises(ValueError, match="before the first rules"):
        policy.in_force("classification", date(1900, 1, 1))
