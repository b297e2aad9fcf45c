"""A year without days off is said aloud: nothing was pointed at, and it looked as if nothing was wrong."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import cli
from pipeline.policy.holiday_years import without_holidays
from pipeline.settings import PROJECT


def test_a_year_without_days_off_is_named_with_the_last_one_that_has_some(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "data" / "standards", tmp_path / "standards")
    shutil.copytree(PROJECT / "data" / "indicators", tmp_path / "indicators")
    path = tmp_path / "standards" / "public_holiday.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if ",2026-" not in line) + "\n", encoding="utf-8")
    assert without_holidays(2025, tmp_path / "standards") is None
    warning = without_holidays(2026, tmp_path / "standards")
    assert warning is not None
    assert "没有2026年的法定节假日（现在只有到2025年的）" in warning
    path.write_text(lines[0] + "\n", encoding="utf-8")
    assert "现在一天也没有" in str(without_holidays(2026, tmp_path / "standards"))


def test_a_year_without_days_worked_in_exchange_is_named_too(tmp_path: Path) -> None:
    """Its working Saturdays would be taken for days off."""
    shutil.copytree(PROJECT / "data" / "standards", tmp_path / "standards")
    shutil.copytree(PROJECT / "data" / "indicators", tmp_path / "indicators")
    path = tmp_path / "standards" / "workday.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if ",2026-" not in line) + "\n", encoding="utf-8")
    assert without_holidays(2025, tmp_path / "standards") is None
    assert "没有2026年的调休上班日（现在只有到2025年的）" in str(without_holidays(2026, tmp_path / "standards"))


@pytest.mark.parametrize(("day", "is_warned"), [("2026-10-31", False), ("2199-01-31", True)])
def test_build_says_so(day: str, is_warned: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.warehouse.build.build", lambda *_, **__: "b1")
    done = CliRunner().invoke(cli.app, ["--home", str(tmp_path), "build", "--as-of", day])
    assert done.exit_code == 0, done.output
    assert ("没有2199年的法定节假日" in done.output.replace("\n", "")) == is_warned
