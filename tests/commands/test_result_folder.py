"""A folder of results is complete or untouched, and nobody's other files are replaced."""

import json
from io import StringIO
from pathlib import Path

import pytest

from plodnee.commands.progress import ProgressBar
from plodnee.commands.result_folder import CannotWrite, FolderTaken, check_free, in_place_of

FILES = {"deck.pptx", "summary.json"}
FOLDERS = {"plans": ".pdf"}
SUMMARY = json.dumps({"centre": "ก", "as_of": "2019-03-16", "by_class": {}, "assumptions": {}})


def earlier_result(folder):
    (folder / "plans").mkdir(parents=True)
    (folder / "plans" / "H1.pdf").write_bytes(b"old plan")
    (folder / "deck.pptx").write_bytes(b"old deck")
    (folder / "summary.json").write_text(SUMMARY, "utf-8")
    return folder


def check(folder):
    check_free(folder, files=FILES, folders=FOLDERS)


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_an_absent_an_empty_and_an_earlier_folder_may_be_written(tmp_path):
    check(tmp_path / "absent")
    check(tmp_path)
    check(earlier_result(tmp_path / "earlier"))


@pytest.mark.parametrize("name", ["thesis.docx", "plans/letter.docx", ".git/config"])
def test_a_folder_with_anything_else_in_it_is_left_alone(tmp_path, name):
    folder = earlier_result(tmp_path / "mine")
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"my own")
    with pytest.raises(FolderTaken) as refusal:
        check(folder)
    assert name.split("/")[0] in refusal.value.message("th")


def test_a_known_name_without_our_summary_is_no_earlier_result(tmp_path):
    (tmp_path / "deck.pptx").write_bytes(b"somebody's talk")
    with pytest.raises(FolderTaken):
        check(tmp_path)
    (tmp_path / "summary.json").write_text('{"title": "of another program"}', "utf-8")
    with pytest.raises(FolderTaken):
        check(tmp_path)


def test_a_link_or_a_file_in_place_of_the_folder_is_no_earlier_result(tmp_path):
    folder = earlier_result(tmp_path / "linked")
    (folder / "deck.pptx").unlink()
    (folder / "deck.pptx").symlink_to("/etc/hostname")
    with pytest.raises(FolderTaken):
        check(folder)
    file = tmp_path / "file"
    file.write_bytes(b"")
    with pytest.raises(FolderTaken):
        check(file)


@pytest.mark.parametrize("before", ["absent", "empty", "earlier"])
def test_a_finished_folder_takes_its_place_whole(tmp_path, before):
    place = tmp_path / "deep" / "out"
    if before == "empty":
        place.mkdir(parents=True)
    if before == "earlier":
        earlier_result(place)
    with in_place_of(place) as folder:
        folder.write("deck.pptx", b"new deck")
        folder.write("plans/H2.pdf", b"new plan")
    assert contents(place) == {"deck.pptx": b"new deck", "plans/H2.pdf": b"new plan"}
    assert [path.name for path in place.parent.iterdir()] == ["out"]


class PowerCut(Exception):
    pass


def stop_half_way(place):
    with in_place_of(place) as folder:
        folder.write("deck.pptx", b"half")
        raise PowerCut


@pytest.mark.parametrize("before", ["absent", "earlier"])
def test_what_stops_half_way_leaves_the_place_as_it_was(tmp_path, before):
    place = tmp_path / "out"
    if before == "earlier":
        earlier_result(place)
    old = contents(tmp_path)
    with pytest.raises(PowerCut):
        stop_half_way(place)
    assert contents(tmp_path) == old
    assert place.exists() == (before == "earlier")


def test_what_is_ended_as_its_folder_appears_leaves_no_folder(tmp_path, monkeypatch):
    make = Path.mkdir

    def make_and_end(path, *arguments, **named):
        make(path, *arguments, **named)
        if path.name.startswith("."):
            raise SystemExit

    monkeypatch.setattr(Path, "mkdir", make_and_end)
    with pytest.raises(SystemExit), in_place_of(tmp_path / "out"):
        raise AssertionError("a command that was told to end went on")
    assert list(tmp_path.iterdir()) == []


def test_a_new_folder_can_be_read_by_those_whom_the_umask_admits(tmp_path):
    place = tmp_path / "out"
    with in_place_of(place) as folder:
        folder.write("deck.pptx", b"deck")
    (tmp_path / "plain").mkdir()
    assert place.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_place_that_takes_no_folder_is_refused_in_words(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with (
        pytest.raises(CannotWrite) as refusal,
        in_place_of(tmp_path / "file" / "out") as folder,
    ):
        folder.write("deck.pptx", b"deck")
    assert "file/out" in refusal.value.message("th")


class Terminal(StringIO):
    def isatty(self):
        return True


def test_progress_is_drawn_for_a_person_and_never_into_a_file():
    watched, unwatched = Terminal(), StringIO()
    for stream in (watched, unwatched):
        bar = ProgressBar(stream)
        bar.show("จัดทำเอกสาร", 3, 6)
        bar.clear()
    assert "3/6 จัดทำเอกสาร" in watched.getvalue()
    assert unwatched.getvalue() == ""
