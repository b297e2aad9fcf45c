"""What says that a home holds the invented district of the demo: there nobody has to log in."""

from __future__ import annotations

from pathlib import Path

MARK = "demo.txt"
_SAID = "这里是 dangjian demo 生成的演示数据，看的人不用登录。不要放真实数据。添加了账号，本文件就没有了。\n"


def mark(home: Path) -> None:
    """Mark a home as the demo's."""
    home.mkdir(parents=True, exist_ok=True)
    (home / MARK).write_text(_SAID, encoding="utf-8")


def is_marked(home: Path) -> bool:
    """Tell whether a home is the demo's."""
    return (home / MARK).is_file()


def unmark(home: Path) -> None:
    """Let a home be one like any other, where everybody logs in: it gets its first account."""
    (home / MARK).unlink(missing_ok=True)
