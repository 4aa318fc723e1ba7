"""What a page must not do to somebody who sees little, has a small screen or no mouse."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Every kind of element of the page, each with the kind of element it lies in.
PARTS = """() => {
  const kind = one => `${one.localName}.${one.className}[${one.getAttributeNames()}]`
  const all = [...document.querySelectorAll('body *')]
  return all.map(one => `${kind(one)} in ${kind(one.parentElement)}`)
}"""
# Of the rows of a table, the items of a list and the choices of a field one of each kind stays.
ONE_OF_EACH = """() => {
  const kind = one => `${one.localName}.${one.className}[${one.getAttributeNames()}]`
  for (const many of document.querySelectorAll('tbody, ul, ol, select')) {
    const seen = new Set()
    for (const one of [...many.children]) {
      const made = [one, ...one.querySelectorAll('*')].map(kind).join()
      if (seen.has(made)) one.remove()
      seen.add(made)
    }
  }
}"""
SMALLEST = 320  # the width to which every page must reflow (WCAG 2.2, 1.4.10)


def faults(page: Page) -> list[str]:
    """Each broken rule with the first place that breaks it; all that is folded away is opened."""
    _open_all(page)
    return [*_broken_rules(page), *_too_wide(page)]


def faults_of_new_parts(page: Page, looked_at: set[str]) -> list[str]:
    """As `faults`; the rules are left out on a page whose every part was looked at before.

    Of rows and choices that are made alike one is looked at: the page is not what it was.
    Ensures: the page's parts are added to `looked_at`; the width is looked at on every page.
    """
    _open_all(page)
    parts, broken = set(page.evaluate(PARTS)), _too_wide(page)
    if not parts <= looked_at:
        looked_at |= parts
        page.evaluate(ONE_OF_EACH)
        broken += _broken_rules(page)
    return broken


def _open_all(page: Page) -> None:
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")


def _broken_rules(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate(
        "rules => axe.run({runOnly: {type: 'tag', values: rules}})"
        ".then(told => told.violations.map(one => `${one.id}: ${one.nodes[0].html}`))",
        RULES,
    )
    return [f"{_path(page)} {one}" for one in found]


def _too_wide(page: Page) -> list[str]:
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [f"{_path(page)} wider than the screen by {wider}"] if wider > 0 else []


def _path(page: Page) -> str:
    return "/" + page.url.partition("//")[2].partition("/")[2]
