"""Copies the pages' outside parts from node_modules into the tree, without what we may not use.

Run `npm ci && python tools/vendor_assets.py` after changing a version in package.json. The GDS
Transport typeface and the crown belong to the British government: neither is copied.
"""

import json
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "plodnee" / "web" / "static" / "vendor"
OF_THE_TESTS = ROOT / "tests" / "browser" / "vendor"
WEIGHTS = (400, 600, 700)
SUBSETS = {
    "thai": "U+02D7, U+0303, U+0331, U+0E01-0E5B, U+200C-200D, U+25CC",
    "latin": "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, "
    "U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
}
PARTS = {
    "govuk-frontend": "MIT, Copyright (c) Crown Copyright (Government Digital Service)",
    "htmx.org": "0BSD, Big Sky Software",
    "@fontsource/sarabun": "OFL-1.1, Copyright 2019 The Sarabun Project Authors (Cadson Demak)",
}


def styles() -> str:
    """The govuk-frontend stylesheet with our typeface in place of theirs, and no emblem."""
    css = (MODULES / "govuk-frontend/dist/govuk/govuk-frontend.min.css").read_text("utf-8")
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = css.replace(
        "font-family:GDS Transport,arial,sans-serif", "font-family:Sarabun,sans-serif"
    )
    css = re.sub(r"[^{}]*\{[^{}]*url\(/assets/images/govuk-crest\.svg\)[^{}]*\}", "", css)
    css = _without_source_map(css)
    if "url(" in css or "GDS" in css:
        raise ValueError("govuk-frontend has brought a new outside file: look at it first")
    return css


def font_faces() -> str:
    """The typeface by weight and script, so that a browser fetches only what it shows."""
    rows = [
        "@font-face{font-family:Sarabun;font-style:normal;font-display:swap;"
        f"font-weight:{weight};src:url(fonts/sarabun-{subset}-{weight}-normal.woff2) "
        f'format("woff2");unicode-range:{letters}}}'
        for weight in WEIGHTS
        for subset, letters in SUBSETS.items()
    ]
    return "\n".join(rows) + "\n"


def notice() -> str:
    """Which versions stand here, under which licences."""
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    rows = [
        f"{name} {lock[f'node_modules/{name}']['version']}: {licence}"
        for name, licence in PARTS.items()
    ]
    return "\n".join(["Copied by tools/vendor_assets.py.", *rows]) + "\n"


def _without_source_map(text: str) -> str:
    return re.sub(r"(/\*|//)# sourceMappingURL=\S+( \*/)?\s*", "", text)


def main() -> None:
    """Rebuild the folder of outside parts; what only tests use stands with them."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    (VENDOR / "fonts").mkdir(parents=True)
    (VENDOR / "govuk-frontend.min.css").write_text(styles(), "utf-8")
    script = (MODULES / "govuk-frontend/dist/govuk/govuk-frontend.min.js").read_text("utf-8")
    (VENDOR / "govuk-frontend.min.js").write_text(_without_source_map(script), "utf-8")
    shutil.copy(MODULES / "htmx.org/dist/htmx.min.js", VENDOR)
    fonts = MODULES / "@fontsource/sarabun"
    for weight in WEIGHTS:
        for subset in SUBSETS:
            shutil.copy(fonts / f"files/sarabun-{subset}-{weight}-normal.woff2", VENDOR / "fonts")
    shutil.copy(fonts / "LICENSE", VENDOR / "fonts" / "OFL.txt")
    (VENDOR / "sarabun.css").write_text(font_faces(), "utf-8")
    (VENDOR / "NOTICE.txt").write_text(notice(), "utf-8")
    OF_THE_TESTS.mkdir(exist_ok=True)
    shutil.copy(MODULES / "axe-core/axe.min.js", OF_THE_TESTS)


if __name__ == "__main__":
    main()
