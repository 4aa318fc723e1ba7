"""A workbook of another layout waits for its plan, becomes an import, is dropped once decided."""

from dataclasses import replace
from datetime import date

import pytest
from build import TODAY, a_book, a_book_of, an_import, an_officer
from foreign_making import FUND_ROWS, sheets, usual_plan, workbook

from plodnee.audit.models import AuditEvent
from plodnee.organization.errors import NotAllowed
from plodnee.organization.models import Centre
from plodnee.registers.book import MemberGroup
from plodnee.registers.errors import LayoutIncomplete, LayoutNotOpen, RegisterRefused
from plodnee.registers.layouts import (
    arrange_workbook,
    give_up_workbook,
    receive_workbook,
    remembered_plan,
    say_parts,
    taken_before,
)
from plodnee.registers.models import ImportBatch, RememberedLayout
from plodnee.registers.selectors import register_book
from plodnee.registers.services import confirm_import, discard_import, take_correction

pytestmark = pytest.mark.django_db
BAD = [(1, "นายสมมติ ใจดี", "12/3", 5, None, 20000, "หมื่นห้า", None), FUND_ROWS[1]]


@pytest.fixture
def officer():
    return an_officer("centre_committee", "31011805")


@pytest.fixture
def content():
    return workbook(sheets())


def received(content, officer):
    return receive_workbook(content, actor=officer, on=TODAY, filename="debts.xlsx")


def arranged(waiting, content, officer, *, plan=None, remember=False):
    plan = plan or usual_plan(content)
    return arrange_workbook(waiting, plan, actor=officer, on=TODAY, remember=remember)


def test_what_was_sent_is_sealed_and_stored_nowhere_else(content, officer):
    waiting = received(content, officer)
    assert waiting.office_code == "31011805"
    assert "ใจดี" not in waiting.sealed_content + str(waiting.outline)
    assert not ImportBatch.objects.exists()


def test_a_plan_makes_a_preview_and_confirming_it_drops_the_file(content, officer):
    waiting = received(content, officer)
    batch = arranged(waiting, content, officer)
    assert (batch.status, batch.counts["debts"]) == ("preview", 4)
    waiting.refresh_from_db()
    assert waiting.sealed_content
    confirm_import(batch, actor=officer, on=TODAY)
    waiting.refresh_from_db()
    assert (waiting.sealed_content, waiting.decided_on) == ("", TODAY)
    assert batch.centre_code == "31011805"


def test_columns_can_be_said_anew_until_the_import_is_decided(content, officer):
    waiting = received(content, officer)
    first = arranged(waiting, content, officer)
    plan = usual_plan(content)
    fund = replace(plan.sheets[0], constants={"rate_bp": "9", "rate_unit": "ต่อปี"})
    anew = arranged(waiting, content, officer, plan=replace(plan, sheets=(fund, plan.sheets[1])))
    first.refresh_from_db()
    assert (first.status, anew.status) == ("discarded", "preview")
    confirm_import(anew, actor=officer, on=TODAY)
    with pytest.raises(LayoutNotOpen):
        arranged(waiting, content, officer)


def test_the_same_file_received_twice_ends_as_one_preview(content, officer):
    first = arranged(received(content, officer), content, officer)
    second = arranged(received(content, officer), content, officer)
    first.refresh_from_db()
    assert (first.status, second.status) == ("discarded", "preview")


def test_a_file_that_was_confirmed_before_changes_nothing(content, officer):
    batch = arranged(received(content, officer), content, officer)
    assert taken_before(content, actor=officer, on=TODAY) is None
    confirm_import(batch, actor=officer, on=TODAY)
    assert taken_before(content, actor=officer, on=TODAY) == batch
    stranger = an_officer("centre_committee", "31011806")
    assert taken_before(content, actor=stranger, on=TODAY) is None
    again = received(content, officer)
    assert arranged(again, content, officer) == batch
    again.refresh_from_db()
    assert again.decided_on == TODAY


def test_giving_up_drops_the_file_and_its_preview_once(content, officer):
    waiting = received(content, officer)
    batch = arranged(waiting, content, officer)
    for _ in range(2):
        give_up_workbook(waiting, actor=officer, on=TODAY)
    waiting.refresh_from_db()
    batch.refresh_from_db()
    assert (waiting.sealed_content, batch.status) == ("", "discarded")
    assert AuditEvent.objects.filter(action="registers.layout_given_up").count() == 1
    with pytest.raises(LayoutNotOpen):
        say_parts(waiting, {"x": "fund"}, actor=officer, on=TODAY)


def test_a_layout_is_remembered_by_the_office_and_by_no_other(content, officer):
    arranged(received(content, officer), content, officer, remember=True)
    grown = workbook(sheets(fund=[*FUND_ROWS, (3, "นายใหม่ มา", "7", 5, None, 1, 1, None)]))
    assert remembered_plan(received(grown, officer)) == usual_plan(content)
    other = an_officer("centre_committee", "31011806")
    assert remembered_plan(received(grown, other)) is None
    assert RememberedLayout.objects.count() == 1


def test_an_incomplete_plan_names_the_sheet_and_the_column(content, officer):
    plan = replace(usual_plan(content), centre={})
    with pytest.raises(LayoutIncomplete) as refused:
        arranged(received(content, officer), content, officer, plan=plan)
    assert (refused.value.details["sheet"], refused.value.details["column"]) == ("ศูนย์", "ชื่อศูนย์")


def test_who_may_not_import_there_may_not_arrange_nor_give_up(content, officer):
    waiting, stranger = received(content, officer), an_officer("centre_committee", "31011806")
    with pytest.raises(NotAllowed):
        arranged(waiting, content, stranger)
    with pytest.raises(NotAllowed):
        give_up_workbook(waiting, actor=stranger, on=TODAY)
    with pytest.raises(NotAllowed):
        say_parts(waiting, {}, actor=stranger, on=TODAY)


def test_a_file_without_any_header_is_refused(officer):
    with pytest.raises(RegisterRefused):
        received(workbook({"ว่าง": [[1], [2]]}), officer)
    with pytest.raises(RegisterRefused):
        received(b"not a workbook", officer)


def test_refused_rows_are_taken_away_corrected_and_sent_again(officer):
    content = workbook(sheets(fund=BAD))
    batch = arranged(received(content, officer), content, officer)
    assert batch.counts["rows_refused"] == 1
    confirm_import(batch, actor=officer, on=TODAY)
    refused = take_correction(batch, actor=officer, on=TODAY)
    assert refused.startswith(b"PK")
    assert AuditEvent.objects.filter(action="registers.correction_taken").count() == 1


def test_a_discarded_import_keeps_no_refused_rows(officer):
    content = workbook(sheets(fund=BAD))
    batch = arranged(received(content, officer), content, officer)
    discard_import(batch, actor=officer, on=TODAY)
    batch.refresh_from_db()
    assert batch.sealed_correction == ""
    assert take_correction(batch, actor=officer, on=TODAY) == b""


def test_a_later_list_of_one_fund_leaves_the_fund_as_the_register_has_it(content, officer):
    fund = MemberGroup("VF", "กองทุนหมู่บ้าน", "VILLAGE_FUND", 310_000_000, 152, 700, 24, 12, True)
    before = a_book_of(date(2018, 3, 31), a_book(groups=(fund,), debts=()))
    an_import(before)
    waiting = received(content, officer)
    confirm_import(arranged(waiting, content, officer), actor=officer, on=TODAY, choice="add")
    kept = {one.code: one for one in register_book(Centre.objects.get(code="31011805")).groups}
    assert kept["VF"] == fund
