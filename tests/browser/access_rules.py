"""What a page must not do to somebody who sees little, has a small screen or no mouse."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALLEST = 320  # the width to which every page must reflow (WCAG 2.2, 1.4.10)


def faults(page: Page) -> list[str]:
    """Each broken rule with the first place that breaks it; all that is folded away is opened."""
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    page.evaluate(AXE)
    found = page.evaluate(
        "rules => axe.run({runOnly: {type: 'tag', values: rules}})"
        ".then(told => told.violations.map(one => `${one.id}: ${one.nodes[0].html}`))",
        RULES,
    )
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    where = page.url.partition("//")[2].partition("/")[2]
    told = [*found, *([f"wider than the screen by {wider}"] if wider > 0 else [])]
    return [f"/{where} {one}" for one in told]
