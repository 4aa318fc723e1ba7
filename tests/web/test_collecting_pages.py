"""A meeting's sheet: ten households in a minute, once each, whatever the connection does."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from asking import content_of, file_words
from build import an_officer
from committee_desk import at, page
from django.urls import reverse
from django.utils import timezone
from world import logged_in

from plodnee.contracts.selectors import contract_state
from plodnee.documents.models import IssuedDocument
from plodnee.engine.money import format_baht
from plodnee.ledger.models import CollectionSheet, PeriodClosing, Repayment, SheetFinish
from plodnee.ledger.positions import contract_position
from plodnee.ledger.services import close_period
from plodnee.ledger.verification import verify_ledger
from plodnee.organization.access import OPERATOR

pytestmark = pytest.mark.django_db
ENTRY = re.compile(r'name="entry" value="([0-9a-f-]{36})"')
AMOUNT = re.compile(r'name="amount"[^>]* value="([\d,.]+)"')


@pytest.fixture
def desk(signed_desk):
    return signed_desk[0]


@pytest.fixture
def contract(signed_desk):
    return signed_desk[1]


@pytest.fixture
def bookkeeper(desk):
    return logged_in(desk.secretary)


def opened(client, key=None, **said):
    known = {"collected_on": timezone.localdate().isoformat(), "place": "cash"}
    return client.post(at("sheet_open", key or uuid4()), known | said)


def the_sheet():
    return CollectionSheet.objects.get().pk


def taken(client, contract, shown, amount=None):
    said = {"entry": ENTRY.search(shown)[1], "amount": amount or AMOUNT.search(shown)[1]}
    return client.post(at("sheet_take", the_sheet(), contract.pk), said)


def test_a_sheet_is_opened_once_and_shows_who_owes_what(bookkeeper, contract):
    key = uuid4()
    assert opened(bookkeeper, key).url == opened(bookkeeper, key).url == at("sheet", key)
    shown = page(bookkeeper.get(at("sheet", key)))
    assert contract.number in shown
    assert contract.borrower.full in shown
    assert "autofocus" in shown
    # Tab leads from one amount to the next, not to a button that would take what is due.
    (row,) = re.findall(r"(?s)<form[^>]*/rows/.*?</form>", shown)
    assert re.findall(r"<(?:input|button)(?![^>]*(?:hidden|tabindex=\"-1\"))[^>]*", row) == [
        next(iter(re.findall(r'<input[^>]*name="amount"[^>]*', row)))
    ]
    assert "ยังรับชำระอยู่" in page(bookkeeper.get(at("collections")))
    assert at("sheet", key) in page(bookkeeper.get(reverse("waiting")))
    assert opened(bookkeeper, key, place="bank").status_code == 422


def test_a_row_is_taken_once_though_its_answer_was_lost(bookkeeper, contract):
    opened(bookkeeper)
    shown = page(bookkeeper.get(at("sheet", the_sheet())))
    first, again = taken(bookkeeper, contract, shown), taken(bookkeeper, contract, shown)
    assert first.status_code == again.status_code == 302
    assert first.url.endswith(f"?after={contract.pk}")
    assert Repayment.objects.count() == 1
    after = page(bookkeeper.get(at("sheet", the_sheet())))
    assert Repayment.objects.get().receipt_number in after
    assert ENTRY.search(after) is None
    other = taken(bookkeeper, contract, shown, "1")
    assert other.status_code == 422
    assert "ยอดเดิมไม่ถูกแก้" in page(other)
    assert verify_ledger().sound


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("ห้าร้อย", "พิมพ์จำนวนเงินเป็นบาท"),
        ("99,999,999", "เหลือหนี้"),
        ("0", "ที่มากกว่า 0 บาท"),
    ],
)
def test_what_is_wrong_with_a_row_stands_at_the_row_with_what_was_typed(
    bookkeeper, contract, amount, words
):
    opened(bookkeeper)
    refused = taken(bookkeeper, contract, page(bookkeeper.get(at("sheet", the_sheet()))), amount)
    assert refused.status_code == 422
    assert words in page(refused)
    assert f'value="{amount}"' in page(refused)
    assert Repayment.objects.count() == 0


def test_an_id_that_is_not_of_the_row_takes_nothing(bookkeeper, contract):
    opened(bookkeeper)
    said = {"entry": uuid4(), "amount": "5"}
    refused = bookkeeper.post(at("sheet_take", the_sheet(), contract.pk), said)
    assert refused.status_code == 422
    assert bookkeeper.post(at("sheet_take", the_sheet(), uuid4()), said).status_code == 422
    assert Repayment.objects.count() == 0


def test_receipts_are_printed_in_two_copies_with_the_sum_in_words(bookkeeper, contract, desk):
    opened(bookkeeper)
    taken(bookkeeper, contract, page(bookkeeper.get(at("sheet", the_sheet()))), "1,250.75")
    key = Repayment.objects.get().pk
    for path in (at("day_book"), at("book_entry", key)):  # the lines of a receipt sum up to more
        assert "รับเงิน 1,250.75 บาท" in page(bookkeeper.get(path))
    for path in (at("receipt", key), at("sheet_receipts", the_sheet())):
        words = file_words(content_of(bookkeeper.get(path)))
        assert words.count(contract.borrower.full) == 2
        assert words.count(str(desk.secretary)) == 2
        assert "หนึ่งพันสองร้อยห้าสิบบาทเจ็ดสิบห้าสตางค์" in words.replace("\n", "").replace("\r", "")
    assert content_of(bookkeeper.get(at("receipt", key))) == content_of(
        bookkeeper.get(at("receipt", key))
    )
    issued = IssuedDocument.objects.get(kind="receipt")
    assert bytes(issued.pdf) == content_of(bookkeeper.get(at("receipt", key)))


def test_a_finished_sheet_takes_no_more(bookkeeper, contract):
    opened(bookkeeper)
    shown = page(bookkeeper.get(at("sheet", the_sheet())))
    taken(bookkeeper, contract, shown, "100")
    for _ in range(2):
        assert bookkeeper.post(at("sheet_finish", the_sheet())).status_code == 302
    assert at("sheet", the_sheet()) not in page(bookkeeper.get(reverse("waiting")))
    assert SheetFinish.objects.count() == 1
    assert "ปิดแล้ว" in page(bookkeeper.get(at("collections")))
    assert "เปิดใบใหม่" in page(bookkeeper.get(at("sheet", the_sheet())))


def test_what_a_part_payment_leaves_due_stays_in_the_row_and_in_the_total(bookkeeper, contract):
    opened(bookkeeper)
    shown = page(bookkeeper.get(at("sheet", the_sheet())))
    taken(bookkeeper, contract, shown, "100")
    due = contract_position(contract_state(contract), timezone.localdate()).due_satang
    after = page(bookkeeper.get(at("sheet", the_sheet())))
    assert due > 0
    assert after.count(f"<dd>{format_baht(due)}</dd>") == 1
    assert f"ยังเหลือ {format_baht(due)} บาท" in after


def closing(bookkeeper, day):
    said = {"through": day.isoformat(), "cash": "0", "bank": "0", "sure": "on"}
    return bookkeeper.post(at("books_close"), said)


def test_no_sheet_opens_for_a_closed_day_and_the_page_says_which_day_is_possible(
    bookkeeper, contract
):
    yesterday, key = timezone.localdate() - timedelta(days=1), uuid4()
    assert closing(bookkeeper, yesterday).status_code == 302
    refused = opened(bookkeeper, collected_on=yesterday.isoformat())
    assert refused.status_code == 422
    assert "เปิดใบของวันที่" in page(refused)
    before = opened(bookkeeper, collected_on="1/1/2562")
    assert before.status_code == 422
    assert "ยังไม่ได้เปิดบัญชี" in page(before)
    assert CollectionSheet.objects.count() == 0
    assert opened(bookkeeper, key).status_code == opened(bookkeeper, key).status_code == 302


def test_the_books_close_only_once_every_sheet_of_the_period_is_finished(bookkeeper, contract):
    yesterday = timezone.localdate() - timedelta(days=1)
    opened(bookkeeper, collected_on=yesterday.isoformat())
    refused = closing(bookkeeper, yesterday)
    assert refused.status_code == 422
    assert "ใบรับชำระที่ไม่ได้ปิด 1 ใบ" in page(refused)
    assert at("sheet", the_sheet()) in page(refused)
    assert closing(bookkeeper, yesterday - timedelta(days=1)).status_code == 302
    assert "ไม่มีผู้ชำระในวันนั้น" in page(bookkeeper.get(at("sheet", the_sheet())))
    assert bookkeeper.post(at("sheet_finish", the_sheet())).status_code == 302
    assert closing(bookkeeper, yesterday).status_code == 302
    assert PeriodClosing.objects.count() == 2


def test_a_sheet_over_which_the_books_were_closed_takes_nothing_and_can_be_finished(
    bookkeeper, contract, desk
):
    opened(bookkeeper)
    day = timezone.localdate()
    close_period(centre=desk.centre, through=day, today=day, actor=OPERATOR)
    shown = page(bookkeeper.get(at("sheet", the_sheet())))
    assert ENTRY.search(shown) is None
    assert "รับชำระเพิ่มไม่ได้ ปิดใบนี้" in shown
    assert bookkeeper.post(at("sheet_finish", the_sheet())).status_code == 302
    assert SheetFinish.objects.count() == 1


def test_an_auditor_reads_a_sheet_and_takes_nothing(bookkeeper, contract):
    opened(bookkeeper)
    auditor = logged_in(an_officer("auditor", "3101", "auditor"))
    shown = page(auditor.get(at("sheet", the_sheet())))
    assert contract.number in shown
    assert ENTRY.search(shown) is None
    assert opened(auditor).status_code == 404
