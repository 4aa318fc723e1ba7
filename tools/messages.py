"""Finds every sentence that the pages show and keeps the English catalogue complete.

`python tools/messages.py` adds what is new to the catalogue with an empty translation, drops what
is no longer said, and names what still lacks its English. A test fails while something does.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "plodnee"
CATALOGUE = PACKAGE / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "translate_noop"}
PLURAL_CALLS = {"ngettext", "ngettext_lazy"}
_QUOTED = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_TEMPLATE_CALL = re.compile(rf"(?:\bn?gettext|(?<!\w)_)\(({_QUOTED})")
_THAI = re.compile("[\u0e00-\u0e7f]")


def sentences() -> dict[str, list[str]]:
    """Every Thai sentence of templates and Python that is to be translated, with its files."""
    found: dict[str, list[str]] = {}
    for path in sorted([*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.txt")]):
        for sentence in _of_file(path):
            found.setdefault(sentence, []).append(str(path.relative_to(ROOT)))
    return found


def _of_file(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        yield from _of_python(ast.parse(text))
    else:
        yield from words_of_template(text)


def _of_python(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        count = 1 if name in CALLS else 2 if name in PLURAL_CALLS else 0
        for argument in node.args[:count]:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


def words_of_template(text: str) -> Iterator[str]:
    """The Thai sentences of a page's tags and of its filters' defaults."""
    from django.utils.translation.template import templatize

    for found in _TEMPLATE_CALL.finditer(templatize(text)):
        sentence = ast.literal_eval(found.group(1))
        # Sentences in English are those of the log-in package, translated in its own catalogue.
        if _THAI.search(sentence):
            yield sentence


def translations() -> Catalog:
    """The English catalogue as it stands."""
    with CATALOGUE.open("rb") as source:
        return read_po(source, locale="en")


def untranslated(said: Iterable[str], catalogue: Catalog) -> list[str]:
    """The sentences whose English is missing, or does not name the same values."""
    return [
        sentence
        for sentence in said
        if not (entry := catalogue.get(sentence))
        or not entry.string
        or _values(sentence) != _values(str(entry.string))
    ]


def _values(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[ds]|%%", text))


def main() -> int:
    """Rewrite the catalogue in the order of the files; 1 while something lacks its English."""
    said, before = sentences(), translations() if CATALOGUE.exists() else Catalog(locale="en")
    after = Catalog(locale="en", project="plodnee", version="1", fuzzy=False)
    for sentence, files in said.items():
        entry = before.get(sentence)
        after.add(sentence, entry.string if entry else "", locations=[(files[0], 0)])
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as target:
        write_po(target, after, width=100, omit_header=False, include_lineno=False)
    missing = untranslated(said, after)
    print("\n".join(missing))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
