"""Balance slips on paper: a creditor's and a debtor's copy of each, two on a page or one."""

from collections.abc import Sequence
from html import escape
from importlib import resources
from typing import Literal

from plodnee.documents.builders.pdf_text import Typesetter
from plodnee.documents.builders.plan_sheet.markup import name, row, shorter, tag, text
from plodnee.documents.builders.voice import Language, Voice
from plodnee.documents.builders.wording import Wording
from plodnee.documents.facts.slips import SlipFacts
from plodnee.engine.baht_text import baht_text

Layout = Literal["pair", "single"]
Copy = Literal["creditor", "debtor"]
COPIES: tuple[Copy, ...] = ("creditor", "debtor")
SUM_BLANK = "." * 30
LONGEST_CREDITOR, LONGEST_CODE, LONGEST_CONTRACT = 70, 24, 40
SIGNATURE_DOTS = 44


def build_slips(slips: Sequence[SlipFacts], *, language: Language, layout: Layout) -> bytes:
    """The PDF of these slips, in their order.

    Ensures: `pair` prints both copies of a slip on one A4 page, to be cut; `single` prints each
    copy on a page of its own in larger letters.
    """
    folder = resources.files("plodnee.documents") / "templates"
    typesetter = Typesetter((folder / "balance_slip.css").read_text("utf-8"))
    voice = Voice(language)
    words = Wording(voice, "balance_slip")
    sheets = "".join(_sheets(voice, words, slip, layout) for slip in slips)
    title = escape(words("head.title"))
    head = f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
    html = f"{head}<title>{title}</title></head>{tag('body', sheets, layout)}</html>"
    return typesetter.pages(html).pdf()


def _sheets(voice: Voice, words: Wording, slip: SlipFacts, layout: Layout) -> str:
    copies = [_slip(voice, words, slip, copy) for copy in COPIES]
    if layout == "pair":
        return tag("div", "".join(copies), "sheet")
    return "".join(tag("div", copy, "sheet") for copy in copies)


def _slip(voice: Voice, words: Wording, slip: SlipFacts, copy: Copy) -> str:
    parts = (
        _head(voice, words, slip, copy),
        _debt(voice, words, slip),
        _balance(voice, words, slip),
        _answers(words, copy),
        _signatures(words, copy),
        tag("p", escape(words(f"note.{copy}")), "note"),
    )
    return tag("div", "".join(parts), "slip")


def _head(voice: Voice, words: Wording, slip: SlipFacts, copy: Copy) -> str:
    place = "" if slip.place is None else slip.place.th() if voice.thai else slip.place.en()
    title = tag("h1", escape(words("head.title")))
    centre = tag("p", escape(f"{slip.centre} {voice.digits(place)}"))
    mark = text(words("head.made_up"), "mark") if slip.is_made_up else ""
    number = words("head.number", number=voice.digits(slip.number))
    issued = words("head.issued", day=voice.day(slip.issued_on))
    copy_of = text(words(f"head.{copy}_copy"), "copy")
    right = f"{copy_of} {mark}<br>{escape(number)}<br>{escape(issued)}"
    return tag("table", row(((title + centre, ""), (right, "number"))), "head")


def _debt(voice: Voice, words: Wording, slip: SlipFacts) -> str:
    """Whose debt it is, to whom, under which contract."""
    borrowed, due = (
        text(voice.short_day(day), "nowrap") if day else "–"
        for day in (slip.borrowed_on, slip.due_on)
    )
    code = voice.digits(shorter(slip.household_code, LONGEST_CODE))
    contract = voice.digits(shorter(slip.contract_number, LONGEST_CONTRACT)) or "–"
    told = (
        ("debtor", name(slip.debtor), "national_id", escape(voice.digits(slip.national_id)) or "–"),
        ("creditor", escape(shorter(slip.creditor, LONGEST_CREDITOR)), "household", escape(code)),
        ("contract", escape(contract), "borrowed", f"{borrowed} – {due}"),
    )
    rows = (
        row(
            (
                (escape(words(f"debt.{left}")), "label"),
                (one, ""),
                (escape(words(f"debt.{right}")), "label"),
                (other, ""),
            )
        )
        for left, one, right, other in told
    )
    return tag("table", "".join(rows), "facts")


def _balance(voice: Voice, words: Wording, slip: SlipFacts) -> str:
    """The sums asked about, in figures and in words."""
    sums = (
        ("principal", slip.principal_satang),
        ("interest", slip.interest_arrears_satang),
        ("penalty", slip.penalty_satang),
        ("total", slip.owed_satang),
    )
    heads = "".join(tag("th", escape(words(f"balance.{key}"))) for key, _ in sums)
    figures = "".join(
        tag(
            "td",
            escape(words("balance.baht", amount=voice.baht(satang))),
            "figure whole" if key == "total" else "figure",
        )
        for key, satang in sums
    )
    heading = tag("p", tag("b", escape(words("balance.as_of", day=voice.day(slip.as_of)))))
    table = tag("table", tag("tr", heads) + tag("tr", figures), "sums")
    written = tag("p", escape(f"({baht_text(slip.owed_satang)})"), "words") if voice.thai else ""
    return heading + table + written


def _answers(words: Wording, copy: Copy) -> str:
    """The three answers to tick, with room for another sum and for why."""
    box, line = (tag("div", ""), "box"), (tag("div", ""), "rest")
    lines = (
        (escape(words("answer.agrees")), ("", "rest")),
        (escape(words("answer.differs", blank=SUM_BLANK)), line),
        (escape(words("answer.not_found")), line),
    )
    rows = (tag("table", row((box, (said, ""), rest))) for said, rest in lines)
    heading = tag("p", escape(words(f"answer.heading_{copy}")))
    return tag("div", heading + "".join(rows), "answers")


def _signatures(words: Wording, copy: Copy) -> str:
    line = escape(f"{words('sign.line')} {'.' * SIGNATURE_DOTS}")
    day = escape(f"{words('sign.day')} {'.' * (SIGNATURE_DOTS - 8)}")
    people = (words(f"sign.{copy}"), words("sign.witness"))
    each = ((f"{line}<br>({escape(person)})<br>{day}", "") for person in people)
    return tag("table", row(each), "signs")
