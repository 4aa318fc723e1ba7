"""What an address asks for and a page does not have: said, never passed over in silence."""

from collections.abc import Iterable

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext

from plodnee.registers.errors import ListNotAnswered


def tell_left_out(request: HttpRequest, labels: Iterable[object]) -> None:
    """Say of each of these that what was asked for is not among its choices."""
    for label in labels:
        messages.warning(request, not_a_choice(label))


def not_a_choice(label: object) -> str:
    """That what was asked for under a label is not among its choices, in a sentence."""
    return gettext("%(label)s: ไม่มีตัวเลือกที่ขอ จึงไม่ได้ใช้เงื่อนไขนี้") % {"label": label}


def tell_of_form(request: HttpRequest, form: forms.Form) -> None:
    """The same of every field of a form that asks for what is not among its choices."""
    tell_left_out(request, (form.fields[name].label for name in form.errors))


def refuse_left_out(labels: Iterable[object]) -> None:
    """Nothing where a file answers all that its address asks for: it says less than a page.

    Raises: ListNotAnswered.
    """
    if asked := ", ".join(map(str, labels)):
        raise ListNotAnswered(asked=asked)


def refuse_of_form(form: forms.Form) -> None:
    """The same of every field of a form. Raises: ListNotAnswered."""
    refuse_left_out(form.fields[name].label for name in form.errors)


def tell_unknown(request: HttpRequest, name: str, label: object, known: Iterable[object]) -> None:
    """The same of one name in the address, where its value is none of the known ones."""
    known_or_told(request, name, label, known)


def known_or_told(request: HttpRequest, name: str, label: object, known: Iterable[object]) -> str:
    """What the address says under a name where that is known; else nothing, and it is said."""
    asked = request.GET.get(name, "")
    if asked in {str(one) for one in known}:
        return asked
    tell_left_out(request, [label] if asked else [])
    return ""


def known_or_refused(
    request: HttpRequest, name: str, label: object, known: Iterable[object]
) -> str:
    """The same for a file. Raises: ListNotAnswered where it is something else."""
    asked = request.GET.get(name, "")
    if asked and asked not in {str(one) for one in known}:
        refuse_left_out([label])
    return asked
