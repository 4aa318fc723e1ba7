"""Letters about visits: what the round and the programme say, put into the words of a letter."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, time

from plodnee.documents.builders.official.letter_days import span_words
from plodnee.documents.builders.voice import Voice
from plodnee.documents.builders.wording import Wording
from plodnee.documents.committees import cleaned
from plodnee.documents.facts.letters import (
    IndicatorShown,
    LetterFacts,
    ProgrammeFacts,
    RoundFacts,
    SlotFacts,
    TopicAsked,
)
from plodnee.engine.thai_text import to_thai_digits
from plodnee.organization import gazetteer
from plodnee.organization.models import Area, Centre
from plodnee.visits.errors import ProgrammeMissing
from plodnee.visits.letters.plain import PROGRAMME, TOPICS, AboutVisit, LetterSaid, TaskSaid
from plodnee.visits.letters.selectors import letter_number, office_title
from plodnee.visits.models import (
    Letter,
    OfficeStatement,
    ProgrammeSlot,
    ProgrammeVersion,
    Round,
    RoundVersion,
    Selection,
)
from plodnee.visits.rounds.defaults import talk_minutes
from plodnee.visits.rounds.plain import SlotSaid
from plodnee.visits.rounds.selectors import (
    current_programme,
    current_version,
    visit_slot,
    zones_of,
)

VOICE = Voice("th")
SHORT, IN_FULL = "ศูนย์ฯ", "ศูนย์จัดการกองทุนชุมชน"
MORNING, NOON, AFTERNOON, EVENING = time(9), time(12), time(13), time(16)


def visit_letter(selection: Selection, *, dated_on: date) -> LetterSaid:
    """The letter that asks a district to prepare for a visit, as it is usual; a person may edit it.

    A centre whose district was told before gets the letter that tells what changed.

    Raises: ProgrammeMissing.
    """
    centre, words = selection.centre, Wording(VOICE, "letters")
    version = current_version(selection.round)
    programme, slot = _visit_of(selection)
    district = centre.code[: Area.Level.DISTRICT]
    said = {**_of_round(selection.round, version), **_of_visit(centre, slot), **_people(version)}
    tasks = (words("visit.prepare"), words("visit.people", **said))
    letter = LetterSaid(
        kind=Letter.Kind.EXTERNAL,
        subject=words("visit.subject", **said),
        opening=words("visit.opening", **said),
        dated_on=dated_on,
        urgency=Letter.Urgency.MOST_URGENT,
        is_circular=True,
        addressee=words("visit.addressee", district=_own(district, "อำเภอ")),
        to_code=district,
        closing=words("visit.closing"),
        enclosed=(TOPICS, PROGRAMME),
        tasks=tuple(TaskSaid(task, slot.held_on) for task in tasks),
    )
    before = _told_before(selection, programme)
    return letter if before is None else _changed(letter, before, programme, said, slot.held_on)


def usual_slots(
    centres: list[Centre], first_on: date, before: ProgrammeVersion | None = None
) -> list[SlotSaid]:
    """A programme to start from: the province first, then a centre every half day.

    What the programme `before` had beside its visits, such as the lodging, is kept on the same day
    of the journey where nothing else stands then.
    """
    words = Wording(VOICE, "letters")
    points = words("programme.points", minutes=talk_minutes(first_on))
    slots = [SlotSaid(first_on, MORNING, NOON, words("programme.meeting"))]
    for at, centre in enumerate(centres, start=1):
        day = date.fromordinal(first_on.toordinal() + at // 2)
        start, end = (AFTERNOON, EVENING) if at % 2 else (MORNING, NOON)
        said = words("programme.visit", **_place_of(centre))
        slots.append(SlotSaid(day, start, end, said, points, centre.code))
    for day in sorted({slot.held_on for slot in slots}):
        slots.append(SlotSaid(day, NOON, AFTERNOON, words("programme.lunch")))
    slots += [slot for slot in _beside(before, first_on) if not _taken(slot, slots)]
    return sorted(slots, key=lambda slot: (slot.held_on, slot.starts_at))


def _beside(before: ProgrammeVersion | None, first_on: date) -> Iterator[SlotSaid]:
    """What a programme had beside its visits, moved with its first day."""
    slots = list(before.slots.order_by("held_on", "starts_at")) if before else []
    for slot in slots:
        if slot.centre_id is None:
            day = first_on + (slot.held_on - slots[0].held_on)
            yield SlotSaid(day, slot.starts_at, slot.ends_at, slot.what, slot.points)


def _taken(slot: SlotSaid, others: list[SlotSaid]) -> bool:
    """Whether something stands at the slot's hours, or its day is no more one of the journey."""
    days = {other.held_on for other in others}
    ends = slot.ends_at or time.max
    return slot.held_on not in days or any(
        other.held_on == slot.held_on
        and other.starts_at < ends
        and slot.starts_at < (other.ends_at or time.max)
        for other in others
    )


