"""A letter is written from a round, looked at, numbered once, received, and its tasks answered."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from build import a_picture, an_officer
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document

from plodnee.audit.models import AuditEvent
from plodnee.documents.letter_issuing import letter_file
from plodnee.organization.access import OPERATOR
from plodnee.policy.reader import versions
from plodnee.privacy.retention import due_items
from plodnee.visits.letters.plain import LetterSaid, OfficeSaid, TaskSaid
from plodnee.visits.letters.services import send_letter, state_office
from plodnee.visits.models import (
    AnswerFile,
    AnswerFileWithdrawal,
    Letter,
    LetterReceipt,
    OfficeStatement,
    Selection,
    TaskAnswer,
)
from plodnee.visits.rounds.services import Hand

pytestmark = pytest.mark.django_db
DAY = date(2019, 3, 16)
HEAD = OfficeSaid(**versions("demonstration_round")[-1].values["office"])


def browser(role, place) -> Client:
    client = Client()
    client.force_login(an_officer(role, place))
    return client


@pytest.fixture
def province(provinces):
    state_office(office_code="31", said=HEAD, by=Hand(OPERATOR, DAY))
    return browser("province", "31")


@pytest.fixture
def district(provinces):
    return browser("district_officer", "3101")


@pytest.fixture
def asked(centres, province):
    """A letter of the province that asks two things of the district."""
    tasks = (TaskSaid("จัดเตรียมข้อมูล", DAY), TaskSaid("ประสานคณะกรรมการ", DAY))
    said = LetterSaid("external", "การลงพื้นที่", "ด้วยจังหวัด", DAY, to_code="3101", tasks=tasks)
    return send_letter(office_code="31", said=said, by=Hand(OPERATOR, DAY))


def word_file(letter):
    return Document(BytesIO(letter_file(letter, ".docx")))


def runs_of(paragraph) -> list[tuple]:
    """Each run's text, points, whether it is bold, its colour; no-break blanks as plain ones."""
    return [
        (
            run.text.replace("\xa0", " "),
            run.font.size and run.font.size.pt,
            bool(run.bold),
            run.font.color.rgb and str(run.font.color.rgb),
        )
        for run in paragraph.runs
    ]


def cells_of(table) -> list[list[str]]:
    return [[cell.text.replace("\xa0", " ") for cell in row.cells] for row in table.rows]


def sent_by(client, path) -> dict:
    """What the form of a letter sends as it stands."""
    form = client.get(path).context["form"]
    sent = {}
    for one in (form.head, *form.tasks):
        for field in one:
            value = field.value()
            sent[field.html_name] = field.field.prepare_value(value) if value else ""
    return sent


def test_a_letter_from_a_round_is_looked_at_and_numbered_once(bare_round, province):
    choice = Selection.objects.get(centre_id="31011805")
    begun = province.get(reverse("letter_new", args=["31"]) + f"?visit={choice.pk}").url
    sent = sent_by(province, begun)
    assert "จัดเตรียมข้อมูลนำเสนอ" in sent["0-wording"]
    preview = begun.replace("/write/", "/preview.pdf")
    assert province.post(preview, sent).content.startswith(b"%PDF")
    assert province.post(begun, sent).status_code == 422
    assert not Letter.objects.exists()
    for _ in range(2):
        assert province.post(begun, sent | {"sure": "on", "number": "2026"}).status_code == 302
    letter = Letter.objects.get()
    assert (letter.number, letter.series, letter.to_code) == (2026, "circular", "3101")
    assert letter.tasks.count() == 2
    page = province.get(reverse("letter", args=["31", letter.pk])).content.decode()
    assert "บร 0018/ว 2026" in page
    for name, start in (("sent_pdf", b"%PDF"), ("sent_docx", b"PK")):
        assert province.get(reverse(name, args=["31", letter.pk])).content.startswith(start)
    word = word_file(letter)
    assert runs_of(word.paragraphs[0]) == [("ด่วนที่สุด", 32, True, "C00000")]
    assert "PAGE" in word.sections[0].header._element.xml
    assert word.sections[0].different_first_page_header_footer
    assert "๑๕\xa0คน" in "".join(one.text for one in word.paragraphs)


