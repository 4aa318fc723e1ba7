"""Writes `plodnee/documents/templates/deck.pptx`: the 16:9 template of the centre's talk.

Run it after changing a measure or a colour below; the file may also be edited in PowerPoint,
as long as the names of the three layouts stay.
"""

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Cm, Emu

from plodnee.documents.builders.archive import with_fixed_times

TARGET = Path(__file__).parents[1] / "plodnee" / "documents" / "templates" / "deck.pptx"
FONT = "TH Sarabun New"
GREEN, GOLD, INK = "14532D", "C58B12", "1F2937"
THEME_COLOURS = {
    "dk1": INK, "lt1": "FFFFFF", "dk2": GREEN, "lt2": "F4F7F4",
    "accent1": "1B7F4B", "accent2": GOLD, "accent3": "2E6DA4", "accent4": "B4472E",
    "accent5": "7A5AA6", "accent6": "6B7280", "hlink": "1B7F4B", "folHlink": "6B7280",
}  # fmt: skip
WIDTH, HEIGHT = Cm(33.867), Cm(19.05)
KEPT_LAYOUTS = {0: "ปก", 1: "หัวข้อและข้อความ", 5: "หัวข้อ"}
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
NO_MARGINS = 'lIns="0" tIns="0" rIns="0" bIns="0"'
FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
Measures = tuple[float, float, float, float]


def main() -> None:
    """The template, written where the builder reads it."""
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    _keep_layouts(deck)
    _theme(deck.slide_master)
    _master(deck.slide_master)
    _cover(deck.slide_layouts[0])
    _text(deck.slide_layouts[1])
    _heading(deck.slide_layouts[2])
    properties = deck.core_properties
    properties.title, properties.author = "แม่แบบการนำเสนอ", "plodnee"
    properties.last_modified_by, properties.revision = "plodnee", 1
    properties.created = properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001
    out = io.BytesIO()
    deck.save(out)
    TARGET.write_bytes(with_fixed_times(out.getvalue(), date(2026, 1, 1)))


def _keep_layouts(deck: Any) -> None:
    layouts = list(deck.slide_layouts)
    for index, layout in enumerate(layouts):
        if index not in KEPT_LAYOUTS:
            deck.slide_layouts.remove(layout)
        else:
            layout.name = KEPT_LAYOUTS[index]


def _theme(master: Any) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", "ปลดหนี้")
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for name, colour in THEME_COLOURS.items():
        slot = theme.find(f".//a:clrScheme/a:{name}", space)
        slot.clear()
        etree.SubElement(slot, qn("a:srgbClr")).set("val", colour)
    for face in theme.iterfind(".//a:fontScheme/*", space):
        for tag in ("a:latin", "a:ea", "a:cs"):
            face.find(tag, space).set("typeface", FONT)
        for script in face.iterfind("a:font[@script='Thai']", space):
            script.set("typeface", FONT)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _master(master: Any) -> None:
    tree = master.shapes._spTree
    for shape in list(tree.iterchildren(qn("p:sp"))):
        tree.remove(shape)
    tree.append(_placeholder(2, "หัวเรื่อง", 'type="title"', (1.4, 0.6, 26.6, 1.9), "b"))
    tree.append(_placeholder(3, "เนื้อหา", 'type="body" idx="1"', (1.4, 3.2, 31.0, 13.8), "t"))
    tree.append(_footer(4))
    tree.append(_number(5))
    styles = master._element.find(qn("p:txStyles"))
    for style, size, bold, colour in (
        ("p:titleStyle", 3800, "1", "tx2"),
        ("p:bodyStyle", 2600, "0", "tx1"),
    ):
        for level, properties in enumerate(styles.find(qn(style))):
            run = properties.find(qn("a:defRPr"))
            if run is None:
                continue
            properties.set("algn", "l")
            run.set("sz", str(max(size - 200 * level, 1600)))
            run.set("b", bold)
            run.set("lang", "th-TH")
            fill = run.find(qn("a:solidFill"))
            if fill is not None:
                fill.clear()
                etree.SubElement(fill, qn("a:schemeClr")).set("val", colour)


def _cover(layout: Any) -> None:
    _clear(layout)
    _background(layout, GREEN)
    tree = layout.shapes._spTree
    tree.append(_band(10, "แถบทอง", (2.2, 10.9, 9.0, 0.12), GOLD))
    tree.append(
        _placeholder(2, "หัวเรื่อง", 'type="ctrTitle"', (2.2, 3.4, 29.4, 7.1), "b", 5400, "bg1")
    )
    tree.append(
        _placeholder(
            3, "คำอธิบาย", 'type="subTitle" idx="1"', (2.2, 11.5, 29.4, 4.6), "t", 3000, "bg1"
        )
    )


