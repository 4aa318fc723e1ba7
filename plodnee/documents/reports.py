"""Reports of an office issued as files: the same facts of a day are the same report."""

import hashlib
import json
from collections.abc import Callable

from django.db import transaction

from plodnee.audit.services import record
from plodnee.casework.plain_facts import to_plain
from plodnee.documents.builders.paper import Paper, paper_docx, paper_pdf
from plodnee.documents.models import IssuedReport
from plodnee.organization.access import known, officer_or_none
from plodnee.visits.rounds.services import Hand


@transaction.atomic
def issued_report(
    *, office_code: str, kind: str, facts: object, build: Callable[[], Paper], by: Hand
) -> IssuedReport:
    """The report of these facts; the one issued before where nothing has changed."""
    plain = to_plain(facts)
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    fingerprint = hashlib.sha256(text.encode("utf-8")).hexdigest()
    same = {"office_code": office_code, "kind": kind, "facts_sha256": fingerprint}
    standing = IssuedReport.objects.filter(**same).first()
    if standing is not None:
        return standing
    paper = build()
    made, fresh = IssuedReport.objects.get_or_create(
        **same,
        defaults={
            "facts": plain,
            "pdf": paper_pdf(paper),
            "docx": paper_docx(paper),
            "issued_on": by.on,
            "issued_by": officer_or_none(by.actor),
        },
    )
    if fresh:
        record(known(by.actor), "documents.issued", made, kind=kind, sha256=fingerprint)
    return made


def issued_report_file(report: IssuedReport, ending: str) -> bytes:
    """A report as a file, the very bytes that were issued."""
    return bytes(report.pdf if ending == ".pdf" else report.docx)
