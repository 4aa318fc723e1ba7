"""Consents, requests and opened ids, in the words of the page."""

from django import template

from plodnee.engine.national_id import dashed
from plodnee.web.personal.wording import CHANNEL_NAMES, CONSENT_STATES, REQUEST_NAMES

register = template.Library()


@register.filter
def consent_state(state: str) -> str:
    """How a person stands to a purpose."""
    return str(CONSENT_STATES[state])


@register.filter
def channel_name(channel: str) -> str:
    """How a consent was given."""
    return str(CHANNEL_NAMES[channel])


@register.filter
def request_name(kind: str) -> str:
    """What a person asked for."""
    return str(REQUEST_NAMES[kind])


@register.filter
def dashed_id(national_id: str) -> str:
    """A whole national id as cards print it."""
    return dashed(national_id)
