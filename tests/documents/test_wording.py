"""The sentences of documents: complete in both languages, and each of them used."""

import ast
import re
import string
import tomllib
from datetime import date
from pathlib import Path

import pytest

import plodnee.documents
from plodnee.documents.builders.names import (
    CLASS_ORDER,
    class_rule,
    fund_name,
    goal_name,
    pattern_name,
)
from plodnee.documents.builders.proposal_words import rate_words
from plodnee.documents.builders.voice import Voice
from plodnee.documents.builders.wording import Wording
from plodnee.engine.classification import Criteria

PACKAGE = Path(plodnee.documents.__file__).parent
CATALOGUES = {
    "deck": "builders/deck",
    "plan_sheet": "builders/plan_sheet",
    "offer_sheet": "builders/offer_sheet",
}
THAI, ENGLISH = Voice("th"), Voice("en")


def catalogue(name):
    return tomllib.loads((PACKAGE / "templates" / f"{name}.toml").read_text("utf-8"))


def sentences(name):
    return {
        f"{section}.{key}": sentence
        for section, keys in catalogue(name).items()
        for key, sentence in keys.items()
    }


def blanks(sentence):
    return {field for _, field, _, _ in string.Formatter().parse(sentence) if field is not None}


@pytest.mark.parametrize("name", CATALOGUES)
def test_each_sentence_stands_in_both_languages_with_the_same_blanks(name):
    for key, sentence in sentences(name).items():
        assert set(sentence) == {"th", "en"}, key
        assert blanks(sentence["th"]) - blanks(sentence["en"]) == set() or key == "change.described"
        assert blanks(sentence["en"]) - blanks(sentence["th"]) == set(), key
        assert len(sentence["th"].split("\n")) == len(sentence["en"].split("\n")), key


@pytest.mark.parametrize(("name", "folder"), CATALOGUES.items())
def test_each_sentence_is_used_and_none_is_missing(name, folder):
    """Keys stand in the code whole, or as a section and names beside one another."""
    words = set()
    for path in (*(PACKAGE / folder).glob("*.py"), PACKAGE / "facts" / "figures.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words |= set(re.findall(r"[a-z_]+(?:\.[a-z_]+)?(?!\w)", node.value))
    known = sentences(name)
    files = {f"{name}.{ending}" for ending in ("pptx", "html", "css")}
    dotted = {word for word in words if "." in word} - files
    asked = {word for word in dotted if word.split(".")[0] in catalogue(name)}
    assert asked <= set(known)
    parts = {word for word in words if "." not in word}
    unused = {
        key for key in known
        if key not in asked and not _composed(key, parts)
    }  # fmt: skip
    assert unused == set()


def _composed(key, parts):
    section, _, name = key.partition(".")
    return section in parts and (name in parts or name.removesuffix("_done") in parts)


def test_a_sentence_writes_numbers_in_its_language_and_text_as_it_is_given():
    assert Wording(THAI, "deck")("groups.more", count=1234) == "กลุ่มอื่นอีก ๑,๒๓๔ กลุ่ม"
    assert Wording(ENGLISH, "deck")("groups.more", count=1234) == "1,234 more groups"
    assert Wording(THAI, "deck")("cover.title", name="บ้าน 5 {x}") == "ผลการดำเนินงานบ้าน 5 {x}"


def test_a_sentence_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        Wording(THAI, "deck")("cover.nothing")


def test_each_document_s_columns_have_a_header_in_both_languages():
    for name, layout in catalogue("registers").items():
        keys = [column["key"] for column in layout["columns"]]
        assert len(keys) == len(set(keys)), name
        for column in layout["columns"]:
            assert {"th", "en", "width"} <= set(column), name
            assert all(column[lang] for lang in ("th", "en")) or column["key"].startswith("by_")


def test_amounts_and_days_are_written_in_the_language_s_digits_and_era():
    day = date(2019, 3, 16)
    assert (THAI.baht(123_456), THAI.baht(12_300)) == ("๑,๒๓๔.๕๖", "๑๒๓")
    assert (ENGLISH.baht(123_456), ENGLISH.whole_baht(-150)) == ("1,234.56", "-1")
    assert (THAI.day(day), ENGLISH.day(day)) == ("๑๖ มีนาคม ๒๕๖๒", "16 March 2019")
    assert (THAI.short_month(day), ENGLISH.short_month(day)) == ("มี.ค. ๒๕๖๒", "Mar 2019")
    assert (THAI.year(2019), ENGLISH.year(2019)) == ("๒๕๖๒", "2019")


def test_a_rate_is_told_by_the_year_and_by_the_month():
    assert rate_words(THAI, 1200) == "ร้อยละ ๑๒ ต่อปี (เดือนละ ๑)"
    assert rate_words(THAI, 700) == "ร้อยละ ๗ ต่อปี (เดือนละ ราว ๐.๕๘)"
    assert rate_words(ENGLISH, 750) == "7.5% a year (about 0.63% a month)"
    assert rate_words(ENGLISH, 725) == "7.25% a year (about 0.6% a month)"
    assert rate_words(THAI, 0) == "ไม่มีดอกเบี้ย"


def test_each_class_s_rule_follows_the_committee_s_days():
    own = Criteria(watch_days=8, overdue_days=61, default_days=181)
    rules = [class_rule(ENGLISH, debtor_class, own) for debtor_class in CLASS_ORDER]
    assert rules[:4] == [
        "fewer than 8 days overdue", "8–60 days overdue", "61–180 days overdue", "181 days or more",
    ]  # fmt: skip
    assert class_rule(THAI, "A", Criteria(1, 91, 366)) == "ไม่ค้างชำระ"


def test_names_of_funds_goals_and_patterns_are_the_field_s():
    assert fund_name(THAI, "KKJ_POVERTY_FUND") == "โครงการ กข.คจ."
    assert goal_name(ENGLISH, "least_interest") == "Least interest"
    assert pattern_name(THAI, "after_harvest") == "หลังเก็บเกี่ยว"
    assert pattern_name(THAI, "ทุกวันพระ") == "ทุกวันพระ"
