"""The field's forms on the site: the same questions, and what is sent is the same draft."""

import re

import pytest
from build import CENTRE_CODE, a_picture, an_officer
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from field_village import a_field_village
from world import logged_in

from plodnee.fieldwork.definitions import FORMS
from plodnee.fieldwork.definitions.model import UNASKED
from plodnee.fieldwork.models import Draft
from plodnee.fieldwork.receiving import filled_of

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"')
SURVEY, VISIT = "plodnee_household_survey", "plodnee_household_visit"


@pytest.fixture
def village():
    return a_field_village()


@pytest.fixture
def client(village):
    return logged_in(village[3])


def path_of(form, household=None):
    if household is None:
        return reverse("field_fill", args=[CENTRE_CODE, form])
    return reverse("field_fill_home", args=[CENTRE_CODE, form, household.pk])


def hidden_of(page):
    return {name: text for name, text in HIDDEN.findall(page) if name != "csrfmiddlewaretoken"}


def test_the_page_asks_every_question_of_the_form(client, village):
    for form in FORMS.values():
        home = village[1] if form.place == "household" else None
        page = client.get(path_of(form.code, home)).content.decode()
        for group, one in form.questions():
            if one.kind in UNASKED or one.name == form.place:
                continue
            name = f"{group.name}-0-{one.name}" if group and group.repeats else one.name
            assert f'name="{name}"' in page, (form.code, name)
            assert one.label.th in page
        assert "Seen" not in page


def test_a_survey_filled_in_thai_is_the_draft_of_a_device_and_sent_twice_it_is_one(client, village):
    home = village[1]
    path = path_of(SURVEY, home)
    said = hidden_of(client.get(path).content.decode()) | {
        "day": "16 มี.ค. 2562", "members": "๕", "workers": "2", "main_occupation": "ทำนา",
        "cash": "1,500.25", "asks_cash": "yes",
        "cash_item-1-cash_kind": "income", "cash_item-1-cash_name": "ขายข้าว",
        "cash_item-1-cash_amount": "๘๐,๐๐๐", "cash_item-1-cash_months": ["11", "12"],
        "debt_item-0-debt": str(home.debts.get().pk), "debt_item-0-principal": "12,000",
    }  # fmt: skip
    for _ in range(2):
        assert client.post(path, said).status_code == 302
    draft = Draft.objects.get()
    filled = filled_of(draft)
    assert (draft.household, draft.device, draft.trouble, draft.seen) == (home, None, "", 1)
    told = {name: filled.answers[name] for name in ("day", "members", "cash")}
    assert told == {"day": "2019-03-16", "members": "5", "cash": "1500.25"}
    assert [row["cash_months"] for row in filled.rows["cash_item"]] == ["11 12"]
    assert filled.rows["debt_item"][0]["principal"] == "12000.00"


def test_what_is_missing_or_wrong_is_said_at_its_question_and_nothing_is_kept(client, village):
    path = path_of(SURVEY, village[1])
    page = client.get(path).content.decode()
    said = hidden_of(page) | {"day": "16/3/2999", "members": "0", "debt_item-1-debt": "new"}
    reply = client.post(path, said)
    text = reply.content.decode()
    assert reply.status_code == 422
    assert 'id="id_debt_item-1-principal_error_0"' in text
    assert 'id="id_debt_item-0-principal_error_0"' not in text
    assert "พิมพ์ตัวเลข 1 ถึง 50" in text
    assert 'value="16/3/2999"' in text
    assert not Draft.objects.exists()


def test_one_more_row_keeps_what_was_typed(client, village):
    path = path_of(SURVEY, village[1])
    page = client.get(path).content.decode()
    assert "debt_item-2-debt" not in page
    said = hidden_of(page) | {"more": "debt_item", "main_occupation": "ทำนา"}
    reply = client.post(path, said)
    text = reply.content.decode()
    assert reply.status_code == 200
    assert "debt_item-2-debt" in text
    assert 'value="ทำนา"' in text
    assert hidden_of(text)["key"] == hidden_of(page)["key"]


def test_a_picture_goes_along_and_what_is_none_is_refused(client, village):
    path = path_of(VISIT, village[1])
    said = hidden_of(client.get(path).content.decode()) | {
        "day": "16 มี.ค. 2562", "visit_purpose": "plan", "outcome": "not_home",
    }  # fmt: skip
    refused = client.post(path, said | {"photo": SimpleUploadedFile("a.jpg", b"MZ")})
    assert refused.status_code == 422
    assert not Draft.objects.exists()
    picture = a_picture(kind="JPEG")
    assert (
        client.post(path, said | {"photo": SimpleUploadedFile("a.jpg", picture)}).status_code == 302
    )
    assert Draft.objects.get().files.get().size_bytes == len(picture)


def test_only_households_that_were_given_are_there_to_fill(client, village):
    _centre, first, second, _worker = village
    choices = client.get(reverse("field_choose", args=[CENTRE_CODE, VISIT])).content.decode()
    assert "001 · นายสมมุติ" in choices
    assert str(second.pk) not in choices
    assert client.get(path_of(VISIT, second)).status_code == 404
    for role, place in (("centre_committee", "31011806"), ("province", "31")):
        stranger = logged_in(an_officer(role, place))
        assert stranger.get(path_of(VISIT, first)).status_code == 404
    colleague = logged_in(an_officer("district_officer", "3101"))
    assert colleague.get(path_of(VISIT, first)).status_code == 404
    assert colleague.get(path_of("plodnee_focus_group")).status_code == 200
    assert client.get(path_of(VISIT)).status_code == 404
    assert client.get(reverse("field_choose", args=[CENTRE_CODE, "no_form"])).status_code == 404
