"""Paper says why a line is offered, why others lost, and what becomes of guarantees."""

from dataclasses import replace

import pytest
from build import TODAY
from lending_village import a_village, several_debts
from reading_back import composed, pages, pdf_text
from test_offer_sheet import an_offer

from plodnee.casework.plan.analysis import analyse
from plodnee.documents.builders.offer_sheet import OfferSheet
from plodnee.documents.builders.plan_sheet.sheet import PlanSheets
from plodnee.documents.builders.reason_words import on_paper, why_others_lost
from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts import pack_facts


def guaranteed():
    return tuple(replace(one, guarantors="นายค้ำ สมมุติ") for one in several_debts())


def analysed(debts):
    return analyse(a_village(debts=debts), as_of=TODAY, horizon_months=60)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("th", "เหตุผล: ดอกเบี้ยรวมน้อยที่สุด"),
        ("en", "Why: Least interest"),
    ],
)
def test_an_offered_line_says_why_it_is_on_the_menu(language, words):
    offer, _ = an_offer(a_village(), [{}], language)
    text = pdf_text(OfferSheet(offer).build())
    assert composed(words) in text


def test_the_plan_sheet_says_why_each_other_goal_s_line_was_not_chosen():
    analysis = analysed(several_debts())
    household = analysis.households[0]
    lost = why_others_lost(on_paper(Voice("th")), household.menu, household.chosen)
    assert lost
    sheet = PlanSheets(pack_facts(analysis, language="th")).build(0)
    text = pdf_text(sheet)
    assert all(composed(f"ไม่เลือกทาง{name}") in text for name, _told in lost)
    assert pages(sheet) == 1


def test_what_becomes_of_each_guarantee_is_told_debt_by_debt():
    analysis = analysed(guaranteed())
    household = analysis.households[0]
    teller = on_paper(Voice("th"))
    for option in household.menu.options:
        told = teller.guarantees(household, option)
        assert told
        assert sum(_debts_in(line) for line in told) == len(household.debts)
        joins = any(choice.action == "consolidate" for choice in option.choices)
        assert any("๖๙๘" in line for line in told) is joins
        longer = any(choice.extension or choice.grace for choice in option.choices)
        assert any("๗๐๐" in line for line in told) <= longer


def _debts_in(line):
    """The number of debts that a line about guarantees speaks of."""
    return int(line.removeprefix("ผู้ค้ำประกัน ").split(" ")[0])


def test_a_sheet_of_guaranteed_debts_says_what_becomes_of_them():
    text = pdf_text(PlanSheets(pack_facts(analysed(guaranteed()), language="th")).build(0))
    assert composed("ผู้ค้ำประกัน") in text


def test_debts_without_a_guarantor_say_nothing_of_guarantees():
    household = analysed(several_debts()).households[0]
    assert on_paper(Voice("th")).guarantees(household, household.chosen) == []
