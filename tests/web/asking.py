"""How a test asks: the path of an address, a request that leaves nothing behind, what came back."""

import copy
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pypdfium2
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from policy import policy_table
from visit_world import ROUND, file_key, letter_key
from world import OWN, SUBDISTRICT, Here, World

TABLE = policy_table()
FORM = "application/x-www-form-urlencoded"
OTHER_METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|search=\w{8}\b')
KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
WORKSPACE = ("workspace", "workspace_try", "workspace_pin", "workspace_unpin", "offer_sheet")
KEPT = ("allocation_kept", "allocation_file", "allocation_text", "allocation_withdraw")
OF_BALANCES = (
    "issue_slips", "record_answer", "settle_dispute", "undo_answer", "freeze_baselines",
    "restate_baseline",
)  # fmt: skip
OF_IDENTITIES = ("decide_identity", "join_like", "undo_identity")
OF_A_PERSON = (
    "reveal", "consent", "subject_request", "answer_request", "legal_hold", "subject_export",
)  # fmt: skip
OF_A_HOUSE = ("reveal_house",)
LAYOUT = ("layout", "layout_columns", "layout_give_up")
OF_AN_ORDER = ("order", "order_sign", "order_discard", "order_pdf", "order_docx")
OF_A_MEETING = (
    "meeting", "meeting_write", "meeting_close", "notice_pdf", "notice_docx", "minutes_pdf",
    "minutes_docx",
)  # fmt: skip
OF_COMMITTEES = ("member_new", "member_off", "order_new", "meetings", "meeting_new")
OF_A_CASE = ("case", "case_open", "case_step")
OF_RULES = (
    "rules_version", "rules_edit", "rules_trial", "rules_trial_text", "rules_try",
    "rules_propose", "rules_force", "rules_withdraw",
)  # fmt: skip
OF_A_CONTRACT = (
    "contract", "contract_sign", "contract_withdraw", "contract_cancel", "contract_amend",
    "contract_pay_off", "contract_pdf", "contract_docx", "contract_issue",
    "contract_account", "contract_settle", "contract_propose", "contract_waive", "contract_fee",
    "contract_late", "contract_adjust", "contract_issue_amendment",
)  # fmt: skip
OF_A_SHEET = ("sheet", "sheet_open", "sheet_finish", "sheet_receipts")
OF_BOOKS = (
    "books_open", "books_close", "enter_entry", "entry_reverse", "sheet_open", "sheet_take",
    "sheet_finish",
)  # fmt: skip
OF_AN_ACCOUNT = ("account_statement", "fund_statement")
NEW_ENTRY = UUID(int=2562)
OF_FOLLOWING = (
    "following_home", "following_write", "following_visit", "letter_pdf", "letter_docx",
)  # fmt: skip
OF_NO_PLACE: dict[str, list[Any]] = {
    "drop_view": [0],
    "field_workbook": ["plodnee_household_survey"],
    "field_xform": ["plodnee_household_survey"],
    "openrosa_form": ["plodnee_household_survey"],
    "openrosa_manifest": ["plodnee_household_survey"],
    "openrosa_list": ["plodnee_household_survey", "households"],
    "device_revoke": [UUID(int=2562)],
}
OF_DRAFTS = ("draft", "draft_decide")
OF_A_VISIT = ("visit_day", "visit_write")
OF_A_NOTE = ("note", "note_write")
OF_YEARS = ("year_keep", "need_put")
OF_A_NOTE_FILE = ("note_file", "note_file_withdraw")
OF_A_ROUND = ("round", "round_change", "round_calendar", "round_pdf")
ROUND_IN_AREA = (
    "round_area", "centre_choose", "choice_change", "programme_set", "programme_pdf",
)  # fmt: skip
OF_A_LETTER = (
    "letter", "letter_write", "letter_preview", "sent_pdf", "sent_docx", "letter_receive",
    "task_answer", "answer_file", "answer_file_withdraw",
)  # fmt: skip
OF_AN_OFFICE = ("office_letters", "letters_xlsx", "office_head", "letter_new", "letter_record")
OF_A_CALL = ("visit", "visit_people")
REGISTERS = ("debtor-register", "household-register", "debt-analysis", "plans")


