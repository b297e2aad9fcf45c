"""Faults of files end in a sentence that names the file or what to run, and in a line for whoever maintains it."""

from __future__ import annotations

import errno
import json
import re
import sqlite3
import zipfile
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from dashboards.database.connection import published_build
from dashboards.review_packs.snapshot import snapshots
from ingest.errors import UserError
from pipeline import cli, fault_wording
from pipeline.fault_wording import said_of


def raised(cause: object) -> Exception:
    try:
        cause()  # type: ignore[operator]
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


def test_each_kind_of_broken_file_is_said_and_the_rest_is_in_the_log(tmp_path: Path) -> None:
    junk = tmp_path / "junk"
    junk.write_bytes(b"\xff\xfe junk" * 99)
    denied = PermissionError(errno.EACCES, "Permission denied", "some file")
    for error, words in (
        (raised(lambda: junk.read_text(encoding="utf-8")), "doctor"),
        (raised(lambda: json.loads("{")), "doctor"),
        (raised(lambda: zipfile.ZipFile(junk)), "doctor"),
        (raised(lambda: sqlite3.connect(junk).execute("select * from note")), "app.sqlite"),
        (raised(lambda: duckdb.connect(str(junk))), "doctor --deep"),
        (denied, "“some file”不能读写"),
        (OSError(errno.ENOSPC, "No space left on device"), "要写的文件夹所在的磁盘没有空间了"),
    ):
        said = said_of(error, tmp_path / "home") or ""
        assert words in said, error
        assert not re.search("[A-Za-z]{2,} [A-Za-z]{2,}", said.replace("some file", "")), (
            "what the system says is English"
        )
    log = (tmp_path / "home" / "logs" / "dangjian.log").read_text(encoding="utf-8")
    assert "UnicodeDecodeError" in log and "PermissionError" in log


def test_a_fault_of_the_program_itself_is_not_taken_for_one_of_a_file(tmp_path: Path) -> None:
    """Whoever maintains the program needs its traceback."""
    for error in (KeyError("x"), ValueError("x"), OSError("no number and no file"), RecursionError()):
        assert said_of(error, tmp_path) is None


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file", encoding="utf-8")
    assert said_of(PermissionError(errno.EACCES, "denied", "x"), tmp_path)


def test_what_pages_and_packs_read_is_no_traceback_when_it_is_junk(tmp_path: Path) -> None:
    """A pointer of junk bytes ended the digest, the packs and every page in one."""
    (tmp_path / "warehouse").mkdir()
    (tmp_path / "warehouse" / "CURRENT").write_bytes(b"\x00\xff\xfe junk")
    assert published_build(tmp_path) is None
    (tmp_path / "reviews" / "2025").mkdir(parents=True)
    for content in (b"\xff\xfe", b"[1]", b"{}"):
        (tmp_path / "reviews" / "2025" / "2025-a.json").write_bytes(content)
        with pytest.raises(UserError, match="dangjian restore"):
            snapshots(tmp_path, 2025)


def test_a_full_disk_of_the_home_is_said_with_what_is_left_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where results go to another disk, the room of the home, of which there was plenty, sent people looking there."""
    monkeypatch.setattr(fault_wording, "room", lambda place: 0)
    assert "所在的磁盘还剩" in (said_of(OSError(errno.ENOSPC, "No space left on device"), tmp_path) or "")


def test_what_a_library_cannot_end_while_it_is_cleared_away_is_no_traceback(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On a full disk a traceback stood below the sentence: an archive that nobody uses any more was closed."""
    fault = SimpleNamespace(exc_value=OSError(errno.ENOSPC, "x"), exc_type=OSError, object=None, err_msg=None)
    cli._cleared_away(fault)
    assert capsys.readouterr().err == ""
