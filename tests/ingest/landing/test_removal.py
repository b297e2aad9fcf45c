"""Rows that are taken out for good are nowhere any more, and what else was landed is as it was."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from ingest.landing import removal
from ingest.landing.index_faults import index_faults
from ingest.landing.months import Month, months
from ingest.landing.removal import Reason, find, remove
from ingest.landing.store import Store
from pipeline.backup.landed_files import damaged
from pipeline.warehouse.build_input import fingerprint
from tests.ingest.small_district import ACTIVITIES, AS_OF, ATTENDANCE, basics, counts, only, send, write

REASON = Reason(datetime(2026, 11, 30, 8), "测试员", "应本人要求删除")
LATER = datetime(2100, 1, 1)


CHANGED = [*ATTENDANCE[:1], [*ATTENDANCE[1][:-1], "请假"], *ATTENDANCE[2:]]
SAID_AGAIN = [*CHANGED, ["永安小学党支部", "2025-04-07", "学习党史", "王五", "", "出席"]]


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One person's rows in four kinds of places: a roster, a batch, a later version, a file that says it again."""
    folder = tmp_path_factory.mktemp("landed")
    store = Store(folder / "home")
    send(store, basics(folder / "in"), write(folder, "活动.csv", ACTIVITIES))
    for name, rows in (("签到.csv", ATTENDANCE), ("签到-更正.csv", CHANGED), ("签到-补.csv", SAID_AGAIN)):
        send(store, write(folder, name, rows))
    return folder


@pytest.fixture
def store(landed: Path, tmp_path: Path) -> Store:
    return Store(shutil.copytree(landed, tmp_path / "copy") / "home")


def key_of(store: Store, name: str) -> str:
    return str(store.live_frame("member").filter(pl.col("name") == name)["person_key"][0])


def of_person(store: Store, name: str) -> dict[str, pl.Expr]:
    is_theirs = pl.col("person_key") == key_of(store, name)
    return {"member": is_theirs, "attendance": is_theirs}


def everything(store: Store, ledger: str) -> pl.DataFrame:
    kinds = [store.landed.glob(f"{kind}/*.parquet") for kind in (ledger, "restated")]
    frames = [pl.read_parquet(path, glob=False) for files in kinds for path in files]
    return pl.concat(frames, how="diagonal_relaxed")


@pytest.mark.parametrize("is_put_together", [False, True])
def test_no_file_of_the_home_knows_the_person_any_more(store: Store, is_put_together: bool) -> None:
    """Rows lie in batches, in months of them, in what was said again and in the index: each is a place to forget."""
    if is_put_together:
        with store.locked():
            store.put_together(LATER)
    key, doomed = key_of(store, "张三"), of_person(store, "张三")
    before = {each.batch: each.mark for each in store.manifests()}
    found = remove(store, doomed, REASON)
    assert sum(one.rows + one.restated for one in found) >= 3 and find(store, doomed) == []
    held = [path for path in store.root.rglob("*") if path.is_file() and path.name != "receipt.json"]
    assert not [path.name for path in held if key.encode() in path.read_bytes()]
    assert key not in everything(store, "attendance")["person_key"].to_list()
    assert index_faults(store) == [] and list(damaged(store.landed, deep=True)) == [] and not store.quarantine.exists()
    touched = {one.manifest.batch for one in found}
    assert {batch for batch, mark in before.items() if mark != marks(store)[batch]} == touched


def marks(store: Store) -> dict[str, str]:
    return {each.batch: each.mark for each in Store(store.root).manifests()}


def test_rows_of_others_and_what_was_received_of_them_stay(store: Store) -> None:
    others = store.all_versions("attendance").filter(pl.col("person_key") != key_of(store, "张三"))
    lines = store.intake("attendance").filter(pl.col("row_number") != 2)
    remove(store, of_person(store, "张三"), REASON)
    left = store.all_versions("attendance")
    assert left.equals(others) and others.height
    now = store.intake("attendance").filter(pl.col("row_number") != 2)
    assert now.sort("sequence", "row_number").equals(lines.sort("sequence", "row_number"))


