"""A home that is restored without `audit.key` cannot be opened: the command says so, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboards.store import audit
from pipeline.backup.make import back_up, put_key_apart
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
