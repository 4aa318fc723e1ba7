"""What is done with a workbook of another layout: received, arranged into an import, given up."""

import base64
import hashlib
import json
from datetime import date

from django.db import transaction

from plodnee.audit.sealing import seal, unseal
from plodnee.audit.services import record
from plodnee.engine.thai_dates import parse_date
from plodnee.engine.thai_text import clean_text
from plodnee.organization.access import Visitor, area_codes_for, known, require, rows_within
from plodnee.organization.models import Centre, Officer
from plodnee.registers.book import Reading, RegisterBook
from plodnee.registers.errors import LayoutIncomplete, LayoutNotOpen, NoRegister, RegisterRefused
from plodnee.registers.foreign.guarded import outline_guarded, read_arranged
from plodnee.registers.foreign.outline import (
    SheetOutline,
    outlines_from_json,
    outlines_to_json,
)
from plodnee.registers.foreign.plan import WorkbookPlan, columns_twice, look_of, missing
from plodnee.registers.models import ImportBatch, RememberedLayout, WaitingWorkbook
from plodnee.registers.places import waiting_place
from plodnee.registers.selectors import register_book
from plodnee.registers.services import discard_import, stage_reading
from plodnee.registers.under_contract import Books, no_books
from plodnee.registers.workbook.errors import WorkbookRefused
from plodnee.registers.workbook.reading import refused_reading
from plodnee.registers.workbook.register_day import with_day_judged

ACTION = "registers.import"
OF_THE_LAYOUT = frozenset({"sheet_missing", "column_missing"})


def is_another_layout(refusal: RegisterRefused) -> bool:
    """Whether a workbook was refused only because it is not laid out as the official form."""
    reading = refusal.details["reading"]
    assert isinstance(reading, Reading)
    return OF_THE_LAYOUT.issuperset(problem.code for problem in reading.problems)


def taken_before(content: bytes, *, actor: Officer, on: date) -> ImportBatch | None:
    """The confirmed import that this very file became, whatever it was arranged by."""
    within = rows_within(actor, ACTION, on, "centre_code")
    sent = ImportBatch.objects.filter(within, sha256=hashlib.sha256(content).hexdigest())
    return sent.filter(status=ImportBatch.Status.CONFIRMED).first()


def receive_workbook(
    content: bytes, *, actor: Officer, on: date, filename: str = ""
) -> WaitingWorkbook:
    """The workbook, sealed and waiting for a plan; nothing of it is in any register.

    Raises: RegisterRefused if it cannot be read at all, or no sheet of it has a header.
    """
    try:
        found = outline_guarded(content, filename)
        if not found:
            raise WorkbookRefused("sheet_missing")
    except WorkbookRefused as refusal:
        raise _refused(refusal) from refusal
    waiting = WaitingWorkbook(
        office_code=_office_of(actor, on),
        look=look_of(found),
        outline=json.loads(outlines_to_json(found)),
        sent_by=actor,
        sent_on=on,
    )
    written = base64.b64encode(content).decode("ascii")
    waiting.sealed_content = seal(written, place=waiting_place(waiting.pk))
    with transaction.atomic():
        waiting.save(force_insert=True)
        record(actor, "registers.layout_received", waiting, sheets=len(found))
    return waiting


def arrange_workbook(
    waiting: WaitingWorkbook,
    plan: WorkbookPlan,
    *,
    actor: Officer,
    on: date,
    remember: bool,
    books: Books = no_books,
) -> ImportBatch:
    """The preview of the register that the plan makes of the workbook; remembered on request.

    `books` say what is owed on the debts of contracts on the workbook's day.

    A preview that an earlier plan made of it is discarded.
    Raises: LayoutIncomplete if the plan leaves something open or fills something twice,
            LayoutNotOpen, RegisterRefused, NotYourCentre, NotAllowed.
    """
    require(actor, ACTION, at=waiting.office_code, on=on)
    _refuse_incomplete(plan)
    if waiting.decided_on is not None:
        raise LayoutNotOpen()
    try:
        content = _content(waiting)  # read before anything is held
        in_use, of_day = _known(plan, actor, on)
        reading, refused = read_arranged(content, plan, in_use, of_day)
    except WorkbookRefused as refusal:
        raise _refused(refusal) from refusal
    reading = with_day_judged(reading, on)
    with transaction.atomic():
        waiting = _locked(waiting)
        _drop_previews(waiting, reading.sha256, actor, on)
        waiting.became = stage_reading(reading, actor=actor, on=on, correction=refused, books=books)
        if waiting.became.status == ImportBatch.Status.CONFIRMED:
            _close(waiting, on)
        waiting.save(force_update=True)
        if remember:
            _remember(waiting, plan, actor, on)
        record(actor, "registers.layout_arranged", waiting, sheets=len(plan.sheets))
    return waiting.became


