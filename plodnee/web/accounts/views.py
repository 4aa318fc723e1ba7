"""A person's own page: posts held, password, second factor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plodnee.organization.access import posts_in_force
from plodnee.web.access import logged_in, officer_of, today


@logged_in()
def account(request: HttpRequest) -> HttpResponse:
    """Who is logged in and with which posts."""
    officer = officer_of(request)
    context = {"officer": officer, "posts": posts_in_force(officer, today())}
    return render(request, "accounts/account.html", context)
