"""Everything that the doctor looks at, in the order of its report."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ingest.switched_off import NotAsked
from pipeline.doctor import accounts, builds, landed, own_files, place, told
from pipeline.doctor.finding import Finding, looked_at
from pipeline.policy import account_rules
from pipeline.retention import rules as retention_rules
from pipeline.warehouse.build import policy

NEEDED = ("duckdb", "dbt-core", "dbt-duckdb", "polars", "great-expectations", "streamlit", "plotly", "pyrage")


def examine(home: Path, deep: bool = False) -> Iterator[Finding]:
    """Look at the installation and at `home`, and yield what is found; leaves nothing behind.

    `deep` reads every landed file, build and frozen build whole and holds it against its hashes.
    """
    yield from _installed()
    yield from looked_at("标准和指标", _policy_is_read)
    yield Finding("数据位置", str(home), home.is_dir())
    if not home.is_dir():
        return
    looks = (
        ("磁盘", place.disk),
        ("权限", place.modes),
        ("已导入批次", partial(landed.batches, deep=deep)),
        ("身份密钥", landed.key),
        ("没有清单的文件", landed.set_aside),
        ("版式和答卷对照", own_files.layouts),
        ("别名表", own_files.aliases),
        ("停报", own_files.switched_off),
        ("通知", own_files.notices),
        ("模板", own_files.templates),
        ("固定的截止日", own_files.fixed_day),
        ("填写的内容", partial(own_files.entered, deep=deep)),
        ("签名密钥", partial(accounts.signing_key, deep=deep)),
        ("账号", accounts.accounts),
        ("数据仓库", partial(builds.published, deep=deep)),
        ("公布过的纪律数据", told.register),
        ("冻结的数据", partial(builds.frozen, deep=deep)),
        ("到期的文件", place.kept_too_long),
        ("每天备份", own_files.daily),
        ("备份", place.last_backup),
    )
    for what, look in looks:
        yield from looked_at(what, partial(look, home))


def _installed() -> Iterator[Finding]:
    """Look at Python and the packages."""
    yield Finding("Python", sys.version.split()[0], sys.version_info >= (3, 11))
    for package in NEEDED:
        try:
            yield Finding(package, version(package), True)
        except PackageNotFoundError:
            yield Finding(package, "没有安装，请重新运行 python start.py", False)


def _policy_is_read() -> Iterator[Finding]:
    """Look whether standards, indicators and the rest of what people decided can be read. Raises UserError if not."""
    policy(NotAsked())
    account_rules.policy()
    retention_rules.rules()
    yield Finding("标准和指标", "都能读", True)
