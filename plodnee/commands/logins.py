"""Who may log in to a demonstration: one person for each kind of post, two for each committee.

Whoever wrote something down does not approve it: a committee needs a clerk and a chair.
"""

import base64
import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from plodnee.audit.keys import purpose_key
from plodnee.organization.access import OPERATOR
from plodnee.organization.models import Officer
from plodnee.organization.roles import (
    AUDITOR,
    CENTRE_COMMITTEE,
    DEPARTMENT,
    DISTRICT_OFFICER,
    PROVINCE,
    Role,
)
from plodnee.organization.services import appoint

PURPOSE = "demonstration logins"
CLERK, DISTRICT = "centre", "district"  # how the names to log in by begin
PASSWORD_SIGNS = 15
GROUP = 5


@dataclass(frozen=True, slots=True)
class Login:
    """A log-in of the demonstration, its post and its area (empty: the country)."""

    username: str
    password: str
    role: str
    area: str


def demonstration_logins(centre_codes: Sequence[str], *, since: date) -> list[Login]:
    """The log-ins for these centres and the areas around them, made where they are missing.

    Ensures: an installation always gives the same passwords; no other installation has them.
    """
    logins = []
    for name, called, role, area in _posts(centre_codes):
        username = username_of(name, area)
        login = Login(username, _password(username), role.code, area)
        _make(login, called, role, since)
        logins.append(login)
    return logins


def username_of(name: str, area: str) -> str:
    """The name by which the holder of a post of the demonstration logs in."""
    return f"{name}-{area}" if area else name


def _posts(centre_codes: Sequence[str]) -> Iterator[tuple[str, str, Role, str]]:
    for name, called, role, digits in (
        (CLERK, "เลขานุการคณะกรรมการศูนย์ฯ", CENTRE_COMMITTEE, 8),
        ("chair", "ประธานคณะกรรมการศูนย์ฯ", CENTRE_COMMITTEE, 8),
        (DISTRICT, DISTRICT_OFFICER.name_th, DISTRICT_OFFICER, 4),
        ("province", PROVINCE.name_th, PROVINCE, 2),
        ("department", DEPARTMENT.name_th, DEPARTMENT, 0),
        ("auditor", AUDITOR.name_th, AUDITOR, 2),
    ):
        for area in dict.fromkeys(code[:digits] for code in centre_codes):
            yield name, called, role, area


def _password(username: str) -> str:
    """Long, easy to type, and derived from the installation's first key."""
    version = next(iter(settings.MASTER_KEYS))
    digest = hmac.digest(purpose_key(PURPOSE, str(version)), username.encode(), "sha256")
    signs = base64.b32encode(digest).decode("ascii").lower()[:PASSWORD_SIGNS]
    return "-".join(signs[i : i + GROUP] for i in range(0, PASSWORD_SIGNS, GROUP))


def _make(login: Login, called: str, role: Role, since: date) -> None:
    if Officer.objects.filter(username=login.username).exists():
        return
    officer = Officer.objects.create_user(
        username=login.username,
        password=login.password,
        first_name=f"{called} (สมมุติ)",
        is_demonstration=True,
    )
    appoint(officer=officer, role=role, area_code=login.area, held_from=since, actor=OPERATOR)
