"""What was typed where no form reads it: bounded, and without what no keyboard types."""

from django.http import HttpRequest

from plodnee.engine.thai_text import without_control


def typed_text(request: HttpRequest, name: str, most: int) -> str:
    """The text of one field, at most so long, without control characters and blanks at its ends."""
    return without_control(request.POST.get(name, "")[:most]).strip()
