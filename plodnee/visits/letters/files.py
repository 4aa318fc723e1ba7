"""Files that go with the answer to a task: looked into, sealed, opened, taken out."""

from collections.abc import Collection, Sequence
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction

from plodnee.audit.services import record
from plodnee.engine.reasons import reason_line
from plodnee.organization.access import known, may, officer_or_none, require
from plodnee.registers.evidence_files import keep_with_row, kept, looked_into
from plodnee.visits.errors import ReasonMissing, TooManyFiles
from plodnee.visits.letters.services import answer_task
from plodnee.visits.models import AnswerFile, AnswerFileWithdrawal, LetterTask, TaskAnswer
from plodnee.visits.rounds.services import Hand

MOST_FILES = 5


def answer_with_files(
    *,
    task: LetterTask,
    outcome: str,
    note: str,
    contents: Sequence[bytes],
    seen_number: int,
    by: Hand,
) -> TaskAnswer:
    """The answer with its files; sent again it is the one that stands, with each file once.

    Ensures: a file that cannot be taken leaves the task as it was.

    Raises: what `answer_task` raises; EvidenceRefused, TooManyFiles.
    """
    files = {sha256(one[0]).hexdigest(): one for one in map(looked_into, contents)}
    _refuse_many(files)
    answer = answer_task(task=task, outcome=outcome, note=note, seen_number=seen_number, by=by)
    _refuse_many({*files, *answer.files.values_list("sha256", flat=True)})
    for fingerprint, (content, media_type) in files.items():
        _add(content, media_type, fingerprint, answer, by)
    return answer


def _refuse_many(fingerprints: Collection[str]) -> None:
    if len(fingerprints) > MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)


def _add(
    content: bytes, media_type: str, fingerprint: str, answer: TaskAnswer, by: Hand
) -> AnswerFile:
    key = uuid4()

    def row_of(stored_as: str) -> AnswerFile:
        LetterTask.objects.select_for_update(no_key=True).get(pk=answer.task_id)
        there = AnswerFile.objects.filter(
            answer=answer, sha256=fingerprint, withdrawal__isnull=True
        ).first()
        if there is not None:
            return there
        made = AnswerFile.objects.create(
            id=key,
            answer=answer,
            media_type=media_type,
            size_bytes=len(content),
            sha256=fingerprint,
            stored_as=stored_as,
            added_on=by.on,
            added_by=officer_or_none(by.actor),
        )
        record(known(by.actor), "letters.file_added", made, sha256=fingerprint)
        return made

    return keep_with_row(content, place=file_place(key), row_of=row_of)


def opened_file(file: AnswerFile, *, by: Hand) -> bytes:
    """What the file holds, for the office that answered and the one that asked; the trail says who.

    Raises: NotAllowed, FileNotFoundError.
    """
    letter = file.answer.task.letter
    asked = not may(by.actor, "letters.view", at=letter.to_code, on=by.on)
    require(by.actor, "letters.view", at=letter.office_code if asked else letter.to_code, on=by.on)
    content = kept(file.stored_as, place=file_place(file.pk))
    record(known(by.actor), "letters.file_opened", file)
    return content


@transaction.atomic
def withdraw_file(*, file: AnswerFile, reason: str, by: Hand) -> AnswerFileWithdrawal:
    """The file, shown no more; who took it out and why stays, and so does the answer.

    Raises: NotAllowed, ReasonMissing.
    """
    require(by.actor, "letters.answer", at=file.answer.task.letter.to_code, on=by.on)
    locked = AnswerFile.objects.select_for_update(no_key=True).get(pk=file.pk)
    standing = AnswerFileWithdrawal.objects.filter(file=locked).first()
    if standing is not None:
        return standing
    if not (why := reason_line(reason)):
        raise ReasonMissing()
    made = AnswerFileWithdrawal.objects.create(
        file=locked,
        reason=why,
        withdrawn_on=by.on,
        withdrawn_by=officer_or_none(by.actor),
    )
    record(known(by.actor), "letters.file_withdrawn", locked)
    return made


def file_place(key: UUID) -> str:
    """What a sealed file is bound to: its table and row."""
    return f"visits_answerfile|{key}|content"
