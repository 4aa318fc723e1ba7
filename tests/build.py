"""What tests build with, each with sensible defaults: a register, a centre, an officer, a post."""

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from plodnee.engine.national_id import make_up
from plodnee.registers.book import (
    CashItem,
    CentreSheet,
    Debt,
    Household,
    MemberGroup,
    PersonName,
    Reading,
    RegisterBook,
)

TODAY = date(2019, 3, 16)
NOON = datetime(2019, 3, 16, 5, 0, tzinfo=UTC)
CENTRE_CODE = "31011805"
PASSWORD = "a long enough secret"
HEAD = PersonName("นาย", "สมมุติ หนึ่ง")


def a_household(code: str = "001", **facts: Any) -> Household:
    """A household with a head, cash, and a made-up national id of its own."""
    known: dict[str, Any] = {
        "head": HEAD,
        "house_number": "12/3",
        "moo": 5,
        "national_id": make_up(int(code)),
        "cash_satang": 1_000_000,
        "reserve_satang": 100_000,
    }
    return Household(code=code, **(known | facts))


def a_debt(row: int = 2, **facts: Any) -> Debt:
    """A debt of the first household to the village fund, due at the end of the year."""
    known: dict[str, Any] = {
        "household_code": "001",
        "borrower": HEAD,
        "creditor": "VF-1",
        "creditor_kind": "group",
        "principal_satang": 2_000_000,
        "rate_bp": 600,
        "rate_unit": "year",
        "number": row - 1,
        "contract_number": f"{row}/2561",
        "borrowed_on": date(2018, 6, 1),
        "due_on": date(2019, 12, 31),
        "period": "yearly",
    }
    return Debt(row=row, **(known | facts))


def a_book(**parts: Any) -> RegisterBook:
    """A register of one village fund, one household with a rice income, and one debt."""
    known: dict[str, Any] = {
        "centre": CentreSheet("ศูนย์ฯ บ้านทดสอบ", CENTRE_CODE, TODAY, 2562, "นายประธาน", "044000000"),
        "groups": (
            MemberGroup("VF-1", "กองทุนหมู่บ้าน", "VILLAGE_FUND", 100_000_000, 80, 300, 24, 12, True),
        ),
        "households": (a_household(),),
        "cash": (
            CashItem("001", "income", "ขายข้าว", 6_000_000, (12,)),
            CashItem("001", "expense", "ค่าครองชีพ", 200_000, tuple(range(1, 13))),
        ),
        "debts": (a_debt(),),
    }
    return RegisterBook(**(known | parts))


def a_book_of(day: date, book: RegisterBook | None = None) -> RegisterBook:
    """The register as of another day."""
    book = book or a_book()
    return replace(book, centre=replace(book.centre, as_of=day))


def a_workbook(folder: Path, book: RegisterBook | None = None) -> bytes:
    """The register as the workbook that a district would send."""
    from plodnee.registers.workbook.writing import write_register

    path = folder / "register.xlsx"
    write_register(book or a_book(), path)
    return path.read_bytes()


def a_reading(book: RegisterBook | None = None, **found: Any) -> Reading:
    """What reading the register's workbook came to; another register is another file."""
    book = book or a_book()
    return Reading(book, sha256=sha256(repr(book).encode()).hexdigest(), **found)


def an_import(
    book: RegisterBook | None = None, *, on: date = TODAY, choice: Any = "replace"
) -> Any:
    """A register that was uploaded and confirmed; what it lacks of an earlier one ends.

    What it tells otherwise than the register of its day is taken.
    """
    from plodnee.organization.access import OPERATOR
    from plodnee.registers.import_errors import ConfirmedOtherwise
    from plodnee.registers.lacking import Choice
    from plodnee.registers.services import confirm_import, stage_reading

    batch = stage_reading(a_reading(book), actor=OPERATOR, on=on)
    said = {"actor": OPERATOR, "on": on, "choice": choice and Choice(choice)}
    try:
        return confirm_import(batch, **said)
    except ConfirmedOtherwise as refusal:
        return confirm_import(batch, **said, otherwise=refusal.seals)


