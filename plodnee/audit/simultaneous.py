"""What two send at one moment under one key: the second finds what the first stored."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, transaction

Given = ParamSpec("Given")
Made = TypeVar("Made")


def found_if_raced(deed: Callable[Given, Made]) -> Callable[Given, Made]:
    """The deed in a transaction; done anew where another stored the same key meanwhile.

    The deed looks for its key first: the second time it finds what stands, or is refused.
    """

    @wraps(deed)
    def done(*given: Given.args, **named: Given.kwargs) -> Made:
        try:
            with transaction.atomic():
                return deed(*given, **named)
        except IntegrityError:
            with transaction.atomic():
                return deed(*given, **named)

    return done
