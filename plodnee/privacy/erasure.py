"""A person erased: the key destroyed, names and personal words gone, figures kept under a key.

What was signed, owed and paid stays, without whom it names: that is what the law keeps accounts
for. The national id was sealed under a key of the person's own; once that is destroyed, no copy of
it can be opened any more, wherever it lies.
"""

import re
from collections.abc import Collection
from datetime import date
from functools import partial
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q

from plodnee.audit.services import record
from plodnee.audit.subjects import (
    models_about_subjects,
    models_mentioning_names,
    models_naming_everybody,
    open_column,
    seal_column,
    sealed_places,
)
from plodnee.organization.access import Visitor, known, officer_or_none, require
from plodnee.privacy.errors import ErasureNotPossible
from plodnee.privacy.gone import GONE, pattern_of
from plodnee.privacy.lending import empty_lenders, lenders_named, refuse_who_is_owed
from plodnee.privacy.models import Erasure, SubjectRequest
from plodnee.privacy.selectors import households_of, is_held, persons_of
from plodnee.privacy.sureties import refuse_who_answers
from plodnee.registers import stated
from plodnee.registers.debts_now import stated_debts
from plodnee.registers.errors import NoRegister
from plodnee.registers.evidence_files import forget
from plodnee.registers.lines import refresh_lines
from plodnee.registers.models import (
    CentreStatement,
    DebtState,
    Edit,
    Evidence,
    Guarantor,
    Household,
    IdentityDecision,
    ImportBatch,
    Person,
    WaitingWorkbook,
    WrittenName,
)
from plodnee.registers.sameness.proposals import proposals
from plodnee.registers.sameness.standing import entries_of
from plodnee.registers.selectors import statement


@transaction.atomic
def erase_subject(
    person: Person,
    *,
    ground: str,
    actor: Visitor,
    on: date,
    request: SubjectRequest | None = None,
) -> Erasure:
    """That the person is erased, with the number of rows that were emptied; again changes nothing.

    Entries that are one person are erased together; asked for, all that may be are decided first.

    Raises: NotAllowed, ErasureNotPossible while a hold, a debt or a waiting import needs them.
    """
    require(actor, "requests.answer", at=person.centre_id, on=on)
    entries = entries_of(person)
    held = Person.objects.select_for_update(no_key=True).filter(pk__in=entries)
    locked = list(held.order_by("pk"))
    standing = Erasure.objects.filter(person=person).first()
    if standing is not None:
        return standing
    refuse_what_must_be_kept(person)
    if ground == Erasure.Ground.REQUEST:
        refuse_entries_undecided(person)
    rows = _emptied_rows(person, entries)
    made = {}
    for one in locked:
        made[one.pk], fresh = Erasure.objects.get_or_create(
            person=one,
            defaults={
                "ground": ground,
                "request": request if one.pk == person.pk else None,
                "rows": rows if one.pk == person.pk else 0,
                "erased_on": on,
                "erased_by": officer_or_none(actor),
            },
        )
        if fresh:
            record(known(actor), "privacy.erased", one, ground=ground, rows=made[one.pk].rows)
    return made[person.pk]


def _emptied_rows(person: Person, entries: set[UUID]) -> int:
    """How many rows were emptied, dropped or cleaned of the person; lists are made anew."""
    spoken, homes = pattern_of(entries), households_of(person)
    lenders = lenders_named(person.centre_id, spoken)
    left = _left_by_all(homes, entries)
    rows = _forget_evidence(left, entries)
    rows += _empty_own(entries) + _empty_homes(left) + _empty_mentions(person, spoken)
    rows += empty_lenders(person.centre_id, lenders)
    rows += sum(map(_rename, entries)) + _drop_refused_rows(person.centre_id)
    for model, rule in models_about_subjects():
        if rule.dropped:
            rows += model._default_manager.filter(rule.about_persons(entries)).delete()[0]
    for made in models_naming_everybody():
        rows += made._default_manager.filter(centre=person.centre_id).delete()[0]
    owing = Household.objects.filter(debts__outside_creditor__in=lenders)
    homes |= set(owing.values_list("pk", flat=True))
    refresh_lines(person.centre, since=date.min, households=homes)
    return rows


def refuse_what_must_be_kept(person: Person, *, settled: Collection[str] = ()) -> None:
    """Nothing where a person may be erased; imports that are `settled` count as decided.

    Raises: ErasureNotPossible with the reason in both languages.
    """
    if is_held(person.pk):
        raise ErasureNotPossible(reason_th="มีคำสั่งห้ามลบ", reason_en="a legal hold keeps the data")
    waiting = ImportBatch.objects.filter(
        centre_code=person.centre_id, status=ImportBatch.Status.PREVIEW
    )
    sent = WaitingWorkbook.objects.filter(office_code=person.centre_id, decided_on=None)
    if any(kind.exclude(pk__in=settled).exists() for kind in (waiting, sent)):
        raise ErasureNotPossible(
            reason_th="มีทะเบียนหรือสมุดงานของศูนย์ฯ รออยู่ ให้ยืนยันหรือยกเลิกก่อน",
            reason_en="a register or workbook of the centre waits; confirm or discard it first",
        )
    if _owes(person):
        raise ErasureNotPossible(
            reason_th="ยังมีหนี้คงค้างในทะเบียนล่าสุด ต้องเก็บไว้ตามสัญญา",
            reason_en="a debt is still open in the latest register and must be kept",
        )
    spoken = pattern_of(entries_of(person))
    refuse_who_answers(person.centre, spoken)
    refuse_who_is_owed(person.centre, spoken)


