"""A register comes in whole or not at all, once for each file, and says afterwards what it said."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from build import (
    CENTRE_CODE,
    TODAY,
    a_book,
    a_centre,
    a_debt,
    a_household,
    a_reading,
    a_workbook,
    an_import,
    an_officer,
)  # fmt: skip
from django.apps import apps
from django.db import IntegrityError, connection

from plodnee.audit.models import AuditEvent
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed
from plodnee.organization.models import Centre
from plodnee.registers import services
from plodnee.registers.book import CentreSheet, Note, PersonName, Problem, Repair
from plodnee.registers.demonstration import demo_books
from plodnee.registers.errors import NoRegister, NotYourCentre, RegisterRefused, TextTooLong
from plodnee.registers.import_errors import ImportNotDiscardable, ImportNotOpen
from plodnee.registers.inserting import insert_all
from plodnee.registers.models import Debt, DebtState, Household, ImportBatch, Person
from plodnee.registers.selectors import imports_of, register_book, report_of
from plodnee.registers.services import (
    confirm_import,
    discard_import,
    stage_import,
    stage_reading,
)
from plodnee.registers.workbook.guard import read_guarded
from plodnee.registers.workbook.register_day import VERY_OLD

pytestmark = pytest.mark.django_db
PROBLEM = Problem("ลูกหนี้", "L3", "not_money", "row", "อ่านไม่ได้", "พิมพ์ใหม่", "Unreadable")
REPAIR = Repair("ครัวเรือน", "A2", "code_cleaned", " 001", "001")
NOTE = Note("ครัวเรือน", None, "alike", "สองแถวคล้ายกัน")


def test_a_demonstration_workbook_reads_back_from_the_database_as_it_was(tmp_path):
    for book in demo_books(2562):
        content = a_workbook(tmp_path, book)
        batch = stage_import(content, actor=OPERATOR, on=TODAY, filename="register.xlsx")
        batch = confirm_import(batch, actor=OPERATOR, on=TODAY)
        assert register_book(batch.centre) == read_guarded(content).book


def test_every_column_comes_back_also_those_a_demonstration_leaves_empty():
    full = a_debt(
        national_id="9000000000010",
        purpose="ซื้อปุ๋ย",
        contract_principal_satang=3_000_000,
        interest_arrears_satang=1_050,
        penalty_satang=25,
        rate_unit="month",
        method="flat",
        months=(12, 1, 2),
        overdue_since=date(2019, 1, 1),
        status="legal",
        guarantors="นายค้ำ มั่นคง",
        note="ขอผ่อนผัน",
    )
    bare = a_debt(
        3, creditor="นายทุน", creditor_kind="informal", number=None, contract_number="",
        borrowed_on=None, due_on=None, period=None, rate_bp=36_000,
    )  # fmt: skip
    empty = a_household(
        "002", house_number="", moo=None, national_id=None, cash_satang=None, reserve_satang=None
    )
    book = a_book(debts=(full, bare), households=(a_household(is_target=True), empty))
    assert register_book(an_import(book).centre) == book


def test_nothing_is_in_the_registers_before_somebody_confirms():
    batch = stage_reading(a_reading(), actor=OPERATOR, on=TODAY)
    assert batch.status == ImportBatch.Status.PREVIEW
    assert batch.counts["households"] == 1
    stored = [Centre, Household, Debt, DebtState, Person]
    assert [model.objects.count() for model in stored] == [0] * 5


def test_the_preview_shows_the_problems_repairs_and_notes_and_keeps_them_after_confirmation():
    found = {"problems": (PROBLEM,), "repairs": (REPAIR,), "notes": (NOTE,)}
    batch = stage_reading(a_reading(**found), actor=OPERATOR, on=TODAY)
    preview = report_of(batch)
    assert preview.book == a_book()
    assert (batch.counts["rows_refused"], batch.counts["repairs"]) == (1, 1)
    confirmed = report_of(confirm_import(batch, actor=OPERATOR, on=TODAY))
    assert confirmed.book is None
    for report in (preview, confirmed):
        assert (report.problems, report.repairs, report.notes) == ((PROBLEM,), (REPAIR,), (NOTE,))


def test_the_same_file_twice_changes_nothing():
    batch = stage_reading(a_reading(), actor=OPERATOR, on=TODAY)
    assert stage_reading(a_reading(), actor=OPERATOR, on=TODAY) == batch
    confirm_import(batch, actor=OPERATOR, on=TODAY)
    again = stage_reading(a_reading(), actor=OPERATOR, on=TODAY)
    assert again == batch
    confirm_import(again, actor=OPERATOR, on=TODAY)
    assert (ImportBatch.objects.count(), DebtState.objects.count()) == (1, 1)
    assert AuditEvent.objects.filter(action="registers.imported").count() == 1


def test_a_discarded_file_leaves_nothing_and_can_be_sent_again():
    batch = discard_import(
        stage_reading(a_reading(), actor=OPERATOR, on=TODAY), actor=OPERATOR, on=TODAY
    )
    assert (batch.status, batch.sealed_book) == (ImportBatch.Status.DISCARDED, "")
    assert not Centre.objects.exists()
    with pytest.raises(ImportNotOpen):
        confirm_import(batch, actor=OPERATOR, on=TODAY)
    assert discard_import(batch, actor=OPERATOR, on=TODAY) == batch
    assert an_import() != batch


def test_what_was_confirmed_is_not_discarded():
    with pytest.raises(ImportNotDiscardable):
        discard_import(an_import(), actor=OPERATOR, on=TODAY)


def test_a_confirmation_that_fails_half_way_stores_nothing(monkeypatch):
    def broken(model, rows):
        if model is DebtState:
            raise IntegrityError("the last table refuses")
        insert_all(model, rows)

    batch = stage_reading(a_reading(), actor=OPERATOR, on=TODAY)
    monkeypatch.setattr("plodnee.registers.recording.insert_all", broken)
    with pytest.raises(IntegrityError):
        confirm_import(batch, actor=OPERATOR, on=TODAY)
    batch.refresh_from_db()
    assert batch.status == ImportBatch.Status.PREVIEW
    assert not Household.objects.exists()
    assert not Centre.objects.exists()


def test_a_workbook_that_cannot_be_read_is_refused_with_the_reason():
    with pytest.raises(RegisterRefused) as refused:
        stage_import(b"not a workbook", actor=OPERATOR, on=TODAY, filename="a.xlsx")
    reading = refused.value.details["reading"]
    assert reading.problems[0].message in refused.value.message("th")
    assert not ImportBatch.objects.exists()


def test_a_workbook_of_a_day_to_come_is_refused_and_a_very_old_one_says_so(tmp_path):
    early, late = (
        a_book(centre=replace(a_book().centre, as_of=date(year, 3, 16))) for year in (1960, 2056)
    )
    with pytest.raises(RegisterRefused) as refused:
        stage_import(a_workbook(tmp_path, late), actor=OPERATOR, on=TODAY)
    (problem,) = refused.value.details["reading"].problems
    assert (problem.sheet, problem.cell, problem.takes) == ("ศูนย์", "B3", "workbook")
    assert "16/3/2599" in problem.message
    assert not ImportBatch.objects.exists()
    batch = stage_import(a_workbook(tmp_path, early), actor=OPERATOR, on=TODAY)
    assert report_of(batch).notes[0].code == VERY_OLD


def test_an_officer_imports_within_the_own_district_only():
    officer = an_officer("district_officer", "3121")
    with pytest.raises(NotYourCentre) as refused:
        stage_reading(a_reading(), actor=officer, on=TODAY)
    assert CENTRE_CODE in refused.value.message("th")
    own = a_book(centre=CentreSheet("ศูนย์ฯ บ้านอารัง", "31210302", TODAY))
    batch = stage_reading(a_reading(own), actor=officer, on=TODAY)
    assert (batch.uploaded_by, batch.uploaded_on) == (officer, TODAY)
    batch = confirm_import(batch, actor=officer, on=TODAY)
    assert batch.decided_by == officer


def test_nobody_confirms_or_discards_for_another_centre():
    batch = stage_reading(a_reading(), actor=OPERATOR, on=TODAY)
    stranger = an_officer("district_officer", "3121")
    for decide in (confirm_import, discard_import):
        with pytest.raises(NotAllowed):
            decide(batch, actor=stranger, on=TODAY)


@pytest.mark.parametrize(
    "book",
    [
        a_book(households=(a_household(code="0" * 101),), debts=(), cash=()),
        a_book(households=(a_household(head=PersonName("", "ก" * 301)),), debts=(), cash=()),
        a_book(debts=(a_debt(creditor="ก" * 301, creditor_kind="informal"),)),
    ],
    ids=["code", "name", "creditor"],
)
def test_a_code_or_name_longer_than_any_is_refused(book):
    with pytest.raises(TextTooLong):
        stage_reading(a_reading(book), actor=OPERATOR, on=TODAY)


def test_the_centre_bears_the_name_of_its_latest_register():
    named = {date(2018, 3, 16): "ชื่อเดิม", TODAY: "ชื่อใหม่", date(2017, 3, 16): "ชื่อแรก"}
    for day, name in named.items():
        an_import(a_book(centre=CentreSheet(name, CENTRE_CODE, day)))
    assert Centre.objects.get().name == "ชื่อใหม่"


def test_a_centre_is_a_demonstration_until_somebody_real_is_named():
    assert an_import().centre.is_demonstration
    real = a_book(households=(a_household(national_id="1101700230705"),), debts=(), cash=())
    an_import(replace(real, centre=replace(real.centre, as_of=date(2019, 4, 1))))
    assert not Centre.objects.get().is_demonstration


def test_a_register_without_any_id_is_taken_for_real():
    an_import(a_book(households=(a_household(national_id=None),)))
    assert not Centre.objects.get().is_demonstration


def test_a_centre_without_a_register_says_so():
    with pytest.raises(NoRegister) as refused:
        register_book(a_centre())
    assert CENTRE_CODE in refused.value.message("th")


def test_the_imports_of_a_centre_are_listed_latest_first():
    first = an_import(on=date(2019, 3, 1))
    second = stage_reading(a_reading(a_book(debts=())), actor=OPERATOR, on=date(2019, 3, 2))
    assert list(imports_of(CENTRE_CODE)) == [second, first]


def test_no_table_holds_a_national_id_or_a_telephone_in_the_clear():
    household = a_household(house_number="บ้านเลขที่ลับ")
    debt = a_debt(national_id=household.national_id)
    waiting = a_book(households=(household,), debts=(debt,))
    an_import(waiting)
    stage_reading(a_reading(replace(waiting, cash=())), actor=OPERATOR, on=TODAY)
    secret = {household.national_id, "044000000", "บ้านเลขที่ลับ"}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            for row in cursor.fetchall():
                assert not [text for text in secret if text in repr(row)], model.__name__


def test_the_file_name_is_not_kept(tmp_path):
    content = a_workbook(tmp_path)
    batch = stage_import(content, actor=OPERATOR, on=TODAY, filename="นายดี มั่งมี.xlsx")
    assert batch.sha256 == sha256(content).hexdigest()
    kept = " ".join(str(getattr(batch, field.attname)) for field in batch._meta.fields)
    assert "มั่งมี" not in kept


def test_a_file_sent_twice_at_the_same_moment_is_one_import(monkeypatch):
    """The second request looks before the first has written, and writes after it."""
    first = stage_reading(a_reading(), actor=OPERATOR, on=TODAY)
    looked = iter([None, first])
    monkeypatch.setattr(services, "_same_file", lambda _: next(looked))
    assert stage_reading(a_reading(), actor=OPERATOR, on=TODAY) == first
    assert ImportBatch.objects.count() == 1
