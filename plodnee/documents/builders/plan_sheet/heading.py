"""What stands at the head of a household's paper: who it is, of which day, made up or not."""

from html import escape

from plodnee.documents.builders.names import class_name
from plodnee.documents.builders.plan_sheet.markup import name, tag, text
from plodnee.documents.builders.plan_sheet.subject import Subject


def headed(heading: str, content: str) -> str:
    """The content under its heading; nothing at all where there is none."""
    return tag("h2", escape(heading)) + content if content else ""


def mark(subject: Subject) -> str:
    """That the household is made up, where it is."""
    if subject.household.household.code not in subject.facts.made_up_codes:
        return ""
    return tag("span", escape(subject.words("head.made_up")), "mark")


def person(subject: Subject) -> str:
    """Who lives where, as of which day, in which class."""
    voice, words, home = subject.voice, subject.words, subject.household.household
    house = [words("head.house", number=home.house_number or "–")]
    if home.moo is not None:
        house.append(words("head.moo", moo=home.moo))
    lines = [
        text(words("head.person")) + " " + name(str(home.head)),
        escape(" ".join(house)),
    ]
    if home.national_id:
        lines.append(escape(words("head.national_id", number=home.national_id)))
    lines.append(escape(words("head.as_of", day=voice.day(subject.facts.analysis.as_of))))
    if subject.household.debtor_class:
        owing = class_name(voice, subject.household.debtor_class)
        lines.append(escape(words("head.class", name=owing)))
    return " ".join(tag("span", line) for line in lines)
