"""`dangjian user …`: what the command line does with accounts."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from dashboards.accounts import administration, grants, known_units, people
from dashboards.accounts.administration import Administrator, Wanted
from dashboards.accounts.sheet import rows_of, write_passwords
from dashboards.shared.viewer import ADMIN
from ingest.errors import UserError
from pipeline.terminal import table

Asked = Mapping[str, Any]


def run(home: Path, asked: Asked) -> bool:
    """Do what `dangjian user` was asked; `verb` says which."""
    _VERBS[asked["verb"]](home, asked)
    return True


def _add(home: Path, asked: Asked) -> None:
    wanted = _wanted(asked) if asked["role"] else None
    password = administration.add(home, _owner(), asked["login"], asked["name"], wanted)
    print(f"已添加 {asked['login']}（{asked['name']}）。一次性口令：{password}")
    print("请交给本人，第一次登录要改口令。" + ("" if wanted else "还没有授权，用 dangjian user grant 授权。"))


def _list(home: Path, _: Asked) -> None:
    rows = []
    for one in people.everybody(home):
        held = grants.held(home, one.account)
        said = "；".join(f"{grant.role} {known_units.name_of(home, grant.unit_level, grant.unit_id)}" for grant in held)
        state = "停用" if not one.is_open else "待改口令" if one.must_change else "正常"
        rows.append((one.login, one.name, said or "没有授权", state))
    table(("用户名", "姓名", "授权", "状态"), rows)
    if not rows:
        print("还没有账号。用 dangjian user add 添加。")


def _disable(home: Path, asked: Asked) -> None:
    administration.disable(home, _owner(), asked["login"])
    print(f"已停用 {asked['login']}，正在进行的登录也已退出。")


def _enable(home: Path, asked: Asked) -> None:
    administration.enable(home, _owner(), asked["login"])
    print(f"已启用 {asked['login']}。")


def _reset(home: Path, asked: Asked) -> None:
    password = administration.reset(home, _owner(), asked["login"])
    print(f"已重置 {asked['login']}。一次性口令：{password}\n请交给本人，登录后要改口令。")


def _grant(home: Path, asked: Asked) -> None:
    if asked["end"]:
        unit_id = known_units.named(home, asked["role"], asked["unit"])
        administration.take_back(home, _owner(), asked["login"], asked["role"], unit_id)
    else:
        administration.grant(home, _owner(), asked["login"], _wanted(asked))
    print(f"已{'收回' if asked['end'] else '授权'}：{asked['login']} {asked['role']} {asked['unit'] or ''}".rstrip())


def _import(home: Path, asked: Asked) -> None:
    out, path = Path(asked["out"]), Path(asked["sheet"])
    if out.exists():
        raise UserError(f"{out} 已经有了，不会覆盖。请换一个文件名。")
    count, given = administration.bring_in(home, _owner(), rows_of(path), path.name, partial(write_passwords, out))
    print(f"新账号 {count} 个，新授权 {given} 项。" + (f"一次性口令在 {out}，交完请删掉。" if count else ""))


def _wanted(asked: Asked) -> Wanted:
    days = [dt.date.fromisoformat(asked[key]) if asked[key] else None for key in ("first_day", "last_day")]
    return Wanted(asked["role"], asked["unit"], *days)


def _owner() -> Administrator:
    return Administrator(ADMIN, getpass.getuser())


_VERBS: Mapping[str, Callable[[Path, Asked], None]] = {
    "add": _add,
    "list": _list,
    "disable": _disable,
    "enable": _enable,
    "reset": _reset,
    "grant": _grant,
    "import": _import,
}
