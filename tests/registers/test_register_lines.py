"""Lists read lines, and lines say on every day what the register of that day says."""

from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from build import CENTRE_CODE, TODAY, a_book, a_book_of, a_debt, a_household, an_import
from django.apps import apps
from django.db import connection

from plodnee.organization.models import Area, Centre
from plodnee.registers.book import PersonName
from plodnee.registers.line_totals import (
    centres_without_totals,
    keep_totals,
    owing_kinds,
    total_of,
)
from plodnee.registers.lines import centres_without_lines, rebuild_lines
from plodnee.registers.models import FOREVER, DebtLine, HouseholdLine, LineTotal
from plodnee.registers.selectors import register_book

pytestmark = pytest.mark.django_db
NEXT_YEAR, YEAR_AFTER = date(2020, 3, 16), date(2021, 3, 16)
TWO = (a_household("001"), a_household("002", head=PersonName("นาง", "สมมุติ สอง")))


def centre():
    return Centre.objects.get(pk=CENTRE_CODE)


def on(day, model=HouseholdLine):
    return model.objects.filter(valid_from__lte=day, valid_until__gt=day)


def everything():
    households = HouseholdLine.objects.order_by("household_id", "valid_from")
    debts = DebtLine.objects.order_by("debt_id", "valid_from")
    left_out = {"id", "_state"}
    return [
        {name: value for name, value in vars(line).items() if name not in left_out}
        for line in [*households, *debts]
    ]


def assert_totals_are_counts(*days):
    for day in days:
        for model in (HouseholdLine, DebtLine):
            lines = on(day, model)
            counted = (lines.count(), sum(line.owed_satang for line in lines))
            for place in (centre(), Area(code=CENTRE_CODE[:4])):
                assert total_of(model, place, day) == counted
        owing = on(day, DebtLine).filter(owed_satang__gt=0)
        kinds = set(owing.values_list("creditor_kind", "fund_kind"))
        assert sorted(owing_kinds(Area(code=CENTRE_CODE[:4]), day)) == sorted(kinds)


def test_a_line_holds_what_the_register_says_of_a_household_and_its_debts():
    debts = (
        a_debt(2, principal_satang=100, interest_arrears_satang=20, penalty_satang=3),
        a_debt(3, creditor="ธ.ก.ส.", creditor_kind="formal", principal_satang=50),
        a_debt(4, principal_satang=0, overdue_since=date(2017, 1, 1)),
        a_debt(5, principal_satang=7, overdue_since=date(2018, 1, 1)),
    )
    an_import(a_book(debts=debts))
    line = HouseholdLine.objects.get()
    assert (line.code, line.head, line.district_code) == ("001", "นายสมมุติ หนึ่ง", "3101")
    assert (line.owed_satang, line.group_satang, line.formal_satang) == (180, 130, 50)
    assert (line.debts, line.creditors, line.overdue_from) == (3, 2, date(2018, 1, 1))
    assert (line.income_year_satang, line.expense_year_satang) == (6_000_000, 2_400_000)
    assert (line.valid_from, line.valid_until) == (TODAY, FOREVER)
    names = DebtLine.objects.order_by("place_key").values_list("creditor_name", "fund_kind")
    assert list(names)[:2] == [("กองทุนหมู่บ้าน", "VILLAGE_FUND"), ("ธ.ก.ส.", "")]


def test_a_line_is_overdue_from_the_due_date_where_no_arrears_are_told():
    debts = (
        a_debt(2, due_on=date(2018, 12, 31)),
        a_debt(3, due_on=date(2018, 10, 31), overdue_since=date(2019, 1, 15)),
        a_debt(4, due_on=date(2018, 7, 31), principal_satang=0),
        a_debt(5, due_on=None),
    )
    an_import(a_book(debts=debts))
    lines = DebtLine.objects.order_by("place_key").values_list("overdue_from", flat=True)
    assert list(lines) == [date(2018, 12, 31), date(2019, 1, 15), None, None]
    assert HouseholdLine.objects.get().overdue_from == date(2018, 12, 31)


