"""Uploads: names are only names, sizes have bounds, two at once do not meet, receipts are found again."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from dashboards.entry.home import home_folder
from dashboards.pages.submissions import upload
from dashboards.shared import file_names
from ingest.landing.store import Store
from ingest.sender import Sender
from tests.ingest.small_district import ACTIVITIES, basics, send

SENDER = Sender(name="区办", role="区级管理员", unit_level="district", unit_id="D1")


@dataclass
class Sent:
    name: str
    content: bytes = b"x"

    def getvalue(self) -> bytes:
        return self.content


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\台账\\三月.xlsx", "三月.xlsx"),
        ("a:b|c?.csv", "a_b_c_.csv"),
        ("con.xlsx", "文件_con.xlsx"),
        ("...", "文件_"),
        ("台\u202e账\u200b.csv", "台账.csv"),
        ("甲 乙.xlsx", "甲 乙.xlsx"),
    ],
)
def test_an_uploaded_name_is_only_a_name(sent: str, kept: str) -> None:
    assert file_names.safe_name(sent) == kept


def test_a_long_name_keeps_its_ending_and_fits_a_file_system() -> None:
    name = file_names.safe_name("长" * 300 + ".xlsx")
    assert name.endswith(".xlsx") and len(name.encode()) <= 120


def test_a_long_name_with_a_point_early_in_it_ends_too() -> None:
    """Everything after the point was taken for the ending, which is never cut: it went round for ever."""
    assert len(file_names.safe_name("1." + "长" * 100).encode()) <= 120


def test_two_uploads_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    first = upload.stage([Sent("三月.xlsx", b"1"), Sent("x/三月.xlsx", b"2")], tmp_path / "1")
    second = upload.stage([Sent("三月.xlsx", b"3")], tmp_path / "2")
    assert [path.read_bytes() for path in first + second] == [b"1", b"2", b"3"]


def test_what_cannot_be_taken_is_refused_with_a_sentence() -> None:
    assert upload.refusal([("三月.xlsx", 10)]) is None
    assert "不是可读的格式" in str(upload.refusal([("三月.exe", 10)]))
    assert "空文件" in str(upload.refusal([("三月.xlsx", 0)]))
    assert "合计不得超过" in str(upload.refusal([("三月.xlsx", upload.MOST_BYTES + 1)]))
    assert "一次最多上传" in str(upload.refusal([("三月.xlsx", 1)] * (upload.MOST_FILES + 1)))


def test_receipts_are_read_from_between_other_lines() -> None:
    finished = upload.Finished(1, '准备好了\n[{"file": "三月.xlsx", "read": 3}]\n', "")
    assert upload.receipts_of(finished) == [{"file": "三月.xlsx", "read": 3}]
    assert upload.receipts_of(upload.Finished(1, "Traceback", "")) == []


def test_the_returned_workbook_of_a_receipt_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "receipts" / "20260701_三月"
    folder.mkdir(parents=True)
    receipt = {"file": "三月.xlsx", "batch": "B000004-activity", "returned": 2}
    (folder / "receipt.json").write_text(json.dumps(receipt), encoding="utf-8")
    (folder / "退回_三月.xlsx").write_bytes(b"book")
    assert [path.name for path in upload.returned_files(tmp_path, [receipt])] == ["退回_三月.xlsx"]
    assert list(upload.returned_files(tmp_path, [{**receipt, "batch": "B000005-activity"}])) == []


def test_a_refused_form_export_comes_with_the_mapping_to_fill_in(tmp_path: Path) -> None:
    """Without it a clerk reads that a mapping is missing and cannot get at one."""
    folder = tmp_path / "receipts" / "20260701_问卷"
    folder.mkdir(parents=True)
    receipt = {"file": "问卷.csv", "batch": None, "returned": 0, "refused": "没有对照"}
    (folder / "receipt.json").write_text(json.dumps(receipt), encoding="utf-8")
    (folder / "答卷对照_问卷.yaml").write_text("测评名称:", encoding="utf-8")
    assert [path.name for path in upload.returned_files(tmp_path, [receipt])] == ["答卷对照_问卷.yaml"]


def test_nothing_of_an_upload_is_kept_after_it_was_read(tmp_path: Path) -> None:
    """The inbox once held every identity number that ever came in."""
    finished = upload.hand_in([Sent("三月.csv", "编号,姓名\n1,示例人\n".encode())], tmp_path, SENDER)
    assert upload.receipts_of(finished)
    assert not [path for path in (tmp_path / "inbox").rglob("*") if path.is_file()]


def test_a_child_that_fails_gives_its_chinese_sentence_and_no_traceback(tmp_path: Path) -> None:
    finished = upload.run(tmp_path, ["withdraw", "B999999-activity"])
    assert finished.code != 0
    assert "Traceback" not in finished.problem


def test_the_home_is_read_from_the_command_line_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DANGJIAN_HOME", str(tmp_path / "env"))
    assert home_folder(["--home", str(tmp_path / "a")]) == (tmp_path / "a").resolve()
    assert home_folder([f"--home={tmp_path / 'b'}"]) == (tmp_path / "b").resolve()
    assert home_folder([]) == (tmp_path / "env").resolve()


def test_a_session_can_send_only_so_much() -> None:
    assert upload.refusal_of_session(0, [("三月.xlsx", upload.MOST_BYTES)]) is None
    said = upload.refusal_of_session(upload.MOST_BYTES_OF_SESSION, [("三月.xlsx", 1)])
    assert said is not None and "1000 MB" in said and "刷新" in said


def test_whoever_uploads_is_told_of_those_before(tmp_path: Path) -> None:
    said: list[str] = []
    with Store(tmp_path / "home").locked():
        thread = threading.Thread(
            target=lambda: said.append(
                upload.hand_in([Sent("空.csv", b" ")], tmp_path / "home", SENDER, said.append).output
            )
        )
        thread.start()
        until = time.monotonic() + 120
        while not said and time.monotonic() < until:
            time.sleep(0.05)
    thread.join(120)
    assert said[0] == "另一个程序正在入库，正在等它结束……"
    assert "空文件" in said[-1]


def test_ten_uploads_at_once_all_land_and_those_who_wait_know_their_place(tmp_path: Path) -> None:
    """Of ten at once five gave up after five minutes, each of which is a clerk who sends the same file again."""
    home = tmp_path / "home"
    said: dict[int, list[str]] = {number: [] for number in range(10)}
    send(Store(home), basics(tmp_path / "in"))
    finished: dict[int, upload.Finished] = {}

    def hand_in(number: int) -> None:
        rows = [ACTIVITIES[0], [*ACTIVITIES[1][:3], f"学习第{number}讲", "3", "3"]]
        file = Sent(f"{number}.csv", "\n".join(",".join(row) for row in rows).encode())
        finished[number] = upload.hand_in(
            [file], home, SENDER.model_copy(update={"unit_id": "01"}), said[number].append
        )

    threads = [threading.Thread(target=hand_in, args=(number,)) for number in said]
    with Store(home).locked():  # nobody is done before the last one has come
        for thread in threads:
            thread.start()
        until = time.monotonic() + 240
        while len(list((home / "waiting").glob("*"))) < len(threads) and time.monotonic() < until:
            time.sleep(0.05)
    for thread in threads:
        thread.join(240)
    receipts = [receipt for each in finished.values() for receipt in upload.receipts_of(each)]
    assert [(receipt["accepted"], receipt["refused"]) for receipt in receipts] == [(1, None)] * 10, finished
    assert Store(home).live_frame("activity").height == 10
    assert any("第 10 位" in line for lines in said.values() for line in lines)
    assert not list((home / "waiting").iterdir()) and not list((home / "inbox").iterdir())
