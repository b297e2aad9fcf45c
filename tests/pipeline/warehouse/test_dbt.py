"""A process parses the project once for all homes, and never takes what another folder left for its own."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ingest.errors import UserError
from pipeline.settings import PROJECT
from pipeline.warehouse import dbt


class Manifest:
    def deepcopy(self) -> Manifest:
        return Manifest()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Return what dbt is asked for; it makes nothing."""
    calls: list[tuple[str, ...]] = []

    def run(verb: tuple[str, ...], **_: Any) -> SimpleNamespace:
        calls.append(verb)
        return SimpleNamespace(success=True, result=Manifest())

    monkeypatch.setattr(dbt, "run_dbt", run)
    monkeypatch.setattr(dbt, "_PARSED", {})
    return calls


def parsed(home: Path, mark: str = "one", anew: bool = False) -> object:
    home.mkdir(exist_ok=True)
    return dbt.parsed_project(mark, engine="duckdb", database=home / "scratch.duckdb", target=home, anew=anew)


def test_a_second_home_parses_nothing_and_shares_nothing(tmp_path: Path, asked: list[tuple[str, ...]]) -> None:
    """A run writes into its manifest; the next home would have read the first one's SQL."""
    assert parsed(tmp_path / "a") is not parsed(tmp_path / "b")
    assert len(asked) == 1


def test_what_changed_is_parsed_again(tmp_path: Path, asked: list[tuple[str, ...]]) -> None:
    parsed(tmp_path / "a")
    parsed(tmp_path / "a", "two")
    parsed(tmp_path / "a", "two", anew=True)
    assert asked == [("parse", "--no-partial-parse"), ("parse",), ("parse", "--no-partial-parse")]


def test_a_home_built_from_a_folder_that_was_moved_is_parsed_anew(
    tmp_path: Path, asked: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each build failed until `--full`: dbt looked for the seeds where they had been."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "project.txt").write_text("/elsewhere/before", encoding="utf-8")
    parsed(tmp_path / "a")
    assert asked == [("parse", "--no-partial-parse")]
    assert (tmp_path / "a" / "project.txt").read_text(encoding="utf-8") == str(PROJECT)
    monkeypatch.setattr(dbt, "_PARSED", {})
    parsed(tmp_path / "a")
    assert asked[1:] == [("parse",)]


def test_a_project_that_cannot_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = SimpleNamespace(success=False, exception="model x is wrong")
    monkeypatch.setattr(dbt, "run_dbt", lambda verb, **_: failed)
    monkeypatch.setattr(dbt, "_PARSED", {})
    with pytest.raises(UserError, match="已发布的数据不受影响。数据模型读不出来：model x is wrong"):
        parsed(tmp_path)
