"""The registers app."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """What each fund and household owes, as reported, and how it was reported."""

    name = "plodnee.registers"
