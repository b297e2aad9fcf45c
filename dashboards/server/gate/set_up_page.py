"""/set-up: the first 区级管理员 of a home that has no account yet, proved by a code that the console shows."""

from __future__ import annotations

from starlette.responses import Response

from dashboards.accounts import grants, known_units, people
from dashboards.accounts.log_in import come_in
from dashboards.accounts.wording import password_rules
from dashboards.server.gate.asked import Asked, to
from dashboards.server.gate.pages import shown
from dashboards.server.gate.set_up_code import SetUpCode
from dashboards.shared.viewer import ADMIN
from ingest.errors import UserError


def show_set_up(asked: Asked, problem: str | None = None, status: int = 200) -> Response:
    """Show the form."""
    typed = {name: asked.form.get(name, "") for name in ("login", "name")}
    return shown(asked, "set_up.html", status, rules=password_rules(), problem=problem, **typed)


def take_set_up(asked: Asked, code: SetUpCode) -> Response:
    """Make the first account and log it in."""
    if not code.is_right(asked.form.get("code", "")):
        again = "试得太多，这个码已作废，请重新运行 dangjian serve。" if code.is_void else "请看运行 serve 的窗口。"
        return show_set_up(asked, f"设置码不对。{again}", 403)
    if asked.form.get("new") != asked.form.get("again"):
        return show_set_up(asked, "两次输入的新口令不一样。", 400)
    login = asked.form.get("login", "")
    try:
        people.add(asked.home, login, asked.form.get("name", ""), by="设置码", password=asked.form.get("new", ""))
    except UserError as error:
        return show_set_up(asked, str(error), 400)
    account = people.known(asked.home, login)
    grants.give(asked.home, account, ADMIN, known_units.WHOLE_DISTRICT, by="设置码")
    return asked.with_session(to("/"), come_in(asked.home, account, asked.address))
