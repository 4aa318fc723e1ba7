"""What is hidden from a reader cannot be guessed either: no search, filter or order tells of it.

Two data sets differ in nothing but what a reader may not see. Every reply to that reader, asked in
every way, must then be the same to the byte, but for the page's tokens and opaque keys.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import count

import pytest
from asking import (
    KEPT,
    KEY,
    REGISTERS,
    TOKEN,
    as_many,
    asked,
    in_turn,
    numbered_keys,
    path_of,
)  # fmt: skip
from build import TODAY, a_job, a_reading, an_allocation, an_import, an_officer
from django.db import transaction
from django.urls import reverse
from world import LATER, OWN, Here, book_of_centre, logged_in

from plodnee.casework.models import HouseholdPlan
from plodnee.casework.services import plan_centre
from plodnee.engine.national_id import make_up, mask
from plodnee.organization.access import OPERATOR
from plodnee.registers.book import PersonName, RegisterBook
from plodnee.registers.services import stage_reading

pytestmark = pytest.mark.django_db
SORTS = ("code", "name", "owed", "class", "debts", "national_id", "head", "-owed", "?")
PARAMETERS = (
    "q", "search", "sort", "order_by", "o", "kind", "plan", "creditor", "debtor_class", "sheet",
    "national_id", "national_id__startswith", "head__person__national_id__index", "note",
    "household__head_id_written", "centre__imports__counts", "page",
)  # fmt: skip


def with_masked_twin(national_id: str) -> str:
    """Another made-up id that is masked to the same."""
    for number in count(9_000_000_000):
        twin = make_up((number * 100 + int(national_id[10:12])) % 10**11)
        if mask(twin) == mask(national_id) and twin != national_id:
            return twin
    raise AssertionError


def other_ids(book: RegisterBook) -> RegisterBook:
    """The same register with other ids that look the same when masked."""
    homes = tuple(
        replace(home, national_id=with_masked_twin(home.national_id or ""))
        for home in book.households
    )
    return replace(book, households=homes)


def other_remarks(book: RegisterBook) -> RegisterBook:
    """The same register with what stands in files alone, and ids, changed."""
    debts = tuple(
        replace(debt, note="หมายเหตุอื่น", guarantors="นางอื่น ค้ำ", purpose="เรื่องอื่น")
        for debt in book.debts
    )
    return replace(other_ids(book), debts=debts)


def other_people(book: RegisterBook) -> RegisterBook:
    """The same register about other persons, with the same sums."""
    codes = {home.code: f"อื่น{place}" for place, home in enumerate(book.households)}
    homes = tuple(
        replace(
            home,
            code=codes[home.code],
            head=PersonName("นาง", f"คนอื่น {place}"),
            house_number="99",
            main_occupation="ค้าขาย",
            members=9,
        )
        for place, home in enumerate(other_ids(book).households)
    )
    lenders = {"informal": "เจ้าหนี้อื่น"}
    debts = tuple(
        replace(
            debt,
            household_code=codes[debt.household_code],
            borrower=PersonName("นาย", "ผู้อื่น ทั้งนั้น"),
            creditor=lenders.get(debt.creditor_kind, debt.creditor),
            contract_number="อื่น",
            purpose="อื่น",
            guarantors="",
            note="",
        )
        for debt in book.debts
    )
    cash = tuple(replace(item, household_code=codes[item.household_code]) for item in book.cash)
    return replace(book, households=homes, debts=debts, cash=cash)


# Reader -> (role, where held, the same data set but for what is hidden from that reader).
READERS = {
    "committee": ("centre_committee", OWN, other_ids),
    "district": ("district_officer", "3101", other_ids),
    "auditor": ("auditor", "31", other_remarks),
    "province": ("province", "31", other_people),
    "department": ("department", "", other_people),
}


def entered(book: RegisterBook) -> Here:
    """The register imported and planned, and a later one waiting."""
    batch = an_import(book)
    run = plan_centre(centre=batch.centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    later = a_reading(replace(book, centre=replace(book.centre, as_of=LATER)))
    waiting = stage_reading(later, actor=OPERATOR, on=TODAY)
    keys = HouseholdPlan.objects.filter(run=run).order_by("position")
    job, kept = a_job(batch.centre).pk, an_allocation(run).pk
    households = tuple(keys.values_list("household_id", flat=True))
    return Here(OWN, "", households, waiting.pk, batch.pk, job, kept, ())


def words_to_try(book: RegisterBook) -> list[str]:
    """What somebody would search for who wants to find out: ids whole and in part, names, notes."""
    home, debt = book.households[0], book.debts[1]
    national_id = home.national_id or ""
    return [
        national_id, national_id[1:7], national_id[:4], f"{national_id[0]}-{national_id[1:5]}",
        home.head.full, home.code, debt.borrower.full, debt.creditor, debt.note, debt.guarantors,
        debt.contract_number, home.house_number, "",
    ]  # fmt: skip


def replies(client, here: Here, words: list[str]) -> Iterator[tuple[str, bytes]]:
    """Everything that the reader can be told, asked in every way."""
    yield from pages(client, here)
    yield from found(client, here, words)
    yield from answered(client, here, words)


def pages(client, here: Here) -> Iterator[tuple[str, bytes]]:
    """Every page and file as it stands."""
    for name in ("home", "account", "areas", "centres", "upload"):
        yield name, asked(client, "GET", path_of(name)).content
    for area in ("31", "3101", "310118"):
        yield area, asked(client, "GET", path_of("area", area=area)).content
    for name in ("centre", "household", "import", "problems_csv", "deck", "plan_sheet", "job",
                 "results_file", "results_text", "allocation", *KEPT[:3]):  # fmt: skip
        yield name, asked(client, "GET", path_of(name, here)).content
    for register in REGISTERS:
        path = reverse("register_file", args=[here.code, register])
        yield register, asked(client, "GET", path).content


def found(client, here: Here, words: list[str]) -> Iterator[tuple[str, bytes]]:
    """What is found by each of the words."""
    centres, households = path_of("centres"), path_of("households", here)
    results = path_of("results", here)
    for word in words:
        yield f"centres {word}", asked(client, "GET", f"{centres}?q={word}").content
        client.post(households, {"q": word})
        yield f"households {word}", client.get(households).content
        client.post(results, {"q": word})
        yield f"results {word}", client.get(results).content
    client.post(households, {"q": ""})
    client.post(results, {"q": ""})


def answered(client, here: Here, words: list[str]) -> Iterator[tuple[str, bytes]]:
    """What parameters of the lists lead to; a share of them on PostgreSQL, as words ask it all."""
    households = path_of("households", here)
    share = as_many(sqlite=len(PARAMETERS), postgresql=6)
    lists = (households, path_of("results", here), path_of("centres"), path_of("import", here))
    for place, path in enumerate(lists):
        for turn, parameter in enumerate(in_turn(PARAMETERS, place, share)):
            for value in ("name", words[turn % 2]):
                asking = f"{path}?{parameter}={value}"
                yield asking, asked(client, "GET", asking).content
    for order in SORTS:
        yield order, asked(client, "GET", f"{households}?sort={order}").content


def told(
    book: RegisterBook, role: str, place: str, ask: Callable[..., Iterator[tuple[str, bytes]]]
) -> list[tuple[str, bytes]]:
    """The replies to a reader about one data set, which is gone afterwards."""
    with transaction.atomic():
        here = entered(book)
        client = logged_in(an_officer(role, place, username="reader"))
        heard = [(asking, comparable(reply)) for asking, reply in ask(client, here)]
        transaction.set_rollback(True)
    return [(KEY.sub("", asking), reply) for asking, reply in heard]


def comparable(content: bytes) -> bytes:
    """The reply without its tokens and its opaque keys; a file as it is."""
    if content.startswith((b"PK", b"%PDF")):
        return content
    return numbered_keys(TOKEN.sub("", content.decode())).encode()


@pytest.mark.parametrize("reader", READERS)
def test_replies_do_not_depend_on_what_the_reader_may_not_see(reader):
    role, place, changed = READERS[reader]
    book = book_of_centre(OWN)
    assert changed(book) != book
    ask = partial(replies, words=words_to_try(book))
    first, second = told(book, role, place, ask), told(changed(book), role, place, ask)
    assert len(first) == len(second)
    for (asking, one), (same_asking, other) in zip(first, second, strict=True):
        assert asking == same_asking
        assert one == other, asking


def test_the_comparison_sees_a_difference_where_there_is_one():
    """A name is not hidden from the district: a data set with other names is told apart."""
    role, place, _ = READERS["district"]
    book = book_of_centre(OWN)
    homes = (replace(book.households[0], head=PersonName("นาย", "ชื่ออื่น")), *book.households[1:])
    first, second = (
        told(one, role, place, pages) for one in (book, replace(book, households=homes))
    )
    differing = {asking for (asking, a), (_, b) in zip(first, second, strict=True) if a != b}
    assert {"household", "household-register"} <= differing
