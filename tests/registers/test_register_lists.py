"""A list over a centre or a district: found as it is typed, in pages that meet every line once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from build import CENTRE_CODE, TODAY, a_book, a_debt, a_household, an_import, an_officer
from django.db.models import Q

from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts.register_rows import debt_rows, household_rows, reading
from plodnee.organization.models import Area, Centre
from plodnee.registers import listing
from plodnee.registers.book import CentreSheet, PersonName
from plodnee.registers.entries.entering import Entry
from plodnee.registers.entries.households import state_cash
from plodnee.registers.errors import ListChanged
from plodnee.registers.listing import (
    Asked,
    alike,
    all_of,
    by_words,
    debt_lines,
    household_lines,
    kept_total,
    keys_in_order,
    page_of,
    without_words,
)
from plodnee.registers.models import Household, HouseholdLine

pytestmark = pytest.mark.django_db
NAMES = ["สมชาย ใจดี", "สมหมาย รักเรียน", "วรรณา ศรีสุข", "ก้อง เกิดดี", "ไก่ งามตา", "เกษร ทองดี"]
OTHER = "31011801"  # a neighbour in the same district


def a_register(code=CENTRE_CODE, names=tuple(NAMES), day=TODAY, **parts):
    homes = tuple(
        a_household(f"{place:03d}", head=PersonName("นาย", name), national_id=None)
        for place, name in enumerate(names, start=1)
    )
    debts = tuple(
        a_debt(
            place + 1,
            household_code=f"{place:03d}",
            borrower=PersonName("นาย", name),
            principal_satang=place * 1_000,
            contract_number=f"ก.{place}/2561",
        )
        for place, name in enumerate(names, start=1)
    )
    known = {"households": homes, "debts": debts, "cash": ()}
    return an_import(a_book(centre=CentreSheet("ศูนย์", code, day), **(known | parts)))


def asked(**more):
    given = {"place": Centre.objects.get(pk=CENTRE_CODE), "as_of": TODAY}
    return Asked(**(given | more))


def heads(lines):
    return [line.head.removeprefix("นาย") for line in lines]


def found(words, **more):
    """Who is found by words, counted line by line as well as where the words lead."""
    question = asked(words=words, **more)
    lines, led = household_lines(question), by_words(question, of_debts=False)
    page = page_of(lines, "place", rows=50)
    if led:
        assert page_of(lines, "place", rows=50, words=led) == page
        assert set(led.common) == set(page.lines)
    return heads(page.lines)


def test_names_stand_in_the_order_of_the_dictionary():
    a_register()
    page = page_of(household_lines(asked()), "name", rows=50)
    assert heads(page.lines) == [
        "ก้อง เกิดดี", "เกษร ทองดี", "ไก่ งามตา", "วรรณา ศรีสุข", "สมชาย ใจดี", "สมหมาย รักเรียน",
    ]  # fmt: skip


@pytest.mark.parametrize("order", ["place", "name", "owed"])
def test_pages_meet_every_line_once_there_and_back(order):
    a_register(names=[f"{name} {place}" for place in range(4) for name in NAMES])
    lines = household_lines(asked())
    chunks = list(all_of(HouseholdLine, keys_in_order(lines, order), at_a_time=5))
    assert [len(chunk) for chunk in chunks] == [5, 5, 5, 5, 4]
    whole = heads(line for chunk in chunks for line in chunk)
    assert len(set(whole)) == 24
    there, page = [], page_of(lines, order, rows=7)
    assert (page.before, page.found) == (None, 24)
    while True:
        there += heads(page.lines)
        if page.after is None:
            break
        page = page_of(lines, order, rows=7, after=page.after)
    assert there == whole
    back = heads(page.lines)
    while page.before is not None:
        page = page_of(lines, order, rows=7, before=page.before)
        back = heads(page.lines) + back
    assert back == whole
    assert page.after is not None


def test_a_page_that_begins_nowhere_is_the_first_one():
    a_register()
    page = page_of(household_lines(asked()), "place", rows=2, after=10**9)
    assert heads(page.lines) == NAMES[:2]
    assert page.before is None


def test_the_most_indebted_come_first_by_debt():
    a_register()
    page = page_of(debt_lines(asked()), "owed", rows=2)
    assert [line.owed_satang for line in page.lines] == [6_000, 5_000]
    assert (page.found, page.owed_satang) == (6, 21_000)
    assert kept_total(asked(), of_debts=True) == (6, 21_000)
    assert kept_total(asked(words="ใจดี"), of_debts=True) is None
    assert kept_total(asked(filters={"standing": "open"}), of_debts=True) is None


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("สมชาย", ["สมชาย ใจดี"]),
        ("นายสมชาย", ["สมชาย ใจดี"]),
        ("ใจดี สมชาย", ["สมชาย ใจดี"]),
        ("สมชายใจดี", ["สมชาย ใจดี"]),
        ("มชา", ["สมชาย ใจดี"]),
        ("วันนา", ["วรรณา ศรีสุข"]),
        ("สีสุก", []),
        ("สีสุข", ["วรรณา ศรีสุข"]),
        ("กอง", ["ก้อง เกิดดี"]),
        ("ดี", ["สมชาย ใจดี", "ก้อง เกิดดี", "เกษร ทองดี"]),
        ("๐๐๓", ["วรรณา ศรีสุข"]),
        ("3", ["วรรณา ศรีสุข"]),
        ("สม", ["สมชาย ใจดี", "สมหมาย รักเรียน"]),
        ('"', []),
        ("50%", []),
        ("ไม่มีใคร", []),
    ],
)
def test_whoever_is_typed_is_found_however_it_is_spelled(words, who):
    a_register()
    assert found(words) == who


def test_a_debt_is_found_by_contract_creditor_or_borrower():
    a_register()
    for words in ("ก.3/2561", "กองทุนหมู่บ้าน 003", "วันนา"):
        page = page_of(debt_lines(asked(words=words)), "place", rows=9)
        assert [line.borrower for line in page.lines] == ["นายวรรณา ศรีสุข"], words


def test_an_abbreviation_is_found_without_its_points_and_with_them():
    who = {"household_code": "002", "borrower": PersonName("นาย", "สมหมาย รักเรียน")}
    bank = a_debt(9, creditor="ธ.ก.ส.", creditor_kind="formal", **who)
    a_register(debts=(a_debt(2), bank))
    for words in ("ธกส", "ธ.ก.ส.", "ธกส. 002", "ธกส สมหมาย"):
        question = asked(words=words)
        lines, led = debt_lines(question), by_words(question, of_debts=True)
        page = page_of(lines, "place", rows=9)
        assert [line.creditor_name for line in page.lines] == ["ธ.ก.ส."], words
        assert page_of(lines, "place", rows=9, words=led) == page
        assert set(led.common) == set(led.rare) == set(page.lines)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("สมขาย", "สมชาย ใจดี"),
        ("สมชาย ใจบี", "สมชาย ใจดี"),
        ("วรรดา", "วรรณา ศรีสุข"),
        ("รักเรีนย", "สมหมาย รักเรียน"),
        ("รักรี", "สมหมาย รักเรียน"),
    ],
)
def test_a_name_with_a_slip_brings_the_names_that_are_near(words, first):
    a_register()
    question = asked(words=words)
    assert found(words) == []
    near = alike(household_lines(without_words(question)), words)
    assert heads(near)[0] == first


@pytest.mark.parametrize("words", ["รวงข้าง", "รองข้า", "ลองสักวอน"])
def test_a_slip_in_a_piece_of_the_middle_of_a_name_brings_the_name(words):
    names = ("สมมุติรวงข้าวทอง ดี", "จำลองศักดิ์วรกุล ดี", *NAMES)
    a_register(names=names)
    question = asked(words=words)
    assert found(words) == []
    near = alike(household_lines(without_words(question)), words)
    assert heads(near) == [names[0] if words.startswith("ร") else names[1]]


def test_nothing_near_is_nothing():
    a_register()
    assert alike(household_lines(asked()), "ฮฮฮฮฮ") == []
    assert alike(household_lines(asked()), "  ") == []


def test_a_district_shows_all_its_centres_and_no_other():
    a_register()
    a_register(OTHER, names=["อีกหมู่ บ้านหนึ่ง"])
    a_register("31210302", names=["ต่าง อำเภอ"])
    district = asked(place=Area.objects.get(pk="3101"))
    page = page_of(household_lines(district), "place", rows=50)
    assert heads(page.lines) == ["อีกหมู่ บ้านหนึ่ง", *NAMES]
    assert found("ดี", place=district.place) == [NAMES[0], NAMES[3], NAMES[5]]
    assert found("ต่าง", place=district.place) == []
    only = asked(place=district.place, filters={"centre": OTHER})
    assert page_of(household_lines(only), "place", rows=50).found == 1
    assert found("อีกหมู่") == []


@pytest.mark.parametrize(("counted", "told"), [(3, (3, 11_000)), (2, (3, None))])
def test_of_more_lines_than_are_counted_no_sum_is_told(monkeypatch, counted, told):
    a_register()
    monkeypatch.setattr(listing, "MOST_COUNTED", counted)
    monkeypatch.setattr(listing, "FEW", 1)
    question = asked(words="ดี", place=Area.objects.get(pk="3101"))
    led = by_words(question, of_debts=True)
    page = page_of(debt_lines(question), "place", rows=2, words=led)
    assert (page.found, page.owed_satang) == told
    assert [line.borrower.removeprefix("นาย") for line in page.lines] == [NAMES[0], NAMES[3]]
    rest = page_of(debt_lines(question), "place", rows=2, words=led, after=page.after)
    assert [line.borrower.removeprefix("นาย") for line in rest.lines] == [NAMES[5]]


def test_households_are_narrowed_by_what_they_are_and_owe():
    target = a_household("001", is_target=True, head=PersonName("", "ก"))
    model = a_household("002", is_model=True, head=PersonName("", "ข"))
    debts = (
        a_debt(2),
        a_debt(3, creditor="นายทุน", creditor_kind="informal", overdue_since=date(2018, 12, 1)),
    )
    a_register(households=(target, model), debts=debts)
    narrowed = {
        ("kind", "target"): ["ก"],
        ("kind", "model"): ["ข"],
        ("owing", "yes"): ["ก"],
        ("owing", "no"): ["ข"],
        ("owing", "several"): ["ก"],
        ("informal", "yes"): ["ก"],
        ("overdue", "any"): ["ก"],
        ("overdue", "quarter"): ["ก"],
        ("overdue", "year"): [],
    }
    for (name, value), who in narrowed.items():
        assert found("", filters={name: value}) == who, name


def test_debts_are_narrowed_by_creditor_state_and_time():
    debts = (
        a_debt(2, overdue_since=TODAY - timedelta(days=90)),
        a_debt(3, creditor="ธ.ก.ส.", creditor_kind="formal", status="legal"),
        a_debt(4, principal_satang=0),
    )
    a_register(households=(a_household(is_target=True),), debts=debts)
    lines = debt_lines(asked())
    group = lines.filter(creditor_kind="group").first().group_id
    outside = lines.get(creditor_kind="formal").outside_creditor_id
    narrowed = {
        ("creditor_kind", "formal"): [3],
        ("fund_kind", "VILLAGE_FUND"): [2, 4],
        ("group", group): [2, 4],
        ("outside", outside): [3],
        ("status", "legal"): [3],
        ("standing", "open"): [2, 3],
        ("standing", "closed"): [4],
        ("target", "yes"): [2, 3, 4],
        ("overdue", "any"): [2],
        ("overdue", "quarter"): [],
    }
    for (name, value), rows in narrowed.items():
        page = page_of(debt_lines(asked(filters={name: value})), "place", rows=9)
        assert [line.state.row for line in page.lines] == rows, name


def test_what_is_overdue_in_a_list_is_what_its_column_says_by_each_centre_s_own_day():
    later = TODAY + timedelta(days=300)
    days = [None, -1, 0, 1, 90, 91, 365, 366, 660, 666]  # overdue on the first centre's day
    debts = [
        a_debt(
            row,
            household_code="001",
            borrowed_on=date(2015, 1, 1),
            due_on=None if ago is None else TODAY - timedelta(days=ago),
            overdue_since=TODAY - timedelta(days=ago) if ago and row % 2 else None,
            principal_satang=0 if row == 10 else 1_000,
        )
        for row, ago in enumerate(days, start=2)
    ]
    home = (a_household("001", national_id=None),)
    for code, day in ((CENTRE_CODE, TODAY), (OTHER, later)):
        a_register(code, households=home, debts=tuple(debts), day=day)
    for place in (Area.objects.get(pk="3101"), Centre.objects.get(pk=OTHER)):
        every = asked(place=place, as_of=later + timedelta(days=20))
        shown = _days_by_debt(every)
        for word, more_than in listing.OVERDUE.items():
            narrowed = replace(every, filters={"overdue": word})
            wanted = {debt for debt, days in shown.items() if days > more_than}
            assert {line.debt_id for line in debt_lines(narrowed)} == wanted, (place, word)
            homes = {line.household_id for line in debt_lines(narrowed)}
            assert {line.household_id for line in household_lines(narrowed)} == homes
        assert {*shown.values()} >= {0, 300, 301, 966}


def test_each_row_tells_the_day_on_which_it_was_last_spoken_of():
    later, latest = date(2019, 9, 30), date(2019, 10, 15)
    homes = (a_household("001"), a_household("002", head=PersonName("นาย", NAMES[1])))
    debts = (a_debt(2), a_debt(3, household_code="002", borrower=PersonName("นาย", NAMES[1])))
    a_register(households=homes, debts=debts)
    centre = Centre.objects.get(pk=CENTRE_CODE)
    said = Entry(centre, later, an_officer("district_officer", "3101"), latest)
    state_cash(entry=said, household=Household.objects.get(code="001"), items=())
    question = asked(as_of=latest)
    told = reading(latest, Voice("th"), ["stated_on", "counted_to"], [centre])
    rows = household_rows(told, household_lines(question).order_by("code"))
    assert [(row.cells["stated_on"], row.cells["counted_to"]) for row in rows] == [
        (later, later), (TODAY, later),
    ]  # fmt: skip
    rows = debt_rows(told, debt_lines(question).order_by("household_code"))
    assert [row.cells["stated_on"] for row in rows] == [TODAY, TODAY]


def _days_by_debt(question):
    """What the column of days overdue says of each debt."""
    lines = list(debt_lines(question))
    centres = Centre.objects.filter(pk__in={line.centre_id for line in lines})
    told = reading(question.as_of, Voice("th"), ["days_overdue"], centres)
    rows = debt_rows(told, lines)
    return {line.debt_id: row.cells["days_overdue"] for line, row in zip(lines, rows, strict=True)}


def test_a_list_of_a_past_day_shows_what_was_true_then():
    a_register()
    a_register(names=["คนใหม่ มาอยู่"], day=date(2020, 1, 1))
    assert found("", as_of=date(2019, 12, 31)) == NAMES
    assert found("", as_of=date(2020, 1, 1)) == ["คนใหม่ มาอยู่"]
    assert found("", as_of=TODAY - timedelta(days=1)) == []
    assert household_lines(asked()).filter(Q(code="001")).count() == 1


def test_a_list_that_changes_while_it_is_written_is_not_handed_over():
    a_register()
    keys = keys_in_order(household_lines(asked()), "place")
    HouseholdLine.objects.filter(pk=keys[-1]).delete()
    with pytest.raises(ListChanged):
        list(all_of(HouseholdLine, keys))
