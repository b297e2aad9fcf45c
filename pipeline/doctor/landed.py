"""Whether what was landed is whole: manifests, rows, key, and files that nobody knows of."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import UserError
from ingest.landing.home_key import key_fault
from ingest.landing.index_faults import index_faults
from ingest.landing.manifest import Manifest, read_manifest
from ingest.landing.store import Store
from ingest.landing.sweeping import orphans
from pipeline.backup.landed_files import damaged
from pipeline.doctor.finding import Finding

_NAMED = 5
_BESIDE = "；和数据放在同一个文件夹里，只靠文件权限保护"
_DO = "请用 dangjian restore 把备份恢复到一个新的文件夹，从那里继续；没有备份，就撤回这些批次，重新报送那些文件。"


def batches(home: Path, deep: bool) -> Iterator[Finding]:
    """Look at every manifest and the files that it names: that they end as they should, or by their hashes."""
    good, cut = manifests(home)
    yield from _told(cut, good)
    broken = [path.relative_to(home).as_posix() for path in damaged(home / "landed", deep)]
    if broken:
        names = "、".join(broken[:_NAMED])
        yield Finding("已入库的文件", f"{len(broken)} 个丢失或损坏，如 {names}。{_DO}", False)
    elif any(map(_counts, good)):
        yield Finding("已入库的文件", "逐个核对过，和入库时一样" if deep else "都在（逐个核对内容请加 --deep）", True)
    if deep and not cut and not broken:
        yield from (Finding("入库索引", said, False) for said in index_faults(Store(home)))


def _told(cut: list[str], good: list[Manifest]) -> Iterator[Finding]:
    if cut:
        names = "、".join(cut[:_NAMED])
        yield Finding("批次清单", f"{len(cut)} 个损坏，如 {names}。请用 dangjian restore 从备份中恢复。", False)
    live = sum(map(_counts, good))
    yield Finding("已导入批次", f"{live} 个有效", bool(live or cut))


def _counts(manifest: Manifest) -> bool:
    return manifest.is_live and not manifest.is_witness


def manifests(home: Path) -> tuple[list[Manifest], list[str]]:
    """Return the manifests that can be read, oldest first, and the names of those that cannot."""
    good: list[Manifest] = []
    cut: list[str] = []
    for path in sorted((home / "landed" / "manifest").glob("*.json")):
        try:
            good.append(read_manifest(path.read_bytes().decode(errors="replace"), path.name))
        except (UserError, OSError):
            cut.append(path.name)
    return sorted(good, key=lambda each: each.sequence), cut


def key(home: Path) -> Iterator[Finding]:
    """Look whether the key is there, whole, the one that rows were landed with, and its owner's alone."""
    store = Store(home)
    fault = key_fault(store)
    if fault is not None:
        yield Finding("身份密钥", fault, False)
    elif store.identity_key.exists() and sys.platform == "win32":
        yield Finding("身份密钥", f"与已入库的数据相符{_BESIDE}", True)
    elif store.identity_key.exists():
        mode = store.identity_key.stat().st_mode & 0o777
        more = _BESIDE if mode == 0o600 else "，别人也能读。请运行 doctor --mend"
        yield Finding("身份密钥", f"与已入库的数据相符，权限 {mode:o}{more}", mode == 0o600)


def set_aside(home: Path) -> Iterator[Finding]:
    """Look for landed files that no manifest knows, in their places or in the quarantine."""
    store = Store(home)
    count = len(orphans(store.landed)) + len(list(store.quarantine.glob("*/*.parquet")))
    if count:
        found = (
            f"有 {count} 个入库文件没有批次清单，不计入，放在（或下次导入时移到）{store.quarantine}。"
            "如果是从备份恢复的，请把 landed 里的 manifest 也恢复，再运行 ingest，文件会自动放回；"
            "如果是导入中途被中断的，重新报送那些台账即可，这些文件可以删除。"
        )
        yield Finding("没有清单的文件", found, False)
