"""Blank workbooks are of what the home asks for."""

from pathlib import Path

from pipeline.commands.template import templates

OFF = "停报:\n  - {台账: 党费收缴, 起: 2026-01-01, 决定人: 区里, 理由: 财务系统里已有}\n"


def test_there_is_no_blank_workbook_of_a_ledger_that_is_switched_off(tmp_path: Path) -> None:
    """A clerk who is handed a blank workbook fills it in."""
    (tmp_path / "as-of.txt").write_text("2026-03-01", encoding="utf-8")
    (tmp_path / "switched_off.yaml").write_text(OFF, encoding="utf-8")
    out = tmp_path / "out"
    written, told = templates(tmp_path, ["activity", "dues"], out)
    assert [path.name for path in out.iterdir()] == ["组织生活活动台账模板.xlsx"] == [Path(written).name]
    assert told == "党费收缴自 2026-01-01 起停报（区里决定：财务系统里已有），不用填，没有生成模板。"
    (tmp_path / "as-of.txt").write_text("2025-12-31", encoding="utf-8")
    assert len(list(templates(tmp_path, ["activity", "dues"], out))) == len(list(out.iterdir())) == 2
