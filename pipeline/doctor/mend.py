"""What can be put right without loss: nothing that was landed, entered, frozen or published is deleted."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import UserError
from ingest.landing.store import Store
from ingest.system_reason import reason
from pipeline.demo_mark import MARK, unmark
from pipeline.doctor.accounts import is_wrongly_marked
from pipeline.doctor.builds import is_whole, whole_builds
from pipeline.doctor.place import leftovers, open_to_others
from pipeline.warehouse.publish import current_build, point_at


def mend(home: Path) -> Iterator[str]:
    """Mend what can be mended and yield a sentence for each thing that was done, or why it could not be done now."""
    for step in (_clear, _set_aside, _point, _close_to_others, _unmark):
        try:
            yield from step(home)
        except UserError as error:
            yield str(error)
        except Timeout:
            yield "另一个程序正在建仓或备份，这一项没有处理，请等它结束后再运行一次。"
        except OSError as error:
            yield f"“{error.filename or home}”改不了：{reason(error)}。"


def _clear(home: Path) -> Iterator[str]:
    """Remove what killed runs left, once nobody can be writing it."""
    with (
        Store(home).locked(seconds=1),
        FileLock(home / "build.lock", timeout=1),
        FileLock(home / "backup.lock", timeout=1),
    ):
        found = leftovers(home)
        for path in found:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
    if found:
        yield f"删除了中断时留下的 {len(found)} 个临时文件。"


def _set_aside(home: Path) -> Iterator[str]:
    store = Store(home)
    with store.locked(seconds=1):
        moved = [path for path in store.sweep() if path.suffix == ".parquet"]
    if moved:
        yield f"把 {len(moved)} 个没有清单的入库文件移到了 {store.quarantine}，没有删除。"


def _point(home: Path) -> Iterator[str]:
    """Point CURRENT at the newest build that can be read, where the one it names cannot."""
    warehouse = home / "warehouse"
    if not warehouse.is_dir():
        return
    with FileLock(home / "build.lock", timeout=1):
        with suppress(UserError):
            if is_whole(current_build(warehouse), deep=True):
                return
        whole = whole_builds(warehouse)
        if not whole:
            if list(warehouse.glob("*.duckdb")):
                yield "没有一份数据仓库是完好的。请运行 build --full 重建。"
            return
        point_at(warehouse, whole[-1].stem)
    yield f"看板改用最近一份完好的数据 {whole[-1].stem}。请再运行 build --full。"


def _close_to_others(home: Path) -> Iterator[str]:
    if sys.platform == "win32":
        return
    found = open_to_others(home)
    for path in found:
        path.chmod(0o700 if path.is_dir() else 0o600)
    if found:
        yield f"把 {len(found)} 个文件和文件夹改成了只有自己能读。"


def _unmark(home: Path) -> Iterator[str]:
    """Take away the mark of the demo where there are accounts: it says that nobody has to log in."""
    if is_wrongly_marked(home):
        unmark(home)
        yield f"这里有账号，去掉了样例区的标记 {MARK}。"
