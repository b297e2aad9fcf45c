"""The audit log (操作留痕): who saw or downloaded what, when. Rows are only added; the file itself refuses the rest."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl

from dashboards.store.file import opened

ACTIONS = {
    "view": "查看纪律数据",
    "export": "下载",
    "pack": "生成述职材料",
    "snapshot": "冻结年度数据",
    "verify": "验真",
    "follow_up": "更新整改状态",
    "notice": "发出督办单",
    "retire_layout": "停用版式",
    "log_in": "登录",
    "log_in_refused": "登录被拒绝",
    "log_out": "退出",
    "account": "账号和授权",
    "look_as": "以他人身份查看",
}


def record(
    home: Path, *, role: str, unit: str, action: str, object: str, detail: str = "", sha256: str | None = None
) -> None:
    """Add one entry. `action` is one of ACTIONS; `object` names the page or file; `sha256` is the file's, if any."""
    if action not in ACTIONS:
        raise ValueError(action)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with opened(home) as store:
        store.execute(
            "insert into audit (at, role, unit, action, object, detail, sha256) values (?, ?, ?, ?, ?, ?, ?)",
            (now, role, unit, action, object, detail, sha256),
        )


def entries(home: Path, limit: int = 500) -> pl.DataFrame:
    """Return the newest entries first: entry, at (UTC), role, unit, action, object, detail, sha256."""
    with opened(home) as store:
        rows = store.execute("select * from audit order by entry desc limit ?", (limit,)).fetchall()
    names = ("entry", "at", "role", "unit", "action", "object", "detail", "sha256")
    schema = {name: pl.Int64 if name == "entry" else pl.String for name in names}
    return pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row")
