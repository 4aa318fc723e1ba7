"""A form field that takes several files at once."""

from typing import Any

from django import forms

TAKEN = "image/jpeg,image/png,application/pdf"


class FilesInput(forms.FileInput):
    """Where several files are chosen."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files or none; what they hold is looked into by whoever keeps them."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", FilesInput(attrs={"accept": TAKEN}))
        super().__init__(required=False, allow_empty_file=True, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files in the order in which they were chosen."""
        return [super(FilesField, self).clean(one, initial) for one in data or ()]
