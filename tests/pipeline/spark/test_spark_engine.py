"""What of Spark can be tried without Java: what is asked of the machine, and how the marts come home."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
import typer

from ingest.errors import UserError
from pipeline.commands.engine import chosen_engine
from pipeline.spark import engine, session
from pipeline.spark.session import Place, check_installed
from pipeline.spark.tables import fetch_marts, lay_sources
from pipeline.warehouse.engine import Work, on_duckdb

CONTRACT = {"dim_day": {"day": "date not null", "name": "string", "size": "bigint"}}


@pytest.fixture
def complete(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has the packages; Java is another matter."""
    monkeypatch.setattr(session, "find_spec", lambda name: name)


def java(folder: Path, version: str) -> None:
    """Write a Java that only says its version."""
    program = folder / "bin" / "java"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n", encoding="utf-8")
    program.chmod(0o755)


def test_without_the_packages_it_is_said_how_to_install_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "find_spec", lambda _: None)
    with pytest.raises(UserError, match=r'没有安装 Spark 的部件。请运行 pip install .*"\.\[spark\]"'):
        check_installed(Place())


@pytest.mark.skipif(os.name == "nt", reason="the Java that is written here is a shell script")
@pytest.mark.parametrize("version", ["1.8.0_402", "11.0.22", None])
def test_without_a_java_that_is_new_enough_it_is_said_what_to_install(
    complete: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str | None
) -> None:
    if version is not None:
        java(tmp_path, version)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(UserError, match="openjdk-17-jre-headless"):
        check_installed(Place())


@pytest.mark.skipif(os.name == "nt", reason="the Java that is written here is a shell script")
def test_a_newer_java_will_do_and_a_remote_server_asks_for_none(
    complete: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "nowhere"))
    check_installed(Place(remote="sc://127.0.0.1:15002"))
    java(tmp_path, "21.0.2")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    check_installed(Place())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("hadoop", None, None), "只能是 duckdb 或 spark"),
        (("duckdb", "local[2]", None), "--engine spark"),
        (("duckdb", None, "sc://one:15002"), "--engine spark"),
        (("spark", "local[2]", "sc://one:15002"), "只能写一个"),
        (("spark", None, "spark://one:7077"), "sc://"),
    ],
)
def test_options_that_do_not_fit_together_are_refused(
    complete: None, words: tuple[str, str | None, str | None], said: str
) -> None:
    """`--master` without `--engine spark` would have built on DuckDB in silence."""
    with pytest.raises(typer.BadParameter, match=said):
        chosen_engine(*words)


def test_duckdb_is_the_engine_that_needs_nothing_further() -> None:
    assert chosen_engine("duckdb", None, None) is on_duckdb


def marts(kept: Path, days: list[date | None]) -> None:
    """Write a mart as Spark leaves it: several files, its columns in an order of their own, marks beside them."""
    folder = kept / "marts" / "dim_day"
    folder.mkdir(parents=True)
    (folder / "_SUCCESS").touch()
    for number, day in enumerate(days):
        frame = pl.DataFrame({"size": [number], "name": ["日"], "day": [day]}, schema_overrides={"size": pl.Int64})
        frame.cast({"day": pl.Date}).write_parquet(folder / f"part-{number}.parquet")


def test_marts_come_home_in_the_order_and_the_types_of_their_contract(tmp_path: Path) -> None:
    marts(tmp_path, [date(2026, 1, 1), date(2026, 1, 2)])
    fetch_marts(tmp_path, CONTRACT, tmp_path / "scratch.duckdb")
    with duckdb.connect(str(tmp_path / "scratch.duckdb")) as connection:
        assert connection.execute("select * from marts.dim_day order by 1").fetchall() == [
            (date(2026, 1, 1), "日", 0),
            (date(2026, 1, 2), "日", 1),
        ]


def test_a_null_where_the_contract_has_none_is_not_published(tmp_path: Path) -> None:
    """Tables of Parquet have no constraints: on Spark nothing else asks."""
    marts(tmp_path, [date(2026, 1, 1), None])
    with pytest.raises(UserError, match="dim_day"):
        fetch_marts(tmp_path, CONTRACT, tmp_path / "scratch.duckdb")


def test_a_mart_that_spark_left_nothing_of_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="dim_day"):
        fetch_marts(tmp_path, CONTRACT, tmp_path / "scratch.duckdb")


def test_whatever_goes_wrong_the_tables_of_the_build_do_not_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They hold rows about persons; only the marts are kept."""
    seen: list[Path] = []

    @contextmanager
    def opened(place: Place, kept: Path) -> Iterator[Any]:
        (kept / "intermediate").mkdir(parents=True)
        seen.append(kept)
        raise UserError("没有连上 Spark")
        yield

    monkeypatch.setattr(engine, "opened", opened)
    work = Work(tmp_path / "building" / "scratch.duckdb", tmp_path / "input", tmp_path / "dbt", False, None)
    with pytest.raises(UserError):
        engine.on_spark(Place())(work)
    assert seen and not seen[0].exists()


class Statements:
    """A session that only keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def sql(self, statement: str) -> None:
        self.told.append(statement)


def test_a_source_is_a_table_over_its_folder_whatever_the_folder_is_called(tmp_path: Path) -> None:
    """A quote or backslash in the path of a home would end the literal, or vanish from it."""
    pytest.importorskip("pyspark")
    folder = tmp_path / "区's 数据"
    (folder / "landed" / "school").mkdir(parents=True)
    session_ = Statements()
    assert lay_sources(session_, folder, tmp_path / "kept") == ["dangjian_landed"]
    assert "create table dangjian_landed.`school` using parquet" in session_.told[-1]
    assert r"区\'s 数据/landed/school'" in session_.told[-1]
