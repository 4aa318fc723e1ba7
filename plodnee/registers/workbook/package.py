"""The parts around the sheets: which sheets there are, their texts, their formats, the version."""

import posixpath
import re
from dataclasses import dataclass
from datetime import date

from plodnee.engine.thai_dates import SERIAL_EPOCH_1900, SERIAL_EPOCH_1904
from plodnee.registers.workbook.archive import Archive
from plodnee.registers.workbook.errors import WorkbookRefused
from plodnee.registers.workbook.layout import VERSION, VERSION_PROPERTY
from plodnee.registers.workbook.number_formats import Flavour, flavour
from plodnee.registers.workbook.shared_strings import read_shared_strings
from plodnee.registers.workbook.xml_parts import elements

_CUSTOM_PROPERTIES = ("custom-properties", "customProperties")
_CONTENT_TYPES = "[Content_Types].xml"
_SHEET_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO_TYPES = ("macroenabled", "vbaproject", "macrosheet", "activex", "dialogsheet")
_MACRO_NAMES = ("vbaproject", "xl/macrosheets/", "xl/dialogsheets/", "xl/activex/")
_LINK_NAMES = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/")
_LINK_TYPES = ("externallink", "spreadsheetml.connections", "querytable")
# Quoted text and quoted sheet names may hold any sign; what is left of a formula may not.
_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
_DDE_FUNCTION = re.compile(r"\bDDE(?:AUTO)?\s*\(", re.IGNORECASE)
_FETCHING_FUNCTION = re.compile(r"\b(?:RTD|WEBSERVICE)\s*\(", re.IGNORECASE)
_OTHER_BOOK = re.compile(
    r"\[\d+\][^\s\[\]()+\-*/^&=<>,;!]*!|'[^']*\[[^\]]+\][^']*'!|\[[^\]]+\.xl\w+\]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet of the file: its name as written, the member that holds its cells."""

    name: str
    member: str


@dataclass(frozen=True, slots=True)
class Package:
    """What every sheet needs to be read, and the sheets."""

    archive: Archive
    sheets: tuple[SheetPart, ...]
    strings: list[str]
    flavours: tuple[Flavour, ...]
    serial_epoch: date
    version: int


def open_package(archive: Archive) -> Package:
    """The workbook inside an archive. Raises: WorkbookRefused if it is none, or not harmless."""
    _refuse_active_content(archive)
    root = relations(archive, "")
    book = next((r.target for r in root if r.kind == "officeDocument"), "")
    _refuse_other_formats(archive, book)
    parts = elements(archive.chunks(book))
    for element in parts:
        if element.name == "definedName":
            refuse_reaching_out("".join(element.text))
    related = relations(archive, book)
    by_id = {r.id: r for r in related}
    sheets = [
        SheetPart(e.get("name"), by_id[e.get("id")].target)
        for e in parts
        if e.name == "sheet" and e.get("id") in by_id and by_id[e.get("id")].kind == "worksheet"
    ]
    targets = {r.kind: r.target for r in related}
    properties = next((r.target for r in root if r.kind in _CUSTOM_PROPERTIES), "")
    old_epoch = any(e.get("date1904") in ("1", "true") for e in parts if e.name == "workbookPr")
    return Package(
        archive=archive,
        sheets=tuple(sheets),
        strings=read_shared_strings(archive, targets.get("sharedStrings", "")),
        flavours=_flavours(archive, targets.get("styles", "")),
        serial_epoch=SERIAL_EPOCH_1904 if old_epoch else SERIAL_EPOCH_1900,
        version=_version(archive, properties),
    )


@dataclass(frozen=True, slots=True)
class Relation:
    """One part's tie to another: its last word of type, and the member it points to."""

    id: str
    kind: str
    target: str


def relations(archive: Archive, part: str) -> list[Relation]:
    """The ties of a part to members of the archive; the file's own for an empty name."""
    folder, name = posixpath.split(part)
    member = posixpath.join(folder, "_rels", f"{name}.rels")
    if member not in archive.names:
        return []
    return [
        Relation(
            id=e.get("Id"),
            kind=e.get("Type").rpartition("/")[2],
            target=posixpath.normpath(posixpath.join("/", folder, e.get("Target"))).lstrip("/"),
        )
        for e in elements(archive.chunks(member))
        if e.name == "Relationship" and e.get("TargetMode") != "External"
    ]


def refuse_reaching_out(formula: str) -> None:
    """Nothing, if a formula keeps to its own workbook. Raises: WorkbookRefused."""
    if "|" in _QUOTED.sub("", formula) or _DDE_FUNCTION.search(formula):
        raise WorkbookRefused("has_dde")
    if _FETCHING_FUNCTION.search(formula) or ("[" in formula and _OTHER_BOOK.search(formula)):
        raise WorkbookRefused("has_external_links")


def _refuse_active_content(archive: Archive) -> None:
    names = {name.lower() for name in archive.names}
    if any(mark in name for name in names for mark in _MACRO_NAMES):
        raise WorkbookRefused("has_macros")
    links = [name for name in names if name.startswith(_LINK_NAMES)]
    for name in archive.names:
        if name.lower() in links and _speaks_dde(archive, name):
            raise WorkbookRefused("has_dde")
    if links:
        raise WorkbookRefused("has_external_links")
    for name in archive.names:
        if name.lower().endswith(".rels"):
            _refuse_external_relations(archive, name)


def _speaks_dde(archive: Archive, name: str) -> bool:
    if not name.lower().endswith(".xml"):
        return False
    return any(e.name == "ddeLink" for e in elements(archive.chunks(name)))


def _refuse_external_relations(archive: Archive, name: str) -> None:
    """A web address in a cell is text that nobody follows; every other tie outward is refused."""
    for element in elements(archive.chunks(name)):
        outward = element.get("TargetMode").lower() == "external"
        if outward and not element.get("Type").endswith("/hyperlink"):
            raise WorkbookRefused("has_external_links")


def _refuse_other_formats(archive: Archive, book: str) -> None:
    if _CONTENT_TYPES not in archive.names or book not in archive.names:
        raise WorkbookRefused("not_xlsx")
    types = elements(archive.chunks(_CONTENT_TYPES))
    for element in types:
        declared = element.get("ContentType").lower()
        if any(mark in declared for mark in _MACRO_TYPES):
            raise WorkbookRefused("has_macros")
        if any(mark in declared for mark in _LINK_TYPES):
            raise WorkbookRefused("has_external_links")
    own = [e.get("ContentType") for e in types if e.get("PartName").lstrip("/") == book]
    default = [e.get("ContentType") for e in types if e.get("Extension").lower() == "xml"]
    if (own or default)[:1] != [_SHEET_MAIN]:
        raise WorkbookRefused("not_xlsx")


def _flavours(archive: Archive, member: str) -> tuple[Flavour, ...]:
    """The flavour of each cell format, by the number that a cell names."""
    if member not in archive.names:
        return ()
    codes: dict[str, str] = {}
    read: list[Flavour] = []
    in_cell_formats = False
    for element in elements(archive.chunks(member)):
        if element.name == "numFmt":
            codes[element.get("numFmtId")] = element.get("formatCode")
        elif element.name in ("cellXfs", "cellStyles", "dxfs", "cellStyleXfs"):
            in_cell_formats = element.name == "cellXfs"
        elif element.name == "xf" and in_cell_formats:
            number = element.get("numFmtId")
            format_id = int(number) if number.isascii() and number.isdigit() else 0
            read.append(flavour(format_id, codes.get(number)))
    return tuple(read)


def _version(archive: Archive, member: str) -> int:
    """The version stamp; a file without a readable one counts as version 1."""
    if member not in archive.names:
        return VERSION
    found = elements(archive.chunks(member))
    for position, element in enumerate(found[:-1]):
        if element.name == "property" and element.get("name") == VERSION_PROPERTY:
            written = "".join(found[position + 1].text).strip()
            return _whole_version(written)
    return VERSION


def _whole_version(written: str) -> int:
    """The stamp rounded up, so that 1.5 is higher than 1; nine digits are as high as it matters."""
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", written):
        return VERSION
    whole, _, fraction = written.partition(".")
    return int(whole.lstrip("0")[:9] or "0") + bool(fraction.strip("0"))
