"""The drill (演练): back up while others land and build, lose the home, restore, build, and compare everything."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from pipeline.selfcheck import state
from pipeline.selfcheck.district import DAY, District, copied, district
from pipeline.selfcheck.part import Part
from pipeline.selfcheck.program import Ran, run, start

NAME = "备份和恢复演练"
Entries = set[tuple[object, ...]]
_FOLLOW_UP = (
    "insert into follow_up (set_at, indicator_code, unit_level, unit_id, year, state, post, note, role, unit)"
    " values ('2026-10-31', 'O05', 'district', 'D', 2026, 'open', '', '演练', '区级管理员', 'D')"
)
"""Nobody can click on a page here; what matters is that a row that somebody entered comes back."""


def drill(schools: int, seed: int, scratch: Path, *, both: bool = True) -> Part:
    """Return how many comparisons were made between what was lost and what came back, and which did not hold.

    Without `both`, only the backup that was made during the build is restored, and only one unit's packs are made.
    """
    base = district(scratch.parent / "district", schools, seed)
    home = copied(base.home, scratch / "home")
    steps = _Steps()
    packs = ["--all"] if both else ["--unit", state.some_school(base.home)]
    steps.went_well("生成述职材料", run(home, "report", "--year", DAY[:4], *packs, "--out", str(scratch / "packs")))
    with closing(sqlite3.connect(home / "app.sqlite")) as store:
        store.execute(_FOLLOW_UP)
        store.commit()
    logged = set(state.entered(home, "audit"))
    early, late, key = scratch / "early.backup", scratch / "late.backup", scratch / "key"
    _while_it_runs(steps, home, ("ingest", str(base.second), "--as-of", DAY), "backup", "--out", str(early))
    _while_it_runs(steps, home, ("build", "--as-of", DAY), "backup", "--out", str(late), "--key", str(key))
    lost = home.rename(scratch / "lost")
    for name, backup in (("导入时的备份", early), ("建仓时的备份", late))[0 if both else 1 :]:
        _come_back(steps, name, backup, key, lost, base, scratch / name, logged)
    return Part(NAME, steps.tried, len(steps.remarks), tuple(steps.remarks))


class _Steps:
    """Counts what is held together, and remembers what did not hold."""

    def __init__(self) -> None:
        self.tried = 0
        self.remarks: list[str] = []

    def holds(self, what: str, is_so: bool, why: str = "") -> None:
        self.tried += 1
        if not is_so:
            self.remarks.append(f"{what}：{why or '不一样'}")

    def went_well(self, what: str, ran: Ran) -> None:
        self.holds(what, ran.code in (0, 1) and ran.fault is None, ran.fault or ran.said[-200:])

    def same(self, what: str, read: Callable[[Path], object], one: Path, other: Path) -> None:
        self.holds(what, read(one) == read(other))


def _while_it_runs(steps: _Steps, home: Path, arguments: tuple[str, ...], *backup: str) -> None:
    """Run a backup while a command runs; neither may disturb the other."""
    running = start(home, arguments)
    ran = run(home, *backup)
    steps.holds(f"{arguments[0]} 时备份", ran.code == 0 and ran.fault is None, ran.fault or ran.said[-200:])
    steps.holds(f"备份时 {arguments[0]}", running.wait() in (0, 1), "没有做成")


def _come_back(
    steps: _Steps, name: str, backup: Path, key: Path, lost: Path, base: District, folder: Path, logged: Entries
) -> None:
    """Restore a backup without and with the key, send again what may not be in it, build, and compare with `lost`.

    `logged` is what the audit log held before the backups began: each home has entries of its own after that.
    """
    bare, home = folder / "bare", folder / "home"
    steps.went_well(f"{name}，核对", run(lost, "backup", "--check", str(backup)))
    steps.went_well(f"{name}，没有密钥的恢复", run(bare, "restore", str(backup)))
    refused = run(bare, "ingest", str(base.second), "--as-of", DAY)
    steps.holds(
        f"{name}，没有密钥时不予导入", refused.code == 1 and "identity.key" in refused.said, refused.said[-200:]
    )
    broken = state.fault(bare)
    steps.holds(f"{name}，没有密钥时的数据", broken is None, broken or "")
    shutil.rmtree(bare, ignore_errors=True)
    steps.went_well(f"{name}，恢复", run(home, "restore", str(backup), "--key", str(key)))
    steps.went_well(f"{name}，再报送", run(home, "ingest", str(base.second), "--as-of", DAY))
    steps.same(f"{name}，入库的行", state.landed_rows, home, lost)
    steps.went_well(f"{name}，建仓", run(home, "build", "--as-of", DAY))
    same = run(home, "diff", str(state.published(lost)), str(state.published(home)))
    steps.holds(f"{name}，数值", same.code == 0, same.said[-300:])
    for table, what in (("pack", "材料登记和验真码"), ("follow_up", "跟进")):
        steps.same(f"{name}，{what}", lambda each, table=table: state.entered(each, table), home, lost)  # type: ignore[misc]
    steps.holds(f"{name}，操作留痕", bool(logged) and logged <= set(state.entered(home, "audit")))
    steps.holds(f"{name}，回执", _receipts_are_back(lost, home, all_of_them=backup.stem == "late"))
    shutil.rmtree(home, ignore_errors=True)


def _receipts_are_back(lost: Path, home: Path, all_of_them: bool) -> bool:
    """Tell whether the receipts came back as they were; those of a delivery that was under way need not be there."""
    kept, found = state.files(lost / "receipts"), state.files(home / "receipts")
    back = {path for path in kept if path in found}
    return bool(back) and (not all_of_them or back == set(kept)) and all(kept[path] == found[path] for path in back)
