"""What the commands say of keys and passphrases that are not there, or are something else."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from dashboards.store import audit
from ingest.errors import UserError
from pipeline.backup.make import back_up, put_key_apart
from pipeline.commands import backup as commands
from pipeline.commands.backup import restore
from pipeline.settings import Settings
from tests.pipeline.backup.homes import LOCK, PRIVATE, small_home


def test_it_is_said_unless_the_file_of_the_key_has_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing was said, and the first log-in ended in a sentence that named no way out."""
    home, out, private = small_home(tmp_path), tmp_path / "一.backup", tmp_path / "私钥"
    private.write_text(PRIVATE, encoding="utf-8")
    put_key_apart(home, tmp_path / "早.key", LOCK)  # before there was a log
    audit.record(home, role="区级管理员", unit="wang", action="log_in", object="王主任")
    put_key_apart(home, tmp_path / "晚.key", LOCK)
    back_up(home, out, LOCK)

    def said(name: str, key: Path | None) -> str:
        restore(Settings(tmp_path / name), out, key, private)
        return capsys.readouterr().out.replace("\n", "")

    assert "dangjian audit renew" in said("没有密钥", None)
    assert "dangjian audit renew" in said("早的密钥", tmp_path / "早.key")
    assert "dangjian audit renew" not in said("晚的密钥", tmp_path / "晚.key")
    assert (tmp_path / "晚的密钥" / "audit.key").read_bytes() == (home / "audit.key").read_bytes()


def test_without_a_window_to_ask_in_the_ways_to_give_a_passphrase_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A task of the night read two English lines and that it had been stopped."""
    home, out = small_home(tmp_path), tmp_path / "一.backup"
    monkeypatch.delenv("DANGJIAN_BACKUP_PASSPHRASE", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(UserError, match="DANGJIAN_BACKUP_PASSPHRASE"):
        commands.back_up(Settings(home), out, None, ())
    assert not out.exists()
    monkeypatch.setattr("sys.stdin", io.StringIO("一个够长的口令，从管道里来\n"))
    commands.back_up(Settings(home), out, None, ())
    assert out.exists()


def test_what_is_no_file_of_a_key_is_called_that_and_nothing_is_restored(tmp_path: Path) -> None:
    """The command asked for a private key, of which the backup had none."""
    junk = tmp_path / "junk"
    junk.write_bytes(bytes(range(256)) * 9)
    back_up(small_home(tmp_path), tmp_path / "一.backup", LOCK)
    with pytest.raises(UserError, match="不是密钥的备份"):
        restore(Settings(tmp_path / "back"), tmp_path / "一.backup", junk, None)
    assert not (tmp_path / "back").exists()
