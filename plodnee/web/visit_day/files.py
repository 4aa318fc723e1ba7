"""The files of a visit: looked at, and withdrawn where they were added by mistake."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from plodnee.lessons.errors import WhyMissing
from plodnee.lessons.models import NoteFile
from plodnee.lessons.notes.files import opened_file, withdraw_file
from plodnee.organization.models import Centre
from plodnee.registers.evidence_files import PDF
from plodnee.web.access import DEED, allowed
from plodnee.web.record.evidence import ENDINGS
from plodnee.web.record.forms import LONGEST_REASON
from plodnee.web.templatetags.wording import english
from plodnee.web.typed import typed_text
from plodnee.web.visit_day.deeds import hand_of


@allowed("notes.view")
def note_file(request: HttpRequest, centre: Centre, file_id: UUID) -> HttpResponse:
    """A picture to look at, a PDF to take away."""
    file = _file_at(centre, file_id)
    try:
        content = opened_file(file, by=hand_of(request))
    except FileNotFoundError:
        raise Http404 from None
    how = "attachment" if file.media_type == PDF else "inline"
    name = f"visit-{file.pk}.{ENDINGS[file.media_type]}"
    reply = HttpResponse(content, content_type=file.media_type)
    reply.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    reply.headers["X-Content-Type-Options"] = "nosniff"
    return reply


@allowed("notes.keep", DEED)
def note_file_withdraw(request: HttpRequest, centre: Centre, file_id: UUID) -> HttpResponse:
    """A file added by mistake, shown no more."""
    file = _file_at(centre, file_id)
    try:
        withdraw_file(
            file=file, reason=typed_text(request, "reason", LONGEST_REASON), by=hand_of(request)
        )
    except WhyMissing as refusal:
        messages.error(request, refusal.message("en" if english() else "th"))
    else:
        messages.info(request, _("นำไฟล์ออกแล้ว มีบันทึกผู้นำออก"))
    if file.note_id is not None:
        return redirect("note", centre_code=centre.code, note_id=file.note_id)
    return redirect("visit_day", centre_code=centre.code, selection_id=file.selection_id)


def _file_at(centre: Centre, file_id: UUID) -> NoteFile:
    own = NoteFile.objects.filter(selection__centre=centre, withdrawal__isnull=True)
    return get_object_or_404(own.select_related("selection"), pk=file_id)
