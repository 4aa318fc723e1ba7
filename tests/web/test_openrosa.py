"""A device gets its worker's forms and lists, and what it sends is kept once, whatever happens."""

import csv
import io
from uuid import uuid4

import pytest
from build import CENTRE_CODE, a_picture, an_officer
from defusedxml.ElementTree import fromstring
from field_village import Phone, a_device, a_field_village, a_visit_form, filled
from world import logged_in

from plodnee.audit.models import AccessEvent
from plodnee.fieldwork.definitions import FORMS, NOTES
from plodnee.fieldwork.devices import revoke_device
from plodnee.fieldwork.models import Draft, DraftFile
from plodnee.fieldwork.receiving import content_of, filled_of
from plodnee.fieldwork.xlsforms import xform_of

pytestmark = pytest.mark.django_db
LIST, SEND = "/openrosa/formList", "/openrosa/submission"
MANIFEST = "/openrosa/forms/{}/manifest.xml"
BILLION_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;">]><data id="plodnee_household_visit"><note>&c;</note></data>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<data id="plodnee_household_visit"><note>&a;</note></data>"""


@pytest.fixture
def village():
    return a_field_village()


@pytest.fixture
def phone(village):
    return Phone(village[3])


def rows_of(reply):
    return list(csv.DictReader(io.StringIO(reply.content.decode())))


def path_in(node, tag):
    found = next(one.text for one in node.iter() if one.tag.endswith(tag))
    return found.removeprefix("http://testserver")


def test_a_device_finds_every_form_and_downloads_what_the_list_names(phone):
    reply = phone.get(LIST)
    assert reply.headers["X-OpenRosa-Version"] == "1.0"
    entries = list(fromstring(reply.content))
    assert {path_in(one, "formID") for one in entries} == set(FORMS)
    for entry in entries:
        form = FORMS[path_in(entry, "formID")]
        assert phone.get(path_in(entry, "downloadUrl")).content == xform_of(form)
        media = list(fromstring(phone.get(path_in(entry, "manifestUrl")).content))
        assert [path_in(one, "filename") for one in media] == [f"{n}.csv" for n in form.lists]
        assert all(phone.get(path_in(one, "downloadUrl")).status_code == 200 for one in media)


def test_the_lists_name_assigned_households_alone_by_code_and_given_name(phone, village):
    _centre, first, second, _worker = village
    path = "/openrosa/forms/plodnee_household_survey/{}.csv"
    homes = rows_of(phone.get(path.format("households")))
    assert [(row["name"], row["label"]) for row in homes] == [(str(first.pk), "001 · นายสมมุติ")]
    debts = rows_of(phone.get(path.format("debts")))
    assert {row["household"] for row in debts} == {str(first.pk)}
    assert [row["name"] for row in debts] == [str(first.debts.get().pk), "new"]
    assert not words_about(second) & set(phone.get(path.format("debts")).content.split())
    shown = AccessEvent.objects.filter(action="openrosa_list")
    assert {event.household_key for event in shown} == {first.pk.hex}


def words_about(home):
    return {str(home.pk).encode(), home.code.encode()}


def test_the_manifest_tells_when_a_list_changed(phone, village):
    from plodnee.fieldwork.assigning import assign
    from plodnee.organization.access import OPERATOR

    centre, _first, second, worker = village
    path = MANIFEST.format("plodnee_household_visit")
    before = phone.get(path).content
    assert phone.get(path).content == before
    on = worker.posts.get().held_from
    assign(centre=centre, households=[second], worker=worker, actor=OPERATOR, on=on)
    assert phone.get(path).content != before


def test_a_device_asks_before_it_sends_and_sends_without_a_page_s_token(phone, village):
    assert phone.head(SEND).status_code == 204
    assert phone.send(a_visit_form(village[1])).status_code == 201
    draft = Draft.objects.get()
    assert (draft.worker, draft.household, draft.trouble) == (village[3], village[1], "")
    assert "ข้าวยังไม่ได้ขาย" not in draft.sealed_xml
    assert filled_of(draft).answers["note"] == "ข้าวยังไม่ได้ขาย"


def test_the_same_sent_again_is_kept_once_and_its_pictures_are_joined(phone, village):
    form = a_visit_form(village[1], photo="one.jpg")
    pictures = {"one": a_picture("ก", kind="JPEG"), "two": a_picture("ข", kind="JPEG")}
    sendings = [{}, {"one": pictures["one"]}, {"two": pictures["two"]}, pictures, {}]
    assert {phone.send(form, **files).status_code for files in sendings} == {201}
    assert Draft.objects.count() == 1
    kept = {one.name: content_of(one) for one in DraftFile.objects.all()}
    assert kept == {f"{name}.jpg": one for name, one in pictures.items()}


