"""A document's sentences, from a file in which Thai and English stand one under the other.

The people who own a document change its sentences in `templates/NAME.toml`, not in the program.
"""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from plodnee.documents.builders.voice import Voice


class Wording:
    """The sentences of one document in one language."""

    def __init__(self, voice: Voice, document: str) -> None:
        self._voice = voice
        self._document = document

    def __call__(self, key: str, **values: str | int) -> str:
        """The sentence of a key, such as `cover.title`, with its blanks filled.

        Whole numbers are written in the language's digits; text stands as it is given.

        Raises: KeyError if there is no such sentence or a value that it names is missing.
        """
        shown = {
            name: self._voice.count(value) if isinstance(value, int) else value
            for name, value in values.items()
        }
        template = _sentence(self._document, key, self._voice.language)
        return self._voice.digits(template).format_map(shown)

    def get(self, key: str, **values: str | int) -> str:
        """The sentence of a key, its blanks filled; empty where there is none."""
        section, _, name = key.partition(".")
        known = name in _catalogue(self._document)[section]
        return self(key, **values) if known else ""

    def lines(self, key: str, **values: str | int) -> list[str]:
        """The sentences of a key that holds several, one a line."""
        return self(key, **values).split("\n")


def _sentence(document: str, key: str, language: str) -> str:
    section, _, name = key.partition(".")
    sentence: str = _catalogue(document)[section][name][language].strip()
    return sentence


@cache
def _catalogue(document: str) -> dict[str, Any]:
    file = resources.files("plodnee.documents") / "templates" / f"{document}.toml"
    return tomllib.loads(file.read_text("utf-8"))
