"""A form as the rows of an XLSForm, as its workbook, and as the XForm that a device reads."""

import hashlib
import io
import json
from collections.abc import Collection
from functools import cache

import xlsxwriter
from pyxform.xls2xform import convert

from plodnee.fieldwork.definitions.model import Choice, Form, Group, Kind, Question, Said, When

THAI, ENGLISH = "ไทย (th)", "English (en)"
Row = dict[str, str]
Sheets = dict[str, list[Row]]
TYPES = {
    Kind.TEXT: "text",
    Kind.LONG: "text",
    Kind.WHOLE: "integer",
    Kind.DECIMAL: "decimal",
    Kind.BAHT: "decimal",
    Kind.DAY: "date",
    Kind.KNOWN: "calculate",
    Kind.TOTAL: "calculate",
    Kind.NOTE: "note",
    Kind.PHOTO: "image",
}
LARGEST_PICTURE_SIDE = 1280
VERSION_LETTERS = 8
NUMBERS = frozenset({Kind.WHOLE, Kind.DECIMAL, Kind.BAHT})
TEXTS = frozenset({Kind.TEXT, Kind.LONG})


@cache
def version_of(form: Form) -> str:
    """The day of the form's wording and a fingerprint of all that it asks."""
    said = json.dumps(_asked(form), sort_keys=True, ensure_ascii=False)
    mark = hashlib.sha256(said.encode("utf-8")).hexdigest()[:VERSION_LETTERS]
    return f"{form.dated:%Y%m%d}-{mark}"


def sheets_of(form: Form) -> Sheets:
    """The three sheets of the XLSForm."""
    version = version_of(form)
    asked = _asked(form)
    stated = Said(f"แบบ {form.code} รุ่น {version}", f"Form {form.code}, version {version}")
    asked["survey"].append({"type": "note", "name": "form_version", **_both("label", stated)})
    settings = {
        "form_title": form.title.th,
        "form_id": form.code,
        "version": version,
        "default_language": THAI,
    }
    return {**asked, "settings": [settings]}


@cache
def workbook_of(form: Form) -> bytes:
    """The XLSForm as a workbook."""
    held = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(held, plain) as book:
        head = book.add_format({"bold": True, "text_wrap": True})
        for name, rows in sheets_of(form).items():
            sheet = book.add_worksheet(name)
            columns = list(dict.fromkeys(column for row in rows for column in row))
            sheet.write_row(0, 0, columns, head)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(columns), 24)
            for place, row in enumerate(rows, start=1):
                for at, column in enumerate(columns):
                    if column in row:
                        sheet.write_string(place, at, row[column])
    return held.getvalue()


@cache
def xform_of(form: Form) -> bytes:
    """The XForm, as pyxform makes it from the same rows."""
    made = convert(dict(sheets_of(form)), form_name="data", pretty_print=True, validate=False)
    return str(made.xform).encode("utf-8")


def _asked(form: Form) -> Sheets:
    survey: list[Row] = []
    choices: list[Row] = []
    repeated = {one.name for group, one in form.questions() if group and group.repeats}
    for item in form.items:
        if isinstance(item, Group):
            survey += _group_rows(item)
        elif item.kind is Kind.TOTAL:
            survey.append(_total_row(item, repeated))
        else:
            survey.append(_question_row(item))
    for _group, question in form.questions():
        choices += _choice_rows(question)
    return {"survey": survey, "choices": choices}


def _group_rows(group: Group) -> list[Row]:
    word = "repeat" if group.repeats else "group"
    opened = {"type": f"begin {word}", "name": group.name, **_both("label", group.label)}
    if group.when:
        opened["relevant"] = _relevant(group.when)
    return [opened, *map(_question_row, group.items), {"type": f"end {word}", "name": group.name}]


