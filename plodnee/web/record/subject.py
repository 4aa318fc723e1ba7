"""What can be entered: the frame that every subject of a record fills in."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext

from plodnee.organization.access import Visitor
from plodnee.organization.models import Centre
from plodnee.registers.entries.entering import Entry
from plodnee.registers.entries.words import last_word
from plodnee.registers.models import Debt, Household
from plodnee.web.record.fields import without_ids
from plodnee.web.record.forms import EntryForm
from plodnee.web.record.row_forms import ROWS_AT_FIRST, Rows, rows_of


@dataclass(frozen=True)
class Here:
    """Where something is entered: the centre, the household, the key in the address, the day.

    `opened` is the day as of which the form is filled, if it is not today.
    """

    centre: Centre
    household: Household | None
    key: str
    today: date
    opened: date | None = None

    @property
    def day(self) -> date:
        """The day as of which things are shown."""
        return self.opened or self.today

    @property
    def is_new(self) -> bool:
        """Whether the address asks for something that is not there yet."""
        return self.key == "new"

    @property
    def home(self) -> Household:
        """The household, where the address names one."""
        assert self.household is not None
        return self.household

    def uuid(self) -> UUID:
        """The key of the address; 404 if it is none."""
        try:
            return UUID(self.key)
        except ValueError:
            raise Http404 from None

    def number(self) -> int:
        """The key of the address as a number; 404 if it is none."""
        if not (self.key.isascii() and self.key.isdigit() and len(self.key) < 19):
            raise Http404
        return int(self.key)

    def debt(self) -> Debt:
        """The household's debt of the address; 404 if there is none."""
        found = Debt.objects.filter(household=self.home, pk=self.uuid())
        debt = found.select_related("household", "group", "outside_creditor").first()
        if debt is None:
            raise Http404
        return debt

    def only_list(self) -> None:
        """404 unless the address names the whole list."""
        if self.key != "all":
            raise Http404

    def sheet_url(self) -> str:
        """The page to which one goes back."""
        if self.household is None:
            return reverse("record_centre", args=[self.centre.code])
        return reverse("record", args=[self.centre.code, self.household.pk])


class Subject(ABC):
    """One thing that can be entered here; `title` is what its page is called."""

    title: Any = ""
    note: Any = ""
    is_whole: ClassVar[bool] = False  # whether an entry says all that the form shows, as a balance
    form_class: ClassVar[type[EntryForm]]

    def __init__(self, here: Here) -> None:
        self.here = here
        self.also_shown: set[UUID] = set()  # other households that its form has to name

    @property
    def in_time(self) -> bool:
        """Whether it is there already, as it is described from day to day."""
        return not self.here.is_new

    def at(self, day: date) -> Self:
        """The same as of another day."""
        return type(self)(replace(self.here, opened=day))

    def is_news(self) -> bool:
        """Whether the very same is worth saying again, as a balance is on another day."""
        return False

    def rows_now(self) -> list[dict[str, Any]]:
        """The rows as they are, where it is a list."""
        return []

    def initial(self) -> dict[str, Any]:
        """What the form holds at first."""
        return {}

    def shape(self, form: Any) -> None:  # noqa: B027  # most subjects have nothing to shape
        """Choices filled in, fields left out."""

    def form(self, data: Mapping[str, Any] | None = None) -> Any:
        """The form, with what was sent."""
        initial = {"as_of": self.here.day, "seen": self.last_word(), **self.initial()}
        form = self.form_class(data, initial=initial, today=self.here.today)
        if self.in_time and not self.is_whole:
            form.fields["as_of"].help_text += " " + gettext("ช่องที่ไม่ได้แก้คงค่าของวันนั้นไว้")
        self.shape(form)
        return form

    def rows(self, data: Mapping[str, Any] | None = None, *, more: int = 0) -> Rows | None:
        """The rows of a list; None where the subject is none."""
        return None

    @abstractmethod
    def save(self, entry: Entry, said: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
        """Store what was said."""

    def entry(self, actor: Visitor, said: dict[str, Any]) -> Entry:
        """The entry that the form makes."""
        for name, kept in self.initial().items():
            if isinstance(kept, str) and said.get(name) == without_ids(kept):
                said[name] = kept  # an id in it was hidden from the page, and stays
        day = said.pop("as_of", self.here.today)
        reason, seen = said.pop("reason"), said.pop("seen", None)
        said.pop("told", None)
        here = self.here
        return Entry(here.centre, day, actor, here.today, reason, seen, here.household)

    def last_word(self) -> int:
        """What was said last of what the form is about."""
        return last_word(self.here.centre, self.here.household)

    def overtaken(self, form: Any, seen: int) -> None:
        """The form after somebody else's entry: beside what was typed stands what holds now."""
        form.data = form.data.copy()
        form.data["seen"] = str(seen)
        for name, now in self.initial().items():
            if name in form.fields and form.fields[name].has_changed(now, form[name].value()):
                choices = dict(getattr(form.fields[name], "choices", ()))
                shown = choices.get(now, form.fields[name].prepare_value(now))
                form[name].help_text = gettext("ขณะนี้ในทะเบียน: %(now)s") % {
                    "now": without_ids(str("–" if shown in (None, "") else shown))
                }


class ListSubject(Subject):
    """A list that is stated whole."""

    row_form: ClassVar[type[forms.Form]]
    form_class = EntryForm
    is_whole = True

    def row_options(self) -> dict[str, Any]:
        """What each row's form is told."""
        return {}

    def rows(self, data: Mapping[str, Any] | None = None, *, more: int = 0) -> Rows:
        """The rows as they are, or as they were sent, and some empty ones."""
        made: Rows = rows_of(self.row_form, ROWS_AT_FIRST + more)(
            data, initial=self.rows_now(), prefix="row", form_kwargs=self.row_options()
        )
        return made
