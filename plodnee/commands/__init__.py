"""The `plodnee` command: each sub-command is a module here with `add_arguments` and `run`."""

import argparse
import io
import os
import signal
import sys
from importlib import import_module

from plodnee.errors import Refusal

INTERRUPTED, UNREAD, ENDED = 130, 141, 143  # as a shell calls what a signal ended

# sub-command -> (module in this package, one line of help)
COMMANDS = {
    "plan": ("plan", "a register workbook in; deck, registers, plans and summary out"),
    "template": ("template", "write an empty register workbook"),
    "menu": ("menu", "households as JSON lines in, their menus out"),
    "schedule": ("schedule", "loan terms as JSON lines in, their schedules out"),
    "migrate": ("migrate", "create or upgrade the database"),
    "seed": ("seed", "load made-up demonstration data"),
    "officer": ("officer", "who may log in: list, add, another password, end"),
    "import": ("import_register", "read a register workbook into the database"),
    "pack": ("pack", "a centre's deck, registers and plans from the database"),
    "verify-ledger": ("verify_ledger", "derive the whole ledger again and compare"),
    "verify-audit": ("verify_audit", "read every chain of the audit trail again, and anchors"),
    "anchor-audit": ("anchor_audit", "add where the trail ends now to a file kept elsewhere"),
    "serve": ("serve", "serve the site, and work on what takes longer than a page"),
    "work": ("work", "work on what takes longer than a page; `serve` does this by itself"),
    "export-subject": ("export_subject", "everything kept of one person"),
    "erase-subject": ("erase_subject", "erase one person; accounts stay"),
    "retention": ("retention", "drop what was kept long enough"),
    "rotate-keys": ("rotate_keys", "seal everything again under a new key"),
    "urls": ("urls", "every address of the site and the rule that guards it"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one sub-command and return its exit code: 0 done, 3 in part, 1 refused, 2 bad usage.

    A person who stops it with Ctrl+C gets 130, as from a shell, and no trace of the program;
    whoever reads no further than its first lines, 141.
    """
    try:
        _speak_thai()
        return _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_output()
        return UNREAD


def _run(words: list[str]) -> int:
    name = words[0] if words and words[0] in COMMANDS else None
    options = _parser(name).parse_args(words)
    signal.signal(signal.SIGTERM, _end_in_order)
    try:
        module = import_module(f"plodnee.commands.{COMMANDS[options.command][0]}")
        return int(module.run(options))
    except Refusal as refusal:
        print(refusal.message(getattr(options, "lang", "th")), file=sys.stderr)
        _drop_what_cannot_be_written()
        return 1


def _end_in_order(_number: int, _frame: object) -> None:
    """When told to end, a command first clears away what it was making."""
    sys.exit(ENDED)


def _drop_what_cannot_be_written() -> None:
    """What the output still holds and has no place for would be complained of at the very end."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        _let_go_of_output()


def _let_go_of_output() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _speak_thai() -> None:
    """Thai goes out as UTF-8, whatever a terminal's own settings would make of it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser(chosen: str | None) -> argparse.ArgumentParser:
    """The parser; only the chosen module is imported, so that start-up stays quick."""
    parser = argparse.ArgumentParser(prog="plodnee", description=__doc__)
    rows = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (module, help_line) in COMMANDS.items():
        row = rows.add_parser(name, help=help_line, description=help_line)
        if name == chosen:
            import_module(f"plodnee.commands.{module}").add_arguments(row)
    return parser