def _question_row(question: Question) -> Row:
    row = {"type": _type(question), "name": question.name, **_both("label", question.label)}
    if question.hint:
        row |= _both("hint", question.hint)
    if question.required:
        row |= {"required": "yes", **_both("required_message", REQUIRED)}
    if question.when:
        row["relevant"] = _relevant(question.when)
    if question.kind is Kind.KNOWN:
        chosen = f"item[name = ${{{question.of}}}]"
        calculation = "/".join((f"instance('{question.of}s')", "root", chosen, question.column))
        row = {"type": "calculate", "name": question.name, "calculation": calculation}
    if question.within:
        row["choice_filter"] = f"{question.within} = ${{{question.within}}}"
    if question.kind is Kind.LONG:
        row["appearance"] = "multiline"
    if question.kind is Kind.PHOTO:
        row["parameters"] = f"max-pixels={LARGEST_PICTURE_SIDE}"
    condition, complaint = _constraint(question)
    if condition:
        row |= {"constraint": condition, **_both("constraint_message", complaint)}
    return row


def _total_row(question: Question, repeated: Collection[str]) -> Row:
    """A sum; of what was not answered yet, nothing is added."""
    parts = [
        f"sum(${{{name}}})" if name in repeated else f"coalesce(${{{name}}}, 0)"
        for name in question.sums
    ]
    return {"type": "calculate", "name": question.name, "calculation": " + ".join(parts)}


REQUIRED = Said("ต้องตอบข้อนี้", "This must be answered")
AHEAD = Said("วันต้องไม่เกินวันนี้ แก้วันที่", "The day may not lie ahead: put it right")


def _type(question: Question) -> str:
    if question.kind is Kind.LISTED:
        return f"select_one_from_file {question.list_name}.csv"
    if question.kind in (Kind.CHOICE, Kind.MANY):
        many = "multiple" if question.kind is Kind.MANY else "one"
        return f"select_{many} {question.name}"
    return TYPES[question.kind]


def _choice_rows(question: Question) -> list[Row]:
    def row(choice: Choice) -> Row:
        return {"list_name": question.name, "name": choice.code, **_both("label", choice.label)}

    return [row(choice) for choice in question.choices]


def _relevant(when: When) -> str:
    asked = f"${{{when.question}}}"
    if not when.answers:
        return f"{asked} != ''"
    return " or ".join(f"{asked} = '{answer}'" for answer in when.answers)


def _constraint(question: Question) -> tuple[str, Said]:
    """The condition of an answer, and what to do where it does not hold."""
    if question.kind is Kind.DAY and not question.future:
        return ". <= today()", AHEAD
    if question.kind in TEXTS and question.most:
        return _lengths(question)
    if question.kind not in NUMBERS:
        return "", Said("", "")
    parts = [f". >= {question.least or 0}"]
    if question.most is not None:
        parts.append(f". <= {question.most}")
    if question.kind is Kind.BAHT:
        parts.append("round(., 2) = .")
    return " and ".join(parts), bounds_said(question)


def _lengths(question: Question) -> tuple[str, Said]:
    least = f"string-length(.) >= {question.least} and " if question.least else ""
    return f"{least}string-length(.) <= {question.most}", bounds_said(question)


def bounds_said(question: Question) -> Said:
    """What to do where an answer lies outside its bounds."""
    least, most = question.least or 0, question.most
    if question.kind in TEXTS:
        return Said(
            f"พิมพ์ {least or 1} ถึง {most} ตัวอักษร", f"Write {least or 1} to {most} characters"
        )
    if question.kind is Kind.BAHT:
        return Said(
            f"พิมพ์เป็นบาท {least:,} ถึง {most:,} ทศนิยมไม่เกินสองตำแหน่ง",
            f"Write baht, {least:,} to {most:,}, with at most two decimals",
        )
    return Said(f"พิมพ์ตัวเลข {least:,} ถึง {most:,}", f"Write a number, {least:,} to {most:,}")


def _both(column: str, said: Said) -> Row:
    return {f"{column}::{THAI}": said.th, f"{column}::{ENGLISH}": said.en}
