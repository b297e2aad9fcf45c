"""The command line speaks Chinese, also when it is used wrongly."""

import re
import sys
from datetime import date
from pathlib import Path

import pytest

from dashboards.pages.submissions import upload
from pipeline import cli
from pipeline.commands.chinese_help import home_first
from pipeline.fixed_day import FIXED_DAY, day_of


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["dangjian", *arguments])
    with pytest.raises(SystemExit) as end:
        cli.main()
    return int(end.value.code or 0)


def test_home_may_stand_before_or_after_the_command() -> None:
    assert home_first(["build", "--home", "甲 乙", "--full"]) == ["--home", "甲 乙", "build", "--full"]
    assert home_first(["sql", "--", "--home", "x"]) == ["sql", "--", "--home", "x"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nope",), "没有这个命令"),
        (("build", "--frob"), "没有“--frob”这个选项"),
        (("sql",), "缺少“语句”"),
        (("build", "--as-of", "明天"), "“明天”不是日期"),
        (("ingest", "不存在的文件.xlsx"), "找不到 不存在的文件.xlsx"),
        (("sql", "select 1", "--format", "xml"), "--format 只能是"),
        (("template", "nope"), "没有叫“nope”的台账"),
    ],
)
def test_wrong_usage_is_exit_2_and_one_chinese_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert run(monkeypatch, *arguments) == 2
    assert words in capsys.readouterr().err


def test_a_home_without_a_build_is_exit_1_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    assert run(monkeypatch, "--home", str(tmp_path), "sql", "select 1") == 1
    assert "请先用 ingest" in capsys.readouterr().err


def test_the_help_page_has_no_english_headings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "build", "--help") == 0
    shown = capsys.readouterr().out
    for english in ("Usage", "Options", "Commands", "Arguments", "Show this message", "default"):
        assert english not in shown


def test_the_demo_looks_at_its_own_day_also_tomorrow(tmp_path: Path) -> None:
    """The page's rebuild once moved the demo to today, and its closed figures with it."""
    assert day_of(tmp_path) == date.today()
    (tmp_path / FIXED_DAY).write_text("2026-10-31\n", encoding="utf-8")
    assert day_of(tmp_path) == date(2026, 10, 31)


def test_a_copy_without_models_and_policy_says_so_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Installed from a wheel, its home would lie among the packages and every build would end in a traceback."""
    monkeypatch.setattr("pipeline.settings.PROJECT", tmp_path)
    assert run(monkeypatch, "doctor") == 2
    assert "python start.py" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", [command.callback.__name__ for command in cli.app.registered_commands])
def test_help_names_the_kind_of_a_value_in_chinese(
    verb: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`<list[Path]>` says nothing to a clerk."""
    assert run(monkeypatch, verb, "--help") == 0
    assert not re.search(r"<[a-zA-Z]", capsys.readouterr().out)


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "--year", "2025", "--all", "--out"),
        ("digest", "--quarter", "2026Q3", "--out"),
        ("sample", "--schools", "1", "--out"),
        ("template", "--out"),
        ("docs", "--out"),
    ],
)
@pytest.mark.parametrize("place", ["台账.xlsx", "台账.xlsx/里面"])
def test_an_out_that_is_a_file_is_one_sentence_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    arguments: tuple[str, ...],
    place: str,
) -> None:
    (tmp_path / "台账.xlsx").write_bytes(b"")
    assert run(monkeypatch, *arguments, str(tmp_path / place)) == 2
    said = capsys.readouterr().err
    assert "那是一个文件，不是文件夹" in said and "Traceback" not in said


@pytest.mark.parametrize("what", ["没有的.pdf", "文件夹/没有的", "."])
def test_a_file_that_is_not_there_is_not_taken_for_a_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    assert run(monkeypatch, "verify", what) == 2
    assert "找不到文件" in capsys.readouterr().err


def test_the_smallest_district_has_one_school(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The generator could always; only the command refused fewer than four."""
    monkeypatch.setattr(sys, "argv", ["dangjian", "sample", "--schools", "1", "--years", "1", "--out", str(tmp_path)])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert not end.value.code and any(tmp_path.iterdir())
    assert run(monkeypatch, "sample", "--schools", "0", "--out", str(tmp_path)) == 2


def test_receipts_and_batches_name_a_ledger_as_people_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """“activity” stood in the column 台账, on the page too."""
    sent = tmp_path / "三月.csv"
    sent.write_text("学校代码,学校名称,学段\n3100000001,甲小学,小学\n", encoding="utf-8")
    home = ("--home", str(tmp_path / "home"))
    run(monkeypatch, *home, "ingest", str(sent))
    run(monkeypatch, *home, "batches")
    told = capsys.readouterr().out
    title = upload.ledger_titles()["school"]
    assert re.search("[一-鿿]", title)
    assert told.count(title) == 2, told
    assert not re.search(r"│ school +│", told)
