"""The site as `plodnee serve` serves it, on the day that a file names, without its worker.

What runs in the background would change what is counted; it has tests of its own.
"""

import sys

from gunicorn.arbiter import Arbiter
from stage import keep_the_day

keep_the_day()

from plodnee.commands import main  # noqa: E402
from plodnee.commands.serve import Keeper  # noqa: E402

Keeper.manage_workers = Arbiter.manage_workers  # type: ignore[method-assign]
sys.exit(main())
