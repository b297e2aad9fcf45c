"""Whether somebody can still log in: the key of the audit log, the accounts, and the mark of the demo."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from pipeline import child_process
from pipeline.backup.still import HEAD, SIGNING
from pipeline.demo_mark import MARK, is_marked
from pipeline.doctor.finding import Finding
from pipeline.doctor.own_files import STORE
from pipeline.policy.account_rules import policy

ADMIN = "区级管理员"
_KEY_BYTES = 32
_NAMED = 5
_DAY = 24 * 60 * 60
_TABLES = {"account", "past_password", "role_grant", "login_session", "failed_login"}
_SINCE = 2
"""The step of the store from which on it has them."""
_OPEN_ADMINS = """select account.login, must_change and password_set_at < ? as is_over
from account join role_grant using (account)
where disabled_at is null and role = ? and first_day <= ? and (last_day is null or last_day >= ?)"""
_NEVER_CAME = (
    "select login from account where disabled_at is null and must_change and password_set_at < ? order by login"
)


def signing_key(home: Path, deep: bool) -> Iterator[Finding]:
    """Look whether what was signed can go on, and with `deep` whether all of it is as it was written."""
    if not (home / HEAD).exists() and not _rows(home, "select 1 from audit where signature is not null limit 1"):
        return
    key = home / SIGNING
    if not key.is_file() or key.stat().st_size != _KEY_BYTES:
        do = "请从另存的密钥放回；确实找不到，运行 dangjian audit renew --reason 原因，旧的留痕到此为止，重新开始。"
        yield Finding("签名密钥", f"{SIGNING} 不在，或者不完整：留痕接不上，谁也登录不了。{do}", False)
        return
    yield Finding("签名密钥", "在；和数据放在同一个文件夹里，只靠文件权限保护", True)
    if deep:
        yield _verified(home)


def there_are_any(home: Path) -> bool:
    """Tell whether the home has accounts."""
    return bool(_rows(home, "select 1 from account limit 1"))


def accounts(home: Path) -> Iterator[Finding]:
    """Look whether a 区级管理员 can log in, who never came to change the first password, and who needs not log in."""
    version = _rows(home, "pragma user_version")
    if not version or int(version[0][0]) < _SINCE:
        return
    if _TABLES - {row[0] for row in _rows(home, "select name from sqlite_master where type = 'table'")}:
        yield Finding(
            "账号", f"{STORE} 里的账号不完整，谁也登录不了。请用 dangjian restore 把这个文件恢复回来。", False
        )
        return
    count = int(_rows(home, "select count(*) from account")[0][0])
    if not count:
        return
    yield from _first_passwords(home)
    if is_marked(home):
        do = "请运行 doctor --mend，不再当作样例区。"
        yield Finding("样例区的标记", f"有 {count} 个账号，却放着样例区的 {MARK}。{do}", False)


def is_wrongly_marked(home: Path) -> bool:
    """Tell whether the mark of the demo, where nobody logs in, lies in a home that has accounts."""
    return is_marked(home) and bool(_rows(home, "select 1 from account limit 1"))


def _first_passwords(home: Path) -> Iterator[Finding]:
    """Look who can come in as 区级管理员, and whose one-time password is over."""
    over, today = int(time.time()) - policy().one_time_days.value * _DAY, date.today().isoformat()
    admins = _rows(home, _OPEN_ADMINS, over, ADMIN, today, today)
    able = {login for login, is_over in admins if not is_over}
    if able:
        yield Finding("账号", f"能登录的{ADMIN} {len(able)} 位", True)
    elif admins:
        yield Finding("账号", f"{ADMIN}的一次性口令都过期了。请运行 dangjian user reset {admins[0][0]}", False)
    else:
        do = f"请运行 dangjian user add 用户名 --name 姓名 --role {ADMIN}，或用 user grant、user enable。"
        yield Finding("账号", f"没有一位能登录的{ADMIN}：没有授权、已到期或停用。{do}", False)
    waiting = [row[0] for row in _rows(home, _NEVER_CAME, over)]
    if waiting:
        more = f"等 {len(waiting)} 个" if len(waiting) > _NAMED else ""
        found = f"{'、'.join(waiting[:_NAMED])}{more}一直没有用一次性口令登录，口令已过期。请重置后交给本人，或停用。"
        yield Finding("没有用过的账号", found, False)


def _verified(home: Path) -> Finding:
    """Have the process that keeps the log look at it."""
    request: dict[str, object] = {"command": "audit", "home": str(home), "head": None}
    with child_process.start(
        "dashboards", request=request, output=child_process.CAPTURED, errors=child_process.WITH_OUTPUT
    ) as child:
        said = child.stdout.read() if child.stdout is not None else ""
    return Finding("操作留痕", "；".join(said.splitlines()), child.returncode == 0)


def _rows(home: Path, asked: str, *given: object) -> list[tuple[str, int]]:
    """Return rows of the store; none where it is not there, not of the kind yet, or damaged: that is told elsewhere."""
    path = home / STORE
    if not path.exists():
        return []
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=15)) as store:
        try:
            return store.execute(asked, given).fetchall()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and not str(error).startswith("no such"):
                raise  # held by another program
            return []
