"""The offer put together: one A4 page, as large as its debts and lines allow."""

from html import escape
from importlib import resources
from string import Template

from plodnee.documents.builders.offer_sheet.lines import (
    cards,
    debts_table,
    year_picture,
    year_table,
)
from plodnee.documents.builders.pdf_text import Pages, Typesetter
from plodnee.documents.builders.plan_sheet.heading import headed, mark, person
from plodnee.documents.builders.plan_sheet.markup import shorter, tag
from plodnee.documents.builders.plan_sheet.subject import Subject, subject_of
from plodnee.documents.builders.proposal_words import centre_name, place_words
from plodnee.documents.builders.wording import Wording
from plodnee.documents.facts.offer import OfferFacts

# From the largest letters with everything to the smallest with the lines and debts alone: size of
# the letters, whether the months of the year stand there, whether each line's reason does.
LAYOUTS = (
    ("large", True, True), ("roomy", True, True), ("compact", True, True), ("tight", True, True),
    ("tightest", True, True), ("tight", False, True), ("tightest", False, True),
    ("tightest", False, False),
)  # fmt: skip
LONGEST_CODE = 24
SIGNATURE_DOTS = 38


class OfferSheet:
    """The typeset offer of one household."""

    def __init__(self, offer: OfferFacts) -> None:
        folder = resources.files("plodnee.documents") / "templates"
        self._offer = offer
        self._page = Template((folder / "offer_sheet.html").read_text("utf-8"))
        style = (folder / "plan_sheet.css", folder / "offer_sheet.css")
        self._typesetter = Typesetter("".join(part.read_text("utf-8") for part in style))

    def build(self) -> bytes:
        """The PDF.

        Ensures: one page, unless even the smallest letters do not fit on it.
        """
        parts = _parts(self._offer)
        for size, year, reasons in LAYOUTS:
            offers = parts["offers" if reasons else "offers_alone"]
            shown = {**parts, "year": parts["year"] * year, "offers": offers}
            pages: Pages = self._typesetter.pages(self._page.substitute(shown, size=size))
            if len(pages) == 1:
                break
        return pages.pdf()


def _parts(offer: OfferFacts) -> dict[str, str]:
    """The markup that fills the template's blanks, all of it escaped."""
    subject = subject_of(offer.pack, offer.index)
    words = Wording(subject.voice, "offer_sheet")
    code, heading = subject.household.household.code, words("head.title")
    owed = subject.voice.baht(subject.household.owed_satang)
    count = len(subject.household.debts)
    place = f"{centre_name(subject.voice, offer.pack)} {place_words(subject.voice, offer.pack)}"
    return {
        "language": subject.voice.language,
        "title": escape(f"{heading} {code}"),
        "heading": escape(heading),
        "centre": escape(place),
        "code": escape(shorter(code, LONGEST_CODE)),
        "mark": mark(subject),
        "person": person(subject),
        **_offers(subject, words, offer),
        "debts": headed(
            words("debts.heading", count=count, owed=owed), debts_table(subject, words, offer)
        ),
        "picture": headed(words("picture.heading"), year_picture(subject, words, offer)),
        "year": headed(words("year.heading"), year_table(subject, words, offer)),
        "answer": _answer(words, len(offer.lines)),
        "signatures": _signatures(words),
    }


def _offers(subject: Subject, words: Wording, offer: OfferFacts) -> dict[str, str]:
    """The lines with their reasons, and without."""
    heading = words("line.heading")
    return {
        name: headed(heading, cards(subject, words, offer, with_reasons=reasons))
        for name, reasons in (("offers", True), ("offers_alone", False))
    }


def _answer(words: Wording, lines: int) -> str:
    """Boxes for the household's own answer; it may take none, or ask for time."""
    told = [words("answer.takes", number=place) for place in range(1, lines + 1)]
    told += words.lines("answer.others")
    boxes = "".join(tag("span", tag("span", "", "tick") + " " + escape(one)) for one in told)
    return headed(words("answer.heading"), tag("p", boxes, "ticks"))


def _signatures(words: Wording) -> str:
    line = escape(f"{words('answer.signed')} {'.' * SIGNATURE_DOTS}")
    people = words.lines("answer.signers")
    return tag("div", "".join(tag("div", f"{line}<br>{escape(p)}") for p in people), "signs")
