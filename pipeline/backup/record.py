"""What a home knows of its backups: the last good one, and why a later one failed. Read by pages and doctor."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ingest.landing.whole_files import write_text

FILE = "backup.json"
OLD_AFTER = timedelta(days=8)
"""A week and a day: whoever backs up every Monday is not told off on Monday morning."""


@dataclass(frozen=True)
class BackupRecord:
    """The last good backup: when (UTC) and where; since when a later one failed, and why; which keys were put apart.

    Of `identity.key` its fingerprint, of `audit.key` the first letters of its hash.
    """

    good_at: str | None = None
    file: str | None = None
    size: int = 0
    failed_at: str | None = None
    failure: str | None = None
    key: str | None = None
    signing: str | None = None

    def age(self, now: datetime) -> timedelta | None:
        """Return how old the last good backup is; None if there is none."""
        return None if self.good_at is None else now - datetime.fromisoformat(self.good_at)

    def is_old(self, now: datetime) -> bool:
        """Tell whether there is none, or none that is recent enough."""
        age = self.age(now)
        return age is None or age > OLD_AFTER


def read_record(home: Path) -> BackupRecord:
    """Return what is known; nothing is known of a home whose record is lost or cut."""
    try:
        record = BackupRecord(**json.loads((home / FILE).read_text(encoding="utf-8")))
        record.age(datetime.now(UTC))
    except (OSError, ValueError, TypeError):
        return BackupRecord()
    return record


def note_good(home: Path, file: Path, at: str) -> None:
    """Write down a backup that was checked."""
    record = replace(read_record(home), good_at=at, file=str(file), size=file.stat().st_size)
    _write(home, replace(record, failed_at=None, failure=None))


def note_failure(home: Path, sentence: str) -> None:
    """Write down that no backup could be made."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    _write(home, replace(read_record(home), failed_at=now, failure=sentence))


def note_key(home: Path, fingerprint: str, signing: str | None) -> None:
    """Write down that the keys with these fingerprints were put apart."""
    _write(home, replace(read_record(home), key=fingerprint, signing=signing))


def signing_mark(key: Path) -> str | None:
    """Return by what the key of the audit log is known again; None where it is not there."""
    return hashlib.sha256(key.read_bytes()).hexdigest()[:16] if key.is_file() else None


def _write(home: Path, record: BackupRecord) -> None:
    write_text(json.dumps(asdict(record), ensure_ascii=False, indent=1), home / FILE)
