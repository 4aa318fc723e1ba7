"""The facts of an import's report, in the language of the page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plodnee.documents.builders.import_report import Found, ImportReport
from plodnee.registers.book import Reading
from plodnee.registers.models import ImportBatch
from plodnee.web.registers.findings import findings

COUNTED: dict[str, Promise] = {
    "groups": _("กลุ่มสมาชิก"),
    "households": _("ครัวเรือน"),
    "cash": _("รายรับรายจ่าย"),
    "debts": _("ลูกหนี้"),
    "rows_refused": _("แถวที่ไม่รับ"),
    "cells_refused": _("เซลล์ที่ไม่รับ"),
    "repairs": _("เซลล์ที่จัดรูปแบบ"),
    "notes": _("ข้อที่ควรตรวจดู"),
}
STATUSES: dict[str, Promise] = {
    ImportBatch.Status.PREVIEW: _("รอยืนยัน"),
    ImportBatch.Status.CONFIRMED: _("บันทึกแล้ว"),
    ImportBatch.Status.DISCARDED: _("ยกเลิกแล้ว"),
    ImportBatch.Status.UNDONE: _("ย้อนแล้ว"),
}


def import_report_of(batch: ImportBatch, reading: Reading) -> ImportReport:
    """The report of an import: its counts and everything found."""
    return ImportReport(
        centre=batch.centre_name,
        as_of=batch.as_of,
        sent_on=batch.uploaded_on,
        status=str(STATUSES[batch.status]),
        sha256=batch.sha256,
        sums=tuple((str(what), batch.counts.get(key, 0)) for key, what in COUNTED.items()),
        found=tuple(
            Found(one.sheet, one.cell, str(one.kind_words), one.message, one.hint)
            for one in findings(reading)
        ),
    )
