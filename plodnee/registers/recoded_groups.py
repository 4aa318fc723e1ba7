"""A group of the register that a workbook names alike under another code, contracts in common."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from plodnee.engine.thai_text import compact
from plodnee.organization.models import Centre
from plodnee.registers.book import MemberGroup, Note, RegisterBook
from plodnee.registers.debts_now import group_names
from plodnee.registers.models import DebtState, ImportBatch
from plodnee.registers.models import MemberGroup as KnownGroup
from plodnee.registers.told_otherwise import RECODED
from plodnee.registers.workbook.layout import GROUPS
from plodnee.registers.workbook.remarks import discreet, note, shortened


def under_known_codes(
    book: RegisterBook, centre: Centre | None
) -> tuple[RegisterBook, tuple[Note, ...]]:
    """The register with each such group under the code that it has, and a note for each.

    A group is such where its code is new, exactly one group that the workbook lacks bears its
    name, and a household's contract of the same number is owed to both.
    """
    found = dict(_recoded(book, centre)) if centre else {}
    if not found:
        return book, ()
    codes = {sent: group.code for sent, (group, _contracts) in found.items()}
    notes = tuple(
        note(
            GROUPS.name, None, RECODED,
            group=shortened(discreet(one.name)), sent=one.code, stands=codes[one.code],
            contracts=str(found[one.code][1]),
        )
        for one in book.groups
        if one.code in codes
    )  # fmt: skip
    return _under(book, codes), notes


def _under(book: RegisterBook, codes: Mapping[str, str]) -> RegisterBook:
    groups = tuple(replace(one, code=codes.get(one.code, one.code)) for one in book.groups)
    debts = tuple(
        replace(one, creditor=codes.get(one.creditor, one.creditor))
        if one.creditor_kind == "group"
        else one
        for one in book.debts
    )
    return replace(book, groups=groups, debts=debts)


def _recoded(book: RegisterBook, centre: Centre) -> Iterator[tuple[str, tuple[KnownGroup, int]]]:
    """Each code of the workbook that stands for a known group, and by how many contracts."""
    names = group_names(centre.code)
    known = {one.pk: one for one in KnownGroup.objects.filter(pk__in=names)}
    there, sent = {one.code for one in known.values()}, {one.code for one in book.groups}
    for group in book.groups:
        if group.code in there:
            continue
        alike = [
            one
            for key, one in known.items()
            if one.code not in sent and compact(names[key]) == compact(group.name)
        ]
        contracts = _common_contracts(book, group, alike[0]) if len(alike) == 1 else 0
        if contracts:
            yield group.code, (alike[0], contracts)


def _common_contracts(book: RegisterBook, group: MemberGroup, known: KnownGroup) -> int:
    stated = DebtState.objects.filter(
        debt__group=known, batch__status=ImportBatch.Status.CONFIRMED
    ).exclude(contract_number="")
    there = set(stated.values_list("debt__household__code", "contract_number"))
    sent = {
        (one.household_code, one.contract_number)
        for one in book.debts
        if one.creditor_kind == "group" and one.creditor == group.code
    }
    return len(there & sent)
