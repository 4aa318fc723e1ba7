"""Hostile files: each is refused in Thai with its reason, soon, and the caller lives on."""

import os
import random
import resource
import struct
import subprocess
import sys
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from workbook_making import openpyxl_book, repacked, stored, tidy_book, tidy_rows

from plodnee.registers.book import Reading
from plodnee.registers.workbook.archive import FILE_BYTES
from plodnee.registers.workbook.guard import SECONDS, read_guarded

TIDY = stored(openpyxl_book(tidy_rows()))
LAST_SHEET = "xl/worksheets/sheet5.xml"
ROW = '<row r="{0}"><c r="{1}"><v>1</v></c></row>'
RELS = "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"
LAUGHS = "".join(
    f'<!ENTITY {more} "{f"&{one};" * 9}">' for one, more in zip("abcdefg", "bcdefgh", strict=True)
)
BOMB = f'<!DOCTYPE l [<!ENTITY a "haha">{LAUGHS}]>'
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = COMPOUND + "EncryptedPackage".encode("utf-16-le")
MAIN_TYPE = "openxmlformats-officedocument.spreadsheetml.sheet.main"
UTF_16_DTD = '<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'.encode("utf-16")
LINK = "xl/externalLinks/externalLink1.xml"
DDE_LINK = b"<externalLink><ddeLink ddeService='cmd'/></externalLink>"
NAMES = "<definedNames><definedName name='x'>[1]S!A1</definedName></definedNames>"


def edited(member: str, old: str, new: str) -> bytes:
    def edit(members):
        assert old.encode() in members[member]
        members[member] = members[member].replace(old.encode(), new.encode(), 1)

    return repacked(TIDY, edit)


def added(member: str, content: bytes = b"x") -> bytes:
    return repacked(TIDY, lambda members: members.__setitem__(member, content))


