"""Rows of ledgers go when their years of keeping are over, and neither a day earlier nor where they are in force."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest

from ingest.errors import UserError
from ingest.landing.store import Store
from ingest.ledger import load_ledgers
from ingest.schema import landed_schema
from pipeline.commands import purge_rows
from pipeline.retention.ledger_age import rows_too_old
from pipeline.retention.ledger_year import year_of
from pipeline.retention.rules import FILE, Rules, rules
from pipeline.settings import PROJECT
from tests.ingest.small_district import ACTIVITIES, ATTENDANCE, basics, send, write


def kept(**years: int) -> Rules:
    """The rules as shipped, with these years for ledgers."""
    told = rules().model_dump()
    return Rules(**{**told, "ledger_years": {ledger: {**_ONE, "value": value} for ledger, value in years.items()}})


_ONE = {"source": "试", "since": "2026-01-01"}


@pytest.mark.parametrize(("row_year", "goes"), [(2019, True), (2020, False), (2026, False)])
def test_the_years_are_counted_after_the_year_of_the_row(row_year: int, goes: bool) -> None:
    too_old = rows_too_old(kept(attendance=6, appraisal=6), date(2026, 1, 1))
    attendance = pl.DataFrame({"held_on": [date(row_year, 12, 31)]})
    appraisal = pl.DataFrame({"year": [row_year]}, schema={"year": pl.Int64})
    assert [attendance.filter(too_old["attendance"]).height, appraisal.filter(too_old["appraisal"]).height] == [
        goes
    ] * 2


def test_a_row_without_a_day_and_what_is_in_force_stay() -> None:
    too_old = rows_too_old(kept(honour=5), date(2026, 1, 1))
    honours = pl.DataFrame(
        {"awarded_on": [date(2000, 1, 1), date(2000, 1, 1), None], "honour_type": ["党建品牌", "荣誉", "荣誉"]}
    )
    assert honours.filter(too_old["honour"])["honour_type"].to_list() == ["荣誉"]


@pytest.mark.parametrize("ledger", ["member", "integrity_file", "考勤"])
def test_registers_and_what_nobody_knows_cannot_be_named(ledger: str) -> None:
    with pytest.raises(ValueError, match="不是有年份的台账"):
        kept(**{ledger: 10})


def test_every_ledger_that_the_file_names_has_a_year_in_its_landed_columns() -> None:
    for name in rules(PROJECT / FILE).ledger_years:
        ledger = load_ledgers()[name]
        year = year_of(ledger)
        assert year is not None
        assert pl.DataFrame(schema=landed_schema(ledger)).select(year).height == 0


def test_old_rows_go_after_a_word_and_not_by_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(tmp_path / "home")
    send(store, basics(tmp_path / "in"), write(tmp_path, "活动.csv", ACTIVITIES))
    send(store, write(tmp_path, "签到.csv", ATTENDANCE))
    monkeypatch.setattr(purge_rows, "rules", lambda: kept(attendance=5))
    monkeypatch.setattr(purge_rows, "datetime", SimpleNamespace(now=lambda zone: datetime(2040, 1, 1, tzinfo=zone)))
    purge_rows.purge_ledgers(store.root, dry=True)
    assert store.live_frame("attendance").height == len(ATTENDANCE) - 1
    monkeypatch.setattr("sys.stdin", io.StringIO("删除\n"))
    purge_rows.purge_ledgers(store.root, dry=False)
    assert Store(store.root).live_frame("attendance").is_empty() and "已删除 3 行" in capsys.readouterr().out
    purge_rows.purge_ledgers(store.root, dry=False)
    assert "没有超过保存年限" in capsys.readouterr().out


def test_a_period_that_comparisons_need_is_refused() -> None:
    with pytest.raises((UserError, ValueError)):
        kept(attendance=4)