def _text(layout: Any) -> None:
    _clear(layout)
    tree = layout.shapes._spTree
    _frame(tree)
    tree.append(_placeholder(3, "เนื้อหา", 'type="body" idx="1"', (1.4, 3.2, 31.0, 13.8), "t"))


def _heading(layout: Any) -> None:
    _clear(layout)
    _frame(layout.shapes._spTree)


def _frame(tree: Any) -> None:
    tree.append(_band(10, "แถบเขียว", (0, 0, 33.867, 0.45), GREEN))
    tree.append(_band(11, "เส้นทอง", (1.4, 2.62, 31.0, 0.06), GOLD))
    tree.append(_placeholder(2, "หัวเรื่อง", 'type="title"', (1.4, 0.6, 26.6, 1.9), "b"))
    tree.append(_footer(4))
    tree.append(_number(5))


def _clear(layout: Any) -> None:
    tree = layout.shapes._spTree
    for shape in list(tree.iterchildren(qn("p:sp"))):
        tree.remove(shape)


def _background(layout: Any, colour: str) -> None:
    slide = layout._element.find(qn("p:cSld"))
    slide.insert(0, parse_xml(
        f'<p:bg {NAMESPACES}><p:bgPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        f"<a:effectLst/></p:bgPr></p:bg>"
    ))  # fmt: skip


def _placeholder(
    number: int,
    name: str,
    kind: str,
    box: Measures,
    anchor: str,
    size: int | None = None,
    colour: str = "tx1",
) -> Any:
    style = "<a:lstStyle/>"
    if size:
        fill = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        style = (
            f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/>'
            f'<a:defRPr lang="th-TH" sz="{size}">{fill}</a:defRPr></a:lvl1pPr></a:lstStyle>'
        )
    body = f'<a:bodyPr {NO_MARGINS} anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
    text = f'<a:p><a:r><a:rPr lang="th-TH"/><a:t>{name}</a:t></a:r></a:p>'
    return _shape(number, name, f"<p:ph {kind}/>", _box(box), body + style + text)


def _footer(number: int) -> Any:
    box = (1.4, 17.75, 26, 0.9)
    return _small(number, "ท้ายกระดาษ", 'type="ftr" idx="11"', box, "l", "<a:p/>")


def _number(number: int) -> Any:
    field = f'<a:fld id="{FIELD}" type="slidenum"><a:rPr lang="th-TH"/><a:t>‹#›</a:t></a:fld>'
    box = (29.4, 17.75, 3.0, 0.9)
    return _small(number, "เลขหน้า", 'type="sldNum" idx="12"', box, "r", f"<a:p>{field}</a:p>")


def _small(number: int, name: str, kind: str, box: Measures, align: str, text: str) -> Any:
    faces = "".join(f'<a:{tag} typeface="{FONT}"/>' for tag in ("latin", "ea", "cs"))
    run = (
        f'<a:defRPr lang="th-TH" sz="1600"><a:solidFill><a:srgbClr val="4B5563"/></a:solidFill>'
        f"{faces}</a:defRPr>"
    )
    style = f'<a:lstStyle><a:lvl1pPr algn="{align}">{run}</a:lvl1pPr></a:lstStyle>'
    body = f'<a:bodyPr {NO_MARGINS} anchor="ctr"/>'
    return _shape(number, name, f'<p:ph sz="quarter" {kind}/>', _box(box), body + style + text)


def _band(number: int, name: str, box: Measures, colour: str) -> Any:
    look = (
        f'{_box(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
    )
    text = '<a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="th-TH"/></a:p>'
    return _shape(number, name, "", look, text)


def _shape(number: int, name: str, placeholder: str, look: str, text: str) -> Any:
    locks = '<a:spLocks noGrp="1"/>' if placeholder else ""
    drawn = "" if placeholder else ' userDrawn="1"'
    return parse_xml(
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        f"<p:cNvSpPr>{locks}</p:cNvSpPr><p:nvPr{drawn}>{placeholder}</p:nvPr></p:nvSpPr>"
        f"<p:spPr>{look}</p:spPr><p:txBody>{text}</p:txBody></p:sp>"
    )


def _box(box: Measures) -> str:
    x, y, width, height = (Cm(value) for value in box)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


if __name__ == "__main__":
    main()
