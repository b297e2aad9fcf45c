"""What somebody does to the audit log who can write its database, and does not have the key: each must be found."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from dashboards.attacks.outcome import Outcome, outcome
from dashboards.store import audit, integrity
from dashboards.store.chained import AUDIT
from dashboards.store.file import FILE
from dashboards.store.signing import HEAD_FILE, KEY_BYTES, KEY_FILE

_ENTRIES = 40
Files = dict[str, bytes]
Act = Callable[[sqlite3.Connection, random.Random], str]


def tampering(home: Path, count: int, seed: int) -> Outcome:
    """Change a log `count` times, each time as it was written; what `audit verify` does not find came through."""
    home.mkdir(parents=True, exist_ok=True)
    for number in range(_ENTRIES):
        audit.record(home, role="区级管理员", unit="D", action="export", object=f"第 {number} 件", detail=str(number))
    names = (FILE, KEY_FILE, HEAD_FILE)
    return outcome("留痕的改动", _attempts(home, {name: (home / name).read_bytes() for name in names}, count, seed))


def _attempts(home: Path, written: Files, count: int, seed: int) -> Iterator[tuple[str, bool]]:
    chance = random.Random(seed)
    for _ in range(count):
        for name, content in written.items():
            (home / name).write_bytes(content)
        act = chance.choice((*_ACTS, None))
        said = _beside(home, chance) if act is None else _inside(home, act, chance)
        yield said, not integrity.faults(home)


def _inside(home: Path, act: Act, chance: random.Random) -> str:
    """Do something to the rows: without the triggers, which are put back afterwards."""
    with closing(sqlite3.connect(home / FILE)) as store:
        kept = store.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
        for name, _ in kept:
            store.execute(f"drop trigger {name}")
        said = act(store, chance)
        for _, sql in kept:
            store.execute(sql)
        store.commit()
    return said


def _beside(home: Path, chance: random.Random) -> str:
    """Do something to a file beside the database, or to a trigger."""
    name, content = chance.choice(((KEY_FILE, chance.randbytes(KEY_BYTES)), (KEY_FILE, None), (HEAD_FILE, None)))
    if content is None:
        (home / name).unlink()
    else:
        (home / name).write_bytes(content)
    return f"{name} {'删除' if content is None else '换掉'}"


def _changed(store: sqlite3.Connection, chance: random.Random) -> str:
    column, entry = chance.choice(AUDIT.columns), _one(chance)
    value = 1 if column == "is_refused" else f"改成 {chance.random()}"
    store.execute(f"update audit set {column} = ? where entry = ?", (value, entry))
    return f"改第 {entry} 条的 {column}"


def _removed(store: sqlite3.Connection, chance: random.Random) -> str:
    entry = _one(chance)
    store.execute("delete from audit where entry = ?", (entry,))
    return f"删第 {entry} 条"


def _cut(store: sqlite3.Connection, chance: random.Random) -> str:
    entry = _one(chance)
    store.execute("delete from audit where entry >= ?", (entry,))
    return f"从第 {entry} 条起截掉"


def _put_in(store: sqlite3.Connection, chance: random.Random) -> str:
    entry, columns = _one(chance), ", ".join((*AUDIT.columns, "signature"))
    store.execute(f"insert into audit ({columns}) select {columns} from audit where entry = ?", (entry,))
    return f"把第 {entry} 条再记一次"


def _exchanged(store: sqlite3.Connection, chance: random.Random) -> str:
    first = chance.randint(1, _ENTRIES - 1)
    for before, after in ((first, -1), (first + 1, first), (-1, first + 1)):
        store.execute("update audit set entry = ? where entry = ?", (after, before))
    return f"对调第 {first} 条和下一条"


def _trigger(store: sqlite3.Connection, chance: random.Random) -> str:
    store.execute(f"create trigger quiet{_one(chance)} before insert on audit begin select raise(ignore); end")
    return "加一个触发器"


_ACTS: tuple[Act, ...] = (_changed, _removed, _cut, _put_in, _exchanged, _trigger)


def _one(chance: random.Random) -> int:
    return chance.randint(1, _ENTRIES)