@pytest.mark.parametrize(
    ("kind", "number"), [("memo", "บร 0018/1"), ("announcement", "1/2562"), ("order", "1/2562")]
)
def test_free_letters_of_other_kinds_are_numbered_in_their_series(province, kind, number):
    path = reverse("letter_write", args=["31", uuid4()])
    sent = sent_by(province, path) | {
        "kind": kind, "subject": "แต่งตั้งคณะทำงาน", "opening": "เพื่อให้การทำงานเรียบร้อย",
        "addressee": "หัวหน้ากลุ่มงาน" if kind == "memo" else "", "dated_on": "16/03/2562",
        "sure": "on",
    }  # fmt: skip
    enclosed = {"also_enclosed": "แบบตอบรับ | จำนวน 2 แผ่น\n\nแผนที่"}
    assert province.post(path, sent | {"also_enclosed": "ก\n" * 11}).status_code == 422
    if kind == "memo":
        sent |= enclosed
    else:
        assert province.post(path, sent | enclosed).status_code == 422
    answer = province.post(path, sent, follow=True)
    assert f"หนังสือที่ {number}" in answer.content.decode()
    letter = Letter.objects.get()
    closes = letter.closing.startswith("จึงเรียนมา")
    assert closes == (kind == "memo"), "what is proclaimed asks nobody to consider it"
    if kind == "memo":
        written = [one for one in word_file(letter).paragraphs if one.text]
        assert runs_of(written[0]) == [("บันทึกข้อความ", 29, True, None)]
        assert cells_of(word_file(letter).tables[-1]) == [
            ["สิ่งที่ส่งมาด้วย", "๑. แบบตอบรับ", "จำนวน ๒ แผ่น"], ["", "๒. แผนที่", "จำนวน ๑ ฉบับ"],
        ]  # fmt: skip
        assert "แบบตอบรับ   จำนวน 2 แผ่น" in answer.content.decode()
        assert "ยังไม่ลงรับ" not in answer.content.decode(), "a memo to nobody here waits for nobody"
        dated = [(text.split("\t")[0].strip(), size) for text, size, *_ in runs_of(written[2])]
        assert dated == [("ที่", 20), ("บร ๐๐๑๘/๑", None), ("วันที่", 20), ("๑๖ มีนาคม ๒๕๖๒", None)]
        assert all(not bold for text, _, bold, _ in runs_of(written[3]) if "แต่งตั้ง" in text)


def test_an_external_letter_without_addressee_and_half_a_task_are_refused(province):
    path = reverse("letter_write", args=["31", uuid4()])
    sent = sent_by(province, path) | {"subject": "เรื่อง", "opening": "ข้อความ", "sure": "on"}
    assert "ต้องมีผู้รับ" in province.post(path, sent).content.decode()
    sent |= {"addressee": "นายอำเภอ", "0-wording": "ส่งรายงาน"}
    assert province.post(path, sent).status_code == 422
    assert not Letter.objects.exists()


def test_tasks_wait_for_the_district_are_answered_there_and_the_sender_sees_who(
    asked, province, district
):
    waiting = district.get(reverse("waiting")).content.decode()
    assert "จัดเตรียมข้อมูล" in waiting
    assert "เกินกำหนด" in waiting
    assert "งานที่รอ (2)" in waiting
    assert "ไม่มีงานรอท่าน" in province.get(reverse("waiting")).content.decode()
    path = reverse("task_answer", args=["3101", asked.pk, 1])
    sent = {"outcome": "done", "note": "ทำสไลด์แล้ว", "seen": "0"}
    for _ in range(2):
        assert district.post(path, sent).status_code == 302
    assert district.post(path, sent | {"note": "อย่างอื่น"}).status_code == 422
    assert district.post(path, {"outcome": "", "seen": "1"}).status_code == 422
    refused = {"outcome": "not_possible", "note": "", "seen": "1"}
    assert district.post(path, refused).status_code == 422
    assert asked.tasks.get(place=1).answers.count() == 1
    assert LetterReceipt.objects.get(office_code="3101").number == 1
    assert "งานที่รอ (1)" in district.get(reverse("waiting")).content.decode()
    page = province.get(reverse("letter", args=["31", asked.pk])).content.decode()
    assert "ทำสไลด์แล้ว" in page
    assert "เลขรับ 1/" in page
    register = province.get(reverse("office_letters", args=["31"])).content.decode()
    assert "1 จาก 2" in register


