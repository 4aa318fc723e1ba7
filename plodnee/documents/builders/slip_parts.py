"""The parts of one balance slip, drawn from its head to its note."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from plodnee.documents.builders.drawn_pages import MM, Place, Sheet
from plodnee.documents.builders.drawn_text import Hand
from plodnee.documents.builders.plan_sheet.markup import shorter
from plodnee.documents.builders.voice import Voice
from plodnee.documents.builders.wording import Wording
from plodnee.documents.facts.slips import SlipFacts
from plodnee.engine.baht_text import baht_text

Copy = Literal["creditor", "debtor"]
SUM_BLANK = "." * 30
LONGEST_CREDITOR, LONGEST_CODE, LONGEST_CONTRACT = 70, 24, 40
SIGNATURE_DOTS = 44
INK, GREEN, GOLD, RED, WHITE = "#1f2937", "#14532d", "#c58b12", "#b4472e", "#ffffff"
LABEL, LINE, HEAD = "#4b5563", "#9ca3af", "#dce9df"
GAP, PADDING = 2 * MM, 0.5 * MM
SHARES = (0.23, 0.23, 0.2, 0.34)


@dataclass(frozen=True, slots=True)
class Pen:
    """What a slip is drawn with: sentences, letters by name, its column, room between parts."""

    voice: Voice
    words: Wording
    hands: Mapping[str, Hand]
    left: float
    width: float
    roomy: bool

    def write(
        self, sheet: Sheet, name: str, words: str, x: float, y: float, width: float,
        place: Place = "left", colour: str = INK,
    ) -> float:  # fmt: skip
        """A text in a column, broken where it is too long; where the next line would be."""
        hand = self.hands[name]
        return sheet.write(hand, colour, hand.lines(words, width), x, y, width, place)

    def wide(self, name: str, words: str) -> float:
        """How wide a text is on one line."""
        return self.hands[name].line(words).width


def draw_slip(pen: Pen, sheet: Sheet, slip: SlipFacts, copy: Copy, y: float) -> float:
    """One copy of a slip from this height on; where it ends."""
    y = _head(pen, sheet, slip, copy, y)
    y = _debt(pen, sheet, slip, y + (5 if pen.roomy else 1.5) * MM)
    y = _balance(pen, sheet, slip, y + (5 if pen.roomy else 1.5) * MM)
    y = _answers(pen, sheet, copy, y + (6 if pen.roomy else 1.5) * MM)
    y = _signatures(pen, sheet, copy, y + (22 if pen.roomy else 6) * MM)
    note = pen.words(f"note.{copy}")
    return pen.write(sheet, "note", note, pen.left, y + 2.5 * MM, pen.width, colour=LABEL)


def _head(pen: Pen, sheet: Sheet, slip: SlipFacts, copy: Copy, y: float) -> float:
    words, voice, right = pen.words, pen.voice, pen.left + pen.width
    place = "" if slip.place is None else slip.place.th() if voice.thai else slip.place.en()
    centre = f"{slip.centre} {voice.digits(place)}"
    half = pen.width * 0.55
    left_ends = pen.write(sheet, "title", words("head.title"), pen.left, y, half, colour=GREEN)
    left_ends = pen.write(sheet, "text", centre, pen.left, left_ends, half)
    x, ends = pen.left + half, y
    copy_of, mark = words(f"head.{copy}_copy"), words("head.made_up")
    room = pen.width - half
    if slip.is_made_up:
        hand, width = pen.hands["bold"], pen.wide("bold", mark) + 2 * GAP
        sheet.fill(RED, right - width, y, width, hand.line_height)
        pen.write(sheet, "bold", mark, right - width, y, width, "centre", WHITE)
        room -= width + GAP
    ends = pen.write(sheet, "bold", copy_of, x, ends, room, "right")
    for said in (
        words("head.number", number=voice.digits(slip.number)),
        words("head.issued", day=voice.day(slip.issued_on)),
    ):
        ends = pen.write(sheet, "text", said, x, ends, pen.width - half, "right")
    ends = max(ends, left_ends) + 1 * MM
    sheet.rule(GOLD, 1.4, pen.left, ends, right, ends)
    return ends


def _debt(pen: Pen, sheet: Sheet, slip: SlipFacts, y: float) -> float:
    """Whose debt it is, to whom, under which contract: two facts a row, or one in large letters."""
    told = [(pen.words(f"debt.{key}"), text) for key, text in _told(pen, slip)]
    if pen.roomy:
        columns = [(told, pen.left, pen.width)]
    else:
        second = _natural(pen, told[1::2], pen.width * 0.6)
        first = pen.width - second - GAP
        columns = [(told[::2], pen.left, first), (told[1::2], pen.left + first + GAP, second)]
    rows = zip(*(_placed(pen, *column) for column in columns), strict=True)
    for row in rows:
        y = PADDING + max(
            pen.write(sheet, "text", words, x, y, width, colour=colour)
            for cells in row
            for words, x, width, colour in cells
        )
    return y


def _placed(
    pen: Pen, told: Sequence[tuple[str, str]], x: float, width: float
) -> list[list[tuple[str, float, float, str]]]:
    """The labels and texts of one column: words, place, width and colour of each."""
    labels = max(pen.wide("text", label) for label, _ in told) + GAP
    return [
        [(label, x, labels, LABEL), (text, x + labels, width - labels, INK)] for label, text in told
    ]


def _natural(pen: Pen, told: Sequence[tuple[str, str]], most: float) -> float:
    """The width that a column asks for, and may have."""
    labels, texts = (max(pen.wide("text", one[side]) for one in told) for side in (0, 1))
    return min(labels + GAP + texts + 1, most)


def _told(pen: Pen, slip: SlipFacts) -> tuple[tuple[str, str], ...]:
    """What is said of the debt: each label's key and its text."""
    voice = pen.voice
    borrowed, due = (
        voice.short_day(day) if day else "–" for day in (slip.borrowed_on, slip.due_on)
    )
    code = voice.digits(shorter(slip.household_code, LONGEST_CODE))
    contract = voice.digits(shorter(slip.contract_number, LONGEST_CONTRACT)) or "–"
    return (
        ("debtor", shorter(slip.debtor)),
        ("national_id", voice.digits(slip.national_id) or "–"),
        ("creditor", shorter(slip.creditor, LONGEST_CREDITOR)),
        ("household", code),
        ("contract", contract),
        ("borrowed", f"{borrowed} – {due}"),
    )


