"""Books are opened, kept, read, taken back and closed page by page; sent twice is once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from asking import content_of, file_words
from build import CENTRE_CODE, a_book, an_import, an_officer
from committee_desk import at, page
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from world import logged_in

from plodnee.ledger.models import Account, Book, Entry, PeriodClosing
from plodnee.ledger.services import open_books
from plodnee.ledger.verification import verify_ledger
from plodnee.organization.access import OPERATOR
from plodnee.registers.book import CentreSheet
from plodnee.web.books.wording import name_of

pytestmark = pytest.mark.django_db


def day(back=0):
    return timezone.localdate() - timedelta(days=back)


def opened(client, *, back=10, cash="5,000", bank="10,000"):
    said = {"opened_on": day(back).isoformat(), "cash": cash, "bank": bank}
    return client.post(at("books_open"), said)


def an_expense(**said):
    known = {
        "amount": "120.50", "business_date": day().isoformat(), "purpose": "travel",
        "place": "cash", "reference": "บ-7", "note": "ไปอำเภอ",
    }  # fmt: skip
    return known | said


def entered(client, deed="expense", key=None, **said):
    return client.post(at("enter_entry", deed, key or uuid4()), an_expense(**said))


def balances():
    return {account.code: account.balance_satang for account in Account.objects.all()}


def test_books_are_opened_with_the_money_that_there_is(centre, secretary):
    assert "ยังไม่ได้เปิดบัญชีของศูนย์ฯ" in page(secretary.get(at("books")))
    assert opened(secretary, cash="๕,๐๐๐.๒๕").status_code == 302
    words = page(secretary.get(at("books")))
    assert "5,000.25" in words
    assert "10,000.00" in words
    assert balances() == {"cash": 500_025, "bank": 1_000_000, "starting-money": 1_500_025}
    assert verify_ledger().sound


def test_books_opened_again_with_the_same_figures_stand_and_with_others_are_refused(
    centre, secretary
):
    for _ in range(2):
        assert opened(secretary).status_code == 302
    assert (Book.objects.count(), Entry.objects.count()) == (1, 1)
    refused = opened(secretary, cash="1")
    assert refused.status_code == 409
    assert "เปิดบัญชีของศูนย์รหัส" in page(refused)
    assert opened(secretary, back=9).status_code == 409


def test_books_may_open_without_any_money_and_twice_is_once(centre, secretary):
    for _ in range(2):
        assert opened(secretary, cash="", bank="0").status_code == 302
    assert (Book.objects.count(), Entry.objects.count()) == (1, 0)
    assert opened(secretary, back=9, cash="", bank="").status_code == 409


def test_money_is_brought_forward_into_books_that_a_contract_opened(centre, secretary):
    open_books(centre=centre, opened_on=day(10), actor=OPERATOR)
    refused = opened(secretary, back=11)
    assert "ลงวันที่เปิดบัญชีหรือหลังจากนั้น" in page(refused)
    for _ in range(2):
        assert opened(secretary, back=9).status_code == 302
    assert balances()["cash"] == 500_000
    assert opened(secretary, back=8).status_code == 409
    assert Entry.objects.count() == 1


def test_nothing_is_entered_before_the_books_are_open(centre, secretary):
    refused = entered(secretary)
    assert refused.status_code == 422
    assert "เปิดบัญชีก่อนบันทึกรายการ" in page(refused)
    assert Account.objects.count() == 0


@pytest.mark.parametrize(
    ("deed", "said", "moved"),
    [
        ("cash_to_bank", {}, {"cash": -12_050, "bank": 12_050}),
        ("bank_to_cash", {}, {"cash": 12_050, "bank": -12_050}),
        ("expense", {}, {"cash": -12_050, "expense:travel": 12_050}),
        ("expense", {"place": "bank"}, {"bank": -12_050, "expense:travel": 12_050}),
        ("income", {"purpose": "support"}, {"cash": 12_050, "income:support": 12_050}),
        ("fund_deposit", {"fund": "VF-1"}, {"cash": 12_050, "deposit:VF-1": 12_050}),
    ],
)
def test_what_happened_is_entered_in_plain_words(centre, secretary, deed, said, moved):
    opened(secretary)
    before = balances()
    if "fund" in said:
        said = {"fund": centre.member_groups.get().pk}
    reply = entered(secretary, deed, **said)
    assert reply.status_code == 302
    after = balances()
    assert {code: after[code] - before.get(code, 0) for code in moved} == moved
    assert sum(after.values()) - sum(before.values()) == sum(moved.values())
    shown = page(secretary.get(reply.url))
    assert "120.50" in shown
    assert "ไปอำเภอ" in shown
    assert "secretary" in shown


def test_a_fund_takes_back_no_more_than_it_left(centre, secretary):
    opened(secretary)
    fund = {"fund": centre.member_groups.get().pk}
    assert entered(secretary, "fund_deposit", **fund, amount="300").status_code == 302
    refused = entered(secretary, "fund_withdrawal", **fund, amount="300.01")
    assert refused.status_code == 422
    assert "300.00" in page(refused)
    assert entered(secretary, "fund_withdrawal", **fund, amount="300").status_code == 302
    statement = page(secretary.get(at("fund_statement", fund["fund"])))
    assert "พบ 2 รายการ" in statement


def test_a_form_loaded_again_or_whose_answer_was_lost_enters_once(centre, secretary):
    opened(secretary)
    key = uuid4()
    first, again = entered(secretary, key=key), entered(secretary, key=key)
    assert first.url == again.url == at("book_entry", key)
    assert Entry.objects.count() == 2
    assert "รายการนี้บันทึกไว้แล้ว" in page(secretary.get(again.url))
    form = secretary.get(at("enter_entry", "expense", key))  # a step back in the browser
    assert form.url == at("book_entry", key)
    other = entered(secretary, key=key, amount="999")
    assert other.status_code == 409
    assert "ยอดเดิมไม่ถูกแก้" in page(other)
    assert balances()["cash"] == 500_000 - 12_050


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"amount": "5,000.01"}, "ไม่พอสำหรับ"),
        ({"amount": "0"}, "ที่มากกว่า 0 บาท"),
        ({"amount": "-5"}, "จำนวนเงิน"),
        ({"amount": "1.005"}, "จำนวนเงิน"),
        ({"business_date": "16/3/62"}, "พ.ศ."),
        ({"purpose": "gifts"}, "ค่าอะไร"),
        ({"purpose": "other", "note": ""}, "เขียนว่าเป็นค่าหรือรายได้อะไร"),
    ],
)
def test_what_cannot_be_entered_is_refused_at_the_form_with_what_was_typed(
    centre, secretary, said, words
):
    opened(secretary)
    refused = entered(secretary, **said)
    assert refused.status_code == 422
    assert words in page(refused)
    assert "บ-7" in page(refused)
    assert Entry.objects.count() == 1


def test_a_day_ahead_before_the_books_or_in_a_closed_period_is_refused(centre, secretary):
    opened(secretary, cash="5,000", bank="0")
    assert "ยังมาไม่ถึง" in page(entered(secretary, business_date=day(-1).isoformat()))
    assert "ลงวันที่เปิดบัญชีหรือหลังจากนั้น" in page(entered(secretary, business_date=day(11).isoformat()))
    assert closed(secretary, back=5, cash="5,000", bank="0").status_code == 302
    refused = entered(secretary, business_date=day(5).isoformat())
    assert refused.status_code == 422
    assert "บันทึกรายการด้วยวันที่หลังจากนั้น" in page(refused)


def closed(client, *, back=1, cash="5,000", bank="10,000", sure="on"):
    said = {"through": day(back).isoformat(), "cash": cash, "bank": bank, "sure": sure}
    return client.post(at("books_close"), said)


def test_books_close_when_the_money_that_was_counted_is_what_they_say(centre, secretary):
    opened(secretary)
    refused = closed(secretary, cash="4,999.50")
    assert refused.status_code == 422
    assert "ต่างกัน -0.50 บาท" in page(refused)
    assert "ยอดตามสมุดธนาคาร 9.00" in page(closed(secretary, bank="9"))
    assert closed(secretary, sure="").status_code == 422
    assert PeriodClosing.objects.count() == 0
    assert closed(secretary).status_code == 302
    again = closed(secretary)
    assert again.status_code == 422
    assert PeriodClosing.objects.count() == 1
    assert verify_ledger().sound


def test_books_whose_counters_were_touched_do_not_close(centre, secretary):
    opened(secretary)
    Account.objects.filter(code="starting-money").update(credits_satang=7)
    refused = closed(secretary)
    assert refused.status_code == 422
    assert "plodnee verify-ledger" in page(refused)
    assert PeriodClosing.objects.count() == 0


def test_somebody_else_takes_an_entry_back_with_a_reason(centre, secretary, chair):
    opened(secretary)
    key = uuid4()
    entered(secretary, key=key)
    said = {"business_date": day().isoformat(), "reason": "พิมพ์ผิด", "sure": "on"}
    own = secretary.post(at("entry_reverse", key), said)
    assert own.status_code == 422
    assert "ท่านเป็นผู้บันทึกรายการที่ 2" in page(own)
    assert "กลับรายการนี้" not in page(secretary.get(at("book_entry", key)))
    assert chair.post(at("entry_reverse", key), said | {"reason": ""}).status_code == 422
    early = chair.post(at("entry_reverse", key), said | {"business_date": day(3).isoformat()})
    assert "ต้องลงวันที่นั้นหรือหลังจากนั้น" in page(early)
    assert "กลับรายการนี้" in page(chair.get(at("book_entry", key)))
    first, again = (chair.post(at("entry_reverse", key), said) for _ in range(2))
    assert first.url == again.url
    assert Entry.objects.count() == 3
    assert "พิมพ์ผิด" in page(chair.get(first.url))
    assert "ถูกกลับแล้วด้วยรายการที่ 3" in page(chair.get(at("book_entry", key)))
    assert balances()["cash"] == 500_000
    otherwise = chair.post(at("entry_reverse", key), said | {"reason": "เหตุอื่น"})
    assert otherwise.status_code == 409


def test_the_day_book_shows_a_span_a_kind_and_its_pages(centre, secretary):
    opened(secretary)
    for number in range(55):
        entered(secretary, amount="1", reference=f"บ-{number}")
    span = {"first": day(10).isoformat(), "last": day().isoformat()}
    words = page(secretary.get(at("day_book"), span))
    assert "พบ 56 รายการ" in words
    assert "หน้า 1 จาก 2" in words
    assert "บ-54" in page(secretary.get(at("day_book"), span | {"page": 2}))
    assert "พบ 1 รายการ" in page(secretary.get(at("day_book"), span | {"kind": "opening"}))
    assert "วันสุดท้ายต้องไม่ก่อนวันแรก" in page(
        secretary.get(at("day_book"), {"first": span["last"], "last": span["first"]})
    )


def test_a_statement_carries_its_balance_over_its_pages(centre, secretary):
    opened(secretary)
    for _ in range(52):
        entered(secretary, amount="1")
    cash = Account.objects.get(code="cash").pk
    span = {"first": day(5).isoformat(), "last": day().isoformat()}
    first = page(secretary.get(at("account_statement", cash), span))
    assert "5,000.00" in first
    assert "4,950.00" in first
    second = page(secretary.get(at("account_statement", cash), span | {"page": 2}))
    assert "4,949.00" in second
    assert "4,948.00" in second
    assert "4,950.00" not in second


def test_a_trial_balance_is_that_of_its_day(centre, secretary):
    opened(secretary)
    entered(secretary)
    now = page(secretary.get(at("trial_balance")))
    assert "4,879.50" in now
    assert "เดบิตเท่ากับเครดิต" in now
    then = {"first": day(10).isoformat(), "last": day(1).isoformat()}
    assert "4,879.50" not in page(secretary.get(at("trial_balance"), then))


@pytest.mark.parametrize("ending", ["xlsx", "csv", "pdf"])
@pytest.mark.parametrize("name", ["day_book", "trial_balance", "account_statement"])
def test_books_are_taken_away_as_files_that_no_spreadsheet_runs(centre, secretary, name, ending):
    opened(secretary)
    entered(secretary, note="=HYPERLINK(1)", reference="+66")
    keys = [Account.objects.get(code="cash").pk] if name == "account_statement" else []
    span = {"first": day(10).isoformat(), "last": day().isoformat()}
    reply = secretary.get(at(f"{name}_{ending}", *keys), span)
    assert reply.status_code == 200
    assert CENTRE_CODE in reply.headers["Content-Disposition"]
    words = file_words(content_of(reply))
    assert ending == "pdf" or "เงินยกมาเมื่อเปิดบัญชี" in words
    if ending == "csv" and name == "day_book":
        assert '"\'=HYPERLINK(1)"' in words
        assert '"\'+66"' in words
    if ending == "xlsx":
        assert "<f>" not in words


@pytest.mark.parametrize("ending", ["csv", "pdf"])
def test_a_file_of_days_that_are_none_is_refused_and_not_made_of_other_days(
    centre, secretary, ending
):
    opened(secretary)
    reply = secretary.get(at(f"day_book_{ending}"), {"first": "31/02/2562", "kind": "x"})
    assert reply.status_code == 422
    assert "ตั้งแต่วันที่, ประเภทรายการ" in page(reply)


def test_an_auditor_reads_and_takes_away_and_changes_nothing(centre, secretary):
    opened(secretary)
    auditor = logged_in(an_officer("auditor", CENTRE_CODE, "auditor"))
    words = page(auditor.get(at("books")))
    assert "บันทึกรายการ" not in words
    assert content_of(auditor.get(at("day_book_csv")))
    assert entered(auditor).status_code == 404
    assert Entry.objects.count() == 1


def test_one_centre_s_books_are_not_another_s(centre, secretary):
    assert opened(secretary).status_code == 302
    elsewhere = CentreSheet("ศูนย์ฯ อื่น", "31011806", day(), 2562, "นายประธาน", "044000000")
    an_import(a_book(centre=elsewhere))
    key, cash = Entry.objects.get().pk, Account.objects.get(code="cash").pk
    district = logged_in(an_officer("district_officer", "3101", "both"))
    for name, one in (("book_entry", key), ("account_statement", cash)):
        assert district.get(reverse(name, args=["31011806", one])).status_code == 404


def test_creditors_outside_the_centre_are_told_apart_in_english_too():
    with override("en"):
        names = {name_of(f"payoff:outside-{n}", f"รอรับชำระหนี้แทน: ร้านที่ {n}") for n in (1, 2)}
    assert sorted(name.rpartition(" ร้านที่ ")[2] for name in names) == ["1", "2"]
