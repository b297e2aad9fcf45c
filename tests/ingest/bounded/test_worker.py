"""One file cannot take the process down: what it costs is measured, and it ends with a sentence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from ingest.bounded import limits, worker
from ingest.errors import UserError
from ingest.feedback.receipt import Receipt
from ingest.landing.store import Store
from pipeline.selfcheck.bombs import BOMBS
from pipeline.settings import PROJECT
from tests.ingest.bounded.deeds import (
    breaks,
    computes_for_ever,
    kills_itself,
    own_number,
    says,
    takes_memory,
    waits_for_ever,
)
from tests.ingest.small_district import basics, counts, only, send, write


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    yield
    worker.end()


def test_a_call_is_answered_by_one_process_that_serves_the_next_call_too() -> None:
    first = worker.call(own_number, about="a")
    assert first != os.getpid() and worker.call(own_number, about="b") == first


def test_what_is_said_to_the_sender_comes_back_and_what_nobody_foresaw_with_its_traceback() -> None:
    with pytest.raises(UserError, match="第 3 行"):
        worker.call(says, "第 3 行", about="a")
    with pytest.raises(worker.Unforeseen, match="in breaks"):
        worker.call(breaks, about="a")


@pytest.mark.parametrize(
    ("limit", "value", "function", "arguments", "words"),
    [
        ("RESIDENT_BYTES", 150 * 1024**2, takes_memory, (300,), "内存"),
        ("PROCESSOR_SECONDS", 0.3, computes_for_ever, (), "太久"),
        ("CLOCK_SECONDS", 1.5, waits_for_ever, (), "太久"),
    ],
)
def test_what_costs_too_much_is_ended_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    value: float,
    function: Callable[..., object],
    arguments: tuple[object, ...],
    words: str,
) -> None:
    before = worker.call(own_number, about="x")
    monkeypatch.setattr(limits, limit, value)
    with pytest.raises(UserError, match=f"“台账.xls”.*{words}.*重新报送"):
        worker.call(function, *arguments, about="台账.xls")
    monkeypatch.undo()
    assert not psutil.pid_exists(before) and worker.call(own_number, about="y") != before


def test_a_process_that_ends_by_itself_is_tried_once_more_and_then_said() -> None:
    with pytest.raises(UserError, match=r"“台账\.xls”读到一半.*重新报送"):
        worker.call(kills_itself, about="台账.xls")
    first = worker.call(own_number, about="x")
    os.kill(first, signal.SIGKILL)
    assert worker.call(own_number, about="x") != first


def test_a_process_that_has_grown_is_not_kept_for_the_next_file(monkeypatch: pytest.MonkeyPatch) -> None:
    first = worker.call(own_number, about="x")
    monkeypatch.setattr(limits, "KEPT_BYTES", 1)
    worker.call(own_number, about="x")
    assert not psutil.pid_exists(first)


@pytest.fixture(scope="module")
def bombed(tmp_path_factory: pytest.TempPathFactory) -> list[Receipt]:
    """The receipts of one delivery: every bomb, and a few ledgers that are sound."""
    folder = tmp_path_factory.mktemp("一批")
    for name, make in BOMBS.items():
        content = make()
        assert len(content) < 1_000_000
        (folder / name).write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "RESIDENT_BYTES", 250 * 1024**2)
        return send(Store(folder.with_name("数据")), folder, basics(folder.with_name("好的")))


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_is_refused_with_a_sentence(bombed: list[Receipt], name: str) -> None:
    """1.5 KB of .xlsx took 2.4 GB, a damaged .xls of 35 KB 18.6 GB: the process was gone, and every file with it."""
    (refused,) = [receipt for receipt in bombed if receipt.file == name]
    assert refused.refused is not None and refused.refused.endswith(("。", "）")) and "意外，" not in refused.refused


def test_the_rest_of_a_delivery_lands_beside_bombs(bombed: list[Receipt]) -> None:
    assert all(sum(counts(only(bombed, ledger))[1:2]) > 0 for ledger in ("school", "organisation", "member"))


_STARTER = """
import sys
from ingest.bounded import worker
from tests.ingest.bounded.deeds import own_number, waits_for_ever, computes_for_ever
print(worker.call(own_number, about="x"), flush=True)
worker.call({function}, about="x")
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("function", ["waits_for_ever", "computes_for_ever"])
def test_no_process_stays_behind_however_the_first_one_ends(how: signal.Signals, function: str) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", _STARTER.format(function=function)],
        env={**os.environ, "PYTHONPATH": str(PROJECT)}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    with starter:
        assert starter.stdout is not None
        child = psutil.Process(int(starter.stdout.readline()))
        starter.send_signal(how)
        starter.wait(60)
    gone, alive = psutil.wait_procs([child], timeout=60)
    assert gone and not alive


def test_paths_are_those_of_where_the_command_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker.start()
    write(tmp_path, "活动.csv", [["党组织", "活动日期", "活动类型"], ["甲", "2025-01-01", "党课"]])
    monkeypatch.chdir(tmp_path)
    receipts = send(Store(tmp_path / "home"), Path("活动.csv"))
    assert [receipt.refused for receipt in receipts] == [None] or "打不开" not in str(receipts[0].refused)
