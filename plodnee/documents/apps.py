"""The documents app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Papers that were issued, as they were issued."""

    name = "plodnee.documents"
