"""The fieldwork app."""

from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    """Forms for the field, who was given which household, devices, and what came back."""

    name = "plodnee.fieldwork"
