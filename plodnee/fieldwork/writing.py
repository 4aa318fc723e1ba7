"""A form filled in a browser as the XML that a device would have sent."""

from collections.abc import Mapping, Sequence
from uuid import UUID
from xml.etree.ElementTree import Element, SubElement, tostring

from plodnee.fieldwork.definitions.model import Form, Group
from plodnee.fieldwork.xlsforms import version_of


def filled_xml(
    form: Form,
    instance: UUID,
    answers: Mapping[str, str],
    rows: Mapping[str, Sequence[Mapping[str, str]]],
) -> bytes:
    """The filled form; the same answers are the same bytes."""
    root = Element("data", {"id": form.code, "version": version_of(form)})
    for item in form.items:
        if not isinstance(item, Group):
            SubElement(root, item.name).text = answers.get(item.name, "")
            continue
        for row in rows.get(item.name, ()) if item.repeats else (answers,):
            group = SubElement(root, item.name)
            for question in item.items:
                SubElement(group, question.name).text = row.get(question.name, "")
    meta = SubElement(root, "meta")
    SubElement(meta, "instanceID").text = f"uuid:{instance}"
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written
