"""A person's own page: posts held, password, second factor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plodnee.organization.access import posts_in_force
from plodnee.organization.models import Area
from plodnee.web.access import logged_in, officer_of, today


@logged_in()
def account(request: HttpRequest) -> HttpResponse:
    """Who is logged in and with which posts."""
    officer = officer_of(request)
    posts = posts_in_force(officer, today())
    areas = Area.objects.in_bulk([post.area_code for post in posts])
    held = [(post, areas.get(post.area_code)) for post in posts]
    return render(request, "accounts/account.html", {"officer": officer, "held": held})
