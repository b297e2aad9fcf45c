"""A build is aside until it is good; whatever kills it, the last good state stays readable."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from expectations.runner import check
from ingest.errors import UserError
from ingest.landing.store import Store
from ingest.run import ingest
from ingest.switched_off import NotAsked
from pipeline.diff.build_files import find_build
from pipeline.diff.report import Difference
from pipeline.diff.run import compare
from pipeline.sample.workbooks.generate import generate
from pipeline.settings import PROJECT, Settings
from pipeline.warehouse import build as build_module
from pipeline.warehouse import engine
from pipeline.warehouse.build import build
from pipeline.warehouse.dbt import parsed_project, run_dbt
from pipeline.warehouse.publish import current_build
from pipeline.warehouse.query import open_published
from tests.replay import Replay, is_data_test

DAY = date(2026, 10, 31)
VALUES = "select * exclude (as_of) from indicator_value order by all"


def values(home: Path) -> list[tuple[object, ...]]:
    connection = open_published(home / "warehouse")
    try:
        return connection.execute(VALUES).fetchall()
    finally:
        connection.close()


def difference(home: Path, before: str, after: str) -> Difference:
    settings = Settings(home)
    models = PROJECT / "models" / "marts"
    return compare(find_build(settings, before), find_build(settings, after), models, None, 500, with_rows=False)


def command(home: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "pipeline", "--home", str(home), *arguments]


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("台账 一")
    generate(2, 1, 7, folder, as_of=DAY)
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, ledgers: Path) -> Path:
    """A home whose path has every letter that means something to somebody, landed and built once."""
    folder = tmp_path_factory.mktemp("数据 [文件]夹 #%'&" + ("" if os.name == "nt" else "?*"))
    ingest([ledgers], Store(folder), DAY, received_by="测试", check=check)
    build(folder, DAY)
    return folder


def test_nothing_is_built_again_when_nothing_has_changed(home: Path) -> None:
    assert build(home, DAY) == current_build(home / "warehouse").stem


def test_the_same_folder_twice_changes_no_value(home: Path, ledgers: Path, replay: Replay) -> None:
    """A second sending once doubled Q02's denominator."""
    before = values(home)
    receipts = ingest([ledgers], Store(home), DAY, received_by="测试", check=check)
    assert sum(one.to_json()["accepted"] for one in receipts) == 0
    replay.build(home, DAY)
    assert values(home) == before


def test_withdrawing_a_batch_brings_the_values_back_and_the_row_is_named(
    home: Path, replay: Replay, tmp_path: Path
) -> None:
    before = values(home)
    at_first = current_build(home / "warehouse").stem
    connection = open_published(home / "warehouse")
    code, name = connection.execute(
        "select unit_id, unit_name from dim_unit where unit_level = 'branch' order by 1 limit 1"
    ).fetchall()[0]
    connection.close()
    extra = tmp_path / "补报.csv"
    extra.write_text(
        f"党组织,活动日期,活动类型,活动主题,应到人数,实到人数\n{code},2026-03-03,主题党日,补报的一次活动,10,4\n",
        encoding="utf-8",
    )
    store = Store(home)
    (receipt,) = ingest([extra], store, DAY, received_by="测试", check=check)
    assert receipt.to_json()["accepted"] == 1, (name, receipt.to_json())
    with_it = replay.build(home, DAY)
    assert values(home) != before
    store.withdraw(receipt.to_json()["batch"], by="测试")
    without_it = replay.build(home, DAY)
    assert values(home) == before
    assert difference(home, at_first, without_it).is_empty
    changed = difference(home, with_it, without_it).values
    assert changed is not None
    # The row also breaks a year of full attendance, which Q03 flags: its rows come and go with it.
    named = [row for one in changed.first_values if one["indicator_code"] != "Q03" for row in one["rows"]]
    assert {(row["change"], row["file"], row["row_number"]) for row in named} == {("removed", "补报.csv", 2)}
    # The branch has held its meeting of the month anyway: what changes is who came, not whether it was held.
    march = [one for one in changed.first_values if one["indicator_code"] == "O09" and one["period_type"] == "month"]
    assert {(one["unit_id"], str(one["period_start"])) for one in march} >= {(code, "2026-03-01")}
    assert all(one["rows"] for one in march)


def test_what_dbt_ran_builds_the_same_when_it_is_run_again(home: Path, replay: Replay, tmp_path: Path) -> None:
    """Tests of models take this short way: it has to lead to the same place."""
    other = Path(shutil.copytree(home, tmp_path / "again"))
    (other / "warehouse" / "fingerprint.json").unlink()
    by_dbt = current_build(home / "warehouse")
    again = replay.build(other, DAY)
    assert sum(map(is_data_test, replay.nodes)) > 200
    found = difference(other, str(by_dbt), again)
    assert found.is_empty, found


@pytest.mark.parametrize("full", [False, True], ids=["held all at once", "each by itself"])
def test_a_failing_test_leaves_the_published_build_alone(
    home: Path, monkeypatch: pytest.MonkeyPatch, full: bool
) -> None:
    """What stands twice is named, whether grains are held at the end or, with `full`, as tests of their own."""
    before = current_build(home / "warehouse")
    given = build_module.policy(NotAsked())
    doubled = pl.concat([given["figure_sentence"], given["figure_sentence"].head(1)])
    monkeypatch.setattr(build_module, "policy", lambda _: given | {"figure_sentence": doubled})

    def only_what_is_doubled(verb: tuple[str, ...], **how: Any) -> Any:
        return run_dbt((*verb, "--select", "stg_figure_sentence"), **how)

    monkeypatch.setattr(engine, "run_dbt", only_what_is_doubled)
    monkeypatch.setattr(engine, "parsed_project", lambda *words, **how: parsed_project(*words, **how | {"anew": False}))
    with pytest.raises(UserError, match="已发布的数据不受影响") as raised:
        build(home, DAY + timedelta(days=1), full=full)
    assert "grain_is_stg_figure_sentence" in str(raised.value)
    assert full or "models/staging/policy/stg_figure_sentence.sql" in str(raised.value)
    assert "macro" not in str(raised.value) and "Compilation" not in str(raised.value)
    assert current_build(home / "warehouse") == before
    assert values(home)


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a POSIX matter")
def test_sql_answers_while_a_build_runs_and_after_one_was_killed_and_the_next_one_succeeds(home: Path) -> None:
    """Killed while it starts, and while it writes. Whoever reads the old build does not hold up the new one.

    With `full`, and where nobody knows of what it was made, it is built although nothing has changed.
    """
    before = values(home)
    for seconds in (1.0, 5.0):
        running = subprocess.Popen(
            command(home, "build", "--full", "--as-of", DAY.isoformat()),
            cwd=PROJECT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        answered = subprocess.run(
            command(home, "sql", "select count(*) as n from indicator_value", "--format", "json"),
            cwd=PROJECT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        assert running.poll() is None, "the build ended before it could be in the way"
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert json.loads(answered.stdout)[0]["n"] == len(before)
        assert values(home) == before
    reader = open_published(home / "warehouse")
    try:
        old = current_build(home / "warehouse")
        (home / "warehouse" / "fingerprint.json").unlink()
        build(home, DAY)
        assert current_build(home / "warehouse") != old
        assert len(reader.execute(VALUES).fetchall()) == len(before)
    finally:
        reader.close()
    assert values(home) == before
