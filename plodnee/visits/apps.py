"""The visits app."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Rounds of the programme, centres to be visited, letters and what they ask for."""

    name = "plodnee.visits"
