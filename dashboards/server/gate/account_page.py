"""/account: one's own password, which grant is in use, looking as somebody else, log-ins elsewhere."""

from __future__ import annotations

from starlette.responses import Response

from dashboards.accounts import known_units, passwords, people, sessions
from dashboards.accounts.identity import LoggedIn
from dashboards.accounts.log_in import come_in
from dashboards.accounts.wording import password_rules
from dashboards.server.gate.asked import Asked, own_path, to
from dashboards.server.gate.pages import shown
from dashboards.shared.viewer import DISCIPLINE, ROLE_LEVEL
from dashboards.store import audit
from ingest.errors import UserError

_ROLES = [role for role in ROLE_LEVEL if role != DISCIPLINE]
_MUST_CHANGE = "请先设一个只有自己知道的口令，再看数据。"


def show_account(asked: Asked, problem: str | None = None, done: str | None = None) -> Response:
    """Show who is logged in and what they may do about it."""
    person, account = _who(asked)
    must_change = account.wants_new_password
    return shown(
        asked,
        "account.html",
        400 if problem else 200,
        person=person,
        held=[_grant(asked, person, number) for number in range(len(person.held))],
        seen_as=_seen_as(asked, person),
        may_look_as_others=person.may_look_as_others,
        roles=_ROLES,
        rules=password_rules(),
        must_change=must_change,
        next=own_path(asked.request.query_params.get("next") or asked.form.get("next")),
        problem=problem or (_MUST_CHANGE if must_change else None),
        done=done,
    )


def take_password(asked: Asked) -> Response:
    """Change the password, end every log-in of before and begin a new one."""
    _, account = _who(asked)
    new = asked.form.get("new", "")
    if not passwords.is_right(asked.form.get("old", ""), account.password_hash):
        return show_account(asked, "现在的口令不对。")
    if new != asked.form.get("again"):
        return show_account(asked, "两次输入的新口令不一样。")
    try:
        people.change_password(asked.home, account, new)
    except UserError as error:
        return show_account(asked, str(error))
    _note(asked, "改口令")
    return asked.with_session(to(own_path(asked.form.get("next"))), come_in(asked.home, account, asked.address))


def take_grant(asked: Asked) -> Response:
    """Go on under another grant of one's own; another's number changes nothing."""
    person, _ = _who(asked)
    chosen = next((one for one in person.held if str(one.role_grant) == asked.form.get("grant")), None)
    if chosen is None or asked.session is None:
        _note(asked, "换一个身份", "refused", is_refused=True)
        return show_account(asked, "没有这项授权。")
    sessions.take_grant(asked.home, asked.session, chosen.role_grant)
    return to("/")


def take_look_as(asked: Asked) -> Response:
    """Let the 区级管理员 look as somebody else, never as the 纪检专员, and write it down."""
    person, _ = _who(asked)
    role = asked.form.get("role", "")
    if not person.may_look_as_others or role not in _ROLES or asked.session is None:
        _note(asked, f"以“{role[:20]}”的身份查看", "refused", is_refused=True)
        return show_account(asked, "不能以这个身份查看。")
    try:
        unit_id = known_units.named(asked.home, role, asked.form.get("unit"))
    except UserError as error:
        return show_account(asked, str(error))
    sessions.look_as(asked.home, asked.session, role, unit_id)
    _note(asked, f"{role} {unit_id}".strip(), "look_as")
    return to("/")


def take_own(asked: Asked) -> Response:
    """Look as oneself again."""
    if asked.session is not None:
        sessions.look_as(asked.home, asked.session, None, None)
    return to("/")


def take_end_others(asked: Asked) -> Response:
    """End one's log-ins elsewhere."""
    if asked.session is not None:
        sessions.end_others(asked.home, asked.session)
    return show_account(asked, done="别处的登录都已退出。")


def _who(asked: Asked) -> tuple[LoggedIn, people.Account]:
    person = asked.person
    if person is None:
        raise UserError("登录已过期，请重新登录。")
    return person, people.known(asked.home, person.login)


def _grant(asked: Asked, person: LoggedIn, number: int) -> dict[str, object]:
    one = person.held[number]
    until = f"，到 {one.last_day:%Y-%m-%d}" if one.last_day else ""
    text = f"{one.role} · {known_units.name_of(asked.home, one.unit_level, one.unit_id)}{until}"
    return {"number": one.role_grant, "text": text, "is_used": one == person.grant and person.seen_as is None}


def _seen_as(asked: Asked, person: LoggedIn) -> str | None:
    if person.seen_as is None:
        return None
    role, unit_id = person.seen_as
    return f"{role} · {known_units.name_of(asked.home, ROLE_LEVEL[role], unit_id)}"


def _note(asked: Asked, what: str, action: str = "account", *, is_refused: bool = False) -> None:
    person, _ = _who(asked)
    role = person.grant.role if person.grant else ""
    actor = audit.Actor(person.login, asked.address)
    audit.record(
        asked.home, role=role, unit=person.login, action=action, object=what, is_refused=is_refused, actor=actor
    )