def path_of(name: str, here: Here | None = None, area: str = "") -> str:
    """The path of an address at a centre or at an area."""
    listed = ["debtors"] if "_list" in name else []
    if area:
        in_round: list[Any] = [ROUND] if name in ROUND_IN_AREA else []
        in_round += [letter_key(area)] if name in OF_A_LETTER else []
        in_round += [1] if name == "task_answer" else []
        in_round += [file_key(area)] if name.startswith("answer_file") else []
        return reverse(name, args=[area, *in_round, *listed])
    if here is None:
        no_place = [ROUND] if name in OF_A_ROUND else OF_NO_PLACE.get(name, [])
        return reverse(name, args=no_place)
    household, batch = here.households[0], here.waiting
    named: dict[str, list[Any]] = {
        "household": [here.code, household],
        "plan_sheet": [here.code, household],
        **{name: [here.code, household] for name in WORKSPACE},
        "job": [here.code, here.job],
        **{name: [here.code, here.allocation] for name in KEPT},
        "job_cancel": [here.code, here.job],
        "pack_cancel": [here.code, here.pack_job],
        "register_file": [here.code, "debtor-register"],
        "persons": [here.code, household],
        "accesses": [here.code, household],
        "reveal_house": [here.code, household],
        **{name: [here.code, household, here.person] for name in OF_A_PERSON},
        "undo_identity": [here.code, here.decision],
        "slip": [here.code, here.slip],
        "slip_file": [here.code, here.slip],
        "record_answer": [here.code, here.slip],
        "settle_dispute": [here.code, here.slip],
        "undo_answer": [here.code, here.slip],
        "baseline": [here.code, household],
        "restate_baseline": [here.code, household],
        "record": [here.code, household],
        "enter_in_centre": [here.code, "group", "new"],
        "enter_in_household": [here.code, household, "person", "new"],
        "attach_evidence": [here.code, household],
        "look_at_evidence": [here.code, household, here.evidence],
        "undo_entry": [here.code, household, here.confirmed],
        "withdraw_evidence": [here.code, household, here.evidence],
        "member_off": [here.code, here.member],
        **{name: [here.code, here.order] for name in OF_AN_ORDER},
        **{name: [here.code, here.meeting] for name in OF_A_MEETING},
        **{name: [here.code, here.rules] for name in OF_RULES},
        **{name: [here.code, household] for name in OF_A_CASE},
        **{name: [here.code, here.contract] for name in OF_A_CONTRACT},
        "contract_new": [here.code, household],
        **{
            name: [here.code, here.contract, here.paper]
            for name in ("contract_paper_pdf", "contract_paper_docx")
        },
        "enter_entry": [here.code, "expense", NEW_ENTRY],
        **{
            name: [here.code, here.book_entry]
            for name in ("book_entry", "entry_reverse", "receipt")
        },
        **{name: [here.code, here.sheet] for name in OF_A_SHEET},
        "sheet_take": [here.code, here.sheet, NEW_ENTRY],
        **{
            f"{name}{ending}": [here.code, key]
            for name, key in zip(OF_AN_ACCOUNT, (here.account, here.group), strict=True)
            for ending in ("", "_xlsx", "_csv", "_pdf")
        },
        **{name: [here.code, household] for name in OF_FOLLOWING},
        **{name: [here.code, here.draft] for name in OF_DRAFTS},
        "field_choose": [here.code, "plodnee_household_visit"],
        "field_fill": [here.code, "plodnee_focus_group"],
        "field_fill_home": [here.code, "plodnee_household_visit", household],
        "draft_file": [here.code, here.draft, here.picture],
        "assignment_end": [here.code, here.assignment],
        **{name: [here.code, here.visit] for name in OF_A_VISIT},
        **{name: [here.code, 2562] for name in OF_YEARS},
        "need_drop": [here.code, here.need],
        **{name: [here.code, here.note] for name in OF_A_NOTE},
        **{name: [here.code, here.note_file] for name in OF_A_NOTE_FILE},
        **{name: [here.code, ROUND] for name in OF_A_CALL},
        "import": [batch],
        "confirm": [batch],
        "discard": [batch],
        "undo_import": [batch],
        "problems_csv": [batch],
        "refused_xlsx": [batch],
        "report_xlsx": [batch],
        **{name: [here.layout] for name in LAYOUT},
    }
    return reverse(name, args=named.get(name, [here.code, *listed]))


def path_at(name: str, world: World) -> str:
    """The path of an address at its place in this world: a centre, an area, or none."""
    place = TABLE[name].place
    if place == "area":
        return path_of(name, area=SUBDISTRICT)
    return path_of(name, world.centres[OWN] if place else None)


def asked(
    client: Client, method: str, path: str, *, body: bytes | str = b"", content_type: str = ""
) -> Any:
    """The reply; whatever the request changed is undone, in the database and in the browser."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        reply = client.generic(method, path, body, content_type=content_type or FORM)
        if reply.streaming:  # read while the data still stand
            reply.streaming_content = [b"".join(reply.streaming_content)]
        else:
            reply.content  # noqa: B018
        transaction.set_rollback(True)
    client.cookies = cookies
    return reply


def as_many(*, sqlite: int, postgresql: int) -> int:
    """How many of something are asked on the tests' database: all on one, a share on the other.

    Whom a page answers, and with what, is decided above the database: the same code on both.
    """
    return postgresql if connection.vendor == "postgresql" else sqlite


def in_turn(everything: Sequence[str], turn: int, count: int) -> list[str]:
    """As many of them as `count`; over the turns each is taken as often as every other."""
    many = len(everything)
    return [everything[(turn * count + place) % many] for place in range(min(count, many))]


def content_of(reply: Any) -> bytes:
    """The whole of a reply, also of a file that came in pieces; it can be asked for again."""
    if not reply.streaming:
        return bytes(reply.content)
    held = b"".join(reply.streaming_content)
    reply.streaming_content = [held]
    return held


def words_of(reply: Any) -> str:
    """Everything a reply says, whatever kind of file it is, with its headers."""
    heads = "\n".join(f"{name}: {value}" for name, value in reply.headers.items())
    return f"{heads}\n{file_words(content_of(reply))}"


def file_words(content: bytes) -> str:
    """The text of a page, of every part of a packed file (also of files in it), or of a PDF."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [name + "\n" + file_words(archive.read(name)) for name in archive.namelist()]
        return "\n".join(parts)
    if content.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(content)
        pages = [page.get_textpage().get_text_range() for page in document]
        return "\n".join([*pages, *map(str, document.get_metadata_dict().values())])
    return content.decode("utf-8", "replace")


def without_tokens(text: str, path: str = "") -> str:
    """A page without what differs in every reply: its tokens, and the path that was asked for."""
    text = TOKEN.sub("", text)
    return text.replace(path, "") if path else text


def numbered_keys(text: str) -> str:
    """The text with each opaque key replaced by its place among those met so far."""
    met: dict[str, str] = {}
    return KEY.sub(lambda found: met.setdefault(found.group(), f"key-{len(met)}"), text)


def pages_of(content: bytes) -> int:
    """How many pages a PDF has."""
    return len(pypdfium2.PdfDocument(content))
