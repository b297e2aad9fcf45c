"""What is installed, where the home is, what is stale."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ingest.errors import UserError
from ingest.landing.home_key import key_fault
from ingest.landing.store import Store
from ingest.landing.sweeping import orphans
from pipeline.warehouse.publish import current_build
from pipeline.warehouse.query import open_published

NEEDED = ("duckdb", "dbt-core", "dbt-duckdb", "polars", "great-expectations", "streamlit", "plotly")


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    what: str
    found: str
    is_well: bool


def examine(home: Path) -> list[Finding]:
    """Look at the installation and at `home`; writes nothing."""
    findings = [Finding("Python", sys.version.split()[0], sys.version_info >= (3, 11))]
    for package in NEEDED:
        try:
            findings.append(Finding(package, version(package), True))
        except PackageNotFoundError:
            findings.append(Finding(package, "没有安装", False))
    findings.append(Finding("数据位置", str(home), home.exists()))
    if home.exists():
        findings += _landed(home)
    return findings


def _key(store: Store) -> list[Finding]:
    """Look whether the key is there, whole, the one that rows were landed with, and its owner's alone."""
    fault = key_fault(store)
    if fault is not None:
        return [Finding("身份密钥", fault, False)]
    if not store.identity_key.exists():
        return []
    if sys.platform == "win32":
        return [Finding("身份密钥", "与已入库的数据相符", True)]
    mode = store.identity_key.stat().st_mode & 0o777
    return [Finding("身份密钥", f"与已入库的数据相符，权限 {mode:o}", mode == 0o600)]


def _set_aside(store: Store) -> list[Finding]:
    """Look for landed files that no manifest knows, in their places or in the quarantine."""
    count = len(orphans(store.landed)) + len(list(store.quarantine.glob("*/*.parquet")))
    if not count:
        return []
    found = (
        f"有 {count} 个入库文件没有批次清单，不计入，放在（或下次导入时移到）{store.quarantine}。"
        "如果是从备份恢复的，请把 landed 里的 manifest 也恢复，再运行 ingest，文件会自动放回；"
        "如果是导入中途被中断的，重新报送那些台账即可，这些文件可以删除。"
    )
    return [Finding("没有清单的文件", found, False)]


def _landed(home: Path) -> list[Finding]:
    store = Store(home)
    live = store.live_manifests()
    findings = [Finding("已导入批次", f"{len(live)} 个有效", bool(live)), *_key(store), *_set_aside(store)]
    try:
        path = current_build(home / "warehouse")
    except UserError as error:
        return [*findings, Finding("数据仓库", str(error), False)]
    connection = open_published(home / "warehouse")
    try:
        found = connection.execute("select built_at, as_of from build_info").fetchone()
        built = set(connection.execute("select batch, received_at from batch").fetchall())
    finally:
        connection.close()
    if found is not None:
        findings.append(Finding("数据仓库", f"{path.stem}，截止 {found[1]}", True))
    waiting = len({(one.batch, one.received_at) for one in live} ^ built)
    findings.append(Finding("是否最新", "是" if not waiting else f"有 {waiting} 个批次的变动还没有 build", not waiting))
    return findings
