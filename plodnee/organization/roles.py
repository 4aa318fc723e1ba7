"""Which posts there are, at which level of area each is held, and what it may do.

Personal data stop at the centre and its district: a province or the department sees figures only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# action -> what it lets a person do
ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "areas.browse": "walk the tree of areas down to the centres",
        "centres.view": "see a centre's member groups and its figures",
        "households.view": "see households, persons and their debts, ids masked",
        "registers.import": "upload a register workbook, and confirm or discard it",
        "registers.enter": "enter and put right by hand what a register says, attach evidence",
        "casework.plan": "work out classes and menus anew",
        "casework.offer": "try settings for a household, and pin lines into the menu it is offered",
        "casework.allocate": "try ways to give out the centre's capital, keep and withdraw them",
        "confirmations.record": "make balance slips, record answers, settle disputes",
        "confirmations.override": "let an unconfirmed debt into a contract, with a reason",
        "identities.decide": "decide which entries of a register are one household or person",
        "ids.reveal": "open a national id or a house number, with a reason, thirty times an hour",
        "consents.record": "record consents, their withdrawal, and what persons ask for",
        "requests.answer": "answer requests of persons, and hold their data",
        "access.view": "see who looked at a household, and whose ids were opened",
        "baselines.freeze": "freeze the starting debt of target households",
        "baselines.restate": "state a starting debt again, with a reason",
        "committee.view": "see a centre's committee, its orders, meetings and resolutions",
        "committee.keep": "list members, record who leaves, and draw up orders",
        "committee.sign": "record that the district chief signed an order",
        "meetings.hold": "call meetings and write their minutes",
        "meetings.close": "close minutes that somebody else wrote",
        "rules.draft": "draft, edit, try and withdraw a centre's criteria and menu policy",
        "waiting.view": "see what waits for oneself: cases, minutes, orders, tasks of letters",
        "cases.work": "take the steps of a household's case, record offers, answers and consents",
        "rules.approve": "put in force what a resolution approved and somebody else wrote",
        "contracts.draft": "draft a household's one contract and withdraw the draft",
        "contracts.sign": "record that a contract somebody else drafted was signed, amend, cancel",
        "books.view": "read a centre's books, statements and trial balance, and take them away",
        "books.post": "open a centre's books and post into them: cash, bank, repayments, payoffs",
        "books.reverse": "take back, with a reason, an entry that somebody else made",
        "books.close": "close a centre's books up to a day on which cash and bank were counted",
        "following.view": "see who is overdue, contacts, notices, visits and warnings",
        "following.contact": "record contacts with debtors, notices to guarantors, and their acts",
        "following.visit": "plan visits to households and report them",
        "field.collect": "take the field's forms away, fill them, send them from a device",
        "field.review": "assign households to workers, decide what came back from the field",
        "documents.deck": "take away the centre's deck of figures",
        "documents.registers": "take away registers and plans that name persons",
        "rounds.view": "see rounds of the programme, the centres chosen and their programmes",
        "rounds.keep": "open rounds of the programme and change them",
        "visits.choose": "choose centres to be visited and set the programme by hour",
        "notes.view": "read notes, findings and follow-ups of visits, lessons and years",
        "notes.keep": "note what visits hear and find, add files, ask for and close follow-ups",
        "lessons.code": "code notes, extend the office's list of codes",
        "years.keep": "enter yearly records of a centre and its needs for the next year",
        "visits.invite": "invite committee and model households to a visit, record their replies",
        "letters.view": "read an office's registers of letters, its letters and their tasks",
        "letters.send": "number and send the office's letters",
        "letters.answer": "receive letters and answer what they ask for",
        "audit.view": "read the trail of a centre",
    }
)

# What shows persons: every page and file behind these actions stands in the access log.
SHOWS_PERSONS = frozenset(
    {
        "households.view",
        "casework.offer",
        "casework.allocate",
        "registers.import",
        "registers.enter",
        "confirmations.record",
        "identities.decide",
        "baselines.restate",
        "documents.registers",
        "ids.reveal",
        "consents.record",
        "requests.answer",
        "committee.view",
        "meetings.hold",
        "meetings.close",
        "rules.draft",
        "cases.work",
        "waiting.view",
        "visits.invite",
        "following.view",
        "following.contact",
        "following.visit",
        "field.collect",
        "field.review",
        "books.view",
        "books.post",
    }
)


@dataclass(frozen=True, slots=True)
class Role:
    """A post's name in both languages, the lengths of code at which it is held, and its actions.

    A post acts in its whole area; one with `own_centre_only` acts for the centre at its area alone:
    the committee of a subdistrict's centre is not that of a village's centre in the subdistrict.
    """

    code: str
    name_th: str
    name_en: str
    area_digits: tuple[int, ...]
    actions: frozenset[str]
    own_centre_only: bool = False

    def name(self, language: str = "th") -> str:
        """The name in Thai or English."""
        return self.name_en if language == "en" else self.name_th


_FIGURES = frozenset({"areas.browse", "centres.view", "documents.deck"})
_PERSONS = frozenset({"centres.view", "households.view", "committee.view", "books.view"})
_PERSONS |= {"following.view"}
_ROUNDS = frozenset({"rounds.view", "letters.view", "notes.view"})
_NOTES = frozenset({"notes.view", "notes.keep"})
_WORK = frozenset(
    {"registers.import", "registers.enter", "casework.plan", "casework.offer"}
    | {"casework.allocate", "documents.deck", "documents.registers"}
    | {"committee.keep", "meetings.hold", "meetings.close"}
    | {"contracts.draft", "contracts.sign", "books.post"}
    | {"rules.draft", "rules.approve", "cases.work", "waiting.view"}
    | {"visits.invite"}
    | {"books.reverse", "books.close"}
    | {"following.visit"}
    | {"field.collect", "field.review"}
)
_PRIVACY = frozenset({"ids.reveal", "consents.record", "access.view"})
_BALANCES = frozenset(
    {"confirmations.record", "confirmations.override", "baselines.freeze", "identities.decide"}
)

CENTRE_COMMITTEE = Role(
    "centre_committee",
    "คณะกรรมการศูนย์จัดการกองทุนชุมชน",
    "Centre committee",
    (6, 8),
    _PERSONS
    | _WORK
    | _BALANCES
    | _PRIVACY
    | _NOTES
    | {"following.contact", "rounds.view", "years.keep"},
    own_centre_only=True,
)
DISTRICT_OFFICER = Role(
    "district_officer",
    "พัฒนากร สำนักงานพัฒนาชุมชนอำเภอ",
    "District community development officer",
    (4,),
    _PERSONS
    | _WORK
    | _FIGURES
    | _BALANCES
    | _PRIVACY
    | {"baselines.restate", "requests.answer"}
    | {"committee.sign"}
    | _ROUNDS
    | _NOTES
    | {"letters.answer", "lessons.code", "years.keep"},
)
PROVINCE = Role(
    "province",
    "สำนักงานพัฒนาชุมชนจังหวัด",
    "Provincial community development office",
    (2,),
    _FIGURES
    | _ROUNDS
    | _NOTES
    | {"visits.choose", "letters.send", "letters.answer", "lessons.code", "waiting.view"},
)
DEPARTMENT = Role(
    "department",
    "กรมการพัฒนาชุมชน",
    "Community Development Department",
    (0,),
    _FIGURES | _ROUNDS | _NOTES | {"rounds.keep", "letters.send", "lessons.code"},
)
AUDITOR = Role(
    "auditor",
    "ผู้ตรวจสอบ",
    "Auditor",
    (0, 2, 4, 6, 8),
    _PERSONS | _ROUNDS | {"areas.browse", "audit.view", "access.view"},
)

ROLES: Mapping[str, Role] = MappingProxyType(
    {
        role.code: role
        for role in (CENTRE_COMMITTEE, DISTRICT_OFFICER, PROVINCE, DEPARTMENT, AUDITOR)
    }
)

# A state official may not collect a debt that is not their own (Debt Collection Act B.E. 2558
# s. 14): none of these posts is ever given a debtor to contact.
STATE_OFFICIALS = frozenset(role.code for role in (DISTRICT_OFFICER, PROVINCE, DEPARTMENT, AUDITOR))
