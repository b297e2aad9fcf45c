"""One person's data is found by a number, taken out on request, and told without a name."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ingest.errors import UserError
from ingest.landing import removal
from ingest.landing.store import Store
from pipeline.commands import purge_rows
from pipeline.retention.person import known_by, mentions, rows_of
from pipeline.retention.receipts import RECEIPTS
from tests.ingest.small_district import ACTIVITIES, ATTENDANCE, MEMBERS, ZHANG_ID, basics, send, write

SPOKEN_OF = [[*ACTIVITIES[0], "主持人"], [*ACTIVITIES[1], "张三"]]
AS_BEFORE_1999 = "110105491231002"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    wrong = [*MEMBERS, ["D9", "张三", "11010519491231002", "永安小学党支部", "永安小学", "正式党员", "", ""]]
    send(Store(home), basics(tmp_path / "in"), write(tmp_path, "活动.csv", SPOKEN_OF))
    send(Store(home), write(tmp_path, "签到.csv", ATTENDANCE), write(tmp_path, "花名册.csv", wrong))
    return home


def answer(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


@pytest.mark.parametrize("number", [ZHANG_ID, ZHANG_ID.lower(), AS_BEFORE_1999, "D1", "d1"])
def test_a_person_is_found_by_every_number_that_people_give(home: Path, number: str) -> None:
    person = known_by(Store(home), number)
    assert len(person.keys) == 1 and person.names == {"张三"}


def test_what_was_said_of_whom_goes_and_who_else_is_named_stays(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, ZHANG_ID, "删除")
    purge_rows.purge_person(home, dry=False)
    store, said = Store(home), capsys.readouterr().out
    assert "张三" not in store.live_frame("member")["name"].to_list()
    assert store.live_frame("attendance").height == 1
    assert ZHANG_ID not in said and "活动.csv" in said, "a speaker's name in a text is told with its place"
    assert "张三" not in (home / RECEIPTS).read_text(encoding="utf-8")
    begun, ended = (json.loads(line) for line in (home / RECEIPTS).read_text(encoding="utf-8").splitlines())
    assert (begun["ended"], ended["ended"]) == (False, True) and sum(each["rows"] for each in ended["rows"]) >= 2


def test_receipts_of_the_person_are_covered_and_returned_workbooks_go(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The returned workbook holds the whole row as it was typed, the receipt the name in its sentence."""
    assert list(home.glob("receipts/*/退回_花名册*"))
    answer(monkeypatch, "D1", "删除")
    purge_rows.purge_person(home, dry=False)
    assert not list(home.glob("receipts/*/退回_花名册*"))
    for path in home.glob("receipts/*/*.*"):
        if "花名册" in path.parent.name:
            assert "张三" not in path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(("answers", "dry"), [((ZHANG_ID,), True), ((ZHANG_ID, "是"), False), ((ZHANG_ID,), False)])
def test_nothing_goes_without_the_word(
    home: Path, monkeypatch: pytest.MonkeyPatch, answers: tuple[str, ...], dry: bool
) -> None:
    answer(monkeypatch, *answers)
    purge_rows.purge_person(home, dry)
    listed = {each.ledger for each in mentions(Store(home), known_by(Store(home), ZHANG_ID))}
    assert listed == {"组织生活活动台账"}, (
        "their own rows are what is to be deleted, not what somebody else should mend"
    )
    assert "张三" in Store(home).live_frame("member")["name"].to_list() and not (home / RECEIPTS).exists()


def test_a_run_that_was_killed_can_be_run_again_by_the_same_number(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The roster went first: nobody was known by the number any more, and the other rows stayed for good."""
    rewrite = removal._rewrite
    done: list[tuple[Any, ...]] = []

    def one_and_no_more(*told: Any) -> None:
        if done:
            raise KeyboardInterrupt
        rewrite(*told)
        done.append(told)

    monkeypatch.setattr(removal, "_rewrite", one_and_no_more)
    answer(monkeypatch, ZHANG_ID, "删除")
    with pytest.raises(KeyboardInterrupt):
        purge_rows.purge_person(home, dry=False)
    monkeypatch.setattr(removal, "_rewrite", rewrite)
    person = known_by(Store(home), ZHANG_ID)
    answer(monkeypatch, ZHANG_ID, "删除")
    purge_rows.purge_person(home, dry=False)
    assert person.names == {"张三"} and removal.find(Store(home), rows_of(person)) == []


@pytest.mark.parametrize(("number", "says"), [("D77", "没有台账行用这个号码"), ("", "没有输入号码")])
def test_a_number_that_nobody_has_is_said(home: Path, monkeypatch: pytest.MonkeyPatch, number: str, says: str) -> None:
    answer(monkeypatch, number)
    with pytest.raises(UserError, match=says):
        purge_rows.purge_person(home, dry=False)


def test_who_is_known_by_a_number_alone_is_found_too(tmp_path: Path) -> None:
    """Discipline knows no names: whoever asks gives the 当事人编号 of the case."""
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"))
    cases = [
        ["编号", "党组织", "决定日期", "对象类别", "当事人编号", "处理类别", "处理种类"],
        ["1", "永安小学党支部", "2025-03-01", "党员", "案-7", "党纪处分", "警告"],
    ]
    send(store, write(tmp_path, "纪律处分与问责台账.csv", cases))
    assert store.live_frame("discipline").height == 1
    person = known_by(store, "案-7")
    assert len(person.keys) == 1 and not person.names and not list(mentions(store, person))


def test_rows_that_were_set_aside_go_too_and_others_stay(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An incomplete restore leaves files without a manifest: whose rows lay there was known by no number."""
    store = Store(home)
    for manifest in (home / "landed" / "manifest").glob("*.json"):
        if manifest.stem.endswith(("-member", "-attendance")):
            manifest.unlink()
    answer(monkeypatch, ZHANG_ID, "删除")
    purge_rows.purge_person(home, dry=False)
    assert "quarantine" in capsys.readouterr().out
    kept = {path.parent.name: pl.read_parquet(path, glob=False) for path in store.quarantine.glob("*/*.parquet")}
    assert "张三" not in kept["member"]["name"].to_list() and kept["attendance"].height == 1
    *_, ended = (json.loads(line) for line in (home / RECEIPTS).read_text(encoding="utf-8").splitlines())
    assert sum(each["rows"] for each in ended["rows"]) >= 2
    answer(monkeypatch, ZHANG_ID)
    with pytest.raises(UserError, match="没有台账行用这个号码"):
        purge_rows.purge_person(home, dry=False)


def test_a_damaged_file_that_was_set_aside_is_named_and_nothing_goes(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = Store(home).quarantine / "attendance" / "B000099-attendance.parquet"
    aside.parent.mkdir(parents=True)
    aside.write_bytes(b"PAR1")
    answer(monkeypatch, ZHANG_ID, "删除")
    with pytest.raises(UserError, match="B000099-attendance"):
        purge_rows.purge_person(home, dry=False)
    assert "张三" in Store(home).live_frame("member")["name"].to_list()