def letter_facts(letter: Letter) -> LetterFacts:
    """The facts of a letter that was numbered, with what it encloses."""
    said = LetterSaid(
        kind=letter.kind,
        subject=letter.subject,
        opening=letter.opening,
        dated_on=letter.dated_on,
        urgency=letter.urgency,
        addressee=letter.addressee,
        reference=letter.reference,
        closing=letter.closing,
        enclosed=tuple(letter.enclosed),
        tasks=tuple(TaskSaid(task.wording, task.due_on) for task in letter.tasks.all()),
    )
    about = AboutVisit(letter.round, letter.centre, letter.programme)
    facts = drafted_facts(said, letter.office, about)
    return replace(facts, number=letter_number(letter), is_draft=False)


def drafted_facts(
    said: LetterSaid,
    office: OfficeStatement,
    about: AboutVisit,
) -> LetterFacts:
    """The facts of a letter that has no number yet."""
    round_, programme = about.round, about.programme
    version = current_version(round_) if round_ else None
    with_topics = version is not None and TOPICS in said.enclosed
    with_programme = version is not None and programme is not None and PROGRAMME in said.enclosed
    return LetterFacts(
        kind=said.kind,
        urgency=said.urgency,
        number=f"{office.letter_code}/",
        is_draft=True,
        address=_lines(office.address),
        place=cleaned(office.place),
        dated_on=said.dated_on,
        subject=cleaned(said.subject),
        addressee=cleaned(said.addressee),
        reference=cleaned(said.reference),
        enclosed=tuple(map(cleaned, said.enclosed)),
        opening=_lines(said.opening),
        tasks=tuple(cleaned(task.wording) for task in said.tasks),
        closing=cleaned(said.closing),
        contact=_lines(office.contact),
        signer_name=cleaned(office.signer_name),
        signer_position=_lines(office.signer_position),
        motto=cleaned(office.motto),
        round=round_facts(version) if version and with_topics else None,
        programme=programme_facts(version, programme)
        if version and programme and with_programme
        else None,
        is_made_up=is_about_made_up(about),
    )


def is_about_made_up(about: AboutVisit | Letter) -> bool:
    """Whether the round or the centre of a letter is made up."""
    return any(one is not None and one.is_demonstration for one in (about.round, about.centre))


def _visit_of(selection: Selection) -> tuple[ProgrammeVersion, ProgrammeSlot]:
    centre = selection.centre
    programme = current_programme(selection.round, centre.code[: Area.Level.PROVINCE])
    slot = visit_slot(programme, centre.code)
    if programme is None or slot is None:
        raise ProgrammeMissing(centre=centre.name)
    return programme, slot


def _told_before(selection: Selection, programme: ProgrammeVersion) -> Letter | None:
    """The latest letter about the visit that told of an earlier programme."""
    sent = Letter.objects.filter(round=selection.round, centre=selection.centre)
    latest = sent.filter(programme__isnull=False).order_by("-programme__number").first()
    if latest is None or latest.programme_id == programme.pk:
        return None
    return latest


def _changed(
    letter: LetterSaid,
    before: Letter,
    programme: ProgrammeVersion,
    said: dict[str, str],
    due_on: date,
) -> LetterSaid:
    words = Wording(VOICE, "letters")
    number, dated = letter_number(before), VOICE.day(before.dated_on)
    known = {**said, "number": number, "dated": dated, "reason": programme.reason}
    earlier = visit_slot(before.programme, before.centre_id or "")
    known["earlier"] = words("changed.earlier", **_hour_of(earlier)) if earlier else ""
    return replace(
        letter,
        subject=words("changed.subject", **known),
        reference=words("changed.reference", **known),
        opening=words("changed.opening", **known),
        tasks=(TaskSaid(words("changed.people", **said), due_on),),
        enclosed=(PROGRAMME,),
    )


