import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from ingest.errors import UserError
from ingest.landing import store as storing
from ingest.landing.store import Store
from ingest.run import ingest
from pipeline.settings import PROJECT
from tests.ingest.small_district import ACTIVITIES, AS_OF, basics, content, counts, only, send, tree_hash, write


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "家 home")
    send(store, basics(tmp_path / "in"))
    return store


def test_a_withdrawn_batch_leaves_what_it_had_superseded(store: Store, tmp_path: Path) -> None:
    send(store, write(tmp_path, "1.csv", ACTIVITIES))
    changed = [*ACTIVITIES[:1], [*ACTIVITIES[1][:-1], "2"]]
    newer = only(send(store, write(tmp_path, "2.csv", changed)), "activity")
    assert store.live_frame("activity").filter(topic="学习两会")["attended"].item() == 2
    store.withdraw(newer.batch or "", "管理员")
    assert store.live_frame("activity").filter(topic="学习两会")["attended"].item() == 3
    assert [each.batch for each in store.batches()][-1] == newer.batch
    assert store.batches()[-1].withdrawn_by == "管理员"


def test_what_was_withdrawn_can_be_sent_again(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, "1.csv", ACTIVITIES)
    first = only(send(store, path), "activity")
    store.withdraw(first.batch or "", "我")
    assert store.live_frame("activity").is_empty()
    again = only(send(store, path), "activity")
    assert again.accepted == 3 and again.batch not in (None, first.batch)


def test_withdrawing_twice_or_what_never_was_is_said_in_a_sentence(store: Store) -> None:
    batch = store.batches()[0].batch
    store.withdraw(batch, "我")
    with pytest.raises(UserError, match="不能再撤"):
        store.withdraw(batch, "我")
    with pytest.raises(UserError, match="没有批次"):
        store.withdraw("B999999-member", "我")


def test_leftovers_without_a_manifest_are_ignored_and_swept(store: Store, tmp_path: Path) -> None:
    send(store, write(tmp_path, "1.csv", ACTIVITIES))
    before = tree_hash(store.landed)
    whole = store.parquet("activity", store.batches()[-1].batch).read_bytes()
    (store.landed / "activity" / "B000099-activity.parquet").write_bytes(whole)
    (store.landed / "intake" / "B000099-activity.parquet").write_bytes(b"half")
    (store.landed / "activity" / ".B000100-activity.parquet.7.tmp").write_bytes(b"half")
    assert store.live_frame("activity").height == 3
    send(store, tmp_path / "1.csv")
    assert tree_hash(store.landed) == before


def test_a_run_killed_before_the_manifest_leaves_no_batch(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "1.csv", ACTIVITIES)

    def dies(text: str, path: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(storing, "write_text", dies)
        with pytest.raises(KeyboardInterrupt):
            send(store, path)
    assert store.live_frame("activity").is_empty()
    assert only(send(store, path), "activity").accepted == 3
    assert len(store.live_manifests("activity")) == len(list((store.landed / "activity").iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_kill_9_at_any_moment_leaves_a_home_that_the_next_run_completes(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    for month in range(1, 9):
        rows = [[*row[:1], f"2025-{month:02}-11", *row[2:]] for row in ACTIVITIES[1:]]
        write(folder, f"{month}.csv", [ACTIVITIES[0], *rows])
    program = (
        "import sys\nfrom pathlib import Path\nfrom tests.ingest.small_district import send\n"
        "from ingest.landing.store import Store\n"
        "print('go', flush=True)\nsend(Store(Path(sys.argv[1])), Path(sys.argv[2]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    for delay in (0.01, 0.03, 0.06):
        with subprocess.Popen(
            [sys.executable, "-c", program, str(store.root), str(folder)],
            env=environment,
            stdout=subprocess.PIPE,
        ) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(delay)
            child.send_signal(signal.SIGKILL)
        assert store.live_frame("activity").height % 3 == 0
    receipts = send(store, folder)
    assert all(counts(receipt) in ((3, 3, 0, 0), (3, 0, 3, 0)) for receipt in receipts)
    assert store.live_frame("activity").height == 24


def test_a_second_program_waits_with_a_sentence_and_then_gives_up(store: Store, tmp_path: Path) -> None:
    said: list[str] = []
    path = write(tmp_path, "1.csv", ACTIVITIES)
    with (
        FileLock(store.root / "ingest.lock"),
        pytest.raises(UserError, match="另一个程序正在入库"),
        store.locked(said.append, seconds=0.3),
    ):
        pass
    assert said == ["另一个程序正在入库，正在等它结束……"]
    assert ingest([path], store, AS_OF, "我", check=content)[0].accepted == 3


def test_rows_that_a_complete_file_lacks_are_retired_and_come_back_with_withdraw(store: Store, tmp_path: Path) -> None:
    send(store, write(tmp_path, "1.csv", ACTIVITIES))
    shorter = write(tmp_path, "2.csv", ACTIVITIES[:2])
    listed = only(send(store, shorter), "activity")
    assert listed.batch is None and not listed.missing, "a month's hand-in is no register: what it lacks is no news"
    assert store.live_frame("activity").height == 3
    replaced = only(send(store, shorter, replace=True), "activity")
    assert replaced.retired == 1 and store.live_frame("activity").height == 2
    assert [key for _, key, _ in store.retired()] == list(store.batches()[-1].retired)
    store.withdraw(replaced.batch or "", "我")
    assert store.live_frame("activity").height == 3


def test_a_damaged_manifest_is_named(store: Store) -> None:
    path = next((store.landed / "manifest").iterdir())
    path.write_text(json.dumps({"batch": "B1"}), encoding="utf-8")
    with pytest.raises(UserError, match=path.name):
        Store(store.root).batches()
