"""The 区级管理员 sees on 数据报送 how old the last good backup is, and why a later one failed; nobody else does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from dashboards.pages.submissions.wording import describe_backup
from pipeline.backup.record import BackupRecord
from tests.dashboards.login import opened
from tests.dashboards.reading import words

NOW = dt.datetime(2026, 11, 30, 8, 0, tzinfo=dt.UTC)
GOOD = BackupRecord(good_at="2026-11-27T08:00:00+00:00", file="D:/备份/一.backup")


def test_the_sentence_tells_age_place_and_failure() -> None:
    assert describe_backup(BackupRecord(), NOW).startswith("还没有备份过")
    assert "3 天前" in describe_backup(GOOD, NOW) and "D:/备份/一.backup" in describe_backup(GOOD, NOW)
    assert "太久了" in describe_backup(GOOD, NOW + dt.timedelta(days=9))
    failed = BackupRecord(**{**vars(GOOD), "failure": "盘不在。"})
    assert "3 天前" in describe_backup(failed, NOW) and "没有做成：盘不在" in describe_backup(failed, NOW)


def test_only_the_administrator_reads_it(home: Path) -> None:
    assert "还没有备份过" in words(opened("submit"))
    assert "备份" not in words(opened("submit", role="school"))