def _of_round(round_: Round, version: RoundVersion) -> dict[str, str]:
    zones = zones_of(version)
    return {
        "name": round_.name,
        "purpose": version.purpose,
        "activity": version.activity,
        "sub_activity": version.sub_activity,
        "year": to_thai_digits(str(round_.fiscal_year_be)),
        "span": span_words(version.starts_on, version.ends_on),
        "zones": VOICE.count(len(zones)),
        "provinces": VOICE.count(sum(map(len, zones.values()))),
    }


def _of_visit(centre: Centre, slot: ProgrammeSlot) -> dict[str, str]:
    return {
        "province": office_title(centre.code[: Area.Level.PROVINCE]),
        **_place_of(centre),
        **_hour_of(slot),
    }


def _hour_of(slot: ProgrammeSlot) -> dict[str, str]:
    return {
        "day": VOICE.day(slot.held_on),
        "time": to_thai_digits(f"{slot.starts_at:%H.%M}"),
    }


def _people(version: RoundVersion) -> dict[str, str]:
    members, models = version.members_asked, version.models_asked
    counted = {"members": members, "models": models, "all": members + models}
    return {name: VOICE.count(number) for name, number in counted.items()}


def _place_of(centre: Centre) -> dict[str, str]:
    """A centre's name in full, and where it lies inside its province."""
    name = centre.name
    if name.startswith(SHORT):
        name = IN_FULL + name.removeprefix(SHORT).strip()
    names = gazetteer.names(centre.code)
    place = names.th().removesuffix(office_title(centre.code[:2])).strip() if names else ""
    return {"centre": name, "place": to_thai_digits(place)}


def _own(code: str, level: str) -> str:
    return office_title(code).removeprefix(level)


def round_facts(version: RoundVersion) -> RoundFacts:
    """What a version of a round says, with the topics and indicators it encloses."""
    zones = zones_of(version)
    return RoundFacts(
        name=cleaned(version.round.name),
        year_be=version.round.fiscal_year_be,
        project=cleaned(version.project),
        activity=cleaned(version.activity),
        starts_on=version.starts_on,
        ends_on=version.ends_on,
        zones=len(zones),
        provinces=sum(map(len, zones.values())),
        objectives=_lines(version.objectives),
        target_groups=cleaned(version.target_groups),
        steps=tuple(_steps(version.steps)),
        expected=cleaned(version.expected),
        topics=tuple(
            TopicAsked(one.number, one.item, cleaned(one.title), cleaned(one.detail))
            for one in version.topics.order_by("number", "item")
        ),
        indicators=tuple(
            IndicatorShown(cleaned(one.name), cleaned(one.unit), cleaned(one.target))
            for one in version.indicators.order_by("place")
        ),
    )


def programme_facts(
    version: RoundVersion,
    programme: ProgrammeVersion,
    *,
    seen: Collection[str] | None = None,
) -> ProgrammeFacts:
    """A programme by hour; of its visits those to the centres `seen`, or all of them."""
    slots = [
        slot
        for slot in programme.slots.order_by("held_on", "starts_at")
        if slot.centre_id is None or seen is None or slot.centre_id in seen
    ]
    return ProgrammeFacts(
        name=cleaned(version.round.name),
        project=cleaned(version.project),
        activity=cleaned(version.activity),
        venue=cleaned(programme.venue),
        slots=tuple(
            SlotFacts(
                slot.held_on,
                f"{slot.starts_at:%H.%M}",
                f"{slot.ends_at:%H.%M}" if slot.ends_at else "",
                cleaned(slot.what),
                _lines(slot.points),
            )
            for slot in slots
        ),
    )


def _steps(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each step with the lines below it, which begin with `-`."""
    step, below = "", list[str]()
    for line in _lines(text):
        if line.startswith("-"):
            below.append(line.removeprefix("-").strip())
            continue
        if step:
            yield step, tuple(below)
        step, below = line, []
    if step:
        yield step, tuple(below)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(cleaned(line.strip()) for line in text.splitlines() if line.strip())
