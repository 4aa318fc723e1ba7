"""A subject's data as the facts of its three files."""

from plodnee.documents.facts.privacy import printable
from plodnee.documents.facts.subject import SubjectFacts
from plodnee.organization.models import Centre
from plodnee.privacy.export import SubjectData
from plodnee.registers.models import WrittenName


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
