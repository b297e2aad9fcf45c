"""/account/people: the 区级管理员 adds accounts, grants roles, resets passwords; before the first build too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from starlette.responses import Response

from dashboards.accounts import administration, grants, known_units, people
from dashboards.accounts.administration import Administrator, Wanted
from dashboards.accounts.people import Account
from dashboards.accounts.sheet import Given
from dashboards.server.gate.asked import Asked
from dashboards.server.gate.pages import shown
from dashboards.shared.viewer import ADMIN, ROLE_LEVEL
from dashboards.store import audit
from ingest.cells.dates import read_date
from ingest.cells.errors import CellProblem
from ingest.errors import UserError
from ingest.readers.text import read_records

_MOST = 100
"""Lines of the list: beyond, one looks for a name."""
_NOT_YOURS = "只有区级管理员能管理账号；以他人身份查看时也不能。"
_ONESELF = "不能停用自己，也不能收回自己正在用的身份：请另一位区级管理员来做。"


def show_people(
    asked: Asked, problem: str | None = None, done: str | None = None, given: list[Given] | None = None
) -> Response:
    """Show the accounts, one of them in full, and the forms."""
    if _administrator(asked) is None:
        _note_refusal(asked)
        return shown(asked, "sentence.html", 403, title="无法查看", problem=_NOT_YOURS, button=None, action="")
    find = asked.request.query_params.get("find", "").strip()
    everybody = [one for one in people.everybody(asked.home) if find.lower() in f"{one.login} {one.name}".lower()]
    chosen = people.find(asked.home, asked.form.get("login") or asked.request.query_params.get("login", ""))
    return shown(
        asked,
        "people.html",
        400 if problem else 200,
        people=[(one, _state(one)) for one in everybody[:_MOST]],
        count=len(everybody),
        find=find,
        chosen=chosen,
        held=_held(asked, chosen) if chosen else [],
        roles=list(ROLE_LEVEL),
        problem=problem,
        done=done,
        given=given or [],
    )


def take_add(asked: Asked) -> Response:
    """Add one account and show its one-time password, this once."""

    def add(by: Administrator) -> str:
        login, wanted = asked.form.get("login", ""), _wanted(asked)
        password = administration.add(asked.home, by, login, asked.form.get("name", ""), wanted)
        return f"已添加 {login.strip()}，一次性口令：{password}（只显示这一次，请交给本人）"

    return _done(asked, add)


def take_change(asked: Asked) -> Response:
    """Do to one account what its button says."""
    change = _CHANGES.get(asked.form.get("what", ""))
    if change is None:
        return show_people(asked, "没有这个操作。")
    return _done(asked, lambda by: change(asked, by))


def take_import(asked: Asked) -> Response:
    """Add the people of a table that was pasted, and show their one-time passwords, this once."""
    given: list[Given] = []
    by = _administrator(asked)
    if by is None:
        return show_people(asked)
    try:
        rows = read_records(asked.form.get("rows", "").encode(), "粘贴的名单.tsv")
        count, roles = administration.bring_in(asked.home, by, rows, "粘贴的名单", given.extend)
    except UserError as error:
        return show_people(asked, str(error))
    return show_people(asked, done=f"新账号 {count} 个，新授权 {roles} 项。", given=given)


def _done(asked: Asked, change: Callable[[Administrator], str]) -> Response:
    by = _administrator(asked)
    if by is None:
        return show_people(asked)
    try:
        return show_people(asked, done=change(by))
    except (UserError, CellProblem) as error:
        return show_people(asked, str(error))


def _note_refusal(asked: Asked) -> None:
    person = asked.person
    actor = audit.Actor(person.login if person else "", asked.address)
    role = person.grant.role if person and person.grant else ""
    audit.record(
        asked.home, role=role, unit=actor.person, action="refused", object="账号管理", is_refused=True, actor=actor
    )


def _administrator(asked: Asked) -> Administrator | None:
    """Return who may change accounts: the 区级管理员 as oneself."""
    person = asked.person
    if person is None or person.grant is None or person.grant.role != ADMIN or person.seen_as is not None:
        return None
    return Administrator(ADMIN, person.login)


def _reset(asked: Asked, by: Administrator) -> str:
    login = asked.form["login"]
    password = administration.reset(asked.home, by, login)
    return f"已重置 {login}，一次性口令：{password}（只显示这一次，请交给本人）"


def _disable(asked: Asked, by: Administrator) -> str:
    login = asked.form["login"]
    if login.lower() == by.who.lower():
        raise UserError(_ONESELF)
    administration.disable(asked.home, by, login)
    return f"已停用 {login}，正在进行的登录也已退出。"


def _enable(asked: Asked, by: Administrator) -> str:
    administration.enable(asked.home, by, asked.form["login"])
    return f"已启用 {asked.form['login']}。"


def _grant(asked: Asked, by: Administrator) -> str:
    wanted = _wanted(asked)
    if wanted is None:
        raise UserError("请选择身份。")
    administration.grant(asked.home, by, asked.form["login"], wanted)
    return f"已授权 {asked.form['login']}：{wanted.role}。"


def _take_back(asked: Asked, by: Administrator) -> str:
    login, role = asked.form["login"], asked.form.get("role", "")
    if login.lower() == by.who.lower() and role == ADMIN:
        raise UserError(_ONESELF)
    administration.take_back(asked.home, by, login, role, asked.form.get("unit", ""))
    return f"已收回 {login} 的{role}。"


_CHANGES: Mapping[str, Callable[[Asked, Administrator], str]] = {
    "reset": _reset,
    "disable": _disable,
    "enable": _enable,
    "grant": _grant,
    "take_back": _take_back,
}


def _wanted(asked: Asked) -> Wanted | None:
    role = asked.form.get("role", "")
    if not role:
        return None
    days = [_day(asked.form.get(key, "")) for key in ("first_day", "last_day")]
    return Wanted(role, asked.form.get("unit"), *days)


def _day(text: str) -> dt.date | None:
    day = read_date(text) if text.strip() else None
    if day is not None and not isinstance(day, dt.date):
        raise UserError(f"日期“{text}”没有写年份。")
    return day


def _held(asked: Asked, account: Account) -> list[dict[str, str]]:
    return [
        {
            "role": one.role,
            "unit": one.unit_id,
            "name": known_units.name_of(asked.home, one.unit_level, one.unit_id),
            "until": f"到 {one.last_day:%Y-%m-%d}" if one.last_day else "一直有效",
        }
        for one in grants.held(asked.home, account.account)
    ]


def _state(account: Account) -> str:
    if not account.is_open:
        return "停用"
    return "待改口令" if account.must_change else "正常"
