"""A deed tried from a form: done, or refused at the field it is about, nothing typed lost."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from plodnee.errors import Refusal
from plodnee.organization.errors import NotAllowed
from plodnee.web.books.wording import refusal_words

Done = TypeVar("Done")
At = Mapping[type[Refusal], str | None]  # the field at which a kind of refusal stands
AT_THE_FORM: At = {Refusal: None}


class Form(Protocol):
    """What was typed: a form of Django's, or several of them that are sent as one."""

    def is_valid(self) -> bool:
        """Whether it could be read."""

    def add_error(self, field: str | None, error: Any, /) -> None:
        """What is wrong, at a field or at the form."""


def tried(form: Form, deed: Callable[[], Done], at: At = AT_THE_FORM) -> Done | None:
    """What the deed came to; None where it was refused, which then stands in the form.

    `at` says at which field a kind of refusal stands, None: at the form. Any other refusal is a
    page of its own: what the form was about is not there any more, or is not theirs to do.
    """
    try:
        return deed()
    except NotAllowed:
        raise
    except tuple(at) as refusal:
        field = next(name for kind, name in at.items() if isinstance(refusal, kind))
        form.add_error(field, refusal_words(refusal))
        return None


def done(form: Form, deed: Callable[[], object]) -> bool:
    """Whether the form could be read and the deed was done; a refusal stands in the form."""
    return form.is_valid() and tried(form, lambda: (deed(),)) is not None
