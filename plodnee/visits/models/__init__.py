"""Rounds and their versions, centres chosen, programmes by hour, letters and their tasks."""

from plodnee.visits.models.letters import (
    AnswerFile,
    AnswerFileWithdrawal,
    Letter,
    LetterReceipt,
    LetterTask,
    OfficeStatement,
    TaskAnswer,
)
from plodnee.visits.models.notices import ChangeNotice, NoticeSending
from plodnee.visits.models.people import VisitPerson
from plodnee.visits.models.programmes import ProgrammeSlot, ProgrammeVersion
from plodnee.visits.models.rounds import (
    ChosenCentre,
    Indicator,
    Round,
    RoundProvince,
    RoundVersion,
    Selection,
    SelectionWithdrawal,
    Topic,
)

__all__ = [
    "AnswerFile",
    "AnswerFileWithdrawal",
    "ChangeNotice",
    "ChosenCentre",
    "Indicator",
    "Letter",
    "LetterReceipt",
    "LetterTask",
    "NoticeSending",
    "OfficeStatement",
    "ProgrammeSlot",
    "ProgrammeVersion",
    "Round",
    "RoundProvince",
    "RoundVersion",
    "Selection",
    "SelectionWithdrawal",
    "TaskAnswer",
    "Topic",
    "VisitPerson",
]
