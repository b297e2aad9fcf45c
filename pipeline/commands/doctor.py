"""What is installed, where the home is, what is stale."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ingest.errors import UserError
from ingest.landing.store import Store
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


def _landed(home: Path) -> list[Finding]:
    store = Store(home)
    live = store.live_manifests()
    findings = [Finding("已导入批次", f"{len(live)} 个有效", bool(live))]
    key = home / "identity.key"
    if key.exists() and sys.platform != "win32":
        mode = key.stat().st_mode & 0o777
        findings.append(Finding("身份密钥", f"权限 {mode:o}", mode == 0o600))
    try:
        path = current_build(home / "warehouse")
    except UserError as error:
        return [*findings, Finding("数据仓库", str(error), False)]
    connection = open_published(home / "warehouse")
    try:
        found = connection.execute("select built_at, as_of from build_info").fetchone()
        built = {batch for (batch,) in connection.execute("select batch from batch").fetchall()}
    finally:
        connection.close()
    if found is not None:
        findings.append(Finding("数据仓库", f"{path.stem}，截止 {found[1]}", True))
    waiting = len({one.batch for one in live} ^ built)
    findings.append(Finding("是否最新", "是" if not waiting else f"有 {waiting} 个批次的变动还没有 build", not waiting))
    return findings