@transaction.atomic
def give_up_workbook(waiting: WaitingWorkbook, *, actor: Visitor, on: date) -> None:
    """The workbook and its preview dropped; doing it again changes nothing."""
    require(actor, ACTION, at=waiting.office_code, on=on)
    waiting = _held(waiting)
    if waiting.decided_on is None:
        if waiting.became is not None:
            _drop_previews(waiting, waiting.became.sha256, actor, on)
        _close(waiting, on)
        waiting.save(force_update=True)
        record(known(actor), "registers.layout_given_up", waiting)


def say_parts(waiting: WaitingWorkbook, parts: dict[str, str], *, actor: Officer, on: date) -> None:
    """What each sheet is, kept until its columns are said too.

    Raises: LayoutNotOpen, NotAllowed.
    """
    require(actor, ACTION, at=waiting.office_code, on=on)
    open_ones = WaitingWorkbook.objects.filter(pk=waiting.pk, decided_on__isnull=True)
    if not open_ones.update(parts=parts):
        raise LayoutNotOpen()


def remembered_plan(waiting: WaitingWorkbook) -> WorkbookPlan | None:
    """The plan by which the office read a workbook of this look the last time."""
    same = RememberedLayout.objects.filter(office_code=waiting.office_code, look=waiting.look)
    latest = same.order_by("-pk").first()
    return WorkbookPlan.from_json(json.dumps(latest.plan)) if latest else None


def outline_of(waiting: WaitingWorkbook) -> tuple[SheetOutline, ...]:
    """The sheets and headers of the workbook."""
    return outlines_from_json(json.dumps(waiting.outline))


def _known(
    plan: WorkbookPlan, actor: Officer, on: date
) -> tuple[RegisterBook | None, RegisterBook | None]:
    """Of the centre that the plan names the register in use, and the one of the plan's day.

    For whoever may import there; nothing where there is none.
    """
    code = clean_text(plan.centre.get("area_code") or "", arabic_digits=True)
    mine = Centre.objects.filter(rows_within(actor, ACTION, on, "code"), code=code)
    centre = mine.first()
    said = parse_date(clean_text(plan.centre.get("as_of") or ""))
    day = said if isinstance(said, date) else None
    in_use = _register(centre, None)
    return in_use, _register(centre, day) if day else in_use


def _register(centre: Centre | None, day: date | None) -> RegisterBook | None:
    try:
        return register_book(centre, day) if centre else None
    except NoRegister:
        return None


def _remember(waiting: WaitingWorkbook, plan: WorkbookPlan, actor: Officer, on: date) -> None:
    RememberedLayout.objects.create(
        office_code=waiting.office_code,
        look=waiting.look,
        plan=json.loads(plan.to_json()),
        made_by=actor,
        made_on=on,
    )


def _content(waiting: WaitingWorkbook) -> bytes:
    return base64.b64decode(unseal(waiting.sealed_content, place=waiting_place(waiting.pk)))


def _office_of(actor: Officer, on: date) -> str:
    codes = area_codes_for(actor, ACTION, on)
    return codes[0] if codes else ""


def _held(waiting: WaitingWorkbook) -> WaitingWorkbook:
    return WaitingWorkbook.objects.select_for_update(no_key=True).get(pk=waiting.pk)


def _locked(waiting: WaitingWorkbook) -> WaitingWorkbook:
    """The workbook, held until the end of the transaction. Raises: LayoutNotOpen."""
    held = _held(waiting)
    if held.decided_on is not None:
        raise LayoutNotOpen()
    return held


def _drop_previews(waiting: WaitingWorkbook, sha256: str, actor: Visitor, on: date) -> None:
    """What earlier plans made of the same file, discarded; the workbook itself stays."""
    if waiting.became is not None:
        waiting.became = None
        waiting.save(force_update=True)
    within = rows_within(actor, ACTION, on, "centre_code")
    previews = ImportBatch.objects.filter(within, sha256=sha256, status=ImportBatch.Status.PREVIEW)
    for batch in previews:
        discard_import(batch, actor=actor, on=on)


def _close(waiting: WaitingWorkbook, on: date) -> None:
    waiting.sealed_content, waiting.decided_on = "", on


def _refuse_incomplete(plan: WorkbookPlan) -> None:
    for reason, places in (("missing", missing(plan)), ("twice", columns_twice(plan))):
        if places:
            gap = places[0]
            told = LayoutIncomplete.REASONS[reason]
            raise LayoutIncomplete(sheet=gap.sheet, column=gap.header, **told)


def _refused(refusal: WorkbookRefused) -> RegisterRefused:
    reading = refused_reading(refusal, "")
    first = reading.problems[0]
    return RegisterRefused(
        reading=reading, reason_th=first.message, reason_en=first.message_en or first.message
    )
