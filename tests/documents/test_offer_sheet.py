"""The sheet of choices offered to a household: one page, plain, and true to the pinned lines."""

from dataclasses import replace

import pytest
from build import TODAY, a_household
from lending_village import a_village, several_debts
from reading_back import composed, pages, pdf_text, right_of_text_mm

from plodnee.casework.plan.analysis import analyse
from plodnee.casework.plan.menus import menu_by_rules
from plodnee.casework.workspace.settings import problem_under, usual_settings
from plodnee.documents.builders.offer_sheet import OfferSheet
from plodnee.documents.facts import pack_facts
from plodnee.documents.facts.offer import offer_facts
from plodnee.registers.book import PersonName

PAPER_MM, MARGIN_MM = 210, 11
HEAD = PersonName("นาง", "<b>ตัวหนา</b> & นามสกุลยาวมากมายเหลือเกินจริง ๆ")


def an_offer(book, changes, language="th"):
    analysis = analyse(book, as_of=TODAY, horizon_months=60)
    problem = analysis.households[0].problem
    pinned = []
    for change in changes:
        settings = replace(usual_settings(problem), **change)
        under = problem_under(problem, settings)
        pinned.append((under, menu_by_rules(under, analysis.rules).options[0], settings))
    return offer_facts(pack_facts(analysis, language=language), 0, pinned), pinned


CHANGES = (
    {},
    {"rate_bp": 900},
    {"income_satang": 150_000, "income_from_month": 4},
    {"reserve_satang": 500_000},
)


@pytest.mark.parametrize("lines", [1, 2, 3, 4])
@pytest.mark.parametrize("language", ["th", "en"])
def test_the_sheet_is_one_page_for_any_menu(lines, language):
    book = a_village(
        debts=(*several_debts(), *several_debts(first_row=20, baht=7_000)),
        households=(a_household(head=HEAD),),
    )
    offer, _ = an_offer(book, CHANGES[:lines], language)
    assert pages(OfferSheet(offer).build()) == 1


def test_all_twelve_months_stand_on_the_paper():
    """At the largest letters too, with satang in every month."""
    debt = replace(several_debts()[0], due_on=TODAY.replace(year=TODAY.year + 3))
    offer, _ = an_offer(a_village(debts=(debt,)), ({"patterns": ("monthly",)},))
    sheet = OfferSheet(offer).build()
    assert right_of_text_mm(sheet) <= PAPER_MM - MARGIN_MM
    text = pdf_text(sheet)
    for month in range(1, 13):
        assert composed(offer_month(offer, month)) in text


def offer_month(offer, month):
    from plodnee.documents.builders.plan_sheet.subject import subject_of

    subject = subject_of(offer.pack, offer.index)
    return subject.voice.short_month(subject.day(month))


def test_it_tells_each_line_s_figures_and_what_must_come_true():
    offer, pinned = an_offer(a_village(), CHANGES)
    text = pdf_text(OfferSheet(offer).build())
    for words in (
        "ใบเสนอทางเลือกจัดการหนี้",
        "ทางที่ ๑",
        "ทางที่ ๔",
        "ต้องมีรายได้เสริมเดือนละ ๑,๕๐๐ บาท ตั้งแต่เดือนกรกฎาคม ๒๕๖๒",
        "คิดเงินสำรองไว้ ๕,๐๐๐ บาท",
        "รวมเข้าสัญญาเดียว",
        "ไม่เลือกทางใด",
        "ข้อมูลสมมติ",
    ):
        assert composed(words) in text
    voiced = offer_lines_in_words(pinned)
    assert all(composed(words) in text for words in voiced)


def offer_lines_in_words(pinned):
    from plodnee.documents.builders.voice import Voice

    return [Voice("th").baht(option.figures.largest_month_paid) for _, option, _ in pinned]


def test_lines_of_one_goal_are_told_apart_by_number_alone():
    offer, _ = an_offer(a_village(), CHANGES[:2])
    assert composed("ดอกเบี้ยรวมน้อยที่สุด") not in pdf_text(OfferSheet(offer).build())
    offer, _ = an_offer(a_village(), CHANGES[:1])
    assert composed("ทางที่ ๑ ดอกเบี้ยรวมน้อยที่สุด") in pdf_text(OfferSheet(offer).build())


def test_markup_in_a_name_is_text_and_ids_are_masked():
    offer, _ = an_offer(a_village(households=(a_household(head=HEAD),)), CHANGES[:1])
    text = pdf_text(OfferSheet(offer).build())
    assert composed("<b>ตัวหนา</b> &") in text
    assert composed("9-xxxx-xxxxx") in text


def test_an_offer_without_a_line_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="needs a line"):
        an_offer(a_village(), ())
