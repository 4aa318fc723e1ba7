"""Root addresses: the pages, log-in, language, and what a monitor asks."""

from django.urls import include, path

from plodnee.config.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("plodnee.web.accounts.urls")),
    path("", include("plodnee.web.urls")),
]