def test_lines_of_an_older_version_are_forgotten_and_made_anew():
    an_import(a_book(households=TWO, debts=(a_debt(2, due_on=date(2018, 12, 31)),)))
    kept = everything()
    name = "plodnee.registers.migrations.0016_lines_say_from_when_they_are_overdue"
    with connection.cursor() as cursor:
        editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        import_module(name).forget_lines(apps, editor)
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM registers_debtline_search")
            assert cursor.fetchone() == (0,)
    assert everything() == []
    assert centres_without_lines() == [centre()]
    rebuild_lines(centre())
    assert everything() == kept


def test_each_day_is_answered_by_its_own_lines():
    an_import(a_book(households=TWO))
    later = a_book(households=TWO[:1], debts=(a_debt(principal_satang=1_500_000),))
    an_import(a_book_of(NEXT_YEAR, later))
    assert not on(TODAY - timedelta(days=1)).exists()
    assert [line.code for line in on(TODAY).order_by("place_key")] == ["001", "002"]
    assert [line.code for line in on(NEXT_YEAR)] == ["001"]
    owed = [on(day, DebtLine).get().owed_satang for day in (TODAY, NEXT_YEAR)]
    assert owed == [2_000_000, 1_500_000]
    assert on(NEXT_YEAR - timedelta(days=1)).count() == 2


def test_lines_are_the_same_in_whatever_order_the_registers_came():
    books = [
        a_book_of(TODAY, a_book(households=TWO)),
        a_book_of(NEXT_YEAR, a_book(debts=())),
        a_book_of(YEAR_AFTER, a_book(households=TWO, debts=(a_debt(principal_satang=9),))),
    ]
    for book in (books[2], books[0], books[1]):
        an_import(book)
    for day in (TODAY, NEXT_YEAR, YEAR_AFTER):
        stated = register_book(centre(), day)
        assert {line.code for line in on(day)} == {home.code for home in stated.households}
        owed = sum(line.owed_satang for line in on(day, DebtLine))
        assert owed == sum(debt.owed_satang for debt in stated.debts)
        assert owed == sum(line.owed_satang for line in on(day))
        assert_totals_are_counts(day - timedelta(days=1), day, day + timedelta(days=1))


def test_lines_made_anew_are_the_lines_that_were_kept():
    an_import(a_book(households=TWO))
    an_import(a_book_of(NEXT_YEAR, a_book(debts=())))
    an_import(a_book(households=TWO[:1], cash=(), debts=(a_debt(3, principal_satang=5),)))
    kept = everything()
    rebuild_lines(centre())
    assert everything() == kept
    HouseholdLine.objects.all().delete()
    DebtLine.objects.all().delete()
    assert centres_without_lines() == [centre()]
    rebuild_lines(centre())
    assert everything() == kept
    assert centres_without_lines() == []
    assert_totals_are_counts(TODAY, NEXT_YEAR)


def test_totals_of_lines_that_came_before_totals_are_made():
    an_import(a_book(households=TWO))
    an_import(a_book_of(NEXT_YEAR, a_book(debts=())))
    assert centres_without_totals() == []
    LineTotal.objects.all().delete()
    assert total_of(HouseholdLine, centre(), TODAY) == (0, 0)
    assert centres_without_totals() == [centre()]
    keep_totals(centre(), since=date.min)
    assert total_of(HouseholdLine, centre(), TODAY)[0] == len(TWO)
    assert_totals_are_counts(TODAY - timedelta(days=1), TODAY, NEXT_YEAR)


def test_an_import_of_an_earlier_day_changes_no_line_that_had_ended():
    an_import(a_book_of(date(2018, 1, 1)))
    an_import(a_book_of(TODAY))
    ended = HouseholdLine.objects.get(valid_until=TODAY)
    an_import(a_book_of(NEXT_YEAR, a_book(households=TWO)))
    assert HouseholdLine.objects.get(pk=ended.pk).valid_until == TODAY


def test_a_line_ends_after_it_begins_and_stands_once_a_day():
    an_import()
    an_import(a_book(households=(replace(TWO[0], cash_satang=1),), debts=(a_debt(3),), cash=()))
    assert HouseholdLine.objects.count() == 1
    assert DebtLine.objects.count() == 2


def test_words_of_lines_that_went_are_not_found():
    an_import(a_book(households=TWO))
    an_import(a_book(households=TWO, debts=(a_debt(3),)))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT rowid FROM registers_householdline_search ORDER BY rowid")
            found = [key for (key,) in cursor.fetchall()]
        assert found == sorted(HouseholdLine.objects.values_list("pk", flat=True))
