"""/login and /logout."""

from __future__ import annotations

from starlette.responses import Response

from dashboards.accounts import log_in, sessions
from dashboards.accounts.log_in import LogInError
from dashboards.server.gate.asked import Asked, own_path, to
from dashboards.server.gate.pages import shown
from dashboards.store import audit


def show_log_in(asked: Asked) -> Response:
    """Show the form; who is logged in already goes on."""
    wanted = own_path(asked.request.query_params.get("next"))
    if asked.session is not None:
        return to(wanted)
    done = "您已退出。" if "left" in asked.request.query_params else None
    return shown(asked, "login.html", next=wanted, login="", done=done)


def take_log_in(asked: Asked) -> Response:
    """Log in, end what the browser was logged in as before, and go on to where it wanted to go."""
    wanted, login = own_path(asked.form.get("next")), asked.form.get("login", "")
    try:
        token = log_in.log_in(asked.home, login, asked.form.get("password", ""), asked.address)
    except LogInError as error:
        return shown(asked, "login.html", 401, next=wanted, login=login, problem=str(error), done=None)
    if asked.session is not None:
        sessions.end(asked.home, asked.session)
    return asked.with_session(to(wanted), token)


def show_log_out(asked: Asked) -> Response:
    """Ask once: an address alone ends nothing."""
    return shown(asked, "sentence.html", title="退出登录", button="退出登录", action="/logout")


def take_log_out(asked: Asked) -> Response:
    """End the log-in."""
    person = asked.person
    if asked.session is not None and person is not None:
        sessions.end(asked.home, asked.session)
        role = person.grant.role if person.grant else ""
        actor = audit.Actor(person.login, asked.address)
        audit.record(asked.home, role=role, unit=person.login, action="log_out", object=person.name, actor=actor)
    response = asked.without_session(to("/login?left=1"))
    response.headers["clear-site-data"] = '"cache", "storage"'  # of the pages that were open
    return response
