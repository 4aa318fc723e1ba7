"""The talk being made: its template, its slides in order, its bytes."""

import io
from importlib import resources

from pptx import Presentation

from plodnee.documents.builders.archive import with_fixed_times
from plodnee.documents.builders.deck.canvas import Canvas
from plodnee.documents.builders.proposal_words import centre_name
from plodnee.documents.builders.register_frame import made_up_mark
from plodnee.documents.builders.voice import Voice
from plodnee.documents.builders.wording import Wording
from plodnee.documents.facts.pack import PackFacts

COVER, HEADING = 0, 2
COVER_TITLE_LINES = 4


class Talk:
    """A deck in the making, from the centre's own 16:9 template."""

    def __init__(self, facts: PackFacts) -> None:
        self.facts = facts
        self.voice = Voice(facts.language)
        self.words = Wording(self.voice, "deck")
        self.name = centre_name(self.voice, facts)
        template = resources.files("plodnee.documents") / "templates" / "deck.pptx"
        self._deck = Presentation(io.BytesIO(template.read_bytes()))

    def slide(self, section: str) -> Canvas:
        """A new slide with its section's title and notes, and the mark where people are made up."""
        canvas = self._new(HEADING)
        canvas.title(self.words(f"{section}.title"))
        day = self.voice.day(self.facts.analysis.as_of)
        canvas.footer(self.words("deck.footer", name=self.name, day=day))
        canvas.notes(self.words.lines(f"{section}.notes"))
        return canvas

    def cover(self) -> Canvas:
        """The first slide, with its title over several lines."""
        canvas = self._new(COVER)
        canvas.title(self.words("cover.title", name=self.name), lines=COVER_TITLE_LINES)
        canvas.notes(self.words.lines("cover.notes"))
        return canvas

    def number_format(self, figures: str = "#,##0") -> str:
        """How charts write numbers, in this language's digits."""
        return f"[$-D00041E]{figures}" if self.voice.thai else figures

    def bytes(self) -> bytes:
        """The finished file, stamped with the day of the facts."""
        properties = self._deck.core_properties
        properties.title = properties.author = properties.last_modified_by = self.name[:255]
        properties.language = "th-TH" if self.voice.thai else "en-GB"
        out = io.BytesIO()
        self._deck.save(out)
        return with_fixed_times(out.getvalue(), self.facts.analysis.as_of)

    def _new(self, layout: int) -> Canvas:
        canvas = Canvas(self._deck.slides.add_slide(self._deck.slide_layouts[layout]))
        if self.facts.made_up:
            canvas.badge(made_up_mark(self.voice))
        return canvas
