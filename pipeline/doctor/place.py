"""The home itself: its disk, who else can read it, what a killed run left, and how old its last backup is."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from ingest.full_disk import room, size
from pipeline.backup.record import OLD_AFTER, BackupRecord, read_record, signing_mark
from pipeline.backup.still import SCRATCH, SIGNING
from pipeline.doctor.finding import Finding
from pipeline.doctor.landed import manifests
from pipeline.fixed_day import FIXED_DAY
from pipeline.retention.purge import counted, due
from pipeline.warehouse.room import needed, scratch_of


def disk(home: Path) -> Iterator[Finding]:
    """Look whether the home can be written to, and whether there is room for a build."""
    with tempfile.TemporaryFile(dir=home) as probe:
        probe.write(b"\0" * 4096)
    there, need = room(home), needed(home)
    more = "" if there >= need else f"，建仓大约需要 {size(need)}。请腾出空间"
    yield Finding("磁盘", f"还剩 {size(there)}{more}", there >= need)


def modes(home: Path) -> Iterator[Finding]:
    """Look whether others on this machine can read the home: rows about persons lie in it."""
    if sys.platform == "win32":
        return
    count = len(open_to_others(home))
    more = f"{count} 个文件或文件夹别人也能读。请运行 doctor --mend" if count else "只有自己能读"
    yield Finding("权限", more, not count)


def open_to_others(home: Path) -> list[Path]:
    """Return what in a home, itself included, has rights for others than its owner."""
    return [path for path in (home, *home.rglob("*")) if not path.is_symlink() and path.stat().st_mode & 0o077]


def leftovers(home: Path) -> list[Path]:
    """Return what killed runs left behind and nobody needs; half a gigabyte of it looks like a full disk."""
    patterns = (
        f"{SCRATCH}*",
        ".*.tmp",
        "landed/*/.*.tmp",
        "landed/*/*.tmp",
        "warehouse/.*.tmp",
        "warehouse/*.duckdb.tmp*",
    )
    found = [path for pattern in patterns for path in home.glob(pattern)]
    scratch = scratch_of(home / "warehouse")
    return sorted({*found, *scratch.parent.glob(f"{scratch.name}*"), *home.glob("reviews/*/*.copying")})


def kept_too_long(home: Path) -> Iterator[Finding]:
    """Look whether something lies there longer than it is kept."""
    found = due(home, datetime.now(UTC))
    if found:
        yield Finding("到期的文件", f"{counted(found)}。请运行 dangjian purge", False)


def last_backup(home: Path) -> Iterator[Finding]:
    """Look how old the last good backup is; a demo needs none, and a new home has a week's time."""
    good, _ = manifests(home)
    if not good or (home / FIXED_DAY).exists():
        return
    now, record = datetime.now(UTC), read_record(home)
    began = now - good[0].received_at.replace(tzinfo=UTC)
    if record.failure is not None:
        yield Finding("备份", f"上一次没有备份成：{record.failure}", False)
    elif record.good_at is None:
        yield Finding("备份", "还没有备份过。请运行 dangjian backup --out 文件", began < OLD_AFTER)
    else:
        days = (now - datetime.fromisoformat(record.good_at)).days
        more = "。请再运行 dangjian backup" if record.is_old(now) else ""
        yield Finding("备份", f"{days} 天前，{record.file}{more}", not record.is_old(now))
    if record.good_at is not None:
        yield from _keys_apart(home, record)


def _keys_apart(home: Path, record: BackupRecord) -> Iterator[Finding]:
    """Look whether the keys were put apart as they are now: that of the audit log can be younger than the other."""
    mark, do = signing_mark(home / SIGNING), "请运行 dangjian backup --key 文件，放到另一个地方"
    if record.key is None:
        yield Finding("密钥的备份", f"没有。{do}", False)
    elif mark is not None and record.signing != mark:
        yield Finding("密钥的备份", f"里面没有现在的 {SIGNING}，丢了它谁也登录不了。{do}", False)
