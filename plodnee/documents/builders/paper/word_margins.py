"""What a Word paper sets by tabs: its head with mark and page number, its foot, a form's lines."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from plodnee.documents.builders.paper.model import BODY_PT, LABEL_PT, FormLine
from plodnee.documents.builders.paper.unparted import without_breaks
from plodnee.documents.builders.paper.word_tables import TEXT_CM, set_size

FOOT_PT = 12
PAGE_OF_PAGES = (("หน้า ", "PAGE"), (" จาก ", "NUMPAGES"))


def add_head(section: Any, mark: str, *, is_numbered: bool) -> None:
    """The mark on every page at the right; from the second page its number in the middle."""
    paragraph = section.header.paragraphs[0]
    if is_numbered:
        section.different_first_page_header_footer = True
        first = section.first_page_header.paragraphs[0]
        first.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _write_bold(first, mark)
        _number_pages(paragraph)
        mark = f"\t{mark}" if mark else ""
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _write_bold(paragraph, mark)


def add_foot(section: Any, foot: str) -> None:
    """What each page ends with: the paper's own words, and its number of how many."""
    paragraph = section.footer.paragraphs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_CM), WD_TAB_ALIGNMENT.RIGHT)
    set_size(paragraph.add_run(f"{foot}\t"), FOOT_PT)
    for words, field in PAGE_OF_PAGES:
        set_size(paragraph.add_run(words), FOOT_PT)
        _add_count(paragraph, field, FOOT_PT)


def add_form_line(document: Any, line: FormLine) -> None:
    """Bold labels, and what is written after each on dots that reach to the next label."""
    paragraph = document.add_paragraph()
    stops, reached = paragraph.paragraph_format.tab_stops, 0
    for at, (label, written) in enumerate(line.filled):
        reached += sum(line.widths[2 * at : 2 * at + 2])
        is_last = reached >= sum(line.widths)
        stops.add_tab_stop(
            Cm(TEXT_CM * reached / 100),
            WD_TAB_ALIGNMENT.RIGHT if is_last else WD_TAB_ALIGNMENT.LEFT,
        )
        set_size(_write_bold(paragraph, label), LABEL_PT)
        dotted = paragraph.add_run(f"  {without_breaks(written)}\t")
        dotted.underline = WD_UNDERLINE.DOTTED


def _write_bold(paragraph: Any, text: str) -> Any:
    run = paragraph.add_run(text)
    run.bold = run.font.cs_bold = True
    return run


def _number_pages(paragraph: Any) -> None:
    """The page's number between strokes in the middle, in Thai digits."""
    paragraph.style = "Normal"  # the style of headers has tabs of its own
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(TEXT_CM / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Cm(TEXT_CM), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run("\t- ")
    _add_count(paragraph, "PAGE", BODY_PT)
    paragraph.add_run(" -")


def _add_count(paragraph: Any, field: str, points: int) -> None:
    """A number that Word counts, in Thai digits."""
    counted = OxmlElement("w:fldSimple")
    counted.set(qn("w:instr"), rf"{field} \* THAIARABIC")
    paragraph._p.append(counted)
    run = paragraph.add_run("๑")
    set_size(run, points)
    counted.append(run._r)
