"""A filled form read: XML to answers, answers to values, and what is wrong with them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from uuid import UUID
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from plodnee.fieldwork.definitions import FORMS, Form
from plodnee.fieldwork.definitions.model import UNASKED, Group, Kind, Question, Said, When
from plodnee.fieldwork.errors import FormUnknown, Unreadable
from plodnee.fieldwork.xlsforms import AHEAD, NUMBERS, REQUIRED, TEXTS, bounds_said

LARGEST_XML_BYTES = 512 * 1024
MOST_ELEMENTS = 5_000
MOST_ROWS = 200
LONGEST_ANSWER = 10_000
LONGEST_NUMBER = 16
SATANG = 100
_INSTANCE = re.compile(r"uuid:([0-9a-fA-F-]{36})")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_BAD_CHOICE = Said("เลือกจากรายการ", "Choose from the list")
_BAD_DAY = Said("ใส่วันที่ให้ถูก", "Give a day")

Row = Mapping[str, str]
Value = str | int | Decimal | date | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form: which, in which version, its instance, and the answers as text.

    `rows` are the answers of repeating groups by the group's name.
    """

    form: Form
    version: str
    instance: UUID
    answers: Row
    rows: Mapping[str, tuple[Row, ...]]

    @property
    def place(self) -> str:
        """The household's key or the centre's code."""
        return self.answers.get(self.form.place, "")


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer that is missing or wrong: of which question, in which row (from 1), what to do."""

    question: Question
    row: int | None
    said: Said


def filled_form(content: bytes) -> Filled:
    """What a submission says.

    Raises: Unreadable, FormUnknown.
    """
    root = _root(content)
    form = FORMS.get(root.get("id", ""))
    if form is None:
        raise FormUnknown()
    found = _INSTANCE.fullmatch(_text(root, "meta", "instanceID"))
    if found is None:
        raise _unreadable("ไม่มีรหัสของรายการ", "it bears no instance id")
    try:
        instance = UUID(found.group(1))
    except ValueError:
        raise _unreadable("ไม่มีรหัสของรายการ", "it bears no instance id") from None
    answers: dict[str, str] = {}
    rows: dict[str, tuple[Row, ...]] = {}
    for item in form.items:
        if isinstance(item, Group) and item.repeats:
            rows[item.name] = tuple(_rows(root, item))
        elif isinstance(item, Group):
            answers |= {one.name: _text(root, item.name, one.name) for one in item.items}
        else:
            answers[item.name] = _text(root, item.name)
    version = root.get("version", "")[:40]
    return Filled(form, version, instance, answers, rows)


def _root(content: bytes) -> Element:
    if len(content) > LARGEST_XML_BYTES:
        raise _unreadable("ใหญ่เกินไป", "it is too large")
    try:
        content.decode("utf-8")
        root: Element = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise _unreadable("ไม่ใช่แบบที่กรอกแล้ว", "it is not a filled form") from None
    if sum(1 for _one in root.iter()) > MOST_ELEMENTS:
        raise _unreadable("ใหญ่เกินไป", "it is too large")
    return root


def _rows(root: Element, group: Group) -> Iterator[Row]:
    found = [child for child in root if _tag(child) == group.name]
    if len(found) > MOST_ROWS:
        raise _unreadable("มีรายการมากเกินไป", "it lists too many things")
    for one in found:
        row = {question.name: _text(one, question.name) for question in group.items}
        if any(row.values()):
            yield row


def _text(above: Element, *names: str) -> str:
    for name in names:
        below = next((child for child in above if _tag(child) == name), None)
        if below is None:
            return ""
        above = below
    text = (above.text or "").strip()
    if len(text) > LONGEST_ANSWER:
        raise _unreadable("มีคำตอบยาวเกินไป", "an answer is too long")
    return text


def _tag(one: Element) -> str:
    return str(one.tag).rpartition("}")[2]


def _unreadable(thai: str, english: str) -> Unreadable:
    return Unreadable(reason_th=thai, reason_en=english)


def is_asked(when: When | None, answers: Row) -> bool:
    """Whether a question is asked, by the answers of its row with those above it."""
    if when is None:
        return True
    given = answers.get(when.question, "")
    return given in when.answers if when.answers else bool(given)


def value_of(question: Question, text: str) -> Value:
    """The answer as what it is: satang, a number, a day, the choices; None where there is none.

    Raises: ValueError where the text is no such thing.
    """
    if not text:
        return None
    if question.kind in NUMBERS:
        return _number(question, text)
    if question.kind is Kind.DAY:
        return date.fromisoformat(text[:10])
    if question.kind is Kind.MANY:
        return tuple(text.split())
    return text


def _number(question: Question, text: str) -> int | Decimal:
    if len(text) > LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        raise ValueError(text)
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if question.kind is Kind.DECIMAL:
        return number
    whole = number * SATANG if question.kind is Kind.BAHT else number
    if whole != whole.to_integral_value():
        raise ValueError(text)
    return int(whole)


def problems_of(filled: Filled, on: date) -> list[Problem]:
    """What is missing or wrong, in the order of the form; a device is never taken at its word."""
    found: list[Problem] = []
    for item in filled.form.items:
        if not isinstance(item, Group):
            found += _problems((item,), filled.answers, None, on)
        elif is_asked(item.when, filled.answers):
            if not item.repeats:
                found += _problems(item.items, filled.answers, None, on)
            for number, row in enumerate(filled.rows.get(item.name, ()), start=1):
                found += _problems(item.items, {**filled.answers, **row}, number, on)
    return found


def _problems(
    questions: tuple[Question, ...], answers: Row, row: int | None, on: date
) -> Iterator[Problem]:
    for question in questions:
        if question.kind in UNASKED or not is_asked(question.when, answers):
            continue
        text = answers.get(question.name, "")
        said = _wrong(question, text, on) if text else REQUIRED if question.required else None
        if said is not None:
            yield Problem(question, row, said)


def _wrong(question: Question, text: str, on: date) -> Said | None:
    """What to do about an answer, where it is wrong."""
    try:
        value = value_of(question, text)
    except ValueError:
        return _BAD_DAY if question.kind is Kind.DAY else bounds_said(question)
    if isinstance(value, date):
        return AHEAD if value > on and not question.future else None
    if question.choices:
        known = {choice.code for choice in question.choices}
        given = set(value) if isinstance(value, tuple) else {value}
        return None if given <= known else _BAD_CHOICE
    if question.kind in TEXTS:
        size: int | Decimal = len(text)
    elif isinstance(value, int | Decimal):
        size = value
    else:
        return None
    scale = SATANG if question.kind is Kind.BAHT else 1
    least, most = (question.least or 0) * scale, question.most
    inside = least <= size and (most is None or size <= most * scale)
    return None if inside else bounds_said(question)