def refuse_entries_undecided(person: Person) -> None:
    """Nothing where no other entry may be this person: under one that is, the name would stay.

    Raises: ErasureNotPossible.
    """
    if entries_undecided(person):
        raise ErasureNotPossible(
            reason_th="มีรายการที่อาจเป็นบุคคลเดียวกัน ให้ตัดสินในหน้ารายการที่อาจซ้ำกันก่อน",
            reason_en="entries that may be the same person wait; decide about them first",
        )


def entries_undecided(person: Person) -> bool:
    """Whether nobody decided yet about another entry that may be this person."""
    try:
        found = proposals(person.centre)
    except NoRegister:
        return False
    entries = entries_of(person)
    return any(one.kind == "person" and {one.first, one.second} & entries for one in found)


def _owes(person: Person) -> bool:
    """Whether the latest register states an open debt that the person owes, heads or guarantees."""
    entries = entries_of(person)
    guaranteed = Guarantor.objects.filter(name__person__in=entries)
    homes = households_of(person) | set(guaranteed.values_list("debt__household", flat=True))
    try:
        batches = statement(person.centre)
    except NoRegister:
        return False
    states = stated.household_states(batches, homes, with_ids=False)
    headed = {key for key, state in states.items() if state.head.person_id in entries}
    answered_for = set(guaranteed.values_list("debt", flat=True))
    return any(
        one.state.borrower.person_id in entries
        or one.debt.household_id in headed
        or one.debt.pk in answered_for
        for one in stated_debts(person.centre, households=homes, batches=batches).values()
        if one.owed_satang
    )


def _empty_own(entries: set[UUID]) -> int:
    """Rows that speak of this person alone, their personal words emptied."""
    return sum(
        model._default_manager.filter(rule.about_persons(entries)).update(**rule.erased)
        for model, rule in models_about_subjects()
        if rule.person and rule.erased and not rule.shared
    )


def _left_by_all(homes: set[UUID], entries: set[UUID]) -> list[Household]:
    """The households in which nobody is left; those who stay need theirs."""
    return [
        home
        for home in Household.objects.filter(pk__in=homes)
        if all(one.is_erased or one.person.pk in entries for one in persons_of(home))
    ]


def _empty_homes(left: list[Household]) -> int:
    """The same of households in which nobody is left."""
    return sum(
        model._default_manager.filter(rule.about_households(left)).update(**rule.erased)
        for model, rule in models_about_subjects()
        if rule.household and rule.erased
    )


def _forget_evidence(left: list[Household], entries: set[UUID]) -> int:
    """Scans about what nobody is left to answer for; the files go once the erasure stands."""
    about = Q(household__in=left) | Q(debt__states__borrower__person__in=entries)
    names = set(Evidence.objects.filter(about).values_list("stored_as", flat=True))
    for name in names:
        transaction.on_commit(partial(forget, name))
    return len(names)


def _empty_mentions(person: Person, spoken: re.Pattern[str] | None) -> int:
    """Texts of others in the centre that name the person: guarantors, notes, reports, steps."""
    if spoken is None:
        return 0
    centre = person.centre_id
    tables: tuple[tuple[type[models.Model], Q, tuple[str, ...]], ...] = (
        (DebtState, Q(debt__household__centre=centre), ("guarantors", "note", "purpose")),
        (CentreStatement, Q(batch__centre=centre), ("chair",)),
        (ImportBatch, Q(centre_code=centre), ("sealed_report", "reason")),
        (Edit, Q(centre=centre), ("sealed_before", "sealed_after", "sealed_reason")),
        (IdentityDecision, Q(centre=centre), ("sealed_reason",)),
        *(
            (model, Q(**{said.centre: centre}), said.columns)
            for model, said in models_mentioning_names()
        ),
    )
    return sum(_emptied(model, where, columns, spoken) for model, where, columns in tables)


def _emptied(
    model: type[models.Model], where: Q, columns: tuple[str, ...], spoken: re.Pattern[str]
) -> int:
    count = 0
    for row in model._default_manager.filter(where).only("pk", *columns):
        changed = {}
        for column in columns:
            sealed = column in sealed_places(model)
            text = open_column(row, column) if sealed else getattr(row, column)
            clean = spoken.sub(GONE, text)
            if clean != text:
                if sealed:
                    seal_column(row, column, clean)
                changed[column] = getattr(row, column) if sealed else clean
        if changed:
            count += model._default_manager.filter(pk=row.pk).update(**changed)
    return count


def _drop_refused_rows(centre_code: str) -> int:
    """Workbooks of refused rows: what they say of one person cannot be taken out of them."""
    kept = ImportBatch.objects.filter(centre_code=centre_code).exclude(sealed_correction="")
    return kept.update(sealed_correction="")


def _rename(entry: UUID) -> int:
    """Every way of writing the name, replaced by a word that names nobody."""
    rows = list(WrittenName.objects.filter(person=entry).order_by("pk"))
    for number, row in enumerate(rows, start=1):
        full = GONE if number == 1 else f"{GONE} {number}"
        WrittenName.objects.filter(pk=row.pk).update(title="", full=full)
    return len(rows)
