"""A deed tried from a form: done, or refused at the field it is about, nothing typed lost."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django import forms

from plodnee.errors import Refusal
from plodnee.web.templatetags.wording import english

Done = TypeVar("Done")
At = Mapping[type[Refusal], str | None]  # the field at which a kind of refusal stands


def tried(form: forms.Form, deed: Callable[[], Done], at: At) -> Done | None:
    """What the deed came to; None where it was refused, which then stands in the form.

    `at` says at which field a kind of refusal stands, None: at the form. Any other refusal is a
    page of its own: what the form was about is not there any more.
    """
    try:
        return deed()
    except tuple(at) as refusal:
        field = next(name for kind, name in at.items() if isinstance(refusal, kind))
        form.add_error(field, refusal.message("en" if english() else "th"))
        return None
