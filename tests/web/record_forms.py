"""The forms of a record as somebody opens, fills and sends them."""

from urllib.parse import urlencode

from django.urls import reverse
from world import OWN

DAY = {"as_of": "1/4/2562", "reason": ""}


def of_home(home, subject, key="all"):
    return reverse("enter_in_household", args=[OWN, home.pk, subject, key])


def of_centre(subject, key="new"):
    return reverse("enter_in_centre", args=[OWN, subject, key])


def sheet(browser, home, day=""):
    query = f"?{urlencode({'as_of': day})}" if day else ""
    return browser.get(reverse("record", args=[OWN, home.pk]) + query).content.decode()


def as_filled(browser, path):
    """What the form at an address holds when it is opened."""
    context = browser.get(path).context
    form, rows = context["form"], context["rows"]
    sent = {bound.html_name: bound.value() or "" for bound in form}
    if rows is not None:
        sent |= {bound.html_name: bound.value() for bound in rows.management_form}
        sent |= {bound.html_name: bound.value() or "" for row in rows.forms for bound in row}
    return sent


def send(browser, path, **changes):
    reply = browser.post(path, {**as_filled(browser, path), **DAY, **changes})
    errors = reply.context["form"].errors if reply.status_code == 422 else {}
    return reply.status_code, errors