def _balance(pen: Pen, sheet: Sheet, slip: SlipFacts, y: float) -> float:
    """The sums asked about, in figures and in words."""
    words, voice = pen.words, pen.voice
    day = words("balance.as_of", day=voice.day(slip.as_of))
    y = pen.write(sheet, "bold", day, pen.left, y, pen.width) + 1 * MM
    heads = {key: words(f"balance.{key}") for key in ("principal", "interest", "penalty", "total")}
    sums = dict(zip(heads, _sums(slip), strict=True))
    figures = {k: words("balance.baht", amount=voice.baht(satang)) for k, satang in sums.items()}
    high = pen.hands["bold"].line_height + 2 * PADDING
    sheet.fill(HEAD, pen.left, y, pen.width, high)
    _cells(pen, sheet, heads, y, high)
    y += high
    high = pen.hands["whole"].line_height + 2 * PADDING
    _cells(pen, sheet, figures, y, high, "text")
    y += high + 1 * MM
    if voice.thai:
        written = f"({baht_text(slip.owed_satang)})"
        y = pen.write(sheet, "bold", written, pen.left, y, pen.width, "centre")
    return y


def _sums(slip: SlipFacts) -> tuple[int, ...]:
    parts = slip.principal_satang, slip.interest_arrears_satang, slip.penalty_satang
    return (*parts, slip.owed_satang)


def _cells(
    pen: Pen, sheet: Sheet, texts: Mapping[str, str], y: float, high: float, name: str = "bold"
) -> None:
    x = pen.left
    for share, (key, text) in zip(SHARES, texts.items(), strict=True):
        width = share * pen.width
        hand = pen.hands["whole" if key == "total" and name == "text" else name]
        top = y + (high - hand.line_height) / 2
        sheet.write(hand, INK, [hand.line(text)], x, top, width, "centre")
        sheet.frame(LINE, 0.5, x, y, width, high)
        x += width


def _answers(pen: Pen, sheet: Sheet, copy: Copy, y: float) -> float:
    """The three answers to tick, with room for another sum and for why."""
    words, right = pen.words, pen.left + pen.width
    hand, box, x = pen.hands["text"], 3.6 * MM, pen.left + 6 * MM
    y = pen.write(sheet, "text", words(f"answer.heading_{copy}"), pen.left, y, pen.width)
    for said, has_line in (
        (words("answer.agrees"), False),
        (words("answer.differs", blank=SUM_BLANK), True),
        (words("answer.not_found"), True),
    ):
        y += 0.6 * MM
        sheet.frame(INK, 0.9, x, y + hand.baseline - 3.1 * MM, box, box)
        begins = x + box + GAP
        sheet.write(hand, INK, [hand.line(said)], begins, y)
        if has_line:
            low = y + hand.baseline + 0.6 * MM
            sheet.rule(LINE, 0.5, begins + hand.line(said).width + GAP, low, right, low)
        y += hand.line_height + 0.6 * MM
    return y


def _signatures(pen: Pen, sheet: Sheet, copy: Copy, y: float) -> float:
    words, half = pen.words, pen.width / 2
    line = f"{words('sign.line')} {'.' * SIGNATURE_DOTS}"
    day = f"{words('sign.day')} {'.' * (SIGNATURE_DOTS - 8)}"
    ends = y
    for place, person in enumerate((words(f"sign.{copy}"), words("sign.witness"))):
        ends, x = y, pen.left + place * half
        for said in (line, f"({person})", day):
            ends = pen.write(sheet, "text", said, x, ends, half, "centre")
    return ends
