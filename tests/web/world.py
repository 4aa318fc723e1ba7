"""A small world to walk through: six centres around one, and everybody who might ask for it.

Every centre's texts bear a word of its own, so that a reply tells of which centres it speaks.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from build import (
    NOON,
    TODAY,
    a_book,
    a_debt,
    a_household,
    a_job,
    a_picture,
    a_reading,
    an_allocation,
    an_import,
    an_officer,
)
from contract_desk import bare_contract, bare_paper
from django.test import Client
from visit_world import make_letters, make_round

from plodnee.engine.national_id import make_up
from plodnee.registers.book import CashItem, CentreSheet, MemberGroup, PersonName, RegisterBook

OWN = "31011805"
SIBLING = "31011806"
SUBDISTRICT = "310118"  # a centre of the whole subdistrict, around the own one
NEXT_SUBDISTRICT = "31011901"
OTHER_DISTRICT = "31210302"
OTHER_PROVINCE = "30010101"
CENTRES = {
    OWN: "กาหลง",
    SIBLING: "ขจร",
    SUBDISTRICT: "งามตา",
    NEXT_SUBDISTRICT: "จำปา",
    OTHER_DISTRICT: "ฉัตรทอง",
    OTHER_PROVINCE: "ชบา",
}
HOUSEHOLDS = 6
LETTERS = ("31", "3101", SUBDISTRICT, OWN, "30")  # offices with a letter each
LATER = TODAY + timedelta(days=30)
ENDED = date(2019, 12, 31)
# What is said of persons, each with the centre's word before it.
PERSONAL = ("หัวหน้า", "ผู้กู้", "นายทุน", "บันทึก", "สัญญา", "รหัส")
# One visitor a line: name -> (role, where the post is held). What else there is to a visitor
# (no post, a post that ended, …) is arranged in `visitors`.
POSTS = {
    "committee": ("centre_committee", OWN),
    "committee of a sibling": ("centre_committee", SIBLING),
    "committee of the subdistrict": ("centre_committee", SUBDISTRICT),
    "committee elsewhere": ("centre_committee", OTHER_PROVINCE),
    "district": ("district_officer", "3101"),
    "district beside": ("district_officer", "3121"),
    "district elsewhere": ("district_officer", "3001"),
    "province": ("province", "31"),
    "province elsewhere": ("province", "30"),
    "department": ("department", ""),
    "auditor of the country": ("auditor", ""),
    "auditor of the province": ("auditor", "31"),
    "auditor of the district": ("auditor", "3101"),
    "auditor of the subdistrict": ("auditor", SUBDISTRICT),
    "auditor of the village": ("auditor", OWN),
    "auditor of a sibling": ("auditor", SIBLING),
    "auditor elsewhere": ("auditor", "30"),
}
WITHOUT_POST = ("no post", "post ended", "post not begun", "superuser")
NOT_LOGGED_IN = ("anonymous", "disabled")
VISITORS = (*POSTS, *WITHOUT_POST, *NOT_LOGGED_IN)


@dataclass(frozen=True)
class Here:
    """A centre with its keys: what an address of it is made of."""

    code: str
    word: str
    households: tuple[UUID, ...]
    waiting: UUID
    confirmed: UUID
    job: UUID
    allocation: UUID
    ids: tuple[str, ...]
    member: UUID | None = None
    order: UUID | None = None
    meeting: UUID | None = None
    rules: UUID | None = None
    slip: UUID | None = None
    decision: UUID | None = None
    person: UUID | None = None
    layout: UUID | None = None
    evidence: UUID | None = None
    book_entry: UUID | None = None
    sheet: UUID | None = None
    account: int | None = None
    group: int | None = None
    contract: UUID | None = None
    paper: UUID | None = None
    assignment: UUID | None = None
    draft: UUID | None = None
    picture: UUID | None = None
    visit: UUID | None = None
    note: UUID | None = None
    note_file: UUID | None = None
    need: UUID | None = None
    pack_job: UUID | None = None


@dataclass(frozen=True)
class World:
    """The centres by code, and a client for everybody who might ask."""

    centres: dict[str, Here]
    clients: dict[str, Client]


def personal(word: str) -> tuple[str, ...]:
    """What only those may read who see the persons of the centre with this word."""
    return tuple(f"{word}{part}" for part in PERSONAL)


def on_papers(word: str) -> tuple[str, ...]:
    """What pages hide and only papers that name persons say: where the households live."""
    return (f"{word}ซอย",)


def public(word: str) -> tuple[str, ...]:
    """What everybody may read who sees the centre's figures."""
    return tuple(f"{part}{word}" for part in ("ศูนย์", "กองทุน"))


