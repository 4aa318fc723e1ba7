"""The privacy app."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Purposes and consents, requests of persons, holds."""

    name = "plodnee.privacy"
