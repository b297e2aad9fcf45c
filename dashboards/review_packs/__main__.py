"""`python -m dashboards.review_packs`: what the command line and the page start in a process of its own.

One JSON object on standard input says what to do; sentences go to standard output. Exit 0 done, 1 something could not
be made, 2 the request was wrong.
"""

from __future__ import annotations

import getpass
import json
import sys
from pathlib import Path
from typing import Any

from dashboards.review_packs.silence_logs import quiet

FELL_SHORT, WRONG = 1, 2


def main() -> int:
    """Run the request on standard input."""
    quiet()
    from dashboards.review_packs import commands
    from ingest.errors import UserError

    asked: dict[str, Any] = json.loads(sys.stdin.read())
    home = Path(asked["home"])
    try:
        if asked["command"] == "verify":
            went_well = commands.verify(home, asked["what"])
        else:
            made_by = asked.get("made_by") or getpass.getuser()
            went_well = commands.report(
                home, asked["year"], asked["units"], Path(asked["out"]), asked["fresh"], made_by
            )
    except UserError as error:
        sys.stderr.write(f"错误：{error}\n")
        return WRONG
    return 0 if went_well else FELL_SHORT


if __name__ == "__main__":
    sys.exit(main())
