"""Which address of the gate shows or takes what; a form is taken only from a page of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from dashboards.accounts import people, sessions
from dashboards.server.gate import account_page, log_in_page, people_page, set_up_page
from dashboards.server.gate.asked import Asked, read_form, to, to_log_in
from dashboards.server.gate.pages import shown
from dashboards.server.gate.set_up_code import SetUpCode

Handler = Callable[[Asked], Response]
SET_UP = "/set-up"
_ANYBODY: Mapping[tuple[str, str], Handler] = {
    ("GET", "/login"): log_in_page.show_log_in,
    ("POST", "/login"): log_in_page.take_log_in,
}
_LOGGED_IN: Mapping[tuple[str, str], Handler] = {
    ("GET", "/logout"): log_in_page.show_log_out,
    ("POST", "/logout"): log_in_page.take_log_out,
    ("GET", "/account"): account_page.show_account,
    ("POST", "/account/password"): account_page.take_password,
    ("POST", "/account/grant"): account_page.take_grant,
    ("POST", "/account/look-as"): account_page.take_look_as,
    ("POST", "/account/own"): account_page.take_own,
    ("POST", "/account/end-others"): account_page.take_end_others,
    ("GET", "/account/people"): people_page.show_people,
    ("POST", "/account/people/add"): people_page.take_add,
    ("POST", "/account/people/import"): people_page.take_import,
    ("POST", "/account/people/change"): people_page.take_change,
}
PATHS = frozenset(path for _, path in (*_ANYBODY, *_LOGGED_IN)) | {SET_UP}
_OLD_PAGE = "这一页放得太久了，或不是从本系统打开的。请回到看板再来一次。"


class OwnPages:
    """The pages of the gate of one home."""

    def __init__(self, home: Path, code: SetUpCode) -> None:
        self.home, self.code = home, code

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request to an address of `PATHS`."""
        request = Request(scope, receive)
        form = await read_form(request) if request.method == "POST" else {}
        response = await run_in_threadpool(self._answer, request, form)
        await response(scope, receive, send)

    def _answer(self, request: Request, form: dict[str, str]) -> Response:
        asked = Asked(
            self.home, request, form, sessions.current(self.home, sessions.token_in(self.home, request.cookies))
        )
        if request.method == "POST" and not asked.is_from_a_page_of_ours:
            return shown(asked, "sentence.html", 403, title="没有办成", problem=_OLD_PAGE, button=None, action="")
        has_accounts = people.there_are_any(self.home)
        if (request.url.path == SET_UP) == has_accounts:
            return to("/login" if has_accounts else SET_UP)
        return self._set_up(asked) if not has_accounts else _page(asked)

    def _set_up(self, asked: Asked) -> Response:
        if asked.request.method == "POST":
            return set_up_page.take_set_up(asked, self.code)
        return set_up_page.show_set_up(asked)


def _page(asked: Asked) -> Response:
    wanted = ("GET" if asked.request.method == "HEAD" else asked.request.method, asked.request.url.path)
    if wanted in _ANYBODY:
        return _ANYBODY[wanted](asked)
    if asked.session is None:
        return to_log_in("/account" if wanted[0] == "GET" else "/", "")
    if wanted in _LOGGED_IN:
        return _LOGGED_IN[wanted](asked)
    return to("/account")
