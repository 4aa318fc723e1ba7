"""A page's form made from the definition of a form for devices: same questions, same answers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _

from plodnee.engine.thai_text import to_arabic_digits, without_control
from plodnee.fieldwork.definitions.model import UNASKED, Form, Group, Kind, Question, When
from plodnee.fieldwork.reading import Problem
from plodnee.fieldwork.writing import filled_xml
from plodnee.fieldwork.xlsforms import NUMBERS
from plodnee.web.fields import BahtField, DayField
from plodnee.web.fieldwork.wording import language

MOST_ROWS = 30
FIRST_ROWS = 2
SATANG = 100
Options = Mapping[str, Sequence[tuple[str, str]]]
ROW = "{}-{}-{}"


@dataclass(frozen=True, slots=True)
class Part:
    """Questions shown together: their title, when they are asked, their fields."""

    title: str
    asked: str
    fields: list[Any]


class FillForm(forms.Form):
    """The form for one place. What is asked of it stands in `options`, by the list's name."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    returned = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(
        self, form: Form, place: str, options: Options, data: Any, files: Any, **initial: Any
    ) -> None:
        super().__init__(data, files, initial={"key": uuid4(), **initial})
        self.form, self.place, self.options = form, place, options
        self.counts = {
            item.name: self._count(item.name, data)
            for item in form.items
            if isinstance(item, Group) and item.repeats
        }
        for name, question in self._named():
            self.fields[name] = self._field(question)

    def _count(self, group: str, data: Any) -> int:
        said = str((data or {}).get(f"rows-{group}", ""))
        known = int(said) if said.isascii() and said.isdigit() and len(said) < 3 else FIRST_ROWS
        more = 1 if data is not None and data.get("more") == group else 0
        return max(1, min(known + more, MOST_ROWS))

    def _named(self) -> Iterator[tuple[str, Question]]:
        """Every question that is asked with the name of its field, in order."""
        for item in self.form.items:
            if isinstance(item, Group):
                rows = range(self.counts[item.name]) if item.repeats else ("",)
                for row in rows:
                    for one in item.items:
                        yield self._name(item, row, one), one
            elif item.kind not in UNASKED and item.name != self.form.place:
                yield item.name, item

    def _name(self, group: Group, row: object, question: Question) -> str:
        return ROW.format(group.name, row, question.name) if group.repeats else question.name

    def _field(self, question: Question) -> forms.Field:
        """The field of a question; what is required is asked of the answers, not of the page."""
        words = {
            "label": question.label.of(language()),
            "help_text": question.hint.of(language()) if question.hint else "",
            "required": False,
        }
        if question.when:
            words["help_text"] = f"{self._asked(question.when)} {words['help_text']}".strip()
        makers: dict[Kind, Callable[..., Any]] = {
            Kind.LONG: _long,
            Kind.BAHT: BahtField,
            Kind.DAY: DayField,
            Kind.PHOTO: forms.FileField,
        }
        if question.kind in (Kind.CHOICE, Kind.LISTED, Kind.MANY):
            return self._choice(question, words)
        maker: Any = makers.get(question.kind, _short)
        made: forms.Field = maker(**words)
        return made

    def _choice(self, question: Question, words: dict[str, Any]) -> forms.Field:
        found = [(one.code, one.label.of(language())) for one in question.choices]
        if question.kind is Kind.LISTED:
            found = list(self.options[question.list_name])
        if question.kind is Kind.MANY:
            widget = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=found, widget=widget, **words)
        return forms.ChoiceField(choices=[("", "–"), *found], **words)

    def _asked(self, when: When) -> str:
        asked = next(one for _group, one in self.form.questions() if one.name == when.question)
        named = [one.label.of(language()) for one in asked.choices if one.code in when.answers]
        return _("ตอบเมื่อ %(question)s: %(answers)s") % {
            "question": asked.label.of(language()),
            "answers": ", ".join(named) or _("หนี้ใหม่"),
        }

    def parts(self) -> Iterator[Part]:
        """The fields as the page shows them."""
        plain: list[Any] = []
        for item in self.form.items:
            if isinstance(item, Question):
                if item.kind not in UNASKED and item.name in self.fields:
                    plain.append(self[item.name])
                continue
            if plain:
                yield Part("", "", plain)
                plain = []
            yield from self._parts_of(item)
        if plain:
            yield Part("", "", plain)

    def _parts_of(self, group: Group) -> Iterator[Part]:
        asked = self._asked(group.when) if group.when else ""
        title = group.label.of(language())
        rows: Sequence[object] = range(self.counts[group.name]) if group.repeats else ("",)
        for number, row in enumerate(rows, start=1):
            fields = [self[self._name(group, row, one)] for one in group.items]
            yield Part(f"{title} {number}" if group.repeats else title, asked, fields)

    def repeats(self) -> list[tuple[str, str, int]]:
        """The groups that may have one row more: name, title, rows so far."""
        return [
            (item.name, item.label.of(language()), self.counts[item.name])
            for item in self.form.items
            if isinstance(item, Group) and item.repeats
        ]

    def written(self) -> bytes:
        """The filled form as a device would have sent it, without what could not be read."""
        said = self.cleaned_data
        known = {"seen": said.get("seen", ""), "returned": said.get("returned", "")}
        answers = {name: self._text(name, one) for name, one in self._named() if "-" not in name}
        answers |= {self.form.place: self.place, **known}
        rows = {
            item.name: [
                {one.name: self._text(self._name(item, row, one), one) for one in item.items}
                for row in range(self.counts[item.name])
            ]
            for item in self.form.items
            if isinstance(item, Group) and item.repeats
        }
        rows = {name: [row for row in found if any(row.values())] for name, found in rows.items()}
        key: UUID = said["key"]
        return filled_xml(self.form, key, answers, rows)

    def _text(self, name: str, question: Question) -> str:
        value = self.cleaned_data.get(name)
        if value in (None, "", []):
            return ""
        if question.kind is Kind.BAHT:
            return f"{value // SATANG}.{value % SATANG:02d}"
        if question.kind is Kind.DAY:
            return str(value.isoformat())
        if question.kind is Kind.MANY:
            return " ".join(value)
        if question.kind is Kind.PHOTO:
            return f"{name}.jpg"
        if question.kind in NUMBERS:
            return to_arabic_digits(str(value)).replace(",", "").strip()
        return without_control(str(value)).strip()

    def pictures(self) -> dict[str, bytes]:
        """The pictures that were chosen, by the names that the answers bear."""
        chosen = {name: self.cleaned_data.get(name) for name, one in self._named()
                  if one.kind is Kind.PHOTO}  # fmt: skip
        return {f"{name}.jpg": file.read() for name, file in chosen.items() if file}

    def add_problems(self, problems: Sequence[Problem]) -> None:
        """What is wrong, each at its field; rows that were left empty do not count."""
        groups = {one.name: group for group, one in self.form.questions() if group}
        kept = {name: self._filled_rows(name) for name in self.counts}
        for one in problems:
            group = groups.get(one.question.name)
            name = one.question.name
            if group and group.repeats and one.row:
                name = self._name(group, kept[group.name][one.row - 1], one.question)
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, one.said.of(language()))

    def _filled_rows(self, group: str) -> list[int]:
        found = []
        for row in range(self.counts[group]):
            named = [(name, one) for name, one in self._named()
                     if name.startswith(f"{group}-{row}-")]  # fmt: skip
            if any(self._text(name, one) for name, one in named):
                found.append(row)
        return found


def _short(**words: Any) -> forms.Field:
    return forms.CharField(max_length=500, **words)


def _long(**words: Any) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(max_length=4_000, widget=widget, **words)