def test_files_go_with_an_answer_once_are_seen_by_both_offices_and_taken_out(
    asked, province, district, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    path = reverse("task_answer", args=["3101", asked.pk, 1])

    def sent(*contents, seen=0):
        files = [SimpleUploadedFile("สมชาย.png", one) for one in contents]
        return district.post(path, {"outcome": "done", "seen": seen, "attached": files})

    assert sent(a_picture(), b"GIF89a").status_code == 422
    assert (
        sent(*(b"%PDF-1.4\n/Type/Page " + bytes([n]) + b"\n%%EOF" for n in range(6))).status_code
        == 422
    )
    assert not TaskAnswer.objects.exists()
    for _ in range(2):
        assert sent(a_picture(), a_picture()).status_code == 302
    file = AnswerFile.objects.get()
    assert (
        a_picture()
        not in (tmp_path / "evidence" / file.stored_as[:2] / file.stored_as).read_bytes()
    )
    for client, code in ((province, "31"), (district, "3101")):
        assert (
            "ไฟล์แนบ 1 (PNG)"
            in client.get(reverse("letter", args=[code, asked.pk])).content.decode()
        )
        reply = client.get(reverse("answer_file", args=[code, asked.pk, file.pk]))
        assert reply.content == a_picture()
        assert "สมชาย" not in str(reply.headers)
    assert AuditEvent.objects.filter(action="letters.file_opened").count() == 2
    beside = browser("district_officer", "3121")
    assert beside.get(reverse("answer_file", args=["3101", asked.pk, file.pk])).status_code == 404
    withdraw = reverse("answer_file_withdraw", args=["3101", asked.pk, file.pk])
    of_sender = withdraw.replace("/3101/", "/31/")
    assert province.post(of_sender, {"reason": "ผิด"}).status_code == 404
    district.post(withdraw, {"reason": ""})
    assert not AnswerFileWithdrawal.objects.exists()
    assert district.post(withdraw, {"reason": "แนบผิดฉบับ"}).status_code == 302
    page = province.get(reverse("letter", args=["31", asked.pk])).content.decode()
    assert "ไฟล์แนบ" not in page
    later = timezone.localdate() + timedelta(days=91)
    (due,) = due_items(later, "3101")
    assert (due.kind, due.key, due.centre_code) == ("withdrawn_evidence", str(file.pk), "3101")
    assert not list(due_items(later, "3121"))


def test_tasks_beyond_a_page_are_turned_to_and_counted(centres, province, district):
    tasks = tuple(TaskSaid(f"งานลำดับ {number:03}", DAY) for number in range(1, 22))
    said = LetterSaid("external", "การลงพื้นที่", "ด้วยจังหวัด", DAY, to_code="3101", tasks=tasks)
    send_letter(office_code="31", said=said, by=Hand(OPERATOR, DAY))
    first = district.get(reverse("waiting")).content.decode()
    second = district.get(reverse("waiting") + "?tasks=2").content.decode()
    assert "(21)" in first
    assert "?tasks=2" in first
    seen = [[f"งานลำดับ {number:03}" in page for page in (first, second)] for number in range(1, 22)]
    assert seen == [[True, False]] * 20 + [[False, True]]


def test_a_letter_is_received_once_and_only_where_it_was_sent(asked, province, district):
    path = reverse("letter_receive", args=["3101", asked.pk])
    for _ in range(2):
        assert district.post(path).status_code == 302
    assert LetterReceipt.objects.count() == 1
    assert province.post(reverse("letter_receive", args=["31", asked.pk])).status_code == 404
    beside = browser("district_officer", "3121")
    assert beside.get(reverse("letter", args=["3121", asked.pk])).status_code == 404
    assert beside.get(reverse("letter", args=["3101", asked.pk])).status_code == 404


def test_a_letter_on_paper_stands_in_the_register_once_and_is_found_by_search(district, centres):
    path = reverse("letter_record", args=["3101"])
    sent = {
        "sender": "เทศบาลตำบล", "their_number": "บร 51001/12", "dated_on": "16/03/2562",
        "subject": "ขอใช้ห้องประชุม",
    }  # fmt: skip
    for _ in range(2):
        assert district.post(path, sent).status_code == 302
    register = reverse("office_letters", args=["3101"]) + "?register=received"
    assert "ขอใช้ห้องประชุม" in district.get(register).content.decode()
    for words, found in (("ห้องประชุม", True), ("รถยนต์", False)):
        assert district.post(register, {"q": words}).status_code == 302
        assert ("เทศบาลตำบล" in district.get(register).content.decode()) == found
    assert LetterReceipt.objects.count() == 1
    for nonsense, label in (("year=2400", "ปี"), ("register=zzz", "ทะเบียน")):
        told = district.get(f"{register}&{nonsense}").content.decode()
        assert f"{label}: ไม่มีตัวเลือกที่ขอ" in told
        assert (
            district.get(reverse("letters_xlsx", args=["3101"]) + f"?{nonsense}").status_code == 422
        )
    file = district.get(reverse("letters_xlsx", args=["3101"]) + "?register=received")
    assert b"".join(file.streaming_content).startswith(b"PK")


def test_an_office_states_its_head_before_its_first_letter_and_once(provinces):
    client = browser("province", "30")
    path = reverse("letter_new", args=["30"])
    told = client.get(client.get(path).url)
    assert told.url == reverse("office_head", args=["30"])
    sent = {name: getattr(HEAD, name) for name in HEAD.__slots__}
    for _ in range(2):
        assert client.post(told.url, sent).status_code == 302
    assert client.get(client.get(path).url).status_code == 200
    assert OfficeStatement.objects.filter(office_code="30").count() == 1


def test_the_department_writes_from_its_own_register(provinces):
    client = browser("department", "")
    assert client.get(reverse("letters")).url == reverse("office_letters", args=["00"])
    assert client.get(reverse("office_letters", args=["00"])).status_code == 200
    assert browser("province", "31").get(reverse("office_letters", args=["00"])).status_code == 404
