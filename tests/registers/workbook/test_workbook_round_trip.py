"""A register written as a workbook reads back as the same register."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from workbook_making import address, tidy_book

from plodnee.engine.national_id import make_up
from plodnee.engine.thai_text import clean_text, split_title
from plodnee.registers.book import (
    CashItem,
    CentreSheet,
    Debt,
    Household,
    MemberGroup,
    PersonName,
    RegisterBook,
)
from plodnee.registers.workbook.layout import FUND_TYPES, TOTAL_WORDS
from plodnee.registers.workbook.reading import read_workbook
from plodnee.registers.workbook.writing import write_register


def read_back(book: RegisterBook, tmp_path) -> RegisterBook | None:
    file = tmp_path / "register.xlsx"
    write_register(book, file)
    reading = read_workbook(file.read_bytes())
    assert (reading.problems, reading.repairs) == ((), ())
    return reading.book


LETTERS = st.text("กขคนมสาีู่้ัเแ abcXYZ019.,-/()=+@#&<>'\"_|%", min_size=1, max_size=24)
WORDS = LETTERS.map(lambda text: clean_text(text, arabic_digits=True)).filter(
    lambda text: text != "" and text.replace(" ", "") not in TOTAL_WORDS
)
MAYBE_WORDS = st.just("") | WORDS
SATANG = st.integers(0, 10**14)
PEOPLE = st.none() | st.integers(0, 10**6)
DAYS = st.dates(date(1901, 1, 1), date(2099, 12, 31))
MONTHS = st.sets(st.integers(1, 12), min_size=1).map(lambda months: tuple(sorted(months)))
IDS = st.none() | st.integers(0, 10**11 - 1).map(make_up)
NAMES = st.builds(
    PersonName,
    st.sampled_from(["", "นาย", "นาง", "นางสาว", "น.ส.", "ด.ช.", "ด.ญ."]),
    WORDS.filter(lambda text: split_title(text) == ("", text)),
)
CODES = st.from_regex(r"[A-Z]{1,3}-[0-9]{1,4}", fullmatch=True)


@st.composite
def groups(draw, code):
    return MemberGroup(
        code=code,
        name=f"กลุ่ม{code}",
        kind=draw(st.sampled_from([fund for fund, _, _ in FUND_TYPES])),
        capital_satang=draw(st.none() | SATANG),
        members=draw(PEOPLE),
        min_rate_bp=draw(st.none() | st.integers(0, 36000)),
        longest_extension_months=draw(st.none() | st.integers(0, 1200)),
        longest_grace_months=draw(st.none() | st.integers(0, 1200)),
        may_consolidate=draw(st.booleans()),
        may_refinance=draw(st.booleans()),
    )


@st.composite
def households(draw, code):
    land = st.integers(0, 10**8).map(lambda hundredths: Decimal(hundredths) / 100)
    return Household(
        code=code,
        head=draw(NAMES),
        house_number=draw(MAYBE_WORDS),
        moo=draw(st.none() | st.integers(0, 999)),
        national_id=draw(IDS),
        members=draw(PEOPLE),
        workers=draw(PEOPLE),
        main_occupation=draw(MAYBE_WORDS),
        second_occupation=draw(MAYBE_WORDS),
        land_rai=draw(st.none() | land),
        cash_satang=draw(st.none() | SATANG),
        reserve_satang=draw(st.none() | SATANG),
        is_target=draw(st.booleans()),
        is_model=draw(st.booleans()),
    )


@st.composite
def debts(draw, row, household_codes, group_codes, as_of):
    kind = draw(st.sampled_from(["formal", "informal", *(["group"] if group_codes else [])]))
    outside = WORDS.map(lambda text: f"ราย {text}")
    dates = sorted(draw(st.tuples(DAYS.filter(lambda day: day <= as_of), DAYS)))
    return Debt(
        row=row,
        household_code=draw(st.sampled_from(household_codes)),
        borrower=draw(NAMES),
        creditor=draw(st.sampled_from(group_codes)) if kind == "group" else draw(outside),
        creditor_kind=kind,
        principal_satang=draw(SATANG),
        rate_bp=draw(st.integers(0, 36000)),
        rate_unit=draw(st.sampled_from(["year", "month"])),
        number=draw(PEOPLE),
        national_id=draw(IDS),
        contract_number=draw(MAYBE_WORDS),
        borrowed_on=draw(st.sampled_from([None, min(dates[0], as_of)])),
        due_on=draw(st.sampled_from([None, dates[1]])),
        purpose=draw(MAYBE_WORDS),
        contract_principal_satang=draw(st.none() | SATANG),
        interest_arrears_satang=draw(SATANG),
        penalty_satang=draw(SATANG),
        method=draw(st.sampled_from(["declining", "flat"])),
        period=draw(st.sampled_from([None, "monthly", "yearly", "after_harvest"])),
        months=draw(st.just(()) | MONTHS),
        overdue_since=draw(st.none() | DAYS),
        status=draw(st.sampled_from(["normal", "legal", "restructured"])),
        guarantors=draw(MAYBE_WORDS),
        note=draw(MAYBE_WORDS),
    )


@st.composite
def registers(draw):
    group_codes = draw(st.lists(CODES, max_size=3, unique=True))
    codes = draw(
        st.lists(CODES.filter(lambda c: c not in group_codes), min_size=1, max_size=3, unique=True)
    )
    as_of = draw(DAYS)
    cash = st.builds(
        CashItem,
        st.sampled_from(codes),
        st.sampled_from(["income", "expense"]),
        WORDS,
        SATANG,
        MONTHS,
    )
    centre = st.builds(
        CentreSheet,
        WORDS,
        st.sampled_from(["31011805", "310118"]),
        st.just(as_of),
        st.none() | st.integers(2400, 2700),
        MAYBE_WORDS,
        st.sampled_from(["", "044-000000"]),
    )
    count = draw(st.integers(0, 4))
    return RegisterBook(
        centre=draw(centre),
        groups=tuple(draw(groups(code)) for code in group_codes),
        households=tuple(draw(households(code)) for code in codes),
        cash=tuple(draw(st.lists(cash, max_size=4))),
        debts=tuple(draw(debts(row, codes, group_codes, as_of)) for row in range(2, 2 + count)),
    )


def test_the_tidy_register_comes_back(tmp_path):
    assert read_back(tidy_book(), tmp_path) == tidy_book()


@settings(max_examples=60, deadline=None)
@given(registers())
def test_every_register_comes_back(tmp_path_factory, book):
    assert read_back(book, tmp_path_factory.mktemp("trip")) == book


def test_the_same_register_gives_the_same_bytes(tmp_path):
    files = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for file in files:
        write_register(tidy_book(), file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_ids_and_codes_are_text_cells_and_no_text_becomes_a_formula(tmp_path):
    file = tmp_path / "register.xlsx"
    book = tidy_book()
    debt = book.debts[0].__class__(
        2, "HH-001", PersonName("", "=1+1"), "NS-001", "group", 100, 0, "year",
        national_id=make_up(1), note="http://example.org", purpose="@SUM(A1)",
    )  # fmt: skip
    write_register(RegisterBook(book.centre, book.groups, book.households, (), (debt,)), file)
    sheet = load_workbook(file)["ลูกหนี้"]
    for field in ("household_code", "borrower", "national_id", "note", "purpose"):
        cell = sheet[address("debts", field)]
        assert (cell.data_type, cell.number_format, cell.hyperlink) == ("s", "@", None)
    assert sheet[address("debts", "borrower")].value == "=1+1"
