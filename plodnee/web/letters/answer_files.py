"""The files of answers: opened by both offices, taken out by the one that answered."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from plodnee.registers.evidence_files import PDF
from plodnee.visits.errors import ReasonMissing
from plodnee.visits.letters.files import opened_file, withdraw_file
from plodnee.visits.models import AnswerFile, Letter
from plodnee.web.access import DEED, allowed
from plodnee.web.letters.offices import Office
from plodnee.web.letters.views import letter_at
from plodnee.web.record.evidence import ENDINGS
from plodnee.web.record.forms import LONGEST_REASON
from plodnee.web.rounds.trying import hand
from plodnee.web.templatetags.wording import english
from plodnee.web.typed import typed_text


@allowed("letters.view")
def answer_file(
    request: HttpRequest, office: Office, letter_id: UUID, file_id: UUID
) -> HttpResponse:
    """A picture to look at, a PDF to take away."""
    file = _file_at(letter_at(office, letter_id), file_id)
    try:
        content = opened_file(file, by=hand(request))
    except FileNotFoundError:
        raise Http404 from None
    how = "attachment" if file.media_type == PDF else "inline"
    name = f"answer-{file.pk}.{ENDINGS[file.media_type]}"
    reply = HttpResponse(content, content_type=file.media_type)
    reply.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    reply.headers["X-Content-Type-Options"] = "nosniff"
    return reply


@allowed("letters.answer", DEED)
def answer_file_withdraw(
    request: HttpRequest, office: Office, letter_id: UUID, file_id: UUID
) -> HttpResponse:
    """A file added by mistake, shown no more."""
    letter = letter_at(office, letter_id)
    if letter.to_code != office.code:
        raise Http404
    file = _file_at(letter, file_id)
    reason = typed_text(request, "reason", LONGEST_REASON)
    try:
        withdraw_file(file=file, reason=reason, by=hand(request))
    except ReasonMissing as refusal:
        messages.error(request, refusal.message("en" if english() else "th"))
    else:
        messages.info(request, _("นำไฟล์ออกแล้ว มีบันทึกผู้นำออก"))
    return redirect(office.page("letter", letter.pk))


def _file_at(letter: Letter, file_id: UUID) -> AnswerFile:
    own = AnswerFile.objects.filter(answer__task__letter=letter, withdrawal__isnull=True)
    return get_object_or_404(own.select_related("answer__task__letter"), pk=file_id)
