"""A round of visits and letters for the walks: both provinces take part, each office has one."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from build import TODAY, a_picture

ROUND = UUID(int=1018)  # a round in which both provinces take part


def letter_key(area: str) -> UUID:
    """The key of the letter of an area's office."""
    return uuid5(ROUND, area)


def file_key(area: str) -> UUID:
    """The key of the file that went with the answer to the letter of an area's office."""
    return uuid5(ROUND, f"{area} file")


def make_letters(offices: Iterable[str]) -> None:
    """A letter of each office of the walks, to itself and with one task."""
    from plodnee.documents.letter_issuing import issue_letter
    from plodnee.organization.access import OPERATOR
    from plodnee.visits.letters.plain import LetterSaid, OfficeSaid, TaskSaid
    from plodnee.visits.letters.services import state_office
    from plodnee.visits.rounds.services import Hand

    by, head = Hand(OPERATOR, TODAY), OfficeSaid("ที่ 1", "ศาลากลาง", "โทร. 0", "", "", "นายกอง")
    for code in offices:
        state_office(office_code=code, said=head, by=by)
        tasks = (TaskSaid("ส่งรายงาน", TODAY),)
        said = LetterSaid("memo", "ขอรายงาน", "ด้วยขอรายงาน", TODAY, to_code=code, tasks=tasks)
        letter = issue_letter(office_code=code, said=said, by=by, letter_id=letter_key(code))
        _answer_with_a_file(letter, code)


def _answer_with_a_file(letter: Any, code: str) -> None:
    """The letter's task under way, with a picture."""
    from plodnee.registers.evidence_files import keep
    from plodnee.visits.letters.files import file_place
    from plodnee.visits.models import AnswerFile, TaskAnswer

    answered = {"task": letter.tasks.get(), "number": 1, "outcome": "under_way"}
    answer, key = TaskAnswer.objects.create(**answered, answered_on=TODAY), file_key(code)
    AnswerFile.objects.create(
        id=key, answer=answer, media_type="image/png", size_bytes=9, sha256="0" * 64,
        stored_as=keep(a_picture(), place=file_place(key)), added_on=TODAY,
    )  # fmt: skip


def make_round(*codes: str) -> None:
    """A round with a centre chosen in each province, and the programmes of both."""
    from plodnee.documents.letters import usual_slots
    from plodnee.organization.access import OPERATOR
    from plodnee.organization.models import Area, Centre
    from plodnee.visits.rounds.defaults import usual_name, usual_round
    from plodnee.visits.rounds.plain import ProgrammeSaid
    from plodnee.visits.rounds.services import Hand, choose_centre, open_round, set_programme

    by, said = Hand(OPERATOR, TODAY), usual_round(2562, ("30", "31"))
    opened = {"fiscal_year_be": 2562, "name": usual_name(2562), "said": said, "by": by}
    made = open_round(**opened, round_id=ROUND)
    for code in codes:
        centre = Centre.objects.get(pk=code)
        choose_centre(round_=made, centre=centre, reason="พร้อม", by=by)
        programme = ProgrammeSaid("ทีมที่ 1", "ศาลากลาง", tuple(usual_slots([centre], said.starts_on)))
        province = Area.objects.get(pk=code[:2])
        set_programme(round_=made, province=province, said=programme, seen_number=0, by=by)
