"""The lessons app."""

from django.apps import AppConfig


class LessonsConfig(AppConfig):
    """Notes and findings of visits, follow-ups until closed, codes, lessons."""

    name = "plodnee.lessons"
