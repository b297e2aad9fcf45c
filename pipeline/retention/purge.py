"""Delete files that are kept no longer, and write a receipt: what, how many, of what content, who, when.

Nothing that counts is touched here: landed rows, receipts, what people entered, frozen years and packs stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ingest.landing.whole_files import sha256_of
from pipeline.retention.receipts import write
from pipeline.retention.rules import rules


@dataclass(frozen=True)
class Kind:
    """One kind of leavings: what readers call it, where it lies in a home, how many days it is kept."""

    title: str
    pattern: str
    days: int


@dataclass(frozen=True)
class Due:
    """A file that is kept no longer: its kind, its path below the home, and its hash."""

    kind: str
    file: str
    sha256: str


def kinds() -> tuple[Kind, ...]:
    """Return what is kept for a time. Raises UserError where the policy cannot be read."""
    kept = rules()
    return (
        Kind("退回的工作簿", "receipts/*/退回_*", kept.returned_workbook_days.value),
        Kind("中断时留下的上传文件", "inbox/*/*", kept.left_upload_days.value),
        Kind("读取出错的记录", "logs/*.log", kept.error_log_days.value),
    )


def due(home: Path, now: datetime) -> list[Due]:
    """Return the files that are older than they are kept; `now` is an aware moment."""
    return [
        Due(kind.title, path.relative_to(home).as_posix(), sha256_of(path))
        for kind in kinds()
        for path in sorted(home.glob(kind.pattern))
        if _is_over(path, now - timedelta(days=kind.days))
    ]


def purge(home: Path, now: datetime, who: str) -> list[Due]:
    """Delete what is due and return what was deleted; the receipt is written before anything goes."""
    found = due(home, now)
    if not found:
        return []
    write(home, now, who, {"files": [asdict(one) for one in found]})
    for one in found:
        (home / one.file).unlink(missing_ok=True)
    for folder in {(home / one.file).parent for one in found if one.file.startswith("inbox/")}:
        if not any(folder.iterdir()):
            folder.rmdir()
    return found


def counted(found: list[Due]) -> str:
    """Return how many of each kind there are, in words."""
    return "，".join(_counts(found))


def _counts(found: list[Due]) -> Iterator[str]:
    for title in dict.fromkeys(one.kind for one in found):
        yield f"{title} {sum(one.kind == title for one in found)} 个"


def _is_over(path: Path, before: datetime) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_mtime < before.timestamp()
