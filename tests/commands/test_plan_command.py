"""`plodnee plan` from a workbook on the disk to the files in a folder."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from plodnee.commands import main
from plodnee.registers.book import (
    CashItem,
    CentreSheet,
    Debt,
    Household,
    MemberGroup,
    PersonName,
    RegisterBook,
)
from plodnee.registers.demonstration import demo_books
from plodnee.registers.workbook.layout import DEBTS, HOUSEHOLDS
from plodnee.registers.workbook.writing import write_register

FILES = {
    "deck.pptx",
    "debtor-register.xlsx",
    "household-register.xlsx",
    "debt-analysis.xlsx",
    "plans.xlsx",
    "summary.json",
}
MADE_UP_ID = "9310118050011"
OF_THE_READING = ("problems", "repairs", "notes")
HEAD = PersonName("นาง", "ขวัญลาน สมมุตินาทุ่ง")


def small_register():
    """Two households; H1 owes 10,000 baht at 12 %, due once in month 12, and is a target."""
    owed = Debt(
        row=2,
        household_code="H1",
        borrower=HEAD,
        creditor="SG",
        creditor_kind="group",
        principal_satang=10_000_00,
        rate_bp=1200,
        rate_unit="year",
        number=1,
        national_id=MADE_UP_ID,
        borrowed_on=date(2018, 3, 1),
        due_on=date(2020, 3, 31),
        period="yearly",
    )
    return RegisterBook(
        centre=CentreSheet(name="ศูนย์สาธิต", area_code="31011805", as_of=date(2019, 3, 16)),
        groups=(MemberGroup("SG", "กลุ่มออมทรัพย์", "SAVINGS_GROUP_PRODUCTION", min_rate_bp=600),),
        households=(
            Household("H1", HEAD, national_id=MADE_UP_ID, is_target=True),
            Household("H2", PersonName("นาย", "ตาวัน จำลองรวงข้าว")),
        ),
        cash=(
            CashItem("H1", "income", "ขายข้าวเปลือก", 20_000_00, (3,)),
            CashItem("H1", "expense", "ไม่มี", 0, (3,)),
            CashItem("H2", "income", "ไม่มี", 0, (3,)),
            CashItem("H2", "expense", "ไม่มี", 0, (3,)),
        ),
        debts=(owed, replace(owed, row=3, number=2, household_code="H2", national_id=None)),
    )


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "register.xlsx"
    write_register(small_register(), path)
    return path


def plan(workbook, out, *options):
    return main(["plan", str(workbook), "--out", str(out), *options])


def told(out):
    return json.loads((out / "summary.json").read_text("utf-8"))


def column_of(sheet, header):
    return next(cell.column for cell in sheet[1] if cell.value == header)


def changed(workbook, path, changes):
    """A copy with some cells changed: {(sheet, row, header): value}."""
    book = openpyxl.load_workbook(workbook)
    for (sheet, row, header), value in changes.items():
        book[sheet].cell(row, column_of(book[sheet], header)).value = value
    book.save(path)
    return path


@pytest.fixture
def faulty(workbook, tmp_path):
    """One row and one cell that cannot be read."""
    return changed(
        workbook,
        tmp_path / "faulty.xlsx",
        {
            (DEBTS.name, 3, "วันครบกำหนด"): "เมื่อวาน",
            (HOUSEHOLDS.name, 2, "เลขประจำตัวประชาชน"): "12345",
        },
    )


def test_a_clean_workbook_gives_every_file_and_exit_code_zero(workbook, tmp_path, capsys):
    out = tmp_path / "deep" / "out"
    assert plan(workbook, out) == 0
    assert {path.name for path in out.iterdir()} == FILES | {"plans"}
    assert [path.name for path in (out / "plans").iterdir()] == ["H1.pdf"]
    assert (out / "plans" / "H1.pdf").read_bytes().startswith(b"%PDF")
    assert told(out)["problems"] == []
    shown = capsys.readouterr()
    assert shown.err == ""
    assert "ครัวเรือนที่มีหนี้" in shown.out


def test_the_table_is_in_english_on_request(workbook, tmp_path, capsys):
    assert plan(workbook, tmp_path / "out", "--lang", "en") == 0
    assert "Households with debt" in capsys.readouterr().out


def test_the_figures_are_those_of_the_register(workbook, tmp_path):
    """Kept, each debt bears 1,200 baht; at the group's 6 % H1's bears 600; H2 has no income."""
    plan(workbook, tmp_path / "out")
    found = told(tmp_path / "out")
    assert (found["with_feasible_plan"], found["without"]) == (1, 1)
    assert found["interest_status_quo_satang"] == 240_000
    assert found["interest_planned_satang"] == 60_000 + 120_000


def test_what_is_refused_is_named_by_place_and_the_rest_is_planned(faulty, tmp_path, capsys):
    assert plan(faulty, tmp_path / "out") == 3
    found = told(tmp_path / "out")
    assert (found["debts"], found["households"]) == (1, 2)
    places = {(row["sheet"], row["cell"], row["takes"]) for row in found["problems"]}
    assert places == {("ลูกหนี้", "I3", "row"), ("ครัวเรือน", "E2", "cell")}
    lines = capsys.readouterr().err.splitlines()
    assert lines == [f"{row['sheet']}!{row['cell']}: {row['message']}" for row in found["problems"]]


def test_strict_refuses_the_workbook_at_any_refusal(faulty, tmp_path, capsys):
    assert plan(faulty, tmp_path / "out", "--strict") == 1
    assert not (tmp_path / "out").exists()
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_strict_changes_nothing_for_a_clean_workbook(workbook, tmp_path):
    assert plan(workbook, tmp_path / "out", "--strict") == 0


def test_a_file_that_is_no_workbook_is_refused_as_a_whole(tmp_path, capsys):
    path = tmp_path / "register.xlsx"
    path.write_bytes(b"not a workbook")
    assert plan(path, tmp_path / "out") == 1
    assert not (tmp_path / "out").exists()
    (line,) = capsys.readouterr().err.splitlines()
    assert ".xlsx" in line


def test_a_refused_workbook_leaves_an_earlier_result_as_it_was(workbook, faulty, tmp_path):
    out = tmp_path / "out"
    plan(workbook, out)
    before = (out / "summary.json").read_bytes()
    assert plan(faulty, out, "--strict") == 1
    assert (out / "summary.json").read_bytes() == before


def test_an_earlier_result_is_replaced_whole(workbook, tmp_path):
    out = tmp_path / "out"
    plan(workbook, out)
    (out / "plans" / "GONE.pdf").write_bytes(b"of an earlier register")
    assert plan(workbook, out) == 0
    assert [path.name for path in (out / "plans").iterdir()] == ["H1.pdf"]


def test_somebody_s_own_folder_is_not_replaced(workbook, tmp_path, capsys):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.docx").write_bytes(b"years of work")
    assert plan(workbook, out) == 2
    assert [path.name for path in out.iterdir()] == ["thesis.docx"]
    assert "thesis.docx" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [
        ["--as-of", "2019-02-30"],
        ["--as-of", "2562-03-16"],
        ["--as-of", "16/03/2562"],
        ["--as-of", "20190316"],
        ["--as-of", ""],
        ["--horizon", "0"],
        ["--horizon", "121"],
        ["--horizon", "-1"],
        ["--horizon", "60.0"],
        ["--horizon", "๖๐"],
        ["--lang", "fr"],
        ["--colour"],
    ],
)
def test_bad_usage_is_exit_code_two_and_writes_nothing(workbook, tmp_path, options):
    with pytest.raises(SystemExit) as left:
        plan(workbook, tmp_path / "out", *options)
    assert left.value.code == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["absent.xlsx", "."])
def test_a_missing_file_is_bad_usage(tmp_path, name):
    with pytest.raises(SystemExit) as left:
        plan(tmp_path / name, tmp_path / "out")
    assert left.value.code == 2


def test_out_must_be_named(workbook):
    with pytest.raises(SystemExit) as left:
        main(["plan", str(workbook)])
    assert left.value.code == 2


def test_another_day_counts_and_is_noted(workbook, tmp_path):
    assert plan(workbook, tmp_path / "out", "--as-of", "2020-04-15") == 0
    found = told(tmp_path / "out")
    assert found["as_of"] == "2020-04-15"
    assert found["by_class"]["B"]["debts"] == 2
    assert "plan.other_day" in {note["code"] for note in found["notes"]}


def test_the_horizon_is_stated_among_the_assumptions(workbook, tmp_path):
    plan(workbook, tmp_path / "out", "--horizon", "120")
    assert told(tmp_path / "out")["assumptions"]["horizon_months"] == "120"


def test_a_day_before_the_rules_is_refused(workbook, tmp_path, capsys):
    early = changed(
        workbook,
        tmp_path / "early.xlsx",
        {(DEBTS.name, row, "วันที่กู้"): None for row in (2, 3)},
    )
    assert plan(early, tmp_path / "out", "--as-of", "1910-01-01") == 1
    assert "1 ม.ค. 2453" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def run_apart(workbook, out, hash_seed):
    """The command in a process of its own; it says whether Django was loaded."""
    program = (
        "import sys; from plodnee.commands import main; code = main(sys.argv[1:]); "
        "print('django' in sys.modules, file=sys.stderr); sys.exit(code)"
    )
    return subprocess.run(
        [sys.executable, "-c", program, "plan", str(workbook), "--out", str(out)],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": "Asia/Bangkok"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_same_workbook_gives_the_same_bytes_without_django(workbook, tmp_path):
    for number in ("1", "2"):
        run = run_apart(workbook, tmp_path / number, number)
        assert (run.returncode, run.stderr.strip()) == (0, "False")
    first, second = tmp_path / "1", tmp_path / "2"
    names = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert len(names) == len(FILES) + 1
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_thai_is_printed_whatever_the_terminal_s_own_settings(workbook, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    run = run_apart(workbook, tmp_path / "out", "0")
    assert run.returncode == 0
    assert "ครัวเรือนที่มีหนี้" in run.stdout


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """Both made-up centres, planned: {area code: (workbook, folder, exit code)}."""
    folder = tmp_path_factory.mktemp("demonstration")
    planned = {}
    for book in demo_books(2562):
        area = book.centre.area_code
        path = folder / f"{area}.xlsx"
        write_register(book, path)
        planned[area] = (path, folder / area, plan(path, folder / area))
    return planned


@pytest.mark.parametrize(("area", "households"), [("31011805", 140), ("31210302", 90)])
def test_the_demonstration_is_planned_whole(demonstration, area, households):
    _, out, code = demonstration[area]
    found = told(out)
    assert (code, found["problems"], found["repairs"]) == (0, [], [])
    assert found["households"] == households
    assert found["with_feasible_plan"] + found["without"] == found["households_with_debt"]
    assert all(row["debts"] for row in found["by_class"].values())
    assert found["interest_planned_satang"] < found["interest_status_quo_satang"]
    assert sum(row["satang"] for row in found["by_class"].values()) == found["debt_total_satang"]
    assert sum(row["satang"] for row in found["by_creditor"]) == found["debt_total_satang"]


@pytest.mark.parametrize("area", ["31011805", "31210302"])
def test_a_plan_fits_most_made_up_households_and_not_all(demonstration, area):
    found = told(demonstration[area][1])
    assert 0.5 < found["with_feasible_plan"] / found["households_with_debt"] < 0.9


@pytest.mark.parametrize("area", ["31011805", "31210302"])
def test_every_target_household_has_its_sheet_and_no_file_name_tells_who(demonstration, area):
    workbook, out, _ = demonstration[area]
    sheet = openpyxl.load_workbook(workbook)[HOUSEHOLDS.name]
    code, target = (column_of(sheet, name) for name in ("รหัสครัวเรือน", "ครัวเรือนเป้าหมาย"))
    targets = {
        row[code - 1].value for row in sheet.iter_rows(min_row=2) if row[target - 1].value == "ใช่"
    }
    assert {path.stem for path in (out / "plans").iterdir()} == targets


@pytest.mark.parametrize("area", ["31011805", "31210302"])
def test_no_national_id_is_readable_in_the_summary(demonstration, area):
    workbook, out, _ = demonstration[area]
    sheet = openpyxl.load_workbook(workbook)[HOUSEHOLDS.name]
    column = column_of(sheet, "เลขประจำตัวประชาชน")
    ids = [str(row[column - 1].value) for row in sheet.iter_rows(min_row=2)]
    content = (out / "summary.json").read_text("utf-8")
    assert len(ids) > 80
    assert not [one for one in ids if one in content]
