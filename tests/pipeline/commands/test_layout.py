"""`dangjian layout`: it writes what is known and what is guessed, and lands nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from ingest.landing.store import Store
from ingest.layouts.layout_folder import load_layouts
from pipeline.commands.layout import asked_about, propose
from tests.ingest.small_district import basics, only, send, write

ROWS = [
    ["党支部", "开会那天", "会议类型", "会议主题", "心得"],
    ["永安小学党支部", "2025-03-07", "党课", "学习两会", "好"],
]


def test_a_guess_is_written_and_not_active_until_a_person_confirms_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    file = write(tmp_path / "out", "三月.csv", ROWS)
    propose(store.root, file, None)
    said = capsys.readouterr().out
    assert "猜的，请核对" in said and "不认得，请填写" in said
    (path,) = (store.root / "layouts").glob("*.yaml")
    content = yaml.safe_load(path.read_text("utf-8"))
    assert content["已确认"] is False
    assert content["列"] == {
        "党支部": "党组织", "开会那天": "活动日期", "会议类型": "活动类型", "会议主题": "活动主题", "心得": None,
    }  # fmt: skip
    assert only(send(store, file), "activity").refused is not None
    confirmed = path.read_text("utf-8").replace("已确认: false", "已确认: true").replace("心得: ", "心得: 备注 ")
    path.write_text(confirmed, encoding="utf-8")
    assert only(send(store, file), "activity").accepted == 1
    propose(store.root, file, None)
    assert path.read_text("utf-8") == confirmed and len(load_layouts(store.root).files) == 1


def test_the_page_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    file = write(tmp_path, "三月.csv", ROWS)
    ((answer,)) = json.loads(asked_about(tmp_path / "home", file, None))
    assert (answer["file"], answer["problem"]) == ("三月.csv", None)
    assert [column["state"] for column in answer["tables"][0]["columns"]] == [
        "known", "guessed", "known", "known", "unknown",
    ]  # fmt: skip
    assert not (tmp_path / "home").exists()


def test_a_file_without_a_table_is_told_so(tmp_path: Path) -> None:
    (answer,) = json.loads(asked_about(tmp_path, write(tmp_path, "空.csv", [["只有一句话"]]), None))
    assert "没有找到表头" in answer["problem"]
