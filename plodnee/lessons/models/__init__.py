"""Notes of visits with their files and lists, follow-ups, codes, years."""

from plodnee.lessons.models.codes import (
    LONGEST_CODE_NAME,
    Kind,
    LessonCode,
    LessonCodeVersion,
    NoteCoding,
)
from plodnee.lessons.models.follow_ups import (
    FollowUp,
    FollowUpClosing,
    FollowUpVersion,
    OpenFollowUp,
)
from plodnee.lessons.models.notes import (
    LONGEST_TAG,
    LONGEST_TEXT,
    MOST_TAGS,
    FieldNote,
    NoteFile,
    NoteFileWithdrawal,
    NoteLine,
    NoteTag,
    NoteVersion,
)
from plodnee.lessons.models.years import (
    LONGEST_NEED,
    LONGEST_SOURCE,
    NeedVersion,
    PlannedNeed,
    YearRecord,
)

__all__ = [
    "LONGEST_CODE_NAME",
    "LONGEST_NEED",
    "LONGEST_SOURCE",
    "LONGEST_TAG",
    "LONGEST_TEXT",
    "MOST_TAGS",
    "FieldNote",
    "FollowUp",
    "FollowUpClosing",
    "FollowUpVersion",
    "Kind",
    "LessonCode",
    "LessonCodeVersion",
    "NeedVersion",
    "NoteCoding",
    "NoteFile",
    "NoteFileWithdrawal",
    "NoteLine",
    "NoteTag",
    "NoteVersion",
    "OpenFollowUp",
    "PlannedNeed",
    "YearRecord",
]
