"""The forms of the field: valid to ODK Validate, whole in Thai and English, and never a name."""

import io
import re

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring
from pyxform.validators.odk_validate import ODKValidateError, check_xform
from pyxform.xls2xform import convert

from plodnee.fieldwork.definitions import FORMS, SURVEY
from plodnee.fieldwork.definitions.gatherings import NOTES, TOPICS
from plodnee.fieldwork.definitions.model import UNASKED, Kind
from plodnee.fieldwork.xlsforms import sheets_of, version_of, workbook_of, xform_of
from plodnee.lessons.models import Kind as LessonKind
from plodnee.lessons.notes.from_field import SPEAKERS
from plodnee.policy.reader import versions

# A wording that changes gets a new day: beside its day each form has its fingerprint here.
KNOWN_VERSIONS = {
    "plodnee_household_survey": "20261126-efecfa04",
    "plodnee_household_visit": "20261126-7c61e400",
    "plodnee_focus_group": "20261127-bb30d4f8",
    "plodnee_attendance": "20261126-6506709c",
    "plodnee_household_account": "20261126-59711b38",
}
EVERY = pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.code)
PATH = re.compile(r"/data(?:/\w+)*")
NAMING = ("ชื่อ-สกุล", "นามสกุล", "เลขประจำตัว 13", "โทรศัพท์มือถือ", "บ้านเลขที่")


def validated(xform, folder):
    path = folder / "form.xml"
    path.write_bytes(xform)
    return check_xform(str(path))


@EVERY
def test_odk_validate_passes_the_form_without_a_warning(form, tmp_path):
    assert validated(xform_of(form), tmp_path) == []


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        (b"&lt;= today()", b"&lt;= (today()"),
        (b'relevant=" /data/asks_cash', b'relevant=" /data/cash_item/cash_kind'),
    ],
    ids=["a bracket that never closes", "a question that waits for itself"],
)
def test_odk_validate_refuses_a_form_that_is_broken(sound, broken, tmp_path):
    assert sound in xform_of(SURVEY)
    with pytest.raises(ODKValidateError):
        validated(xform_of(SURVEY).replace(sound, broken), tmp_path)


@EVERY
def test_every_path_in_every_condition_leads_to_a_question(form):
    """ODK Validate passes a sum over a question that is not there: nothing is added."""
    root = fromstring(xform_of(form))
    data = next(one for one in root.iter() if one.get("id") == form.code)
    there = {"/data", *_paths(data, "/data")}
    for one in root.iter():
        for value in one.attrib.values():
            assert set(PATH.findall(value)) <= there, value


def _paths(node, above):
    for child in node:
        path = f"{above}/{child.tag.rpartition('}')[2]}"
        yield path
        yield from _paths(child, path)


@EVERY
def test_the_workbook_makes_the_very_form_that_devices_get(form):
    made = convert(io.BytesIO(workbook_of(form)), file_type=".xlsx", form_name="data",
                   pretty_print=True, validate=False)  # fmt: skip
    assert made.xform.encode() == xform_of(form)


@EVERY
def test_the_form_bears_its_code_and_version_where_a_server_and_a_reader_look(form):
    root = fromstring(xform_of(form))
    instance = next(one for one in root.iter() if one.get("id") == form.code)
    assert instance.get("version") == version_of(form)
    assert form.dated.strftime("%Y%m%d") == version_of(form)[:8]
    assert xform_of(form).decode().count(version_of(form)) >= 3  # the root, and both languages


def test_a_wording_changes_with_its_day():
    assert {form.code: version_of(form) for form in FORMS.values()} == KNOWN_VERSIONS


@EVERY
def test_whatever_is_said_is_said_in_thai_and_in_english(form):
    for rows in sheets_of(form).values():
        for row in rows:
            for column, thai in row.items():
                if "::ไทย" in column:
                    assert all((thai, row[column.replace("ไทย (th)", "English (en)")])), row


@EVERY
def test_a_bounded_answer_says_in_thai_what_to_do(form):
    bounded = [row for row in sheets_of(form)["survey"] if "constraint" in row]
    assert bounded
    for row in bounded:
        said = row["constraint_message::ไทย (th)"]
        assert "พิมพ์" in said or "แก้" in said


@EVERY
def test_no_form_asks_who_somebody_is(form):
    words = " ".join(one.label.th for _group, one in form.questions() if one.kind not in UNASKED)
    assert not [word for word in NAMING if word in words]


def test_topics_are_those_of_the_circular_under_its_own_numbers():
    titles = {}
    for topic in versions("visit_rounds")[-1].values["topics"]:
        items = [(str(topic["number"]), topic["title"])] if not topic.get("items") else []
        items += [
            (f"{topic['number']}.{place}", title)
            for place, (title, _more) in enumerate(topic.get("items", ()), start=1)
        ]
        titles |= dict(items)
    asked = {one.code: one.label.th.partition(" ")[2] for one in TOPICS}
    assert list(asked) == list(titles)
    assert not [code for code, words in asked.items() if not titles[code].startswith(words)]


def test_roles_and_kinds_of_the_field_are_known_to_the_notes_they_become():
    asked = {one.name: one for _group, one in NOTES.questions()}
    assert {one.code for one in asked["speaker"].choices} == set(SPEAKERS)
    assert {one.code for one in asked["note_kind"].choices} == set(LessonKind.values)


def test_speakers_are_asked_for_their_role_alone():
    asked = {one.name: one for _group, one in FORMS["plodnee_focus_group"].questions()}
    assert asked["speaker"].kind is Kind.CHOICE
    assert "อย่าเขียนชื่อคน" in asked["words"].hint.th


@EVERY
def test_every_name_is_asked_once_and_what_a_question_rests_on_is_asked_before(form):
    met = set()
    for group, one in form.questions():
        assert one.name not in met
        rests_on = [one.of, one.within, *one.sums, *([one.when.question] if one.when else [])]
        rests_on += [group.when.question] if group and group.when else []
        assert set(filter(None, rests_on)) <= met, one.name
        met.add(one.name)


@EVERY
def test_the_workbook_opens_with_its_three_sheets(form):
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(form)), read_only=True)
    assert book.sheetnames == ["survey", "choices", "settings"]
