"""Root addresses: the pages, log-in, language, and what a monitor asks."""

from django.urls import include, path
from django.views.i18n import set_language

from plodnee.config.health import healthz, readyz
from plodnee.web.access import DEED, everyone

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("i18n/setlang/", everyone(DEED)(set_language), name="set_language"),
    path("accounts/", include("plodnee.web.accounts.urls")),
    path("", include("plodnee.web.urls")),
]
handler500 = "plodnee.web.outages.broken"