def a_centre(code: str = CENTRE_CODE, name: str = "ศูนย์ฯ บ้านทดสอบ") -> Any:
    """A centre without registers; the areas around it are entered with it."""
    from plodnee.organization.access import OPERATOR
    from plodnee.organization.services import open_centre

    return open_centre(code=code, name=name, actor=OPERATOR)


def a_picture(text: str = "", *, kind: str = "PNG", side: int = 8) -> bytes:
    """A small picture, as a scanner would send it; the text makes it another one."""
    from PIL import Image

    held, shade = BytesIO(), sum(text.encode()) % 256
    Image.new("L", (side, side), shade).save(held, kind)
    return held.getvalue()


def an_officer(role: str | None = None, at: str = "", username: str | None = None) -> Any:
    """Somebody who logs in, holding one post since the beginning of the year, or none."""
    from plodnee.organization.access import OPERATOR
    from plodnee.organization.models import Officer
    from plodnee.organization.roles import ROLES
    from plodnee.organization.services import appoint

    name = username or f"{role or 'nobody'}-{at or 'th'}"
    officer = Officer.objects.create_user(username=name, password=PASSWORD)
    if role:
        appoint(
            officer=officer,
            role=ROLES[role],
            area_code=at,
            held_from=date(2019, 1, 1),
            actor=OPERATOR,
        )
    return officer


def a_job(centre: Any, kind: str = "plan") -> Any:
    """Long work on a centre, asked for and not taken up yet."""
    from plodnee.casework.models import Job

    arguments = {"plan": {"as_of": TODAY.isoformat()}, "pack": {"language": "th"}}[kind]
    return Job.objects.create(
        kind=kind, centre=centre, arguments=arguments, asked_on=TODAY, asked_at=NOON
    )


def a_pack(centre: Any) -> Any:
    """The pack of the centre's latest analysis, made by the job that waits or by another."""
    from plodnee.casework.jobs.selectors import open_job
    from plodnee.casework.models import Job
    from plodnee.documents.packing import make_pack

    job = open_job(centre, Job.Kind.PACK) or a_job(centre, Job.Kind.PACK)
    job.state, job.worker, job.held_until = Job.State.RUNNING, "test/1", NOON
    job.save()
    make_pack(job, lambda done, total: None, lambda: NOON)
    return centre.packs.get()


def a_kept_pack(run: Any, *, made_at: datetime = NOON) -> Any:
    """A row as if the analysis's pack had been made, with no files in it."""
    from plodnee.documents.models import Pack

    known = {"erasures_known": 0, "content": b"", "size_bytes": 2_500_000, "sha256": "0" * 64}
    return Pack.objects.create(centre=run.centre, run=run, language="th", made_at=made_at, **known)


def an_allocation(run: Any) -> Any:
    """An allocation of the run's centre with what its register leaves free, kept."""
    from plodnee.casework.capital.selectors import ground_of_capital
    from plodnee.casework.capital.services import keep_allocation
    from plodnee.casework.capital.solving import usual_settings
    from plodnee.organization.access import OPERATOR

    return keep_allocation(
        run=run,
        settings=usual_settings(ground_of_capital(run)),
        seen_version=0,
        actor=OPERATOR,
        on=TODAY,
        at=NOON,
    )


def jobs_done() -> int:
    """Everything that waits worked off, as `plodnee work` does it; how many jobs there were."""
    from django.utils import timezone

    from plodnee.casework.jobs.working import Worker, do_plan, work_once
    from plodnee.documents.packing import make_pack

    worker = Worker("test/1", timezone.now, doers={"plan": do_plan, "pack": make_pack})
    count = 0
    while work_once(worker):
        count += 1
    return count
