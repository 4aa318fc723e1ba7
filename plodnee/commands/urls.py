"""`plodnee urls`: every address of the site and the policy that guards it."""

import argparse
import json
from dataclasses import asdict

from plodnee.commands.environment import start_django


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(options: argparse.Namespace) -> int:
    """List the addresses in the order in which they are tried."""
    start_django()
    from plodnee.web.addresses import addresses

    found = addresses()
    if options.json:
        print(json.dumps([asdict(address) for address in found], ensure_ascii=False))
    else:
        for address in found:
            methods = ",".join(address.methods)
            print(f"{address.policy or '–':24} {methods:10} {address.pattern}  {address.name}")
    return 0
