"""The audit log (操作留痕): who saw or downloaded what, when. Rows are only added; the file itself refuses the rest.

Each is signed together with the one before (`chain`), so that what goes round the file's refusal is found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

import polars as pl

from dashboards.store.adding import signed, written_down
from dashboards.store.chained import AUDIT
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
    "persons": "查看个人信息",
    "upload": "导入台账",
    "withdraw": "撤回批次",
    "build": "更新数据",
    "command": "命令行",
    "refused": "查看被拒绝",
    "policy": "标准和规定变更",
    "purge": "到期清理",
    "renew": "重新开始留痕",
}


@dataclass(frozen=True)
class Actor:
    """Who is at work in this thread: the login name (or the system's), from what address if any, and as what."""

    person: str = ""
    address: str = ""
    role: str = ""
    unit: str = ""


_NOBODY = Actor()
_ACTING: ContextVar[Actor] = ContextVar("acting", default=_NOBODY)
_P = ParamSpec("_P")
_R = TypeVar("_R")


def acting(actor: Actor) -> None:
    """Say who does what is recorded from now on in this thread; a page says so at every run."""
    _ACTING.set(actor)


def at_work() -> Actor:
    """Return who is at work in this thread."""
    return _ACTING.get()


def by_whom(do: Callable[_P, _R]) -> Callable[_P, _R]:
    """Return `do` as done by whoever is at work now: a download is made when it is clicked, in another thread."""
    actor = _ACTING.get()

    def done(*given: _P.args, **named: _P.kwargs) -> _R:
        token = _ACTING.set(actor)
        try:
            return do(*given, **named)
        finally:
            _ACTING.reset(token)

    return done


def record(
    home: Path,
    *,
    role: str,
    unit: str,
    action: str,
    object: str,
    detail: str = "",
    sha256: str | None = None,
    is_refused: bool = False,
    actor: Actor | None = None,
) -> None:
    """Add one signed entry. `action` is one of ACTIONS; `object` names the page or file, whose hash is `sha256`;
    the `actor` is whoever is at work in this thread, if it is not said.

    Raises StoreError when nothing can be written, or the key that signed the entries before is gone.
    """
    if action not in ACTIONS:
        raise ValueError(action)
    actor = actor or _ACTING.get()
    with opened(home) as store:
        head = signed(
            store,
            home,
            AUDIT,
            {
                "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
                "role": role,
                "unit": unit,
                "action": action,
                "object": object,
                "detail": detail,
                "sha256": sha256,
                "person": actor.person,
                "address": actor.address,
                "is_refused": int(is_refused),
            },
        )
    written_down(home, AUDIT, head)


def entries(home: Path, limit: int = 500) -> pl.DataFrame:
    """Return the newest entries first: entry, at (UTC), role, unit, action, object, detail, sha256, person, address.

    `is_refused` is 1 where what was asked for was refused.
    """
    names = ("entry", *AUDIT.columns)
    with opened(home) as store:
        asked = f"select {', '.join(names)} from audit order by entry desc limit ?"
        rows = store.execute(asked, (limit,)).fetchall()
    schema = {name: pl.Int64 if name in ("entry", "is_refused") else pl.String for name in names}
    return pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row")