def book_of_centre(code: str, as_of: date = TODAY) -> RegisterBook:
    """A register of six households that owe; one is a target, one a model."""
    word, number = CENTRES[code], list(CENTRES).index(code)
    homes = tuple(_household(word, number, place) for place in range(1, HOUSEHOLDS + 1))
    debts = tuple(debt for row, home in enumerate(homes, 1) for debt in _debts(word, home, 2 * row))
    return a_book(
        centre=CentreSheet(f"ศูนย์{word}", code, as_of, 2562, f"ประธาน{word}", "044000000"),
        groups=(
            MemberGroup(
                "VF-1", f"กองทุน{word}", "VILLAGE_FUND", 100_000_000, 80, 300, 24, 12, True, True
            ),
        ),
        households=homes,
        cash=tuple(item for home in homes for item in _cash(home.code)),
        debts=debts,
    )


def _household(word: str, number: int, place: int) -> Any:
    home = a_household(
        f"{place:03d}",
        head=PersonName("นาย", f"{word}หัวหน้า ที่{place}"),
        house_number=f"{place} {word}ซอย",
        national_id=make_up(100_000_007 * (100 * number + place)),
        is_target=place == 1,
        is_model=place == 6,
    )
    return replace(home, code=f"{word}รหัส{place}")


def _cash(code: str) -> tuple[CashItem, ...]:
    return (
        CashItem(code, "income", "ขายข้าว", 6_000_000, (12,)),
        CashItem(code, "income", "รับจ้าง", 400_000, tuple(range(1, 13))),
        CashItem(code, "expense", "ค่าครองชีพ", 200_000, tuple(range(1, 13))),
    )


def _debts(word: str, home: Any, row: int) -> tuple[Any, Any]:
    known = {
        "household_code": home.code,
        "borrower": PersonName("นาง", f"{word}ผู้กู้ ที่{row}"),
        "note": f"{word}บันทึก",
        "guarantors": f"{word}ผู้กู้ ค้ำ",
    }
    lender = {
        "creditor": f"{word}นายทุน ที่{row}",
        "creditor_kind": "informal",
        "principal_satang": 500_000,
    }
    return (
        a_debt(row, **known, contract_number=f"{word}สัญญา{row}"),
        a_debt(row + 1, **known, **lender, contract_number=f"{word}สัญญา{row + 1}"),
    )


def make_world() -> World:
    """The whole world, in the database of the test."""
    centres = {code: _centre(code) for code in CENTRES}
    make_round(OWN, OTHER_PROVINCE)
    make_letters(LETTERS)
    return World(centres, visitors())


