"""`dangjian user …`: what the command line does with accounts. Every change is written down."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dashboards.accounts import grants, known_units, people, sheet
from dashboards.shared.viewer import ADMIN
from dashboards.store import audit
from ingest.errors import UserError
from pipeline.terminal import table

Asked = Mapping[str, Any]


def run(home: Path, asked: Asked) -> bool:
    """Do what `dangjian user` was asked; `verb` says which."""
    _VERBS[asked["verb"]](home, asked)
    return True


def _add(home: Path, asked: Asked) -> None:
    role = asked["role"]
    unit_id = known_units.named(home, role, asked["unit"]) if role else None
    password = people.add(home, asked["login"], asked["name"], by=getpass.getuser())
    if role and unit_id is not None:
        _give(home, asked, unit_id)
    _note(home, f"添加 {asked['login']}", role or "")
    print(f"已添加 {asked['login']}（{asked['name']}）。一次性口令：{password}")
    print("请交给本人，第一次登录要改口令。" + ("" if role else "还没有授权，用 dangjian user grant 授权。"))


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
    people.disable(home, asked["login"])
    _note(home, f"停用 {asked['login']}")
    print(f"已停用 {asked['login']}，正在进行的登录也已退出。")


def _enable(home: Path, asked: Asked) -> None:
    people.enable(home, asked["login"])
    _note(home, f"启用 {asked['login']}")
    print(f"已启用 {asked['login']}。")


def _reset(home: Path, asked: Asked) -> None:
    password = people.reset(home, asked["login"])
    _note(home, f"重置口令 {asked['login']}")
    print(f"已重置 {asked['login']}。一次性口令：{password}\n请交给本人，登录后要改口令。")


def _grant(home: Path, asked: Asked) -> None:
    unit_id = known_units.named(home, asked["role"], asked["unit"])
    if asked["end"]:
        account = people.known(home, asked["login"])
        same = [
            one for one in grants.held(home, account.account) if (one.role, one.unit_id) == (asked["role"], unit_id)
        ]
        if not same:
            raise UserError(f"{asked['login']} 现在没有这项授权。")
        for one in same:
            grants.end(home, one.role_grant)
    else:
        _give(home, asked, unit_id)
    _note(home, f"{'收回' if asked['end'] else '授权'} {asked['login']}", f"{asked['role']} {unit_id}".strip())
    print(f"已{'收回' if asked['end'] else '授权'}：{asked['login']} {asked['role']} {asked['unit'] or ''}".rstrip())


def _import(home: Path, asked: Asked) -> None:
    out = Path(asked["out"])
    if out.exists():
        raise UserError(f"{out} 已经有了，不会覆盖。请换一个文件名。")
    count, given = sheet.bring_in(home, Path(asked["sheet"]), out, getpass.getuser())
    _note(home, f"批量添加 {count} 个账号", f"{given} 项授权")
    print(f"新账号 {count} 个，新授权 {given} 项。" + (f"一次性口令在 {out}，交完请删掉。" if count else ""))


def _give(home: Path, asked: Asked, unit_id: str) -> None:
    days = [dt.date.fromisoformat(asked[key]) if asked[key] else None for key in ("first_day", "last_day")]
    account = people.known(home, asked["login"])
    grants.give(home, account, asked["role"], unit_id, by=getpass.getuser(), first_day=days[0], last_day=days[1])


def _note(home: Path, what: str, detail: str = "") -> None:
    audit.record(home, role=ADMIN, unit=getpass.getuser(), action="account", object=what, detail=detail)


_VERBS: Mapping[str, Callable[[Path, Asked], None]] = {
    "add": _add,
    "list": _list,
    "disable": _disable,
    "enable": _enable,
    "reset": _reset,
    "grant": _grant,
    "import": _import,
}
