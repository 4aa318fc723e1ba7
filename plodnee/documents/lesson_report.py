"""The synthesis of lessons, issued as files: the same facts of a day are the same paper."""

from datetime import date

from django.db.models import Count, QuerySet

from plodnee.documents.builders.official.lesson_report import lesson_report
from plodnee.documents.builders.voice import Voice
from plodnee.documents.builders.wording import Wording
from plodnee.documents.committees import cleaned
from plodnee.documents.facts.lessons import CodeFacts, KindFacts, LessonReportFacts, Quotation
from plodnee.documents.models import IssuedReport
from plodnee.documents.reports import issued_report
from plodnee.lessons.coding.selectors import code_names
from plodnee.lessons.learning import Asked, code_counts, kind_counts, lines_asked, tag_counts
from plodnee.lessons.models import FollowUpClosing, NoteLine, OpenFollowUp
from plodnee.organization.access import Visitor, require
from plodnee.organization.models import Centre
from plodnee.visits.letters.selectors import office_title
from plodnee.visits.rounds.services import Hand

MOST_QUOTED, MOST_TAGS = 5, 20
Lines = QuerySet[NoteLine, NoteLine]
VOICE = Voice("th")


def issue_lesson_report(*, office_code: str, asked: Asked, by: Hand) -> IssuedReport:
    """The report of what is asked for; the one issued before where nothing has changed.

    Raises: NotAllowed.
    """
    require(by.actor, "notes.view", at=office_code, on=by.on)
    facts = report_facts(office_code=office_code, asked=asked, actor=by.actor, on=by.on)
    return issued_report(
        office_code=office_code,
        kind=IssuedReport.Kind.LESSONS,
        facts=facts,
        build=lambda: lesson_report(facts),
        by=by,
    )


def report_facts(*, office_code: str, asked: Asked, actor: Visitor, on: date) -> LessonReportFacts:
    """What the lessons asked for come to; notes that are coded as none are left out."""
    lines = lines_asked(actor, on, asked)
    kinds = kind_counts(lines)
    coded = lines.filter(kind__in=[kind for kind, count in kinds.items() if count])
    notes = coded.order_by().values("note")
    years = coded.order_by().values_list("fiscal_year_be", flat=True).distinct()
    return LessonReportFacts(
        office=office_title(office_code),
        scope=_scope(asked, on),
        written_on=on,
        notes=sum(kinds.values()),
        centres=coded.order_by().values("centre").distinct().count(),
        years_be=tuple(sorted(years)),
        kinds=tuple(_kind(coded, kind, count, on) for kind, count in kinds.items()),
        tags=tuple((cleaned(name), count) for name, count in tag_counts(coded)[:MOST_TAGS]),
        follow_ups_open=OpenFollowUp.objects.filter(follow_up__note__in=notes).count(),
        follow_ups_closed=FollowUpClosing.objects.filter(follow_up__note__in=notes).count(),
        is_made_up=coded.filter(centre__is_demonstration=True).exists(),
    )


def _scope(asked: Asked, on: date) -> tuple[tuple[str, str], ...]:
    words, names = Wording(VOICE, "lesson_report"), code_names(on)
    centre = Centre.objects.filter(pk=asked.place).first()
    kind = words.get(f"kinds.{asked.kind}") if asked.kind else ""
    said = {
        "year": str(asked.year or ""),
        "place": centre.name if centre else asked.place,
        "topic": asked.topic.removesuffix(".0"),
        "kind": kind,
        "code": names.get(asked.code, ""),
        "tag": asked.tag,
    }
    return tuple((words(f"scope.{name}"), cleaned(text)) for name, text in said.items() if text)


def _kind(lines: Lines, kind: str, count: int, on: date) -> KindFacts:
    of_kind, names = lines.filter(kind=kind), code_names(on)
    codes = []
    for _kind_name, code, notes in code_counts(of_kind):
        of_code = of_kind.filter(code=code)
        counted = of_code.order_by().aggregate(centres=Count("centre", distinct=True))
        codes.append(CodeFacts(names.get(code, ""), notes, counted["centres"], _quoted(of_code)))
    return KindFacts(kind, count, tuple(codes))


def _quoted(lines: Lines) -> tuple[Quotation, ...]:
    """The latest notes, one of each centre before a second of any."""
    chosen: list[NoteLine] = []
    rest: list[NoteLine] = []
    seen: set[str] = set()
    for line in lines.select_related("centre")[: 10 * MOST_QUOTED]:
        (rest if line.centre_id in seen else chosen).append(line)
        seen.add(line.centre_id)
    return tuple(_quotation(line) for line in (chosen + rest)[:MOST_QUOTED])


def _quotation(line: NoteLine) -> Quotation:
    closed = FollowUpClosing.objects.filter(follow_up__note=line.note_id).order_by("closed_on")
    done = tuple(cleaned(words) for words in closed.values_list("done", flat=True))
    centre = cleaned(line.centre.name)
    return Quotation(cleaned(line.text), line.speaker, centre, line.fiscal_year_be, done)
