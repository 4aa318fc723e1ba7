"""The log-in package's addresses that this site has; nobody signs up or resets by mail here."""

from allauth.account import views
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from plodnee.web.access import FORM, everyone, logged_in

urlpatterns = [
    path("login/", everyone(FORM)(views.login), name="account_login"),
    path("logout/", everyone(FORM)(views.logout), name="account_logout"),
    path("inactive/", everyone()(views.account_inactive), name="account_inactive"),
    path("reauthenticate/", logged_in(FORM)(views.reauthenticate), name="account_reauthenticate"),
    path(
        "password/change/", logged_in(FORM)(views.password_change), name="account_change_password"
    ),
    path("2fa/", logged_in()(second_factor.index), name="mfa_index"),
    # Between the password and the second factor nobody is logged in yet.
    path("2fa/authenticate/", everyone(FORM)(second_factor.authenticate), name="mfa_authenticate"),
    path(
        "2fa/reauthenticate/",
        logged_in(FORM)(second_factor.reauthenticate),
        name="mfa_reauthenticate",
    ),
    path("2fa/totp/activate/", logged_in(FORM)(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", logged_in(FORM)(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "2fa/recovery-codes/",
        logged_in()(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        logged_in(FORM)(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        logged_in()(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
