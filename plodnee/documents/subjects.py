"""A subject's data as the facts of its three files."""

import io
import zipfile

from plodnee.documents.builders.subject_export import build_json, build_pdf, build_workbook
from plodnee.documents.builders.voice import Language
from plodnee.documents.facts.privacy import printable
from plodnee.documents.facts.subject import SubjectFacts
from plodnee.organization.models import Centre
from plodnee.privacy.export import SubjectData
from plodnee.registers.models import WrittenName


def subject_files(data: SubjectData, language: Language) -> dict[str, bytes]:
    """The three files of a subject's export by name; no name holds a person's."""
    facts = subject_facts(data)
    return {
        "subject.json": build_json(facts),
        "subject.xlsx": build_workbook(facts, language=language),
        "subject.pdf": build_pdf(facts, language=language),
    }


def subject_archive(data: SubjectData, language: Language) -> bytes:
    """The three files in one."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in subject_files(data, language).items():
            archive.writestr(name, content)
    return held.getvalue()


def subject_facts(data: SubjectData) -> SubjectFacts:
    """The facts; the person is called as the register wrote the name last."""
    written = WrittenName.objects.filter(person=data.person).order_by("-pk").first()
    return SubjectFacts(
        person=str(data.person),
        name=printable(f"{written.title}{written.full}") if written else "–",
        centre=Centre.objects.get(pk=data.centre_code).name,
        made_on=data.made_on,
        tables=data.tables,
        looks=data.looks,
        deeds=data.deeds,
    )
