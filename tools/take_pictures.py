"""Takes the README's pictures from the running demonstration: pages, a slide, a plan sheet."""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools.render_documents import to_pdf  # noqa: E402
from tools.serving import COMMAND, served  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
CENTRE = "/centres/31011805/"
HOUSEHOLD = "SW-080"
VISITS = f"{CENTRE}visit-days/"
FIELD_FORM = f"{CENTRE}field/fill/plodnee_focus_group/"
PHONE, DESKTOP = (390, 800), (1280, 860)


def main() -> None:
    """Every picture, anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        environment = dict(os.environ, PLODNEE_DATA_DIR=folder)
        environment.pop("DATABASE_URL", None)
        subprocess.run([*COMMAND, "migrate", "--quiet"], env=environment, check=True)
        seed = [*COMMAND, "seed", "--scale", "demo", "--seed", "2562", "--json"]
        told = json.loads(
            subprocess.run(seed, env=environment, check=True, capture_output=True).stdout
        )
        officer = next(one for one in told["logins"] if one["role"] == "district_officer")
        with served(environment) as url:
            letter = take_pages(url, officer)
        (Path(folder) / "letter.pdf").write_bytes(letter)
        draw(Path(folder) / "letter.pdf", "letter", 1, 700)
        take_documents(Path(told["workbooks"][0]), Path(folder))


def take_pages(url: str, officer: dict[str, str]) -> bytes:
    """The pages that a district officer opens first, the day of a visit, a form of the field.

    Returns the letter that the district was sent.
    """
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        state = logged_in(browser, url, officer)
        for name, size, path, place in (
            ("home", DESKTOP, "/", "h1"),
            ("centre", DESKTOP, CENTRE, "h1"),
            ("household", DESKTOP, household(browser, url, state), "h1"),
            ("menu-phone", PHONE, household(browser, url, state), "#menu-head"),
            ("visit-day", DESKTOP, first_link(browser, url, state, VISITS), "h1"),
            ("field-form", PHONE, FIELD_FORM, "h1"),
        ):
            page = browser.new_context(
                base_url=url, viewport={"width": size[0], "height": size[1]}, storage_state=state
            ).new_page()
            page.goto(path)
            page.locator(place).first.evaluate("part => part.scrollIntoView()")
            if place == "h1":
                page.evaluate("window.scrollTo(0, 0)")
            page.screenshot(path=PICTURES / f"{name}.png")
        letter = letter_sent(browser, url, state)
        browser.close()
    return letter


def letter_sent(browser: Browser, url: str, state: object) -> bytes:
    """The PDF of the letter that waits to be received."""
    page = browser.new_context(base_url=url, storage_state=state).new_page()
    page.goto("/letters/")
    page.locator("main ul.panel a").first.click()
    path = page.locator("main a[href$='letter.pdf']").get_attribute("href")
    return page.request.get(path or "").body()


def first_link(browser: Browser, url: str, state: object, path: str) -> str:
    """The first address that the table of a page leads to."""
    page = browser.new_context(base_url=url, storage_state=state).new_page()
    page.goto(path)
    return page.locator("tbody a").first.get_attribute("href") or ""


def logged_in(browser: Browser, url: str, officer: dict[str, str]) -> object:
    """The session of somebody who has logged in."""
    page = browser.new_page()
    page.goto(f"{url}/accounts/login/")
    page.fill("input[name=login]", officer["username"])
    page.fill("input[name=password]", officer["password"])
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{url}/")
    return page.context.storage_state()


def household(browser: Browser, url: str, state: object) -> str:
    """The address of the household that is shown."""
    page = browser.new_context(base_url=url, storage_state=state).new_page()
    page.goto(f"{CENTRE}households/")
    page.fill("#id_q", HOUSEHOLD)
    page.press("#id_q", "Enter")
    found = page.locator("tbody tr", has_text=HOUSEHOLD).first
    return found.locator("a").first.get_attribute("href") or ""


def take_documents(workbook: Path, folder: Path) -> None:
    """A slide of the deck and a plan sheet, as an office program and a printer show them."""
    out = folder / "plans"
    subprocess.run([*COMMAND, "plan", workbook, "--out", out], check=True, capture_output=True)
    (deck,) = to_pdf([out / "deck.pptx"], folder)
    draw(deck, "deck", 6, 1000)
    draw(sorted((out / "plans").glob("*.pdf"))[0], "plan-sheet", 1, 700)


def draw(pdf: Path, name: str, page: int, width: int) -> None:
    """One page of a PDF as a picture."""
    size = ["-scale-to-x", str(width), "-scale-to-y", "-1"]
    pages = ["-f", str(page), "-l", str(page), "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *pages, *size, pdf, PICTURES / name], check=True)


if __name__ == "__main__":
    main()
