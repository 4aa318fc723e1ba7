"""`plodnee rotate-keys`: a new master key made, and everything sealed again under it."""

import argparse
import json

from plodnee.commands.environment import (
    add_output_options,
    start_django,
    start_on_ready_database,
)
from plodnee.commands.progress import ProgressBar


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "--new-key",
        action="store_true",
        help="add a key to the key file and stop; then restart the site, then run this again",
    )
    add_output_options(parser)


def run(options: argparse.Namespace) -> int:
    """Seal again whatever is under an earlier key; stopped at any moment it goes on from there."""
    if options.new_key:
        return _add_key(options)
    start_on_ready_database()
    from plodnee.audit.keys import current_version, key_versions
    from plodnee.commands.second_factors import rotate_second_factors
    from plodnee.privacy.rotation import left_to_rotate, rotate

    bar, rows = ProgressBar(), rotate_second_factors()
    total = left_to_rotate()
    label = "rotate-keys" if options.lang == "en" else "เข้ารหัสใหม่"
    for bit in rotate():
        rows += bit.rows
        bar.show(label, min(rows, total), total)
    bar.clear()
    answer = {"rows": rows, "key": current_version(), "keys": key_versions()}
    if options.json:
        print(json.dumps(answer))
    elif options.lang == "en":
        print(f"{rows} values sealed again under key {answer['key']}; keep the earlier keys")
    else:
        print(f"เข้ารหัสใหม่ {rows} ค่าด้วยกุญแจ {answer['key']} แล้ว กุญแจเดิมต้องเก็บไว้ด้วย")
    return 0


def _add_key(options: argparse.Namespace) -> int:
    start_django()
    from django.conf import settings

    from plodnee.config.keys import add_master_key

    version = add_master_key(settings.DATA_DIR)
    if options.json:
        print(json.dumps({"key": version}))
    elif options.lang == "en":
        print(f"Key {version} is made. Restart the site, then run `plodnee rotate-keys`.")
    else:
        print(f"สร้างกุญแจ {version} แล้ว เริ่มระบบใหม่ก่อน แล้วสั่ง plodnee rotate-keys")
    return 0
