"""Learnt layouts are listed in words and can be taken out of use; before, only the folder on the server showed them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dashboards.pages.submissions import layout_list
from dashboards.shared.viewer import ADMIN, AREA, BRANCH, DISTRICT, SCHOOL, Viewer
from dashboards.store import audit
from ingest.errors import UserError
from ingest.layouts.layout_folder import load_layouts, retire
from tests.dashboards.login import opened
from tests.dashboards.reading import words

TEXT = """台账: 组织生活活动台账
已确认: true
确认人: 区级管理员 D1
确认日期: 2026-03-02
列:
  党支部: 照常
  开会那天: 活动日期
  几个钟头: {读作: 学时, 单位: 分钟}
固定内容:
- {列: 党组织, 内容: 甲小学党支部, 见于: 甲小}
"""


def written(home: Path, name: str, text: str) -> None:
    folder = home / "layouts"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_a_layout_is_told_in_words_of_the_ledger_with_who_confirmed_it(tmp_path: Path) -> None:
    written(tmp_path, "甲小三会一课.yaml", TEXT.replace("  党支部: 照常\n", ""))
    files = {path.name: file for path, file in load_layouts(tmp_path).files.items()}
    (row,) = layout_list.layouts(files).to_dicts()
    assert row["版式"] == "甲小三会一课.yaml"
    assert "开会那天→活动日期" in row["列读作什么"] and "分钟" in row["列读作什么"]
    assert row["固定内容"] == "党组织＝甲小学党支部（见于“甲小”）"
    assert row["状态"] == "使用中（区级管理员 D1，2026-03-02）"


def test_a_layout_that_is_taken_out_of_use_is_kept_and_never_written_over(tmp_path: Path) -> None:
    for turn in (1, 2):
        written(tmp_path, "甲.yaml", TEXT + f"# {turn}\n")
        retire(tmp_path, "甲.yaml")
    assert not load_layouts(tmp_path).files
    kept = sorted((tmp_path / "layouts_retired").iterdir())
    assert [path.name for path in kept] == ["甲.yaml", "甲_2.yaml"]
    assert [path.read_text(encoding="utf-8")[-4:] for path in kept] == ["# 1\n", "# 2\n"]


@pytest.mark.parametrize("name", ["没有.yaml", "../app.sqlite", "..", ""])
def test_only_a_layout_of_the_folder_can_be_taken_out_of_use(tmp_path: Path, name: str) -> None:
    (tmp_path / "app.sqlite").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="没有版式"):
        retire(tmp_path, name)
    assert (tmp_path / "app.sqlite").exists()


@pytest.mark.parametrize("role", [DISTRICT, AREA, SCHOOL, BRANCH])
def test_the_list_is_the_administrators_alone(role: str) -> None:
    """Fixed contents of a layout name organisations of others."""
    assert layout_list.tab(Viewer(role, "district", "D1")) == []
    assert layout_list.tab(Viewer(ADMIN, "district", "D1")) == ["版式"]


def test_the_page_takes_a_layout_out_of_use_and_writes_down_who_did(home: Path) -> None:
    written(home, "甲小三会一课.yaml", TEXT)
    try:
        app = opened("submit", tab="版式")
        assert "已经学会的版式有 1 个" in words(app)
        next(box for box in app.selectbox if box.label == "停用一个版式").select("甲小三会一课.yaml")
        next(button for button in app.button if button.label == "停用").click().run()
        assert any("已停用" in said.value for said in app.success)
        assert "已经学会的版式有 0 个" in words(app)
        assert not list((home / "layouts").iterdir())
        assert audit.entries(home, 1)["action"].to_list() == ["retire_layout"]
    finally:
        for folder in ("layouts", "layouts_retired"):
            shutil.rmtree(home / folder, ignore_errors=True)
