"""Who may log in: an officer admitted, given another password, let go. Nobody is ever deleted."""

import secrets
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from plodnee.audit.services import record
from plodnee.organization.access import Visitor, known
from plodnee.organization.errors import (
    OfficerEnded,
    UnknownOfficer,
    UsernameImpossible,
    UsernameTaken,
)
from plodnee.organization.models import Centre, Officer
from plodnee.organization.roles import Role
from plodnee.organization.services import appoint

# Without what is misread on paper: i and l, o, 0 and 1.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 3, 5


def fresh_password() -> str:
    """A password that nobody chose: three groups of five signs that paper does not confuse."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(GROUP)) for _ in range(GROUPS))


def officer_named(username: str) -> Officer:
    """Whoever logs in by that name.

    Raises: UnknownOfficer.
    """
    officer = Officer.objects.filter(username__iexact=username).first()
    if officer is None:
        raise UnknownOfficer(username=username)
    return officer


@transaction.atomic
def admit_officer(
    *,
    username: str,
    name: str,
    password: str,
    role: Role,
    area_code: str,
    held_from: date,
    actor: Visitor,
) -> Officer:
    """A person who may log in from now on, with a post; beside made-up centres alone, made up.

    Raises: UsernameTaken, UsernameImpossible, PostNotPossible, UnknownArea.
    """
    if Officer.objects.filter(username__iexact=username).exists():
        raise UsernameTaken(username=username)
    centres = Centre.objects.all()
    officer = Officer(
        username=username,
        first_name=name.strip(),
        is_demonstration=centres.exists() and not centres.exclude(is_demonstration=True).exists(),
    )
    officer.set_password(password)
    try:
        officer.full_clean()
    except ValidationError as fault:
        raise UsernameImpossible(username=username) from fault
    if not officer.first_name:
        raise UsernameImpossible(username=username)
    officer.save()
    record(known(actor), "organization.officer_admitted", officer)
    appoint(officer=officer, role=role, area_code=area_code, held_from=held_from, actor=actor)
    return officer


@transaction.atomic
def renew_password(*, officer: Officer, password: str, actor: Visitor) -> Officer:
    """The officer with another password; whoever is logged in by the old one is logged out.

    Raises: OfficerEnded.
    """
    if not officer.is_active:
        raise OfficerEnded(username=officer.username)
    officer.set_password(password)
    officer.save(update_fields=["password"])
    record(known(actor), "organization.password_renewed", officer)
    return officer


@transaction.atomic
def dismiss_officer(*, officer: Officer, last_day: date, actor: Visitor) -> Officer:
    """The officer without posts after a day, and without a log-in; what they did stays theirs."""
    for post in officer.posts.filter(held_until__isnull=True):
        post.held_until = max(last_day, post.held_from)
        post.save(update_fields=["held_until"])
    officer.is_active = False
    officer.save(update_fields=["is_active"])
    record(known(actor), "organization.officer_dismissed", officer, last_day=last_day)
    return officer
