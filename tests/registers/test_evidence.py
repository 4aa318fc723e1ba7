"""Evidence: what is kept is looked into, sealed, found again by those of the area, never lost."""

import io
import zlib
from pathlib import Path

import pytest
from build import TODAY, a_picture, an_import, an_officer
from cryptography.exceptions import InvalidTag
from django.conf import settings
from PIL import Image, ImageFile

from plodnee.audit.models import AuditEvent
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed
from plodnee.registers import evidence_files
from plodnee.registers.entries.evidence import (
    attach_evidence,
    evidence_of,
    opened_evidence,
    withdraw_evidence,
)
from plodnee.registers.errors import EvidenceRefused, EvidenceWithdrawn, ReasonMissing
from plodnee.registers.models import Debt, Evidence, Household

pytestmark = pytest.mark.django_db
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj 9 0 obj<</Type/Page>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


@pytest.fixture
def home(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    an_import()
    return Household.objects.get()


def attached(home, content=None, **more):
    how = {"debt": None, "kind": "photo", "description": "", "actor": OPERATOR, "on": TODAY}
    return attach_evidence(content or a_picture(), household=home, **{**how, **more})


@pytest.fixture
def papers_are_drawn(monkeypatch):
    """The setting in which a process stands that has drawn a paper."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)


def files_on_disk():
    folder = Path(settings.MEDIA_ROOT) / "evidence"
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("content", "kind"),
    [(a_picture(), "image/png"), (a_picture(kind="JPEG"), "image/jpeg"), (PDF, "application/pdf")],
    ids=["png", "jpeg", "pdf"],
)
def test_what_was_sent_comes_back_and_lies_sealed(home, content, kind):
    before = files_on_disk()
    scan = attached(home, content)
    (path,) = files_on_disk() - before
    assert (scan.media_type, scan.size_bytes) == (kind, len(content))
    assert content not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert opened_evidence(scan, actor=OPERATOR, on=TODAY) == content
    sealed = path.read_bytes()
    path.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(InvalidTag):
        opened_evidence(scan, actor=OPERATOR, on=TODAY)


def a_bomb():
    held = io.BytesIO()
    Image.new("1", (8_000, 8_000)).save(held, "PNG")
    return held.getvalue()


def packed(objects, *, how=zlib.compress, sort=b"ObjStm"):
    """A PDF that keeps objects in a stream."""
    stream = b"<</Type/%s/Filter/FlateDecode>>stream\n%s\nendstream" % (sort, how(objects))
    return PDF.replace(b"trailer", b"2 0 obj" + stream + b" endobj trailer")


def test_a_plain_pdf_may_pack_its_objects_and_hold_any_picture(home):
    attached(home, packed(b"1 0 <</Type/Pages>>"))
    attached(home, packed(b"by chance /JS and /AA(", how=bytes, sort=b"XObject"))
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize(
    "content",
    [
        b"", b"GIF89a" + bytes(50), b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html><script>alert(1)</script>", b"MZ" + bytes(100), a_picture(side=64)[:50], a_bomb(),
        PDF[:-7], PDF.replace(b"/Type", b"/OpenAction<</S/JavaScript/JS(1)>>/Type"),
        PDF.replace(b"/Type", b"/J#61vaScript 2 0 R/Type"),
        PDF.replace(b"/Type", b"/EmbeddedFiles 2 0 R/Type"),
        PDF.replace(b"/Root", b"/Encrypt 3 0 R/Root"), PDF.replace(b"/Type/Page", b"/Type/Pages"),
        PDF.replace(b"/Type/Page", b"/XFA 2 0 R/Type/Page"),
        packed(b"1 0 <</S/JavaScript/JS(1)>>"), packed(b"1 0 <</AA 2 0 R>>", sort=b"Obj#53tm"),
        packed(b"1 0 <</Type/Pages>>", how=lambda plain: plain[::-1]), packed(bytes(33 * 2**20)),
        b"\x89PNG\r\n\x1a\n" + bytes(evidence_files.LARGEST_FILE_BYTES),
    ],
    ids=["empty", "gif", "svg", "html", "program", "cut short", "bomb", "pdf cut short",
         "acting pdf", "acting pdf in disguise", "pdf with files", "locked pdf", "no pages",
         "pdf of a form", "packed acts",
         "packed acts in disguise", "packed otherwise", "packed bomb", "too large"],
)  # fmt: skip
def test_what_is_no_plain_picture_or_pdf_is_refused_and_leaves_nothing(
    home, papers_are_drawn, content
):
    before = files_on_disk()
    with pytest.raises(EvidenceRefused):
        attach_evidence(
            content,
            household=home,
            debt=None,
            kind="photo",
            description="",
            actor=OPERATOR,
            on=TODAY,
        )
    assert files_on_disk() == before
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_kept_without_what_its_camera_says_and_whatever_follows_it(home, kind):
    about, held = Image.Exif(), io.BytesIO()
    about[0x0112], about[0x013B] = 6, "นายช่างภาพ"
    about.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (40, 30), "black").save(held, kind, exif=about)
    sent = held.getvalue() + b"PK\x03\x04 a tail"
    scan = attached(home, sent)
    lies = opened_evidence(scan, actor=OPERATOR, on=TODAY)
    assert (scan.size_bytes, scan.media_type) == (len(lies), f"image/{kind.lower()}")
    assert b"tail" not in lies
    with Image.open(io.BytesIO(lies)) as picture:
        assert dict(picture.getexif()) in ({0x0112: 6}, {})
        assert dict(picture.getexif().get_ifd(0x8825)) == {}
        assert (kind == "PNG") or picture.getexif()[0x0112] == 6
        assert picture.convert("RGB").getpixel((9, 9)) == (0, 0, 0)
    assert attached(home, sent) == scan


def test_a_picture_whose_words_of_itself_are_broken_is_kept_without_them(home):
    held = io.BytesIO()
    Image.new("RGB", (40, 30), "black").save(held, "JPEG", dpi=(300, 300))
    whole, broken = held.getvalue(), b"Exif\0\0no such thing"
    head = b"\xff\xe1" + (len(broken) + 2).to_bytes(2, "big")
    scan = attached(home, whole[:20] + head + broken + whole[20:])
    assert b"no such thing" not in opened_evidence(scan, actor=OPERATOR, on=TODAY)


def test_a_photograph_that_holds_several_pictures_is_kept_as_its_first(home):
    first, held = Image.new("RGB", (40, 30), "black"), io.BytesIO()
    first.save(held, "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30), "white")])
    scan = attached(home, held.getvalue())
    assert scan.media_type == "image/jpeg"
    with Image.open(io.BytesIO(opened_evidence(scan, actor=OPERATOR, on=TODAY))) as picture:
        assert (picture.format, picture.size) == ("JPEG", (40, 30))


def test_the_same_file_for_the_same_thing_is_kept_once(home):
    first = attached(home)
    before = files_on_disk()
    assert attached(home) == first
    assert files_on_disk() == before
    assert attached(home, debt=Debt.objects.get()) != first


def test_only_those_of_the_area_attach_and_look(home):
    scan = attached(home)
    for role, place in (("province", "31"), ("district_officer", "3001")):
        somebody = an_officer(role, place)
        with pytest.raises(NotAllowed):
            opened_evidence(scan, actor=somebody, on=TODAY)
        with pytest.raises(NotAllowed):
            attached(home, actor=somebody)
    auditor = an_officer("auditor", "3101")
    assert opened_evidence(scan, actor=auditor, on=TODAY) == a_picture()
    seen = AuditEvent.objects.get(action="registers.evidence_opened")
    assert seen.actor_label == auditor.username


def test_what_was_withdrawn_is_shown_no_more_and_kept(home):
    scan = attached(home)
    with pytest.raises(ReasonMissing):
        withdraw_evidence(scan, reason="", actor=OPERATOR, on=TODAY)
    for _ in range(2):
        withdraw_evidence(scan, reason="ผิดคน", actor=OPERATOR, on=TODAY)
    with pytest.raises(EvidenceWithdrawn, match="16 Mar 2019"):
        withdraw_evidence(scan, reason="ภาพไม่ชัด", actor=OPERATOR, on=TODAY)
    assert list(evidence_of(home, TODAY)) == []
    assert AuditEvent.objects.filter(action="registers.evidence_withdrawn").count() == 1
    assert opened_evidence(scan, actor=OPERATOR, on=TODAY) == a_picture()
    assert attached(home) != scan
