"""Pages of the served demonstration in Debian's Chromium.

`site` is the demonstration as it was loaded, for tests that only look; `own_site` is a copy for the
tests of one module, which may change it. `visit` opens a page for a role, logged in once a site.
A test fails by itself when one of its pages reports an error or breaks the content policy.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from installations import copy_of
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from serving import DESKTOP, Demonstration, Site, demonstration_in, served
from templates import loaded_demonstration

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HEIGHT = 844
PATIENCE_MILLISECONDS = 20_000
# The browser's own line about the answer that a test asked for on purpose.
OF_THE_ANSWER = "Failed to load resource: the server responded with a status of"


@pytest.fixture(scope="session")
def demonstration(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Demonstration]:
    """This worker's copy of the demonstration, which is loaded once a run; never changed."""
    database = request.config.getoption("--database")
    folder = tmp_path_factory.mktemp("demonstration")
    with copy_of(loaded_demonstration(database), folder, database) as made:
        yield demonstration_in(made)


@pytest.fixture(scope="session")
def site(demonstration: Demonstration) -> Iterator[Site]:
    """The demonstration at an address, only to be looked at."""
    with served(demonstration) as found:
        yield found


@pytest.fixture(scope="module")
def own_site(
    demonstration: Demonstration,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[Site]:
    """A copy of the demonstration at an address, which this module's tests may change."""
    database = request.config.getoption("--database")
    folder = tmp_path_factory.mktemp("own")
    with (
        copy_of(demonstration.installation, folder, database) as made,
        served(replace(demonstration, installation=made)) as found,
    ):
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser; closed with its module, because it leaves no thread to Django's database."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visits:
    """Opens pages of a site, logged in as a role, and keeps what they complain about."""

    chromium: Browser
    sessions: dict[tuple[str, str], Any]
    complaints: list[str] = field(default_factory=list)
    opened: list[Page] = field(default_factory=list)

    def __call__(
        self,
        site: Site,
        role: str | None = None,
        path: str = "/",
        *,
        width: int = DESKTOP,
        language: str = "th",
    ) -> Page:
        """A new page at a path; `role=None` is somebody who has not logged in."""
        context = self.chromium.new_context(
            base_url=site.url,
            locale="th-TH",
            viewport={"width": width, "height": HEIGHT},
            storage_state=self._session(site, role) if role else None,
        )
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        if language != "th":
            context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
        page = context.new_page()
        self._listen(page)
        page.goto(path)
        return page

    def close(self) -> None:
        """Close every page that was opened here."""
        for page in self.opened:
            page.context.close()

    def _session(self, site: Site, role: str) -> Any:
        key = (site.url, role)
        if key not in self.sessions:
            page = self(site, None, "/accounts/login/")
            log_in(page, site, role)
            self.sessions[key] = page.context.storage_state()
        return self.sessions[key]

    def _listen(self, page: Page) -> None:
        self.opened.append(page)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(OF_THE_ANSWER):
            self.complaints.append(f"{message.page.url if message.page else ''}: {message.text}")


def log_in(page: Page, site: Site, role: str) -> None:
    """Fill in the log-in form as somebody of that role, and arrive."""
    who = site.demonstration.login(role)
    page.locator("input[name=login]").fill(who.username)
    page.locator("input[name=password]").fill(who.password)
    page.locator("input[name=password]").press("Enter")
    expect(page.locator("input[name=password]")).to_have_count(0, timeout=PATIENCE_MILLISECONDS)


@pytest.fixture(scope="module")
def sessions() -> dict[tuple[str, str], Any]:
    """Who is logged in already, by site and role."""
    return {}


@pytest.fixture
def visit(chromium: Browser, sessions: dict[tuple[str, str], Any]) -> Iterator[Visits]:
    """Opens pages; complains at the end if one of them did."""
    visits = Visits(chromium, sessions)
    yield visits
    visits.close()
    assert visits.complaints == []