def related(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    tie = f'<Relationship Id="rX" Type="{space}/{kind}" Target="{target}"{mode}/></Relationships>'
    return edited(RELS, "</Relationships>", tie)


def declared(content_type: str) -> bytes:
    part = f'<Override PartName="/xl/x.bin" ContentType="{content_type}"/></Types>'
    return edited(TYPES, "</Types>", part)


def with_row(xml: str) -> bytes:
    return edited(LAST_SHEET, "</sheetData>", f"{xml}</sheetData>")


def with_formula(formula: str) -> bytes:
    return with_row(f'<row r="9"><c r="A9"><f>{formula}</f><v>1</v></c></row>')


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def appended(name: str, content: bytes = b"x", attributes: int = 0) -> bytes:
    """The tidy workbook with a member that `repacked` could not make."""
    buffer = BytesIO(TIDY)
    with zipfile.ZipFile(buffer, "a") as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = attributes
        archive.writestr(info, content)
    return buffer.getvalue()


def doubled() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return appended(LAST_SHEET)


def with_patch(offset_in_entry: int, value: bytes) -> bytes:
    """The tidy workbook with bytes of its first directory entry overwritten."""
    at = TIDY.index(b"PK\x01\x02") + offset_in_entry
    return TIDY[:at] + value + TIDY[at + len(value) :]


def overlapping() -> bytes:
    """Two directory entries that name the same bytes."""
    with zipfile.ZipFile(BytesIO(TIDY)) as archive:
        first = archive.infolist()[0]
        entry_at = TIDY.index(b"PK\x01\x02")
    second = TIDY.index(b"PK\x01\x02", entry_at + 4)
    moved = struct.pack("<L", first.header_offset)
    return TIDY[: second + 42] + moved + TIDY[second + 46 :]


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def numbered_elements(count: int) -> bytes:
    """XML that packs too badly to be a bomb and needs far more memory than it is long."""
    inner = "".join(f'<a b="{n * 7919 % 1000003}"/>' for n in range(count))
    return f"<Properties>{inner}</Properties>".encode()


def many_rows(count: int) -> bytes:
    cell = '<row r="{0}"><c r="A{0}"><v>{0}</v></c></row>'
    return with_row("".join(cell.format(number) for number in range(10, 10 + count)))


HOSTILE = {
    "nothing_at_all": (lambda: b"", "not_xlsx"),
    "a_text_file": (lambda: "รหัสครัวเรือน,ชื่อ".encode(), "not_xlsx"),
    "a_web_page": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "not_xlsx"),
    "an_old_xls": (lambda: COMPOUND + bytes(2000), "not_xlsx"),
    "a_workbook_with_a_password": (
        lambda: ENCRYPTED, "password"),
    "a_zip_with_a_password": (lambda: with_patch(8, b"\x01\x00"), "password"),
    "a_zip_of_something_else": (lambda: zipped(("word/document.xml", b"<a/>")), "not_xlsx"),
    "a_zip_cut_in_half": (lambda: TIDY[: len(TIDY) // 2], "not_xlsx"),
    "bytes_before_the_zip": (lambda: b"MZ" + TIDY, "not_xlsx"),
    "a_file_over_20_megabytes": (lambda: TIDY + bytes(FILE_BYTES), "file_too_large"),
    "content_over_200_megabytes": (
        lambda: zipped(("a.bin", bytes(201 * 2**20))), "unpacked_too_large"),
    "a_bomb_of_blanks": (
        lambda: added("xl/theme/extra.xml", b" " * 3_000_000), "packed_too_tightly"),
    "a_bomb_beside_ballast": (
        lambda: repacked(
            TIDY, lambda m: m.update({"b.bin": noise(10**6), "a.xml": bytes(9 * 10**6)})),
        "packed_too_tightly"),
    "two_thousand_members": (
        lambda: repacked(TIDY, lambda m: m.update({f"xl/m{n}.xml": b"" for n in range(2000)})),
        "too_many_members"),
    "a_million_directory_entries": (lambda: TIDY + b"PK\x01\x02" * 100_000, "too_many_members"),
    "an_absolute_member": (lambda: appended("/etc/cron.d/x"), "hostile_member"),
    "a_member_above_the_folder": (lambda: appended("xl/../../x.xml"), "hostile_member"),
    "a_member_with_backslashes": (lambda: appended("..\\..\\x.xml"), "hostile_member"),
    "a_member_on_a_drive": (lambda: appended("C:x.xml"), "hostile_member"),
    "a_symbolic_link": (
        lambda: appended("xl/link.xml", b"/etc/passwd", 0o120777 << 16), "hostile_member"),
    "two_members_of_one_name": (doubled, "hostile_member"),
    "members_that_share_their_bytes": (overlapping, "hostile_member"),
    "a_member_with_a_false_size": (lambda: with_patch(24, b"\x05\x00\x00\x00"), "not_xlsx"),
    "a_member_with_a_false_checksum": (lambda: with_patch(16, b"\xde\xad\xbe\xef"), "not_xlsx"),
    "a_rare_compression": (
        lambda: zipped(("[Content_Types].xml", b"<a/>"), method=zipfile.ZIP_LZMA), "not_xlsx"),
    "macros": (lambda: added("xl/vbaProject.bin"), "has_macros"),
    "macros_by_content_type": (
        lambda: edited(TYPES, MAIN_TYPE, "ms-excel.sheet.macroEnabled.main"),
        "has_macros"),
    "an_old_macro_sheet": (lambda: added("xl/macrosheets/sheet1.xml", b"<a/>"), "has_macros"),
    "an_active_control": (lambda: added("xl/activeX/activeX1.xml", b"<a/>"), "has_macros"),
    "a_document_type": (
        lambda: edited(LAST_SHEET, "<worksheet", "<!DOCTYPE worksheet><worksheet"), "has_dtd"),
    "a_billion_laughs": (
        lambda: edited("xl/workbook.xml", "<workbook", BOMB + "<workbook"), "has_dtd"),
    "a_document_type_in_utf_16": (
        lambda: added("docProps/extra.xml", UTF_16_DTD),
        "has_dtd"),
    "a_link_to_another_workbook": (
        lambda: added(LINK, b"<externalLink/>"), "has_external_links"),
    "a_link_declared_only": (
        lambda: related("externalLinkPath", "file:///C:/other.xlsx"), "has_external_links"),
    "a_picture_from_the_web": (
        lambda: related("image", "http://example.org/a.png"), "has_external_links"),
    "a_data_connection": (
        lambda: added("xl/connections.xml", b"<connections/>"), "has_external_links"),
    "a_formula_to_another_workbook": (lambda: with_formula("[1]Sheet1!A1"), "has_external_links"),
    "a_formula_to_a_share": (
        lambda: with_formula("'\\\\host\\share\\[b.xlsx]S'!A1"), "has_external_links"),
    "a_formula_that_fetches": (
        lambda: with_formula("WEBSERVICE(&quot;http://example.org&quot;)"), "has_external_links"),
    "a_name_for_another_workbook": (
        lambda: edited("xl/workbook.xml", "<calcPr", f"{NAMES}<calcPr"),
        "has_external_links"),
    "dde_in_a_formula": (lambda: with_formula("cmd|'/C calc'!A0"), "has_dde"),
    "dde_in_quotes": (lambda: with_formula("'cmd'|'/C calc'!A0"), "has_dde"),
    "dde_in_a_link": (
        lambda: added(LINK, DDE_LINK),
        "has_dde"),
    "a_cell_at_the_last_corner": (
        lambda: with_row(ROW.format(1048576, "XFD1048576")), "too_many_columns"),
    "a_cell_in_column_201": (
        lambda: with_row(ROW.format(9, "GS9")), "too_many_columns"),
    "a_cell_beyond_the_sheet": (
        lambda: with_row(ROW.format(9, "ZZZ9")), "not_xlsx"),
    "a_row_beyond_the_sheet": (
        lambda: with_row(ROW.format(99999999999, "A99999999999")), "not_xlsx"),
    "a_cell_in_another_row": (
        lambda: with_row(ROW.format(9, "A10")), "not_xlsx"),
    "a_cell_that_stands_twice": (
        lambda: with_row(ROW.format(9, "A9").replace("</row>", '<c r="A9"><v>2</v></c></row>')),
        "not_xlsx"),
    "a_row_that_stands_twice": (
        lambda: with_row(ROW.format(2, "A2")), "not_xlsx"),
    "a_text_number_that_does_not_exist": (
        lambda: with_row('<row r="9"><c r="A9" t="s"><v>123456</v></c></row>'), "not_xlsx"),
    "more_than_fifty_thousand_rows": (lambda: many_rows(50_001), "too_many_rows"),
    "xml_that_is_broken_off": (lambda: edited(LAST_SHEET, "</worksheet>", ""), "not_xlsx"),
    "xml_of_wrong_bytes": (
        lambda: repacked(TIDY, lambda m: m.update({"xl/workbook.xml": b"<workbook>\xff<a/>"})),
        "not_xlsx"),
    "xml_in_an_unusual_encoding": (
        lambda: repacked(TIDY, lambda m: m.__setitem__(
            "xl/workbook.xml", b"<?xml version='1.0' encoding='cp037'?>" + m["xl/workbook.xml"])),
        "not_xlsx"),
    "a_main_part_outside_the_file": (
        lambda: edited("_rels/.rels", "xl/workbook.xml", "../../../../etc/passwd"), "not_xlsx"),
}  # fmt: skip


def assert_refused(reading: Reading, code: str) -> None:
    assert reading.book is None
    assert [(found.code, found.takes) for found in reading.problems] == [(code, "workbook")]
    assert reading.problems[0].message
    assert reading.problems[0].hint
    assert reading.problems[0].message_en


def seconds_of_readers() -> float:
    """The processor time of the readers that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(attack):
    make, code = HOSTILE[attack]
    content, caller, before = make(), os.getpid(), seconds_of_readers()
    reading = read_guarded(content)
    assert_refused(reading, code)
    assert seconds_of_readers() - before < SECONDS  # of work: on a free processor, of the clock
    assert os.getpid() == caller


def test_a_tidy_workbook_passes_as_bytes_and_as_a_path(tmp_path):
    file = tmp_path / "31011805.XLSX"
    file.write_bytes(TIDY)
    assert read_guarded(TIDY).book == tidy_book()
    assert read_guarded(file) == read_guarded(TIDY)
    assert len(read_guarded(file).sha256) == 64


def test_the_day_of_the_plan_reaches_the_reader():
    reading = read_guarded(TIDY, as_of=date(2018, 1, 1))
    assert [found.code for found in reading.problems] == ["borrowed_after_as_of"]


@pytest.mark.parametrize("name", ["register.xls", "register.xlsm", "register.exe"])
def test_another_ending_is_refused_whatever_the_file_holds(name):
    assert_refused(read_guarded(TIDY, filename=name), "not_xlsx")


def test_a_web_address_in_a_cell_is_text_that_nobody_follows():
    assert read_guarded(related("hyperlink", "http://example.org")).book == tidy_book()


def test_a_text_that_looks_like_a_call_of_a_program_is_only_text():
    rows = tidy_rows()
    rows["debts"][0]["note"] = "x"
    book = openpyxl_book(rows)
    cell = book["ลูกหนี้"]["W2"]
    cell.value, cell.data_type = "=cmd|'/C calc'!A0", "s"
    reading = read_guarded(stored(book))
    assert reading.book is not None
    assert reading.book.debts[0].note == "=cmd|'/C calc'!A0"


def test_hundreds_of_thousands_of_empty_rows_at_the_end_are_ignored():
    row = '<row r="{0}"><c r="A{0}" s="0"/></row>'
    empty = "".join(row.format(number) for number in range(10, 200_000))
    assert read_guarded(with_row(empty)).book == tidy_book()


def test_deep_xml_is_not_the_end():
    deep = "<ext>" * 100_000 + "</ext>" * 100_000
    reading = read_guarded(edited(LAST_SHEET, "</sheetData>", f"</sheetData>{deep}"))
    assert reading.book == tidy_book() or reading.problems[0].takes == "workbook"


READ_APART = """
import resource, sys
from plodnee.registers.workbook.guard import read_guarded
reading = read_guarded(sys.stdin.buffer.read(), wall_seconds=60)
print(reading.problems[0].code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_a_file_that_needs_too_much_memory_is_refused():
    """Read from a process of its own, so that the reader is the only child that is measured."""
    content = repacked(TIDY, lambda m: m.__setitem__("xl/styles.xml", numbered_elements(1_700_000)))
    command = [sys.executable, "-c", READ_APART]
    told = subprocess.run(command, input=content, stdout=subprocess.PIPE, check=True).stdout
    code, peak_kilobytes = told.split()
    assert code == b"out_of_memory"
    assert int(peak_kilobytes) < 560 * 1024


def test_a_file_that_makes_too_much_work_is_refused():
    assert_refused(read_guarded(many_rows(45_000), cpu_seconds=1), "too_slow")


def test_a_busy_machine_says_so_and_does_not_blame_the_file():
    assert_refused(read_guarded(TIDY, wall_seconds=0.01), "machine_busy")


def test_the_limited_process_can_open_nothing():
    tried = """
import socket
from plodnee.registers.workbook.child import _take_limits
_take_limits(512, 10)
for attempt in (lambda: open("/etc/hostname"), lambda: socket.socket()):
    try:
        attempt()
    except OSError:
        print("refused")
"""
    done = subprocess.run([sys.executable, "-c", tried], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["refused", "refused"]


def test_the_limited_process_is_light():
    listed = """
import sys
import plodnee.registers.workbook.child
print(sorted({"numpy", "numba", "django", "openpyxl", "xlsxwriter"} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", listed], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_limited_process_inherits_no_secret(monkeypatch):
    seen: list[dict[str, str]] = []
    run = subprocess.run

    def watched(*arguments, **options):
        seen.append(options["env"])
        return run(*arguments, **options)

    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    monkeypatch.setattr(subprocess, "run", watched)
    assert read_guarded(TIDY).book == tidy_book()
    assert seen == [
        {
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
    ]