def test_a_build_knows_that_rows_went_and_the_manifest_tells_how_many_and_why(store: Store) -> None:
    """Content hashes stay those of what came; without more a build would have held the old figures for good."""
    before = fingerprint(store, AS_OF, [])
    found = remove(store, of_person(store, "张三"), REASON)
    assert fingerprint(Store(store.root), AS_OF, []) != before
    manifests = {each.batch: each for each in Store(store.root).manifests()}
    for one in found:
        (told,) = manifests[one.manifest.batch].removed
        assert (told["rows"], told["restated"], told["why"]) == (one.rows, one.restated, REASON.why)
        assert told["was"] == one.manifest.content and "张三" not in str(told)


def test_what_was_taken_out_can_be_sent_again_and_counts_again(store: Store) -> None:
    """A line that is on record as 已有不变 would have been passed over in silence."""
    remove(store, of_person(store, "李四"), REASON)
    send(store, store.root.parent / "in")
    assert "李四" in store.live_frame("member")["name"].to_list()
    assert counts(only(send(store, store.root.parent / "签到-补.csv"), "attendance")) == (4, 1, 3, 0)


def test_a_withdrawn_batch_gives_its_rows_up_too(store: Store) -> None:
    batch = next(each.batch for each in store.batches() if each.ledger == "attendance")
    store.withdraw(batch, "我")
    doomed = of_person(store, "张三")
    assert batch in {one.manifest.batch for one in remove(store, doomed, REASON)} and find(store, doomed) == []


@pytest.mark.parametrize("step", ["manifests", "files", "record", "old files"])
def test_a_kill_in_the_middle_is_made_good_by_the_next_run(
    store: Store, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    doomed, write_record = of_person(store, "张三"), Month.write
    others = store.all_versions("attendance").filter(pl.col("person_key") != key_of(store, "张三"))

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    def writes_and_dies(month: Month, landed: Path) -> None:
        write_record(month, landed)
        raise KeyboardInterrupt

    gone = [(one.rows, one.restated) for one in find(store, doomed)]
    with monkeypatch.context() as patch:
        if step == "manifests":
            patch.setattr(removal, "_places", dies)
        elif step == "files":
            patch.setattr(removal, "write_parquet", dies)
        else:
            patch.setattr(Month, "write", dies if step == "record" else writes_and_dies)
        with pytest.raises(KeyboardInterrupt):
            remove(store, doomed, REASON)
    again = Store(store.root)
    remove(again, doomed, REASON)
    assert find(again, doomed) == [] and index_faults(again) == []
    assert list(damaged(again.landed, deep=True)) == [] and again.all_versions("attendance").equals(others)
    told = [(removed["rows"], removed["restated"]) for each in again.manifests() for removed in each.removed]
    assert sorted(told) == sorted(gone), "rows are told of twice, by the run that was killed and by the next"
    in_months = [batch for month in months(again.landed) for batch in month.batches]
    assert len(in_months) == len(set(in_months)), "a batch stands in two months"


def test_batches_that_a_killed_removal_left_are_not_put_together(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a month's file they were not known again, and the next run told of the rows once more."""

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    doomed = of_person(store, "张三")
    gone = sum(one.rows for one in find(store, doomed))
    with monkeypatch.context() as patch:
        patch.setattr(removal, "_places", dies)
        with pytest.raises(KeyboardInterrupt):
            remove(store, doomed, REASON)
    with store.locked():
        store.put_together(LATER)
    remove(store, doomed, REASON)
    assert sum(told["rows"] for each in store.manifests() for told in each.removed) == gone and gone
    assert find(store, doomed) == [] and index_faults(store) == []


def test_nothing_is_written_where_there_is_nothing_to_take_out(store: Store) -> None:
    before = marks(store)
    assert remove(store, {"attendance": pl.col("person_key") == "nobody"}, REASON) == []
    assert marks(store) == before
