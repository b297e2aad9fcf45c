"""A small home to back up: a few ledgers landed, something of every folder that a home may have, and no build."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ingest.landing.store import Store
from pipeline.backup.lock import Lock, Opener, new_pair
from tests.ingest.small_district import basics, send

PRIVATE, PUBLIC = new_pair()
LOCK, OPENER = Lock(recipients=(PUBLIC,)), Opener(private_keys=PRIVATE)


def small_home(folder: Path) -> Path:
    """Land a few ledgers and put a file into every other folder."""
    home = folder / "数据 一"
    send(Store(home), basics(folder / "in"))
    for name in ("layouts/说明.txt", "templates/模板.docx", "packs/2025/包.docx", "as-of.txt"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text("内容", encoding="utf-8")
    (home / "aliases.csv").write_text("永安,010101\n", encoding="utf-8")
    (home / "reviews" / "2025").mkdir(parents=True)
    (home / "reviews" / "2025" / "2025-a.duckdb").write_bytes(b"frozen")
    connection = sqlite3.connect(home / "app.sqlite")
    connection.execute("create table note (text text)")
    connection.execute("insert into note values ('记下的事')")
    connection.commit()
    connection.close()
    return home


def files(home: Path) -> dict[str, bytes]:
    """Return every file of a home by its path."""
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}