def test_another_content_under_the_same_instance_is_kept_and_the_device_keeps_its_own(
    phone, village
):
    instance = uuid4()
    first = a_visit_form(village[1], instance)
    other = a_visit_form(village[1], instance, note="ขายข้าวแล้ว")
    sent = [phone.send(one).status_code for one in (first, other, other, first)]
    assert sent == [201, 409, 409, 201]
    said = {filled_of(draft).answers["note"] for draft in Draft.objects.all()}
    assert said == {"ข้าวยังไม่ได้ขาย", "ขายข้าวแล้ว"}


def test_a_household_that_was_not_given_is_kept_with_a_mark_and_one_elsewhere_refused(village):
    _centre, first, second, worker = village
    assert Phone(worker).send(a_visit_form(second)).status_code == 201
    assert Draft.objects.get().trouble == "not_assigned"
    strangers = [("centre_committee", "31011806"), ("district_officer", "3121"), ("province", "31"),
                 ("auditor", CENTRE_CODE), (None, "")]  # fmt: skip
    for number, (role, place) in enumerate(strangers):
        stranger = an_officer(role, place, f"stranger-{number}")
        device = Phone(stranger)
        assert device.send(a_visit_form(first)).status_code == 403
        absent = type(first)(pk=uuid4())
        assert device.send(a_visit_form(absent)).content == device.send(a_visit_form(first)).content
        assert rows_of(device.get("/openrosa/forms/plodnee_household_visit/households.csv")) == []
    assert Draft.objects.count() == 1


def test_nobody_joins_what_another_sent(village):
    form = a_visit_form(village[1])
    assert Phone(village[3]).send(form).status_code == 201
    other = an_officer("district_officer", "3101")
    assert Phone(other).send(form, one=a_picture(kind="JPEG")).status_code == 403
    assert not DraftFile.objects.exists()


def test_an_older_version_of_a_form_is_kept_with_a_mark(phone, village):
    form = a_visit_form(village[1]).replace(b' version="2', b' version="1')
    assert phone.send(form).status_code == 201
    assert Draft.objects.get().trouble == "other_version"


@pytest.mark.parametrize(
    ("xml", "status"),
    [
        (BILLION_LAUGHS, 400), (OUTSIDE, 400), (b"", 400), (b"<data", 400), (b"\xff\xfe<", 400),
        (b'<data id="plodnee_household_visit"/>', 400),
        (b'<data id="somebody_elses"><meta><instanceID>uuid:1</instanceID></meta></data>', 404),
        (b"<data>" + b"<a>" * 6000 + b"</a>" * 6000 + b"</data>", 400),
        (b"<data>" + b" " * 600_000 + b"</data>", 413),
    ],
    ids=["laughs", "outside", "empty", "cut", "coding", "bare", "form", "deep", "long"],
)  # fmt: skip
def test_hostile_or_broken_xml_is_turned_away_and_nothing_is_kept(xml, status, phone):
    assert phone.send(xml).status_code == status
    assert not Draft.objects.exists()


def test_fifty_megabytes_are_turned_away(phone, village):
    assert phone.send(a_visit_form(village[1]), one=b"\xff" * (50 * 2**20)).status_code == 413
    assert phone.send(b"<data>" + b"x" * (50 * 2**20)).status_code == 413
    assert phone.send(a_visit_form(village[1]), one=b"MZ no picture").status_code == 400
    assert not Draft.objects.exists()


def test_without_a_device_s_secret_nobody_is_answered(village, settings):
    centre, first, _second, worker = village
    device, secret = a_device(worker)
    right = Phone(worker, secret)
    assert right.get(LIST).status_code == 200
    assert logged_in(worker).get(LIST).status_code == 401  # a session is no device
    wrong = [Phone(worker, "0000-0000"), Phone(an_officer("district_officer", "3101"), secret)]
    assert {one.get(LIST).status_code for one in wrong} == {401}
    assert wrong[0].send(a_visit_form(first)).status_code == 401
    revoke_device(device, officer=worker, on=centre.imports.get().decided_on)
    assert right.get(LIST).status_code == 401


def test_a_secret_is_kept_nowhere_and_guessing_is_slowed_down(village):
    worker = village[3]
    device, secret = a_device(worker)
    assert secret not in str(device.__dict__)
    wrong = Phone(worker, "0000-0000")
    statuses = [wrong.get(LIST).status_code for _ in range(12)]
    assert statuses[0] == 401
    assert statuses[-1] == 429
    assert Phone(worker, secret).get(LIST).status_code == 200


def test_an_officer_who_left_sends_nothing(phone, village):
    worker = village[3]
    worker.is_active = False
    worker.save()
    assert phone.get(LIST).status_code == 401


def test_notes_of_a_group_are_kept_for_their_centre(phone, village):
    said = {"topic": "1.6", "speaker": "household", "note_kind": "problem", "words": "ดอกเบี้ยสูง"}
    form = filled(NOTES, village[0], rows={"said": [said, said | {"topic": "5"}]}, day="2019-03-16")
    assert phone.send(form).status_code == 201
    draft = Draft.objects.get()
    assert (draft.centre, draft.household) == (village[0], None)
    assert [row["topic"] for row in filled_of(draft).rows["said"]] == ["1.6", "5"]
