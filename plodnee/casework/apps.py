"""The casework app."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """What was worked out for each household."""

    name = "plodnee.casework"
