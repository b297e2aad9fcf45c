"""What a command leaves in the audit log: words that its reader knows, and of a path the name alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline import child_process
from pipeline.commands.noting import note


@pytest.fixture
def entered(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Return what is handed to the process that keeps the log."""
    requests: list[dict[str, Any]] = []

    def run(*_: str, request: dict[str, Any]) -> int:
        requests.append(request)
        return 0

    monkeypatch.setattr(child_process, "run", run)
    monkeypatch.delenv(child_process.ON_BEHALF_OF, raising=False)
    return requests


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "app.sqlite").touch()
    return tmp_path


def test_an_upload_on_a_page_is_entered_without_words_of_the_command_line(
    entered: list[dict[str, Any]], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of the log showed `ingest … --json --hold-poorer` to people who never typed it."""
    (home / "活动.xlsx").touch()
    monkeypatch.setenv(child_process.ON_BEHALF_OF, json.dumps({"person": "王", "role": "学校", "unit": "S1"}))
    words = ["--home", str(home), "ingest", str(home / "活动.xlsx"), "--sender", "{}", "--json", "--hold-poorer"]
    assert note(home, words, 1)
    [one] = entered
    assert (one["action"], one["object"], one["detail"]) == ("upload", "台账", "活动.xlsx")
    assert (one["person"], one["role"], one["is_refused"]) == ("王", "学校", False)


def test_what_was_typed_is_entered_as_it_was_typed(entered: list[dict[str, Any]], home: Path) -> None:
    assert note(home, ["sql", "select 1", "--format", "csv"], 2)
    [one] = entered
    assert (one["action"], one["object"], one["detail"]) == ("command", "sql", "select 1 --format csv")
    assert one["is_refused"]
    assert one["role"] == "数据所有者"


@pytest.mark.parametrize("words", [["template"], ["doctor"], []])
def test_what_shows_nothing_of_a_home_is_not_entered(
    words: list[str], entered: list[dict[str, Any]], home: Path
) -> None:
    assert note(home, words, 0)
    assert entered == []


def test_a_home_that_nobody_opened_gets_no_log(entered: list[dict[str, Any]], tmp_path: Path) -> None:
    assert note(tmp_path, ["build"], 0)
    assert entered == []
