"""What was done to a home on the command line is entered in its audit log, by the process that keeps it.

A home that nobody has opened in the dashboard has no log yet, and gets none by being filled.
"""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline import child_process

NOTED: Mapping[str, str] = {
    "ingest": "upload",
    "withdraw": "withdraw",
    "build": "build",
    "batches": "command",
    "layout": "command",
    "sql": "command",
    "explain": "command",
    "diff": "command",
    "backup": "command",
    "restore": "command",
}
"""Commands that show or change what a home holds, by what the log calls them; report, digest and user enter theirs."""
_ABOUT: Mapping[str, str] = {"ingest": "台账", "withdraw": "批次", "build": "数据版本"}
"""What a command is about, where pages give it too: their reader knows no names of commands."""
_OWNER = "数据所有者"
_LOG = "app.sqlite"
_LONGEST = 300
_SOME_RETURNED = 1
"""With which `ingest` ends where it took rows in and some went back."""
_LEFT_OUT = ("--home", "--sender")


def note(home: Path, words: Sequence[str], code: int) -> bool:
    """Enter a command that has ended with `code`; False where it could not be entered."""
    command = next((word for word in words if word in NOTED), None)
    if command is None or not (home / _LOG).is_file():
        return True
    told = {"person": getpass.getuser(), "address": "", "role": _OWNER, "unit": ""}
    by_page = json.loads(os.environ.get(child_process.ON_BEHALF_OF) or "{}")
    told |= by_page
    request: dict[str, object] = {
        "command": "note",
        "home": str(home),
        "action": NOTED[command],
        "object": _ABOUT.get(command, command),
        "detail": _detail(words, with_options=not by_page)[:_LONGEST],
        "is_refused": code > _SOME_RETURNED or (code == _SOME_RETURNED and command != "ingest"),
        **told,
    }
    return child_process.run("dashboards", request=request) == 0


def _detail(words: Sequence[str], *, with_options: bool) -> str:
    """Return the words of the command as they were given; of a file its name. Nobody typed the options of a page."""
    kept = [word for number, word in enumerate(words) if not {word, *words[max(0, number - 1) : number]} & {*_LEFT_OUT}]
    given = [word for word in kept[1:] if with_options or not word.startswith("-")]
    return " ".join(os.path.basename(word) if os.path.exists(word) else word for word in given)  # noqa: PTH110, PTH119
