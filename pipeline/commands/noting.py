"""What was done to a home on the command line is entered in its audit log, by the process that keeps it.

A home that nobody has opened in the dashboard has no log yet, and gets none by being filled.
"""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.child_process import ON_BEHALF_OF
from pipeline.policy.policy_changes import changes, mark, own_policy, policy_known, policy_now, remember
from pipeline.preloaded import inside

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
"""Commands that show or change what a home holds, as the log calls them; report, digest, export, user enter theirs."""
_ABOUT: Mapping[str, str] = {"ingest": "台账", "withdraw": "批次", "build": "数据版本"}
"""What a command is about, where pages give it too: their reader knows no names of commands."""
_OWNER = "数据所有者"
_LOG = "app.sqlite"
_LONGEST, _LONGEST_CHANGE, _MOST = 300, 900, 40
_SOME_RETURNED = 1
"""With which `ingest` ends where it took rows in and some went back."""
Entry = Mapping[str, object]
"""What is said of one thing that was done: action, object, detail, and where it fits is_refused, sha256."""
_LEFT_OUT = ("--home", "--sender")


def note(home: Path, words: Sequence[str], code: int, refused: Sequence[tuple[str, str]] = ()) -> bool:
    """Enter a command that has ended with `code`; False where it could not be entered.

    `refused` are files of which nothing was taken, each with the reason. A build enters what changed in the policy.
    """
    command = next((word for word in words if word in NOTED), None)
    if command is None or not _has_log(home):
        return True
    done = _done(command, words, code)
    if not _entered(home, [done, *(_refusal(file, why) for file, why in refused[:_MOST])]):
        return False
    return command != "build" or code != 0 or note_policy(home)


def note_done(home: Path, action: str, about: str, detail: str) -> bool:
    """Enter one thing that was done, where the home has a log; False if it cannot be."""
    entry: Entry = {"action": action, "object": about, "detail": detail[:_LONGEST]}
    return not _has_log(home) or _entered(home, [entry])


def note_policy(home: Path) -> bool:
    """Enter what people changed in standards, indicators and rules since the home last looked; False if it cannot be.

    Entered before it is remembered: what could not be entered is told the next time.
    """
    now, known = policy_now() | own_policy(home), policy_known(home)
    if known == now or not home.is_dir():
        return True
    if _has_log(home) and not _entered(home, _policy_entries(known, now)):
        return False
    remember(home, now)
    return True


def _policy_entries(known: Mapping[str, str] | None, now: Mapping[str, str]) -> list[Entry]:
    if known is None:
        whole = f"从这时起留意变更，共 {len(now)} 个文件"
        return [{"action": "policy", "object": "data", "detail": whole, "sha256": mark(now)}]
    found = changes(known, now)
    entries: list[Entry] = [
        {"action": "policy", "object": one.file, "detail": one.told[:_LONGEST_CHANGE], "sha256": one.sha256}
        for one in found[:_MOST]
    ]
    if len(found) > _MOST:
        more = f"还有 {len(found) - _MOST} 个文件变了：{'、'.join(one.file for one in found[_MOST:])}"
        entries.append({"action": "policy", "object": "data", "detail": more[:_LONGEST_CHANGE], "sha256": mark(now)})
    return entries


def _done(command: str, words: Sequence[str], code: int) -> Entry:
    by_page = ON_BEHALF_OF in os.environ
    return {
        "action": NOTED[command],
        "object": _ABOUT.get(command, command),
        "detail": _detail(words, with_options=not by_page)[:_LONGEST],
        "is_refused": code > _SOME_RETURNED or (code == _SOME_RETURNED and command != "ingest"),
    }


def _refusal(file: str, why: str) -> Entry:
    return {"action": "upload", "object": "台账", "detail": f"{file}：{why}"[:_LONGEST], "is_refused": True}


def _has_log(home: Path) -> bool:
    return (home / _LOG).is_file()


def _entered(home: Path, entries: Sequence[Entry]) -> bool:
    """Have entries made by the process that keeps the log, under whoever is at work."""
    told = {"person": getpass.getuser(), "address": "", "role": _OWNER, "unit": ""}
    told |= json.loads(os.environ.get(ON_BEHALF_OF) or "{}")
    request: dict[str, object] = {"command": "note", "home": str(home), "entries": entries, **told}
    return not entries or inside.run("dashboards", request=request) == 0


def _detail(words: Sequence[str], *, with_options: bool) -> str:
    """Return the words of the command as they were given; of a file its name. Nobody typed the options of a page."""
    kept = [word for number, word in enumerate(words) if not {word, *words[max(0, number - 1) : number]} & {*_LEFT_OUT}]
    given = [word for word in kept[1:] if with_options or not word.startswith("-")]
    return " ".join(os.path.basename(word) if os.path.exists(word) else word for word in given)  # noqa: PTH110, PTH119
