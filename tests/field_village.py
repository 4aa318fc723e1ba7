"""A made-up village whose households are visited with a device."""

import base64
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from build import CENTRE_CODE, TODAY, a_book, a_debt, a_household, an_import, an_officer
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

NOW = datetime(2019, 3, 16, 5, 0, tzinfo=UTC)  # noon in Thailand


def a_field_village(
    worker_role: str = "centre_committee", at: str = CENTRE_CODE
) -> tuple[Any, ...]:
    """The centre, its two households that owe, and a worker to whom the first was given."""
    from plodnee.fieldwork.assigning import assign
    from plodnee.organization.access import OPERATOR
    from plodnee.registers.models import Household

    homes = (a_household("001"), a_household("002"))
    debts = (a_debt(), a_debt(3, household_code="002"))
    centre = an_import(a_book(households=homes, debts=debts)).centre
    first, second = Household.objects.order_by("code")
    worker = an_officer(worker_role, at, "worker")
    assign(centre=centre, households=[first], worker=worker, actor=OPERATOR, on=TODAY)
    return centre, first, second, worker


def a_device(officer: Any) -> tuple[Any, str]:
    """A device of the officer and its secret."""
    from plodnee.fieldwork.devices import add_device

    return add_device(key=uuid4(), officer=officer, label="มือถือ", on=TODAY)


class Phone:
    """What a device asks, as ODK Collect does."""

    def __init__(self, officer: Any, secret: str = "") -> None:
        self.client = Client(raise_request_exception=False, enforce_csrf_checks=True)
        secret = secret or a_device(officer)[1]
        said = base64.b64encode(f"{officer.username}:{secret}".encode()).decode()
        self.heads = {"Authorization": f"Basic {said}", "X-OpenRosa-Version": "1.0"}

    def get(self, path: str) -> Any:
        """The answer to a question."""
        return self.client.get(path, headers=self.heads)

    def head(self, path: str) -> Any:
        """What Collect asks before it sends."""
        return self.client.head(path, headers=self.heads)

    def send(self, xml: bytes, **files: bytes) -> Any:
        """A filled form, with its pictures."""
        parts = {"xml_submission_file": SimpleUploadedFile("form.xml", xml, "text/xml")}
        parts |= {name: SimpleUploadedFile(f"{name}.jpg", one) for name, one in files.items()}
        return self.client.post("/openrosa/submission", parts, headers=self.heads)


def a_visit_form(household: Any, instance: UUID | None = None, **said: str) -> bytes:
    """A visit that met the household."""
    from plodnee.fieldwork.definitions import VISIT

    known = {"day": TODAY.isoformat(), "visit_purpose": "plan", "outcome": "met",
             "spoke_of_debt": "no", "note": "ข้าวยังไม่ได้ขาย"}  # fmt: skip
    return filled(VISIT, household, instance, **(known | said))


def a_survey_form(
    household: Any, instance: UUID | None = None, debts: Any = (), cash_items: Any = (), **said: str
) -> bytes:
    """A survey of five people, with these debts; nothing is said of income unless listed."""
    from plodnee.fieldwork.definitions import SURVEY

    known = {"day": TODAY.isoformat(), "members": "5", "workers": "2", "main_occupation": "ทำนา",
             "asks_cash": "yes" if cash_items else "no"}  # fmt: skip
    rows = {"debt_item": debts, "cash_item": cash_items}
    return filled(SURVEY, household, instance, rows, **(known | said))


def filled(form: Any, place: Any, instance: Any = None, rows: Any = None, **said: str) -> bytes:
    """A form as a device or a page writes it."""
    from plodnee.fieldwork.writing import filled_xml

    answers = {form.place: str(place.pk), **said}
    return filled_xml(form, instance or uuid4(), answers, rows or {})


def sender(worker: Any, at: datetime = NOW, on: date = TODAY) -> Any:
    """The worker, who sends from a page."""
    from plodnee.fieldwork.receiving import Sender

    return Sender(worker, None, on, at)
