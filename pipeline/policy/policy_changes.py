"""What people decided (standards, indicators, rules), as a home knew it at its last build, and what changed since.

Kept whole, so that a change can be told line by line: a hash would only tell that there was one.
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest import switched_off
from ingest.landing.whole_files import write_text
from pipeline.settings import PROJECT

FILE = "policy.json"
_FOLDER, _ENDINGS = "data", (".yaml", ".yml", ".csv")
_INVENTED, _HOME_HAS = "sample", "landed"
"""Folders below `data` in which nobody decides anything: the invented ledgers, and homes."""
_LONGEST_LINE, _MOST_LINES = 120, 6

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """A file of policy that is new, gone or says something else: `told` is what, line by line."""

    file: str
    told: str
    sha256: str | None


def policy_now(project: Path = PROJECT) -> dict[str, str]:
    """Return the text of every file of policy by its path below the project."""
    found: list[Path] = []
    for entry in (project / _FOLDER).iterdir():
        if entry.is_dir() and entry.name != _INVENTED and not (entry / _HOME_HAS).exists():
            found += entry.rglob("*")
        found.append(entry)
    return {
        path.relative_to(project).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(found)
        if path.suffix in _ENDINGS
    }


def own_policy(home: Path) -> dict[str, str]:
    """Return the text of each file of policy that is a home's own."""
    own = home / switched_off.FILE
    return {own.name: own.read_text(encoding="utf-8", errors="replace")} if own.is_file() else {}


def mark(texts: Texts) -> str:
    """Return the contents of all files of policy as 64 hex characters."""
    return hashlib.sha256(json.dumps(texts, sort_keys=True).encode()).hexdigest()


def policy_known(home: Path) -> dict[str, str] | None:
    """Return what the home knew last; None where it knows nothing yet, or the record is cut."""
    try:
        texts = json.loads((home / FILE).read_text(encoding="utf-8"))
        return {str(name): str(text) for name, text in texts.items()}
    except (OSError, ValueError, AttributeError):
        return None


def remember(home: Path, texts: Texts) -> None:
    """Write down what the home knows from now on."""
    write_text(json.dumps(texts, ensure_ascii=False, indent=0), home / FILE)


def changes(before: Texts, after: Texts) -> list[Change]:
    """Return the files that differ in more than blank lines and comments, by name."""
    found = []
    for name in sorted({*before, *after}):
        old, new = _said(before.get(name, "")), _said(after.get(name, ""))
        if old != new:
            sha256 = hashlib.sha256(after[name].encode()).hexdigest() if name in after else None
            found.append(Change(name, _told(name in before, name in after, old, new), sha256))
    return found


def _said(text: str) -> list[str]:
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _told(was_there: bool, is_there: bool, old: list[str], new: list[str]) -> str:
    if not was_there:
        return f"新文件，{len(new)} 行"
    if not is_there:
        return f"文件没有了，原有 {len(old)} 行"
    lines = list(_lines(old, new))
    more = f"；等 {len(lines)} 行" if len(lines) > _MOST_LINES else ""
    return "；".join(lines[:_MOST_LINES]) + more


def _lines(old: list[str], new: list[str]) -> Iterator[str]:
    """Yield each line that was taken out or put in, the old before the new one in its place."""
    for what, old_from, old_to, new_from, new_to in difflib.SequenceMatcher(None, old, new, False).get_opcodes():
        if what != "equal":
            yield from (f"原 {line[:_LONGEST_LINE]}" for line in old[old_from:old_to])
            yield from (f"现 {line[:_LONGEST_LINE]}" for line in new[new_from:new_to])
