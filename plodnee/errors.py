"""The one base of every "no" that a person can act on."""

from typing import ClassVar


class Refusal(Exception):
    """Something was asked that the rules do not allow; nothing was changed."""

    code: ClassVar[str] = "refused"
    message_th: ClassVar[str] = "ระบบไม่รับรายการนี้"
    message_en: ClassVar[str] = "This cannot be accepted."

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.message("en"))

    def message(self, language: str = "th") -> str:
        """The reason and the way out, in Thai or English, with this refusal's details filled in."""
        template = self.message_en if language == "en" else self.message_th
        return template.format_map(_Blank(self.details))


class _Blank(dict[str, object]):
    """A detail that a message names and the refusal lacks reads as a dash."""

    def __missing__(self, key: str) -> str:
        return "–"
