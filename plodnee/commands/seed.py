"""`plodnee seed`: made-up centres, registers and log-ins for demonstrations, tests and training."""

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plodnee.commands.environment import add_output_options, start_on_ready_database
from plodnee.commands.errors import HoldsRealData, ScaleNotOffered
from plodnee.commands.progress import ProgressBar
from plodnee.registers.book import Reading, RegisterBook
from plodnee.registers.demonstration import demo_books, village_books

if TYPE_CHECKING:
    from plodnee.commands.logins import Login
    from plodnee.registers.models import ImportBatch

DEMO, COUNTRY = "demo", "country"
POSTS_SINCE = date(2018, 10, 1)  # the fiscal year of the demonstration
_LABEL = {"th": "สร้างข้อมูลสมมติ", "en": "Making up data"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--scale", type=_scale, required=True, help="demo, or how many households")
    parser.add_argument("--seed", type=int, required=True, metavar="N")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where demo workbooks are written")
    add_output_options(parser)


def run(options: argparse.Namespace) -> int:
    """Made-up data in a database without real ones; the same seed again changes nothing."""
    if options.scale == COUNTRY:
        raise ScaleNotOffered()
    start_on_ready_database()
    _refuse_real_data()
    if options.scale == DEMO:
        from django.conf import settings

        folder = options.out or Path(settings.DATA_DIR) / DEMO
        workbooks = _write_workbooks(demo_books(options.seed), folder)
        batches = [_imported(path) for path in workbooks]
    else:
        workbooks = []
        batches = list(_entered(options.scale, options.seed, _LABEL[options.lang]))
    _print(_answer(batches, workbooks), options)
    return 0


def _refuse_real_data() -> None:
    from plodnee.organization.models import Centre, Officer

    for model, words in ((Centre, "centres"), (Officer, "officers")):
        count = model.objects.filter(is_demonstration=False).count()
        if count:
            raise HoldsRealData(found=f"{count} {words}")


def _write_workbooks(books: tuple[RegisterBook, ...], folder: Path) -> list[Path]:
    """The registers as workbooks; a file that is already as it should be is not touched."""
    from plodnee.registers.workbook.writing import write_register

    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for book in books:
        path = folder / f"{book.centre.area_code}.xlsx"
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            draft = Path(scratch) / path.name
            write_register(book, draft)
            if not path.is_file() or path.read_bytes() != draft.read_bytes():
                os.replace(draft, path)
        paths.append(path)
    return paths


def _imported(path: Path) -> "ImportBatch":
    """The workbook through the importer that a district uses, and its centre planned."""
    from plodnee.organization.access import OPERATOR
    from plodnee.registers.models import ImportBatch
    from plodnee.registers.services import confirm_import, stage_import

    content = path.read_bytes()
    known = ImportBatch.objects.filter(
        centre_code=path.stem,
        sha256=hashlib.sha256(content).hexdigest(),
        status=ImportBatch.Status.CONFIRMED,
    ).first()
    today = _today()
    batch = known or stage_import(content, actor=OPERATOR, on=today, filename=path.name)
    return _planned(confirm_import(batch, actor=OPERATOR, on=today))


def _entered(households: int, seed: int, label: str) -> Iterator["ImportBatch"]:
    """As many centres as it takes, entered as they are: thousands of files would only be slower."""
    from plodnee.organization.access import OPERATOR
    from plodnee.registers.services import confirm_import, stage_reading
    from plodnee.registers.workbook.wire import to_json

    bar, done, today = ProgressBar(), 0, _today()
    for book in village_books(households, seed):
        numbered = replace(
            book, debts=tuple(replace(debt, row=row) for row, debt in enumerate(book.debts, 2))
        )
        text = to_json(Reading(numbered))
        reading = Reading(numbered, sha256=hashlib.sha256(text.encode("utf-8")).hexdigest())
        batch = stage_reading(reading, actor=OPERATOR, on=today)
        yield _planned(confirm_import(batch, actor=OPERATOR, on=today))
        done += len(book.households)
        bar.show(label, done, households)
    bar.clear()


def _planned(batch: "ImportBatch") -> "ImportBatch":
    """The import, with its centre planned; the planner is loaded only where it is needed."""
    from plodnee.casework.selectors import is_planned

    if is_planned(batch):
        return batch
    from plodnee.casework.services import plan_centre
    from plodnee.organization.access import OPERATOR

    assert batch.centre is not None
    plan_centre(centre=batch.centre, as_of=batch.as_of, actor=OPERATOR, on=_today())
    return batch


def _answer(batches: list["ImportBatch"], workbooks: list[Path]) -> dict[str, Any]:
    from plodnee.commands.demo_cases import demonstration_cases
    from plodnee.commands.demo_committee import demonstration_committees
    from plodnee.commands.demo_contracts import demonstration_contracts
    from plodnee.commands.demo_field import demonstration_field
    from plodnee.commands.demo_notes import demonstration_notes
    from plodnee.commands.demo_round import demonstration_round
    from plodnee.commands.demo_years import demonstration_years
    from plodnee.commands.logins import demonstration_logins

    codes = [batch.centre_code for batch in batches]
    logins: list[Login] = demonstration_logins(codes[:2], since=POSTS_SINCE)
    demonstration_committees(codes[:2], today=_today())
    demonstration_contracts(codes[:2], today=_today())
    demonstration_cases(codes[:1], today=_today())
    round_ = demonstration_round(codes[:2])
    demonstration_notes(round_)
    demonstration_years(round_)
    demonstration_field(codes[:1], today=_today())
    answer: dict[str, Any] = {
        "logins": [asdict(login) for login in logins],
        "centres": [{"code": batch.centre_code, "name": batch.centre_name} for batch in batches],
        "households": sum(batch.counts["households"] for batch in batches),
        "debts": sum(batch.counts["debts"] for batch in batches),
    }
    return answer | ({"workbooks": [str(path) for path in workbooks]} if workbooks else {})


def _print(answer: dict[str, Any], options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(answer, ensure_ascii=False))
        return
    english = options.lang == "en"
    households, debts = f"{answer['households']:,}", f"{answer['debts']:,}"
    print(
        f"Made-up data: {households} households, {debts} debts"
        if english
        else f"ข้อมูลสมมติ: {households} ครัวเรือน {debts} รายการหนี้"
    )
    for centre in answer["centres"][:2]:
        print(f"  {centre['code']}  {centre['name']}")
    print("These may log in:" if english else "ผู้เข้าใช้งานได้:")
    for login in answer["logins"]:
        print(f"  {login['username']:22} {login['password']:19} {login['role']}")
    sys.stdout.flush()


def _scale(text: str) -> int | str:
    if text in (DEMO, COUNTRY):
        return text
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text} is neither demo nor a number of households")
    return int(text)


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the day on the operator's own clock
