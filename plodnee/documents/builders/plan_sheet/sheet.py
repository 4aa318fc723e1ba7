"""The plan sheet put together: one A4 page a household, as large as its debts allow."""

from html import escape
from importlib import resources
from string import Template

from plodnee.documents.builders.pdf_text import Pages, Typesetter
from plodnee.documents.builders.plan_sheet import answer
from plodnee.documents.builders.plan_sheet.heading import headed, mark, person
from plodnee.documents.builders.plan_sheet.markup import shorter, tag
from plodnee.documents.builders.plan_sheet.picture import cash_year, picture
from plodnee.documents.builders.plan_sheet.subject import Subject, subject_of
from plodnee.documents.builders.plan_sheet.tables import debts_table, menu_table, schedule_grid
from plodnee.documents.builders.proposal_words import centre_name, place_words
from plodnee.documents.facts.pack import PackFacts

# From the largest letters with everything on the page to the smallest with the plan alone:
# size of the letters, whether the menu stands there, whether there are lines to write on, whether
# it is said why the menu's other goals lost.
LAYOUTS = (
    ("large", True, True, True),
    ("roomy", True, True, True),
    ("compact", True, True, True),
    ("compact", True, False, True),
    ("tight", True, False, True),
    ("tightest", True, False, True),
    ("tight", False, False, True),
    ("tightest", False, False, True),
    ("tightest", False, False, False),
)
USUAL = {True: 2, False: 0}  # the layout that most sheets with and without a plan come to
LONGEST_CODE = 24


class PlanSheets:
    """The plan sheets of one pack; the template and the typeface are read once."""

    def __init__(self, facts: PackFacts) -> None:
        folder = resources.files("plodnee.documents") / "templates"
        self._facts = facts
        self._page = Template((folder / "plan_sheet.html").read_text("utf-8"))
        self._typesetter = Typesetter((folder / "plan_sheet.css").read_text("utf-8"))

    def build(self, index: int) -> bytes:
        """The PDF of the household at this place in the register.

        Ensures: one page, unless even the smallest letters do not fit on it; the largest letters
        with which it is one page.
        """
        subject = subject_of(self._facts, index)
        parts, place = _parts(subject), USUAL[subject.household.chosen is not None]
        best = self._laid_out(parts, place)
        step = -1 if len(best) == 1 else 1  # larger while they fit, or smaller until they do
        while 0 <= (place := place + step) < len(LAYOUTS):
            pages = self._laid_out(parts, place)
            if step < 0 and len(pages) > 1:
                break
            best = pages
            if step > 0 and len(pages) == 1:
                break
        return best.pdf()

    def _laid_out(self, parts: dict[str, str], place: int) -> Pages:
        size, *there = LAYOUTS[place]
        optional = dict(zip(("menu", "agreed", "others"), there, strict=True))
        shown = parts | {name: parts[name] * whether for name, whether in optional.items()}
        return self._typesetter.pages(self._page.substitute(shown, size=size))


def _parts(subject: Subject) -> dict[str, str]:
    """The markup that fills the template's blanks, all of it escaped."""
    words, household = subject.words, subject.household
    heading, code = words("head.title"), household.household.code
    owed = subject.voice.baht(household.owed_satang)
    debts = words("debts.heading", count=len(household.debts), owed=owed)
    centre = centre_name(subject.voice, subject.facts)
    return {
        "language": subject.voice.language,
        "title": escape(f"{heading} {code}"),
        "heading": escape(heading),
        "centre": escape(f"{centre} {place_words(subject.voice, subject.facts)}"),
        "code": escape(shorter(code, LONGEST_CODE)),
        "mark": mark(subject),
        "person": person(subject),
        "debts": tag("h2", escape(debts)) + debts_table(subject),
        "proposal": answer.proposal(subject),
        "picture": _picture(subject),
        "schedule": headed(words("schedule.heading"), _schedule(subject)),
        "menu": headed(words("menu.heading"), menu_table(subject)),
        "why": headed(words("why.heading"), answer.why(subject)),
        "others": answer.why_not_others(subject),
        "agreed": answer.agreed(subject),
        "signatures": answer.signatures(subject),
    }


def _picture(subject: Subject) -> str:
    """The picture with what its lines and bars mean; nothing without debts."""
    year, words = cash_year(subject.household, subject.plan), subject.words
    if year is None:
        return ""
    keys = ["net", "plan", "today", "reserve"] if year.plan else ["net", "today", "reserve"]
    legend = " ".join(
        tag("span", tag("span", "", f"key {key}") + " " + escape(words(f"picture.{key}")))
        for key in keys
    )
    drawn = tag("div", picture(subject.voice, year, subject.household), "picture")
    return headed(words("picture.heading"), drawn + tag("p", legend, "legend small"))


def _schedule(subject: Subject) -> str:
    return schedule_grid(subject) if subject.household.chosen else ""
