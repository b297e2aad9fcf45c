"""A number on the command line, down to the files that its rows and their columns came from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from expectations.runner import check
from ingest.landing.store import Store
from ingest.run import ingest
from pipeline.warehouse.explain import explain
from tests.reference.hand_written_changes import DISSOLVED, write
from tests.replay import Replay

AS_OF = date(2026, 2, 28)
AGAIN = """问题编号,党组织,问题来源,问题类别,问题描述,提出日期,整改期限
甲2,010101,自查,作风纪律,记录已补,2025-04-01,2025-08-01
"""


def test_a_row_is_explained_with_the_file_that_gave_what_its_newest_file_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, replay: Replay
) -> None:
    """The newest file was named alone, though the closing day that made the number stood in another."""
    home, folder = tmp_path / "home", tmp_path / "ledgers"
    write(folder)
    (tmp_path / "再报.csv").write_text(AGAIN, encoding="utf-8")
    for path in (folder, tmp_path / "再报.csv"):
        ingest([path], Store(home), AS_OF, received_by="测试", check=check)
    replay.build(home, AS_OF)
    monkeypatch.setattr("pipeline.terminal.console.width", 300)
    explain(home / "warehouse", "R05", DISSOLVED, "2025")
    said = capsys.readouterr().out
    assert "再报.csv" in said and "沿用以前文件的列" in said and "完成日期：问题.csv，问题第 3 行" in said
