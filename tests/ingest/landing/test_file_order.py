"""Where two files of a delivery disagree about a row, the newer wins, and both receipts say which that was."""

from __future__ import annotations

import os
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from ingest.errors import UserError
from ingest.landing import file_order
from ingest.landing.file_order import newer_of
from ingest.landing.store import Store
from ingest.readers.collect import SourceFile, collect_files
from ingest.readers.saved import file_time, saved_inside
from tests.ingest.small_district import ACTIVITIES, basics, only, send, tree_hash, write

NEWER = [ACTIVITIES[0], [*ACTIVITIES[1][:-1], "2"]]
NAMES = (
    "台账(1)",
    "台账（2）",
    "台账-更正",
    "台账 - 副本",
    "最终版台账",
    "更正台账",
    "台账（修改）",
    "台账补报",
    "台账v2",
    "台账第2版",
    "更正/台账",
    "新版台账",
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    return store


def source(name: str) -> SourceFile:
    """Return a file that is on no disk: only its name can tell."""
    return SourceFile(Path("/nowhere") / name, f"{name}.csv")


def attended(store: Store) -> int:
    """Return what counts of the row that the files disagree about."""
    return int(store.live_frame("activity").filter(topic="学习两会")["attended"].item())


@pytest.mark.parametrize("name", NAMES)
def test_the_usual_names_of_corrections_win_over_the_plain_name(name: str) -> None:
    """In the order of code points the old value won for 7 of 11 of them, without a word."""
    verdict, other_way = newer_of(source("台账"), source(name)), newer_of(source(name), source("台账"))
    assert verdict is not None and verdict.is_second
    assert other_way is not None and not other_way.is_second


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("台账(1)", "台账(2)"),
        ("台账(2)", "台账(10)"),
        ("台账20250315", "台账20250401"),
        ("台账2025-3-15", "台账2025年4月1日"),
        ("初稿台账", "台账"),
        ("台账", "台账 - 副本"),
        ("台账 - 副本", "台账 - 副本 (2)"),
        ("台账v1.9", "台账V2.0"),
        ("台账更正(1)", "台账更正(2)"),
    ],
)
def test_numbers_and_days_in_names_are_compared_as_such(older: str, newer: str) -> None:
    verdict = newer_of(source(older), source(newer))
    assert verdict is not None and verdict.is_second


@pytest.mark.parametrize(
    ("one", "other"), [("一支部", "二支部"), ("台账更正", "台账最终版"), ("3月(2)", "4月(1)"), ("a", "b")]
)
def test_other_names_decide_nothing(one: str, other: str) -> None:
    assert newer_of(source(one), source(other)) is None


def test_the_time_inside_decides_before_the_time_of_the_file(tmp_path: Path) -> None:
    for name, year, written in (("一", 2024, 1_700_000_000), ("二", 2025, 1_600_000_000)):
        book = Workbook()
        book.save(tmp_path / f"{name}.xlsx")
        _set_modified(tmp_path / f"{name}.xlsx", datetime(year, 3, 1))
        os.utime(tmp_path / f"{name}.xlsx", (written, written))
    first, second = collect_files([tmp_path])
    assert saved_inside(first) == datetime(2024, 3, 1) and saved_inside(second) == datetime(2025, 3, 1)
    verdict = newer_of(first, second)
    assert verdict is not None and verdict.is_second and "文件里记的保存时间" in verdict.because


def _set_modified(path: Path, day: datetime) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    core = parts["docProps/core.xml"]
    start = core.index(b"<dcterms:modified")
    start = core.index(b">", start) + 1
    parts["docProps/core.xml"] = core[:start] + day.isoformat().encode() + b"Z" + core[core.index(b"<", start) :]
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_the_time_of_a_file_is_read_in_an_archive_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "报送.zip", "w") as archive:
        for name, day in (("甲.csv", 2), ("乙.csv", 3)):
            archive.writestr(zipfile.ZipInfo(name, (2025, 3, day, 8, 0, 0)), b"x")
    found = {each.file_name: each for each in collect_files([tmp_path])}
    assert file_time(found["甲.csv"]) == datetime(2025, 3, 2, 8)
    verdict = newer_of(found["甲.csv"], found["乙.csv"])
    assert verdict is not None and verdict.is_second


def test_the_newer_counts_and_both_receipts_say_so(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "报送"
    write(folder, "更正台账.csv", NEWER)
    write(folder, "活动台账.csv", ACTIVITIES)
    receipts = {each.file: each for each in send(store, folder)}
    assert attended(store) == 2
    for name, other in (("更正台账.csv", "活动台账.csv"), ("活动台账.csv", "更正台账.csv")):
        assert (
            f"有 1 行（第 2 行）与“{other}”是同一条而内容不同：以“更正台账.csv”为准，因为它的文件名里有“更正”"
            in receipts[name].to_text()
        )
        assert "undecided" not in receipts[name].to_json() and receipts[name].flagged == 0
    before = tree_hash(store.landed)
    assert sum(each.accepted for each in send(store, folder)) == 0 and tree_hash(store.landed) == before


def test_where_nothing_tells_both_rows_are_flagged_and_somebody_is_asked(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "报送"
    paths = [write(folder, "甲.csv", ACTIVITIES), write(folder, "乙.csv", NEWER)]
    for path in paths:
        os.utime(path, (1_700_000_000, 1_700_000_000))
    receipts = {each.file: each for each in send(store, folder)}
    assert {name: each.flagged for name, each in receipts.items()} == {"甲.csv": 1, "乙.csv": 1}
    assert receipts["甲.csv"].to_json()["undecided"] == [{"other": "乙.csv", "counts": "甲.csv"}]
    assert "单独再报送一次" in receipts["乙.csv"].to_text()
    assert attended(store) == 3
    assert only(send(store, paths[1]), "activity").accepted == 1 and attended(store) == 2


def test_files_that_agree_are_landed_as_they_come(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "报送"
    write(folder, "更正.csv", [ACTIVITIES[0], ACTIVITIES[2]])
    write(folder, "活动.csv", ACTIVITIES)
    for receipt in send(store, folder):
        assert not receipt.remarks and not receipt.flags


def test_unknown_keys_of_the_rule_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = file_order.FILE.read_text(encoding="utf-8")
    for wrong in (text + "\nnewest: [新]\n", text.replace("[words, number", "[luck, number")):
        path = tmp_path / "file_order.yaml"
        path.write_text(wrong, encoding="utf-8")
        os.utime(path, ns=(len(wrong), len(wrong)))
        monkeypatch.setattr(file_order, "FILE", path)
        with pytest.raises(UserError, match=r"file_order\.yaml"):
            file_order.load_rule()
