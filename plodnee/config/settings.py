"""Settings, all from the environment; what is left unset is safe and works on one laptop.

`DATABASE_URL`, `PLODNEE_DATA_DIR`, `PLODNEE_SECRET_KEY`, `PLODNEE_MASTER_KEYS`, `PLODNEE_HOSTS`,
`PLODNEE_ORIGINS`, `PLODNEE_HTTPS`, `PLODNEE_BEHIND_PROXY`, `PLODNEE_HASHED_STATIC`,
`PLODNEE_LOG_LEVEL`, `PLODNEE_DEBUG`, `PLODNEE_EMAIL_URL`, `PLODNEE_EMAIL_FROM`.
"""

import os

import environ
from csp.constants import NONE, SELF

from plodnee.config.databases import database
from plodnee.config.keys import installation_keys
from plodnee.config.logs import logging_settings
from plodnee.config.places import PACKAGE, data_directory

env = environ.Env()
DATA_DIR = data_directory(env.str("PLODNEE_DATA_DIR", default="") or None)
DEBUG = env.bool("PLODNEE_DEBUG", default=False)
_keys = installation_keys(DATA_DIR, os.environ)
SECRET_KEY = _keys.secret_key
MASTER_KEYS = _keys.master_keys

INSTALLED_APPS = [
    "plodnee.web",
    "plodnee.documents",
    "plodnee.fieldwork",
    "plodnee.lessons",
    "plodnee.visits",
    "plodnee.ledger",
    "plodnee.contracts",
    "plodnee.casework",
    "plodnee.privacy",
    "plodnee.registers",
    "plodnee.organization",
    "plodnee.audit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "plodnee.web.privacy.NoStoreMiddleware",
    "plodnee.web.sizes.RequestSizeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "plodnee.web.language.ThaiFirstMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "plodnee.web.typed_ids.TypedIdMiddleware",
    "plodnee.web.refusals.RefusalMiddleware",
]
ROOT_URLCONF = "plodnee.config.urls"
WSGI_APPLICATION = "plodnee.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "plodnee.web.frame.frame",
            ]
        },
    }
]

DATABASES = {"default": database(env, DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all workers, so that a limit on log-ins holds whichever worker answers.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entry",
    }
}

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
_hashed = env.bool("PLODNEE_HASHED_STATIC", default=not DEBUG)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _hashed
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

AUTH_USER_MODEL = "organization.Officer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    # A telephone number or a national id is long and known to others.
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "plodnee.config.accounts.GivenAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
DEVICE_FAILURES = "20/m/ip,10/5m/key"
MFA_ADAPTER = "plodnee.config.accounts.SealedSecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Plodnee"
MFA_TOTP_TOLERANCE = 1  # one step either way, as RFC 6238 5.2 allows for clocks and slow fingers
# Offices may have no mail; nothing is sent unless a server is named (`smtp+tls://user:key@host`).
vars().update(env.email_url("PLODNEE_EMAIL_URL", default="dummymail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("PLODNEE_EMAIL_FROM", default="plodnee@localhost")

HTTPS = env.bool("PLODNEE_HTTPS", default=not DEBUG)
ALLOWED_HOSTS = env.list("PLODNEE_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("PLODNEE_ORIGINS", default=[])
SESSION_ENGINE = "plodnee.web.sessions"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.bool("PLODNEE_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # log-ins are limited for each address behind the proxy
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # the second factor's code is an image in the page
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
LOGGING = logging_settings(env.str("PLODNEE_LOG_LEVEL", default="WARNING"))
