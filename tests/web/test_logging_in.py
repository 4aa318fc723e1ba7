"""Logging in: by name and password, with a second factor where one is set, and never endlessly."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from build import PASSWORD, an_officer
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from world import logged_in

pytestmark = pytest.mark.django_db
LOGIN, HOME = reverse("account_login"), reverse("home")
SECRET = re.compile(r"\b[A-Z2-7]{32}\b")
RECOVERY_CODE = re.compile(r"\b[0-9a-f]{8}\b")
PERIOD_SECONDS = 30


@pytest.fixture
def officer():
    return an_officer("district_officer", "3101")


def log_in(username, password=PASSWORD, client=None, **more):
    client = client or Client()
    return client, client.post(LOGIN, {"login": username, "password": password} | more)


def is_inside(client) -> bool:
    return client.get(HOME).status_code == 200


def words(reply) -> str:
    return reply.content.decode()


def code_of(secret: str, *, later: int = 0) -> str:
    counter = int(time.time()) // PERIOD_SECONDS + later
    return format_hotp_value(hotp_value(secret, counter))


def test_the_right_name_and_password_lead_home(officer):
    client, reply = log_in(officer.username)
    assert (reply.status_code, reply.url) == (302, HOME)
    assert is_inside(client)


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(officer):
    replies = [
        words(log_in(name, password="something else entirely")[1]).replace(name, "")
        for name in (officer.username, "somebody-else")
    ]
    token = re.compile(r'value="\w{64}"')
    known, unknown = (token.sub("", reply) for reply in replies)
    assert known == unknown
    assert "govuk-error-summary" in known


def test_who_has_left_the_service_does_not_get_in(officer):
    officer.is_active = False
    officer.save()
    client, _ = log_in(officer.username)
    assert not is_inside(client)


def test_a_session_ends_when_its_officer_is_disabled(officer):
    client, _ = log_in(officer.username)
    type(officer).objects.update(is_active=False)
    assert not is_inside(client)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_after_logging_in_nobody_is_led_elsewhere(elsewhere, officer):
    assert log_in(officer.username, next=elsewhere)[1].url == HOME
    client, _ = log_in(officer.username)
    form = {"language": "en", "next": elsewhere}
    assert "evil" not in client.post(reverse("set_language"), form).url


def test_after_logging_in_one_arrives_where_one_wanted_to_go(officer):
    assert log_in(officer.username, next="/centres/")[1].url == "/centres/"


def test_a_session_gets_a_new_key_at_log_in_and_is_gone_after_log_out(officer):
    client = Client()
    client.get(LOGIN)
    log_in("nobody", client=client)
    before = client.session.session_key
    log_in(officer.username, client=client)
    inside = client.session.session_key
    assert inside != before
    client.post(reverse("account_logout"))
    assert not Session.objects.filter(pk=inside).exists()
    stolen = Client()
    stolen.cookies["sessionid"] = inside
    assert not is_inside(stolen)


def test_a_session_lasts_one_working_day_at_most(officer):
    client, _ = log_in(officer.username)
    assert client.session.get_expire_at_browser_close()
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_inside(client)
    assert settings.SESSION_COOKIE_AGE <= 8 * 60 * 60


def test_a_changed_password_ends_the_other_sessions(officer):
    here, _ = log_in(officer.username)
    elsewhere, _ = log_in(officer.username)
    new = "quite another secret"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post(reverse("account_change_password"), form).status_code == 302
    assert not is_inside(elsewhere)


@pytest.mark.parametrize("new", ["short", "123456789012", "password1234"])
def test_a_weak_password_is_refused(new, officer):
    client, _ = log_in(officer.username)
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(reverse("account_change_password"), form).status_code == 200
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_after_five_wrong_passwords_the_right_one_no_longer_opens(officer):
    for _ in range(5):
        log_in(officer.username, password="guess")
    client, _ = log_in(officer.username)
    assert not is_inside(client)
    other = an_officer("province", "31")
    client, _ = log_in(other.username)
    assert is_inside(client)


def test_one_address_cannot_try_many_names():
    officers = [an_officer("district_officer", "3101", username=f"o{i}") for i in range(11)]
    for one in officers[:10]:
        log_in(one.username, password="guess")
    client, _ = log_in(officers[10].username)
    assert not is_inside(client)


def test_a_form_without_its_token_is_refused(officer):
    client = Client(enforce_csrf_checks=True)
    _, reply = log_in(officer.username, client=client)
    assert reply.status_code == 403
    assert "เปิดหน้านี้ไม่ได้" in words(reply)


@pytest.mark.parametrize("name", ["upload", "set_language", "account_change_password"])
def test_no_deed_is_done_from_a_foreign_page(name, officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    assert client.post(reverse(name), {}).status_code == 403


def with_second_factor(officer) -> tuple[Client, str]:
    """The officer's browser after a second factor was set up in it, and the secret."""
    client, _ = log_in(officer.username)
    setting_up = reverse("mfa_activate_totp")
    asked_again = client.get(setting_up).url
    assert client.post(asked_again, {"password": PASSWORD}).url == setting_up
    secret = SECRET.search(words(client.get(setting_up)))
    assert secret
    assert client.post(setting_up, {"code": code_of(secret.group())}).status_code == 302
    return client, secret.group()


def test_a_second_factor_is_kept_sealed(officer):
    _, secret = with_second_factor(officer)
    kept = Authenticator.objects.get(user=officer, type="totp")
    assert secret not in str(kept.data)


def test_with_a_second_factor_a_password_alone_does_not_open(officer):
    _, secret = with_second_factor(officer)
    client, reply = log_in(officer.username)
    assert reply.url == reverse("mfa_authenticate")
    assert not is_inside(client)
    wrong = f"{(int(code_of(secret)) + 1) % 1_000_000:06d}"
    client.post(reverse("mfa_authenticate"), {"code": wrong})
    assert not is_inside(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret, later=1)})
    assert is_inside(client)


def test_a_code_opens_once(officer):
    _, secret = with_second_factor(officer)
    code = code_of(secret, later=1)
    opened = []
    for _ in range(2):
        client, _reply = log_in(officer.username)
        client.post(reverse("mfa_authenticate"), {"code": code})
        opened.append(is_inside(client))
    assert opened == [True, False]


def test_a_recovery_code_opens_once(officer):
    client, _ = with_second_factor(officer)
    page = client.get(reverse("mfa_view_recovery_codes"))
    code = RECOVERY_CODE.search(words(page))
    assert code
    opened = []
    for _ in range(2):
        other, _reply = log_in(officer.username)
        other.post(reverse("mfa_authenticate"), {"code": code.group()})
        opened.append(is_inside(other))
    assert opened == [True, False]


def test_codes_cannot_be_guessed_endlessly(officer):
    _, secret = with_second_factor(officer)
    client, _ = log_in(officer.username)
    for guess in range(10):
        client.post(reverse("mfa_authenticate"), {"code": f"{guess:06d}"})
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret, later=1)})
    assert not is_inside(client)


def test_the_second_factor_is_changed_only_by_whoever_has_just_proved_who_they_are(officer):
    client = logged_in(officer)  # a session without a recent proof
    for name in ("mfa_activate_totp", "mfa_generate_recovery_codes"):
        for method in (client.get, client.post):
            reply = method(reverse(name))
            assert reply.status_code == 302
            assert "reauthenticate" in reply.url
    assert not Authenticator.objects.exists()


def test_nobody_signs_up(officer):
    assert Client().get("/accounts/signup/").status_code == 404