def _centre(code: str) -> Here:
    from plodnee.casework.models import HouseholdPlan
    from plodnee.casework.services import plan_centre
    from plodnee.organization.access import OPERATOR
    from plodnee.registers.baseline.services import freeze_baselines
    from plodnee.registers.confirmation.services import issue_slips
    from plodnee.registers.entries.evidence import attach_evidence
    from plodnee.registers.sameness.services import decide
    from plodnee.registers.services import stage_reading

    book = book_of_centre(code)
    batch = an_import(book)
    run = plan_centre(centre=batch.centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    later = replace(book, centre=replace(book.centre, as_of=LATER))
    waiting = stage_reading(a_reading(later), actor=OPERATOR, on=TODAY, correction=b"refused rows")
    slips = issue_slips(centre=batch.centre, actor=OPERATOR, on=TODAY)
    freeze_baselines(centre=batch.centre, actor=OPERATOR, on=TODAY)
    keys = HouseholdPlan.objects.filter(run=run).order_by("position")
    two = {"kept": keys[1].household_id, "joined": keys[2].household_id, "verdict": "different"}
    decision = decide(
        centre=batch.centre, kind="household", **two, reason="คนละบ้าน", actor=OPERATOR, on=TODAY
    )
    scan = attach_evidence(
        a_picture(code), household=keys[0].household, debt=None, kind="photo",
        description=f"{CENTRES[code]}บันทึก", actor=OPERATOR, on=TODAY,
    )  # fmt: skip
    _open_case_of(keys[0].household)
    return Here(
        code=code,
        word=CENTRES[code],
        households=tuple(key.household_id for key in keys),
        waiting=waiting.pk,
        slip=slips[0].pk,
        decision=decision.pk,
        person=keys[0].household.states.get().head.person_id,
        confirmed=batch.pk,
        job=a_job(batch.centre).pk,
        pack_job=a_job(batch.centre, "pack").pk,
        allocation=an_allocation(run).pk,
        **_committee_of(batch.centre, CENTRES[code]),
        rules=_rules_of(batch.centre),
        ids=tuple(home.national_id or "" for home in book.households),
        layout=a_waiting_workbook(code).pk,
        evidence=scan.pk,
        **_books_of(batch.centre),
        **_contract_of(run, keys[4].household),
        **_field_of(keys[3].household),
        **_visit_of(batch.centre),
    )


def _field_of(household: Any) -> dict[str, UUID]:
    """A household that was assigned, and a visit that was sent of it with a picture."""
    from field_village import a_visit_form, sender

    from plodnee.fieldwork.assigning import assign
    from plodnee.fieldwork.receiving import receive
    from plodnee.organization.access import OPERATOR

    centre = household.centre
    worker = an_officer("district_officer", centre.code[:4], f"worker-{centre.code}")
    (given,) = assign(
        centre=centre, households=[household], worker=worker, actor=OPERATOR, on=TODAY
    )
    word = CENTRES[centre.code]
    form = a_visit_form(household, note=f"{word}บันทึก", photo="a.jpg")
    draft = receive(form, {"a.jpg": a_picture(word, kind="JPEG")}, sender(worker)).draft
    return {"assignment": given.pk, "draft": draft.pk, "picture": draft.files.get().pk}


def _visit_of(centre: Any) -> dict[str, UUID]:
    """A visit with a note that is to be followed up by the district, and a picture."""
    from visit_village import NEED, a_hand_of, a_note, a_visit

    from plodnee.lessons.notes.files import add_file
    from plodnee.lessons.notes.plain import FollowUpSaid
    from plodnee.lessons.notes.services import ask_follow_up
    from plodnee.lessons.years.services import put_need
    from plodnee.organization.access import OPERATOR

    by, visit = a_hand_of(OPERATOR, TODAY), a_visit(centre, TODAY)
    note = a_note(visit, TODAY, tags=("ดอกเบี้ย",))
    asked = FollowUpSaid("นัดเจ้าหนี้", "district_officer", LATER)
    ask_follow_up(key=uuid5(note.pk, "follow"), note=note, said=asked, by=by)
    picture = a_picture(centre.code)
    file = add_file(picture, selection=visit, note=note, description="ภาพวันติดตาม", by=by)
    need = uuid5(note.pk, "need")
    put_need(key=need, centre=centre, year_be=2563, said=NEED, by=by)
    return {"visit": visit.pk, "note": note.pk, "note_file": file.pk, "need": need}


def _contract_of(run: Any, household: Any) -> dict[str, UUID]:
    """A draft of a contract, and its acknowledgement as it was issued."""
    contract = bare_contract(run, household)
    paper = bare_paper(contract)
    return {"contract": contract.pk, "paper": paper.pk}


def _books_of(centre: Any) -> dict[str, Any]:
    """Books with money brought forward: their first entry, the account of cash, a fund."""
    from plodnee.casework.rules.services import Hand
    from plodnee.ledger.bookkeeping import opening_id, start_books
    from plodnee.ledger.collecting import open_sheet
    from plodnee.ledger.plain_entries import Place
    from plodnee.organization.access import OPERATOR

    money = {Place.CASH: 500_000, Place.BANK: 1_000_000}
    said = {"opened_on": TODAY, "money_satang": money, "actor": OPERATOR, "today": TODAY}
    start_books(centre=centre, **said)
    cash = centre.accounts.get(code="cash")
    group = centre.member_groups.get()
    hand = Hand(OPERATOR, TODAY, NOON)
    key = uuid5(opening_id(centre), "sheet")
    open_sheet(sheet_id=key, centre=centre, collected_on=TODAY, place=Place.CASH, by=hand)
    keys = {"book_entry": opening_id(centre), "account": cash.pk, "group": group.pk}
    return {**keys, "sheet": key}


def a_waiting_workbook(code: str) -> Any:
    """A workbook of another layout, sent for a centre; what its sheet is has been said."""
    from plodnee.registers.models import WaitingWorkbook

    outline = [[f"กทบ. {CENTRES[code]}", 1, [["A", "ชื่อ-สกุล"], ["B", "คงเหลือ"]], 2]]
    return WaitingWorkbook.objects.create(
        office_code=code,
        look="0" * 64,
        outline=outline,
        parts={outline[0][0]: "fund"},
        sent_by=an_officer(username=f"sender-{code}"),
        sent_on=TODAY,
    )


def _committee_of(centre: Any, word: str) -> dict[str, UUID]:
    """A draft of an order, a member named in it, and a meeting about a household's case."""
    from committee_village import a_list, a_meeting, drafted

    from plodnee.casework.meetings.subjects import Subject
    from plodnee.organization.access import OPERATOR
    from plodnee.registers.models import Household

    members = a_list(centre, OPERATOR)
    order = drafted(centre, OPERATOR, members)
    home = Household.objects.filter(centre=centre).order_by("code").first()
    assert home is not None
    about = (f"เรื่องของ {word}รหัส", Subject.of_household(home))
    meeting = a_meeting(centre, OPERATOR, about)
    return {"member": members[0].pk, "order": order.pk, "meeting": meeting.pk}


def _open_case_of(household: Any) -> None:
    """A case of the household at the survey."""
    from case_desk import a_hand

    from plodnee.casework.cases.services import open_case
    from plodnee.organization.access import OPERATOR

    open_case(household=household, by=a_hand(OPERATOR))


def _rules_of(centre: Any) -> UUID:
    """Criteria that are being drafted."""
    from rules_desk import a_hand

    from plodnee.casework.rules.services import draft_rules
    from plodnee.organization.access import OPERATOR

    key: UUID = draft_rules(centre=centre, kind="criteria", by=a_hand(OPERATOR)).pk
    return key


def visitors() -> dict[str, Client]:
    """A client for everybody, logged in where that is possible."""
    from plodnee.organization.models import Officer

    officers = {
        name: an_officer(role, place, username=f"v{number}")
        for number, (name, (role, place)) in enumerate(POSTS.items())
    }
    officers["no post"] = an_officer(username="nobody")
    officers["superuser"] = Officer.objects.create_superuser("root", password="a long secret here")
    for name in ("post ended", "post not begun", "disabled"):
        officers[name] = an_officer("district_officer", "3101", username=name.replace(" ", "-"))
    officers["post ended"].posts.update(held_until=ENDED)
    officers["post not begun"].posts.update(held_from=date(2999, 1, 1))
    clients = {name: logged_in(officer) for name, officer in officers.items()}
    Officer.objects.filter(pk=officers["disabled"].pk).update(is_active=False)
    return clients | {"anonymous": Client(raise_request_exception=False)}


def logged_in(officer: Any) -> Client:
    """A browser in which the officer has logged in; a fault answers 500, as in operation."""
    client = Client(raise_request_exception=False)
    client.force_login(officer)
    return client
