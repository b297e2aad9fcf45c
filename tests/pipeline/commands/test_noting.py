"""What a command leaves in the audit log: words that its reader knows, and of a path the name alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline import child_process
from pipeline.commands import noting
from pipeline.commands.noting import note
from pipeline.policy.policy_changes import changes, policy_known, policy_now


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
    [request] = entered
    [one] = request["entries"]
    assert (one["action"], one["object"], one["detail"]) == ("upload", "台账", "活动.xlsx")
    assert (request["person"], request["role"], one["is_refused"]) == ("王", "学校", False)


def test_what_was_typed_is_entered_as_it_was_typed(entered: list[dict[str, Any]], home: Path) -> None:
    assert note(home, ["sql", "select 1", "--format", "csv"], 2)
    [request] = entered
    [one] = request["entries"]
    assert (one["action"], one["object"], one["detail"]) == ("command", "sql", "select 1 --format csv")
    assert one["is_refused"]
    assert request["role"] == "数据所有者"


@pytest.mark.parametrize("words", [["template"], ["doctor"], []])
def test_what_shows_nothing_of_a_home_is_not_entered(
    words: list[str], entered: list[dict[str, Any]], home: Path
) -> None:
    assert note(home, words, 0)
    assert entered == []


def test_a_home_that_nobody_opened_gets_no_log(entered: list[dict[str, Any]], tmp_path: Path) -> None:
    assert note(tmp_path, ["build"], 0)
    assert entered == []


def test_a_file_that_was_refused_whole_is_entered_as_refused_with_the_reason(
    entered: list[dict[str, Any]], home: Path
) -> None:
    """It was entered as a success, since the command ends as it does where some rows go back."""
    assert note(home, ["ingest", "两个"], 1, [("纪律.xlsx", "纪律台账由纪检专员报送。")])
    taken, refused = entered[0]["entries"]
    assert (taken["is_refused"], refused["is_refused"]) == (False, True)
    assert refused["detail"] == "纪律.xlsx：纪律台账由纪检专员报送。"


@pytest.fixture
def policy(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return the files of policy as they are now; a test changes them."""
    files = {"data/standards/学时.yaml": "# 学时\nR07:\n  value: 32\n", "data/measures.yaml": "a: 1\n"}
    monkeypatch.setattr(noting, "policy_now", lambda: dict(files))
    return files


def told(entered: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return what of policy was entered since the last look."""
    entries = [(one["object"], one["detail"]) for request in entered for one in request["entries"]]
    policy = [one for one in entries if one[0].startswith("data")]
    entered.clear()
    return policy


def test_a_changed_standard_is_entered_by_the_build_that_uses_it_line_by_line(
    entered: list[dict[str, Any]], home: Path, policy: dict[str, str]
) -> None:
    """Who lowered a standard, and from what, stood nowhere but in the figures."""
    note(home, ["build"], 0)
    assert told(entered) == [("data", "从这时起留意变更，共 2 个文件")]
    note(home, ["build"], 0)
    assert told(entered) == []
    policy["data/standards/学时.yaml"] = "# 另一句说明\nR07:\n  value: 24\n"
    note(home, ["build"], 2)  # nothing was built with it
    assert told(entered) == []
    note(home, ["build"], 0)
    assert told(entered) == [("data/standards/学时.yaml", "原 value: 32；现 value: 24")]
    del policy["data/measures.yaml"]
    policy["data/新.csv"] = "a,b\n"
    note(home, ["build"], 0)
    assert told(entered) == [("data/measures.yaml", "文件没有了，原有 1 行"), ("data/新.csv", "新文件，1 行")]


def test_what_a_home_switches_off_is_entered_like_any_other_policy(
    entered: list[dict[str, Any]], home: Path, policy: dict[str, str]
) -> None:
    """Who stopped a ledger, and since when, would stand nowhere but in a file that can be deleted."""
    note(home, ["build"], 0)
    entered.clear()
    (home / "switched_off.yaml").write_text("停报: []\n", encoding="utf-8")
    note(home, ["build"], 0)
    [done, changed] = [one for request in entered for one in request["entries"]]
    assert (done["action"], changed["action"]) == ("build", "policy")
    assert (changed["object"], changed["detail"]) == ("switched_off.yaml", "新文件，1 行")


def test_a_change_that_could_not_be_entered_is_told_the_next_time(
    entered: list[dict[str, Any]], home: Path, policy: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    noting.note_policy(home)
    policy["data/measures.yaml"] = "a: 2\n"
    with monkeypatch.context() as broken:
        broken.setattr(child_process, "run", lambda *_, request: 2)
        assert not noting.note_policy(home)
    entered.clear()
    assert noting.note_policy(home) and told(entered) == [("data/measures.yaml", "原 a: 1；现 a: 2")]


def test_a_home_without_a_log_gets_none_but_knows_its_policy(
    entered: list[dict[str, Any]], tmp_path: Path, policy: dict[str, str]
) -> None:
    assert noting.note_policy(tmp_path) and not entered
    assert policy_known(tmp_path) == policy


def test_comments_and_an_update_of_very_many_files_stay_readable() -> None:
    assert changes({"a.yaml": "x: 1\n"}, {"a.yaml": "# y\n\nx: 1\n"}) == []
    [one] = changes({"a.yaml": "\n".join(map(str, range(50)))}, {"a.yaml": "0"})
    assert one.told.count("；") == 6 and one.told.endswith("等 49 行")


def test_the_policy_of_this_checkout_is_watched_and_no_invented_ledger_is() -> None:
    found = policy_now()
    assert {"data/accounts.yaml", "data/measures.yaml"} <= found.keys()
    assert {name.split("/")[1] for name in found} >= {"standards", "indicators", "intake"}
    assert not any(name.startswith("data/sample/") for name in found)
