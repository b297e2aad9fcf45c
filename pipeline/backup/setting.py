"""Whether and how a home is backed up every day: `backup.yaml` in the home, written by hand or by `backup --daily`."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from ingest.layouts.yaml_file import Kind, Strict, content_of, validated

FILE = "backup.yaml"
_KIND = Kind("备份设置", "再运行一次。")
_TEXT = """\
# dangjian serve 开着的时候，每天自动备份一次。不要了就删除这个文件。
# 打开备份要用私钥，私钥不在这里；请另外放好，丢了谁也打不开备份。
文件夹: {folder}
公钥:
  - {recipient}
"""


class DailyBackup(Strict):
    """The folder that backups go into, and whose private keys open them."""

    folder: str = Field(alias="文件夹", min_length=1)
    recipients: tuple[str, ...] = Field(alias="公钥", min_length=1)


def daily_backup(home: Path) -> DailyBackup | None:
    """Return the setting of a home, None if it has none. UserError names the key that is wrong."""
    path = home / FILE
    return validated(path, content_of(path, _KIND), DailyBackup, _KIND) if path.is_file() else None


def text_of(folder: Path, recipient: str) -> str:
    """Return the text of a setting."""
    return _TEXT.format(folder=f"'{str(folder).replace(chr(39), chr(39) * 2)}'", recipient=recipient)
