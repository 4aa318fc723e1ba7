"""`plodnee officer`: who may log in, made and ended on the machine that holds the data.

Whoever wrote something down does not approve it, so that a centre needs two people at least.
"""

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from plodnee.commands.arguments import day
from plodnee.commands.environment import add_output_options, start_on_ready_database
from plodnee.commands.subjects import today

if TYPE_CHECKING:
    from plodnee.organization.models import Officer

ROLE_CODES = ("centre_committee", "district_officer", "province", "department", "auditor")
WORDS = {
    "th": {
        "add": "{username} เข้าใช้งานได้แล้ว รหัสผ่าน {password} (แสดงครั้งเดียว เปลี่ยนได้ที่หน้า บัญชีของฉัน)",
        "password": "รหัสผ่านใหม่ของ {username} คือ {password} (แสดงครั้งเดียว เปลี่ยนได้ที่หน้า บัญชีของฉัน)",
        "end": "{username} เข้าใช้งานไม่ได้แล้ว สิ่งที่ทำไว้ยังเป็นชื่อเดิม",
        "nobody": "ยังไม่มีผู้ใช้ สั่ง plodnee officer add --help",
        "ended": "สิ้นสุดแล้ว",
    },
    "en": {
        "add": "{username} may log in with {password} (told once; change it on My account).",
        "password": "{username} logs in with {password} (told once; change it on My account).",
        "end": "{username} may not log in any more; what they did stays under their name.",
        "nobody": "Nobody may log in yet: see plodnee officer add --help",
        "ended": "ended",
    },
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command, by what it is to do."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    listing = deeds.add_parser("list", help="everybody who may log in, and their posts")
    adding = deeds.add_parser("add", help="somebody new, with a post and a password told once")
    adding.add_argument("--role", choices=ROLE_CODES, default=ROLE_CODES[0])
    adding.add_argument("--area", default="", metavar="CODE", help="of the centre, district, ...")
    adding.add_argument("--name", required=True, help="the person's own name, as papers show it")
    adding.add_argument("--from", dest="held_from", type=day, metavar="DATE", help="else today")
    renewing = deeds.add_parser("password", help="another password for who forgot theirs")
    ending = deeds.add_parser("end", help="somebody who left may not log in any more")
    for one in (adding, renewing, ending):
        one.add_argument("username")
    for one in (listing, adding, renewing, ending):
        add_output_options(one)


def run(options: argparse.Namespace) -> int:
    """Do it and say what came of it; a password is shown here and nowhere else."""
    start_on_ready_database()
    if options.deed == "list":
        _list(options)
        return 0
    told = {"add": _add, "password": _password, "end": _end}[options.deed](options)
    if options.json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(WORDS[options.lang][options.deed].format(**told))
    return 0


def _add(options: argparse.Namespace) -> dict[str, str]:
    from plodnee.organization.access import OPERATOR
    from plodnee.organization.officers import admit_officer, fresh_password
    from plodnee.organization.roles import ROLES

    password = fresh_password()
    officer = admit_officer(
        username=options.username,
        name=options.name,
        password=password,
        role=ROLES[options.role],
        area_code=options.area,
        held_from=options.held_from or today(),
        actor=OPERATOR,
    )
    said = {"role": options.role, "area": options.area}
    return {"username": officer.username, "password": password, **said}


def _password(options: argparse.Namespace) -> dict[str, str]:
    from plodnee.organization.access import OPERATOR
    from plodnee.organization.officers import fresh_password, officer_named, renew_password

    officer, password = officer_named(options.username), fresh_password()
    renew_password(officer=officer, password=password, actor=OPERATOR)
    return {"username": officer.username, "password": password}


def _end(options: argparse.Namespace) -> dict[str, str]:
    from plodnee.organization.access import OPERATOR
    from plodnee.organization.officers import dismiss_officer, officer_named

    officer = officer_named(options.username)
    dismiss_officer(officer=officer, last_day=today(), actor=OPERATOR)
    return {"username": officer.username}


def _list(options: argparse.Namespace) -> None:
    from plodnee.organization.models import Officer

    rows = [_row(one, today()) for one in Officer.objects.order_by("username")]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    words = WORDS[options.lang]
    for row in rows:
        posts = " · ".join(f"{role} {area}".strip() for role, area in row["posts"])
        ended = "" if row["may_log_in"] else f" ({words['ended']})"
        print(f"{row['username']:24} {row['name']}{ended}  {posts}".rstrip())
    if not rows:
        print(words["nobody"])


def _row(officer: "Officer", on: date) -> dict[str, Any]:
    posts = officer.posts.in_force(on).order_by("area_code", "role")
    return {
        "username": officer.username,
        "name": str(officer),
        "may_log_in": officer.is_active,
        "posts": [(post.role, post.area_code) for post in posts],
    }
