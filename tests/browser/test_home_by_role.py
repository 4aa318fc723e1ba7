"""Each role arrives at a home page of its own."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ROLES = ("centre_committee", "district_officer", "province", "department", "auditor")


@pytest.mark.parametrize("role", ROLES)
def test_whoever_logs_in_is_told_that_the_people_are_made_up(role, site, visit):
    page = visit(site, role)
    expect(page.locator(".made-up")).to_be_visible()
    expect(page.locator("h1")).to_be_visible()
