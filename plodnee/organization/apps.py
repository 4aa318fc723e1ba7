"""The organization app."""

from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    """Areas, centres, officers and their posts."""

    name = "plodnee.organization"
