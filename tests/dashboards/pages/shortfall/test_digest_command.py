"""`digest` on the command line: a child process writes the workbook, so that the pipeline imports no page."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import dashboards.__main__ as dashboards_main
from dashboards.pages.shortfall.digest_command import write_digest
from dashboards.store import audit
from ingest.errors import UserError
from pipeline import child_process


def asked(home: Path, out: Path, quarter: str, unit: str | None = None) -> dict[str, object]:
    return {"command": "digest", "home": str(home), "quarter": quarter, "unit": unit, "out": str(out)}


def test_a_child_process_writes_the_digest_of_a_unit_and_says_where(
    own_home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Also as 2026年q2: the quarter is read as `explain` reads it."""
    code = child_process.run("dashboards", request=asked(own_home, tmp_path / "简报", "2026年q2", "B1"))
    said = capfd.readouterr()
    assert code == 0, said.err
    written = Path(said.out.strip())
    assert written.suffix == ".xlsx" and written.parent == tmp_path / "简报" and written.is_file()
    assert [(one["action"], one["object"]) for one in audit.entries(own_home).to_dicts()] == [("export", written.name)]


@pytest.mark.parametrize(
    ("quarter", "unit", "said"),
    [("1990Q1", None, "没有“1990Q1”这个季度的数据"), ("2026Q2", "没有的", "没有代码是“没有的”的单位")],
)
def test_what_is_not_there_is_one_sentence_and_exit_2(
    home: Path,
    tmp_path: Path,
    quarter: str,
    unit: str | None,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(asked(home, tmp_path, quarter, unit))))
    monkeypatch.setattr(dashboards_main, "quiet", lambda: None)
    assert dashboards_main.main() == 2
    assert said in capsys.readouterr().err
    assert audit.at_work() == audit.Actor()  # or whoever asks next in this process does it under another's name


def test_nothing_is_written_before_the_first_build(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="ingest"):
        write_digest(tmp_path / "空", "2026Q2", None, tmp_path)
