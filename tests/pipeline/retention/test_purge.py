"""What is kept for a time goes then, with a receipt, and nothing else does."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import UserError
from pipeline import child_process
from pipeline.commands import purge as command
from pipeline.doctor import place
from pipeline.retention.purge import due, purge
from pipeline.retention.receipts import RECEIPTS
from pipeline.retention.rules import FILE, rules
from pipeline.settings import PROJECT

NOW = datetime.now(UTC).replace(microsecond=0)
"""The command goes by the clock: files as old as from a fixed day on are too old on the day after it."""
RETURNED = "receipts/20261001-080000_花名册/退回_花名册.xlsx"


def put(home: Path, name: str, days: float) -> Path:
    path = home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(name, encoding="utf-8")
    at = (NOW - timedelta(days=days)).timestamp()
    os.utime(path, (at, at))
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Something old of every folder; of what is kept for a time also something young."""
    for name in (
        RETURNED,
        "receipts/20261001-080000_花名册/receipt.json",
        "receipts/20261001-080000_花名册/回执.txt",
        "receipts/20261001-080000_花名册/答卷对照_花名册.yaml",
        "inbox/ab12/花名册.xlsx",
        "logs/dangjian.log",
        "landed/member/B000001-member.parquet",
        "landed/manifest/B000001-member.json",
        "reviews/2025/2025-a.duckdb",
        "packs/2025/包.docx",
        "app.sqlite",
    ):
        put(tmp_path, name, 400)
    put(tmp_path, "receipts/20261120-080000_活动/退回_活动.xlsx", 29)
    put(tmp_path, "inbox/cd34/活动.xlsx", 0.5)
    return tmp_path


def files(home: Path) -> set[str]:
    return {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}


def test_what_is_over_goes_and_nothing_else(home: Path) -> None:
    """Returned workbooks, with identity numbers as they were typed, lay there for good."""
    before = files(home)
    gone = {RETURNED, "inbox/ab12/花名册.xlsx", "logs/dangjian.log"}
    assert {one.file for one in due(home, NOW)} == gone and files(home) == before
    assert {one.file for one in purge(home, NOW, "wang")} == gone
    assert files(home) == (before - gone) | {RECEIPTS}
    assert not (home / "inbox" / "ab12").exists() and (home / "inbox" / "cd34").exists()
    assert purge(home, NOW, "wang") == []


def test_the_receipt_says_what_went_by_whom_and_when(home: Path) -> None:
    purge(home, NOW, "wang")
    put(home, RETURNED, 31)
    purge(home, NOW + timedelta(hours=1), "li")
    first, second = map(json.loads, (home / RECEIPTS).read_text(encoding="utf-8").splitlines())
    assert (first["at"], first["who"], second["who"]) == (NOW.isoformat(), "wang", "li")
    assert second["files"] == [
        {"kind": "退回的工作簿", "file": RETURNED, "sha256": hashlib.sha256(RETURNED.encode()).hexdigest()}
    ]


def test_a_file_that_only_leads_there_is_left(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = put(tmp_path_factory.mktemp("outside"), "别处.xlsx", 400)
    link = home / "receipts" / "20261001-080000_花名册" / "退回_链接.xlsx"
    link.symlink_to(outside)
    purge(home, NOW, "wang")
    assert link.is_symlink() and outside.exists()


def test_the_command_enters_what_it_deleted_and_a_dry_run_deletes_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    entered: list[Any] = []

    def run(*_: str, request: dict[str, Any]) -> int:
        entered.append(request)
        return 0

    monkeypatch.setattr(child_process, "run", run)
    before = files(home)
    command.purge(home, dry=True)
    assert files(home) == before and not entered and "没有删除" in capsys.readouterr().out
    assert [one.is_well for one in place.kept_too_long(home)] == [False]
    command.purge(home, dry=False)
    [entry] = entered[0]["entries"]
    assert (entry["action"], entry["detail"]) == (
        "purge",
        "退回的工作簿 1 个，中断时留下的上传文件 1 个，读取出错的记录 1 个",
    )
    assert list(place.kept_too_long(home)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("left_upload_days:", "upload_days:", "left_upload_days"),
        ("{value: 30,", "{value: 0,", "returned_workbook_days"),
        ("{value: 180,", "{value: 30,", "error_log_days"),
    ],
)
def test_a_line_that_is_wrong_is_named(old: str, new: str, said: str, tmp_path: Path) -> None:
    """Logs are kept for half a year by law."""
    path = tmp_path / "retention.yaml"
    path.write_text((PROJECT / FILE).read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UserError, match=said):
        rules(path)
