"""The contracts app."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """The one contract of each household, and what became of it."""

    name = "plodnee.contracts"
