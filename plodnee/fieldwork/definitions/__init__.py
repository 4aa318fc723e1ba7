"""The forms of the field by their code."""

from collections.abc import Mapping
from types import MappingProxyType

from plodnee.fieldwork.definitions.accounts import ACCOUNT
from plodnee.fieldwork.definitions.gatherings import ATTENDANCE, NOTES
from plodnee.fieldwork.definitions.model import Form
from plodnee.fieldwork.definitions.survey import SURVEY
from plodnee.fieldwork.definitions.visit import VISIT

FORMS: Mapping[str, Form] = MappingProxyType(
    {form.code: form for form in (SURVEY, VISIT, NOTES, ATTENDANCE, ACCOUNT)}
)

__all__ = ["ACCOUNT", "ATTENDANCE", "FORMS", "NOTES", "SURVEY", "VISIT", "Form"]
