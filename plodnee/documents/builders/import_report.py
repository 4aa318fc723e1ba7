"""What came of a workbook that was sent, to keep: its sums, and everything found, cell by cell."""

from dataclasses import dataclass
from datetime import date

from plodnee.documents.builders.sheets import Column, Sheet, workbook
from plodnee.documents.builders.voice import Voice


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: where, of what kind, what, and how to put it right."""

    sheet: str
    cell: str
    kind: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """An import as its report tells it; `sums` are pairs of what is counted and how many."""

    centre: str
    as_of: date
    sent_on: date
    status: str
    sha256: str
    sums: tuple[tuple[str, int], ...]
    found: tuple[Found, ...]


def import_report(report: ImportReport, voice: Voice) -> bytes:
    """The .xlsx; every finding is in it, and how many there are stands below them."""
    title = voice("รายงานการนำเข้าทะเบียน", "Report of a register import")
    lines = (
        title,
        f"{report.centre} · {voice('ข้อมูล ณ วันที่', 'as of')} {voice.day(report.as_of)}",
        f"{voice('ส่งเมื่อ', 'sent on')} {voice.day(report.sent_on)} · {report.status}",
    )
    footer = f"{title} · {report.centre}"
    return workbook(
        [_sums(report, voice, lines, footer), _found(report, voice, lines, footer)],
        voice=voice,
        title=title,
        author=report.centre,
        mark="",
        on=report.sent_on,
    )


def _sums(report: ImportReport, voice: Voice, lines: tuple[str, ...], footer: str) -> Sheet:
    print_of_file = voice("ลายนิ้วมือของไฟล์ที่ส่ง", "Fingerprint of the file sent")
    return Sheet(
        name=voice("สรุป", "Summary"),
        title=lines,
        columns=(
            Column("what", voice("รายการ", "What"), 70),
            Column("many", voice("จำนวน", "How many"), 24, "count"),
        ),
        rows=[{"what": what, "many": many} for what, many in report.sums],
        footer=footer,
        notes=(f"{print_of_file}: {report.sha256}",),
    )


def _found(report: ImportReport, voice: Voice, lines: tuple[str, ...], footer: str) -> Sheet:
    rows = [
        {"sheet": f.sheet, "cell": f.cell, "kind": f.kind, "message": f.message, "hint": f.hint}
        for f in report.found
    ]
    return Sheet(
        name=voice("สิ่งที่พบ", "Findings"),
        title=lines,
        columns=(
            Column("sheet", voice("แผ่นงาน", "Sheet"), 16),
            Column("cell", voice("เซลล์", "Cell"), 9, "code"),
            Column("kind", voice("เรื่อง", "Kind"), 20),
            Column("message", voice("สิ่งที่พบ", "Found"), 52),
            Column("hint", voice("วิธีแก้", "What to do"), 40),
        ),
        rows=rows,
        footer=footer,
        notes=(voice(f"รวม {len(rows):,} รายการ", f"{len(rows):,} in all"),),
    )
