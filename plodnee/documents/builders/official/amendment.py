"""An amendment of the one contract: what changes, old and new schedule, who answers for it anew."""

from collections.abc import Iterator

from plodnee.documents.builders.official.contract_tables import guarantors_table, rows_table
from plodnee.documents.builders.official.contract_words import (
    VOICE,
    WORDS,
    Clauses,
    columns,
    day_or_blank,
    figures,
    heading,
    household,
    identity,
    money,
    paper_of,
    rate,
    signatures,
    told,
)
from plodnee.documents.builders.official.digits import official_digits
from plodnee.documents.builders.paper import (
    Block,
    Lines,
    NewPage,
    Numbered,
    Paper,
    Paragraph,
    Space,
    Table,
    Together,
)
from plodnee.documents.facts.amendments import AmendmentFacts
from plodnee.documents.facts.contracts import ContractPart, GuarantorLine

COMPARED_WIDTHS = (48, 26, 26)


def contract_amendment(facts: AmendmentFacts) -> Paper:
    """The amendment, signed as the contract was, with the answers of guarantors and schedules."""
    title, head = WORDS("amendment.title"), facts.head
    people = [(facts.borrower.name, WORDS("amendment.signs"))]
    people += [("", told("shared.fund_signs", fund=fund)) for fund in facts.funds]
    people.append(("", told("shared.centre_signs", centre=head.centre)))
    blocks: list[Block] = [
        *heading(head, title, told("amendment.of", number=head.contract_number)),
        Paragraph(_between(facts)),
        identity(facts.borrower.national_id),
        *_clauses(facts),
        Paragraph(told("shared.closing")),
        signatures(*people),
        NewPage(),
        *_schedules(facts),
    ]
    return paper_of(head, title, blocks, is_draft=False)


def _between(facts: AmendmentFacts) -> str:
    return told(
        "amendment.between",
        name=facts.borrower.name,
        household=household(facts.borrower),
        funds=" และ".join(facts.funds),
        centre=facts.head.centre,
        number=facts.head.contract_number,
        signed=VOICE.day(facts.signed_on),
    )


def _clauses(facts: AmendmentFacts) -> Iterator[Block]:
    clauses = Clauses()
    laid_anew = facts.terms.rest_satang is not None
    changes = told(
        "amendment.changes_rest" if laid_anew else "amendment.changes",
        part=facts.part,
        kind=WORDS(f"kind.{facts.before.kind}"),
        day=VOICE.day(facts.from_on),
    )
    base = told(
        "amendment.base",
        centre=facts.head.centre,
        number=facts.resolution.number or "." * 12,
        day=day_or_blank(facts.resolution.on),
    )
    asked = "asked" if facts.guarantors else "not_asked"
    sections: tuple[tuple[str, str, tuple[Block, ...]], ...] = (
        ("changes", changes, (Numbered(tuple(_changes(facts))), _compared(facts))),
        ("reason", official_digits(facts.reason), ()),
        ("base", base, ()),
        ("guarantors", told(f"amendment.{asked}"), tuple(_answers(facts))),
        ("rest", told("amendment.rest", part=facts.part), ()),
        ("copies", told("amendment.copies", count=facts.copies), ()),
    )
    for key, text, rest in sections:
        yield Paragraph(text, clauses.lead(WORDS(f"amendment.{key}_title")))
        yield from rest


def _changes(facts: AmendmentFacts) -> Iterator[str]:
    """What changes, one thing a line."""
    terms, yearly = facts.terms, "shared.yearly"
    if terms.rate_bp is not None:
        before, after = rate(facts.before.rate_bp, yearly), rate(terms.rate_bp, yearly)
        yield told("amendment.rate", before=before, after=after)
    counted: tuple[str, ...] = ("extra_instalments", "grace_on_principal", "grace_on_interest")
    if terms.rest_satang is not None:
        yield from _rest(facts)
        counted = counted[1:]
    elif terms.due_on is not None:
        yield told("amendment.due_on", day=VOICE.day(terms.due_on))
    for name in counted:
        if count := getattr(terms, name):
            yield told(f"amendment.{name}", count=count)
    if terms.pause is not None:
        first, last = map(VOICE.day, terms.pause)
        yield told("amendment.pause", first=first, last=last)
    if terms.instalment_satang is not None:
        yield told("amendment.instalment", sum=money(terms.instalment_satang))


def _rest(facts: AmendmentFacts) -> Iterator[str]:
    """What is left of the principal laid on new instalments, and what stays owed as it was."""
    terms = facts.terms
    assert terms.rest_satang is not None
    assert terms.due_on is not None
    yield told(
        "amendment.rest_laid_anew",
        sum=money(terms.rest_satang),
        count=terms.extra_instalments,
        first=VOICE.day(terms.due_on),
        day=VOICE.day(facts.from_on),
    )
    yield told("amendment.rest_interest_stays")


def _compared(facts: AmendmentFacts) -> Table:
    """The part as it was and as it becomes: how many instalments, until when, at what cost."""
    sides = [_told_of(part) for part in (facts.before, facts.after)]
    keys = ("instalments", "last", "interest", "to_pay")
    rows = tuple(
        (WORDS(f"column.{key}"), before, after)
        for key, before, after in zip(keys, *sides, strict=True)
    )
    return Table(columns("content", "before", "after"), rows, COMPARED_WIDTHS, frozenset({1, 2}))


def _told_of(part: ContractPart) -> tuple[str, ...]:
    return (
        VOICE.count(len(part.rows)),
        VOICE.short_day(part.rows[-1].due_on),
        figures(part.interest_satang),
        figures(sum(row.total_satang for row in part.rows)),
    )


def _answers(facts: AmendmentFacts) -> Iterator[Block]:
    """What each guarantor answers for so far, and room for the answer in writing."""
    if not facts.guarantors:
        return
    yield guarantors_table(facts.guarantors)
    for one in facts.guarantors:
        signs = Lines((WORDS("amendment.guarantor_signs"),))
        yield Together((Space(3), Lines(_answer(one)), Space(4), signs))


def _answer(one: GuarantorLine) -> tuple[str, ...]:
    return (
        told("amendment.guarantor", name=one.name, creditor=one.creditor),
        WORDS("amendment.consents"),
        WORDS("amendment.new_terms"),
        WORDS("amendment.refuses"),
    )


def _schedules(facts: AmendmentFacts) -> Iterator[Block]:
    for key, part in (("old_schedule", facts.before), ("new_schedule", facts.after)):
        title = told(f"amendment.{key}", part=facts.part, number=facts.head.contract_number)
        yield Lines((title,), bold=True)
        yield rows_table(part.rows)
