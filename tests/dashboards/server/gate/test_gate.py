"""The gate, attacked: nothing is reached without a log-in, and no log-in outlives what ends it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from starlette.types import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes

from dashboards.accounts import people, sessions
from dashboards.server.gate import websocket
from dashboards.server.gate.websocket import LOGGED_OUT
from dashboards.store.renewal import renew
from pipeline.demo_mark import mark
from tests.dashboards.server.gate.browser import HOST, Browser
from tests.dashboards.server.gate.conftest import PASSWORD, SECRET, gated, seen

ROUTES = sorted({route.path.replace("{", "").replace("}", "") for route in create_streamlit_routes(MagicMock())})


def asks(*, by_itself: bool = False) -> Message:
    """What a page sends when it is to run."""
    said = BackMsg()
    said.rerun_script.is_auto_rerun = by_itself
    said.rerun_script.query_string = "a=b"
    return {"type": "websocket.receive", "bytes": said.SerializeToString()}


def let_in(answers: list[Message]) -> bool:
    return answers[0]["type"] == "websocket.accept"


@pytest.mark.parametrize("path", ["/", "/compare?year=2025", "/没有这一页", *ROUTES])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
def test_without_a_log_in_no_door_of_streamlit_answers(path: str, method: str, browser: Browser) -> None:
    """Whoever reached the port was 区级管理员: pages, files, health, host-config, uploads, the agent's doors."""
    answer = browser.ask(method, path, b"", {})
    assert answer.status in (303, 403, 404), answer
    assert SECRET not in answer.text and not seen
    if answer.status == 303:
        assert answer.location.startswith("/login")


def test_streamlits_doors_are_really_walked() -> None:
    assert {"/_stcore/health", "/_stcore/stream", "/_stcore/host-config"} <= set(ROUTES) and len(ROUTES) > 8


def test_a_websocket_without_a_log_in_is_refused_at_the_handshake(browser: Browser) -> None:
    assert browser.websocket(asks()) == [{"type": "websocket.close", "code": 1008}]
    assert not seen


FORGED = (
    "x-forwarded-user",
    "x-remote-user",
    "remote-user",
    "x_user",
    "authorization",
    "x-auth-request-email",
    "x-streamlit-user",
    "x-dangjian-user",
    "x-dangjian-proxy-secret",
    "x-goog-authenticated-user-email",
)


@pytest.mark.parametrize("name", FORGED)
def test_a_header_that_claims_an_identity_opens_nothing_and_goes_no_further(name: str, browser: Browser) -> None:
    forged = {name: "wang"}
    assert browser.get("/", **forged).status == 303 and not seen
    browser.log_in("li", PASSWORD)
    assert browser.get("/", **forged).text == SECRET
    browser.websocket(asks(), **forged)
    assert len(seen) == 2
    assert name.encode() not in {key for scope in seen for key, _ in scope["headers"]}


def test_after_the_log_in_pages_files_and_the_websocket_are_open(browser: Browser) -> None:
    answer = browser.post("/login?next=%2Fcompare%3Fyear%3D2025", "/login", login="LI", password=PASSWORD)
    assert (answer.status, answer.location) == (303, "/compare?year=2025")
    for path in ("/", "/compare", "/media/a.xlsx", "/_stcore/health"):
        assert browser.get(path).text == SECRET
    assert let_in(browser.websocket(asks()))


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(real: Path) -> None:
    for scheme, wanted in (("http", "dangjian-"), ("https", "__Host-dangjian-")):
        someone = Browser(gated(real), scheme=scheme)
        (cookie,) = someone.log_in("li", PASSWORD).cookies
        assert cookie.startswith(wanted) and "HttpOnly" in cookie and "SameSite=strict" in cookie and "Path=/" in cookie
        assert ("Secure" in cookie) == (scheme == "https") and "Domain" not in cookie
        assert someone.get("/").text == SECRET


def test_a_cookie_that_was_planted_before_the_log_in_is_never_a_log_in(browser: Browser, real: Path) -> None:
    """Fixation: who planted it would be logged in along with the victim."""
    name = sessions.cookie_name(real, False)
    planted = "planted-by-somebody-else"
    browser.cookies[name] = planted
    browser.log_in("li", PASSWORD)
    assert browser.cookies[name] != planted
    assert Browser(browser.app, cookies={name: planted}).get("/").status == 303


def test_logging_in_anew_ends_the_log_in_of_before(browser: Browser) -> None:
    browser.log_in("li", PASSWORD)
    kept = dict(browser.cookies)
    browser.send("/login", {"login": "wang", "password": PASSWORD, "form_token": _form_token(browser)})
    assert Browser(browser.app, cookies=kept).get("/").status == 303
    assert browser.get("/").text == SECRET


def _form_token(browser: Browser) -> str:
    return next(value for name, value in browser.cookies.items() if name.endswith("-form"))


def test_the_cookie_of_another_home_opens_nothing(browser: Browser, real: Path, tmp_path: Path) -> None:
    """Two homes on one machine differ by their port, which cookies do not know."""
    browser.log_in("li", PASSWORD)
    (token,) = (value for name, value in browser.cookies.items() if not name.endswith("-form"))
    other = tmp_path / "other"
    people.add(other, "li", "李书记", by="test")
    names = (sessions.cookie_name(real, False), sessions.cookie_name(other, False))
    assert names[0] != names[1]
    assert Browser(gated(other), cookies=dict.fromkeys(names, token)).get("/").status == 303


@pytest.mark.parametrize("minutes,is_open", [(29, True), (31, False)])
def test_a_log_in_that_is_not_used_ends(
    minutes: float, is_open: bool, browser: Browser, later: Callable[[float], None]
) -> None:
    browser.log_in("li", PASSWORD)
    later(minutes)
    assert (browser.get("/").status == 200) == is_open
    assert let_in(browser.websocket(asks())) == is_open


def test_a_log_in_that_is_used_ends_after_a_working_day(browser: Browser, later: Callable[[float], None]) -> None:
    browser.log_in("li", PASSWORD)
    for _ in range(23):
        later(20)
        assert let_in(browser.websocket(asks()))
    later(25)
    assert browser.get("/").status == 303


def test_a_page_that_refreshes_itself_does_not_keep_a_log_in_alive(
    browser: Browser, later: Callable[[float], None]
) -> None:
    """The list of running packs asks every three seconds, all night."""
    browser.log_in("li", PASSWORD)
    for _ in range(2):
        later(20)
        last = browser.websocket(asks(by_itself=True))
    assert not let_in(last)


def test_logging_out_ends_it_for_a_copied_cookie_too(browser: Browser) -> None:
    browser.log_in("li", PASSWORD)
    kept = dict(browser.cookies)
    assert browser.get("/logout").status == 200 and browser.get("/").text == SECRET, "an address alone ends nothing"
    left = browser.post("/logout", "/logout")
    assert left.location == "/login?left=1"
    assert dict(left.headers)["clear-site-data"] == '"cache", "storage"', (
        "the next person at this screen goes back to no page"
    )
    assert Browser(browser.app, cookies=kept).get("/").status == 303


@pytest.mark.parametrize("ended_by", [people.disable, people.reset])
def test_who_is_disabled_or_reset_is_out_at_the_next_click_of_a_running_page(
    ended_by: Callable[[Path, str], object], browser: Browser, real: Path
) -> None:
    """A websocket that was once let in went on for as long as the window stayed open."""
    browser.log_in("li", PASSWORD)
    inner, done = browser.app, []

    class EndsInBetween:
        def __iter__(self):  # type: ignore[no-untyped-def]
            yield asks()
            done.append(ended_by(real, "li"))
            yield asks()

    messages = iter(EndsInBetween())
    said = _websocket_with(browser, messages)
    assert done and [one["type"] for one in said] == ["websocket.accept", "websocket.send", "websocket.close"]
    assert said[-1]["code"] == LOGGED_OUT
    assert Browser(inner, cookies=browser.cookies).get("/").status == 303


def _websocket_with(browser: Browser, messages) -> list[Message]:  # type: ignore[no-untyped-def]
    """Send messages that are made only when they are sent."""
    import asyncio

    sent: list[Message] = []
    first = [{"type": "websocket.connect"}]

    async def receive() -> Message:
        return first.pop() if first else next(messages, {"type": "websocket.disconnect", "code": 1001})

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(browser.app(browser._scope("websocket", "/_stcore/stream", {}), receive, send))  # type: ignore[arg-type]
    return sent


def test_a_page_that_nobody_touches_is_closed_when_its_log_in_ends(
    browser: Browser, later: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Figures of discipline stayed on a screen that nobody sat at."""
    monkeypatch.setattr(websocket, "LOOKED_EVERY", 0.01)
    browser.log_in("li", PASSWORD)
    monkeypatch.setattr(websocket.Watch, "_counts", _after_three_looks(later, websocket.Watch._counts))
    said = browser.websocket(quiet_for=20)
    assert said[-1] == {"type": "websocket.close", "code": LOGGED_OUT}


def _after_three_looks(later: Callable[[float], None], plain: Callable[..., bool]) -> Callable[..., bool]:
    looks: list[int] = []

    def look(watch: websocket.Watch, is_used: bool) -> bool:
        looks.append(1)
        if len(looks) == 3:
            later(31)
        return plain(watch, is_used)

    return look


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "\\\\evil",
        "",
    ],
)
def test_a_log_in_goes_on_to_no_other_site(wanted: str, browser: Browser) -> None:
    assert browser.send("/login", {}).status == 403
    browser.get("/login")
    answer = browser.send(
        "/login", {"login": "li", "password": PASSWORD, "next": wanted, "form_token": _form_token(browser)}
    )
    assert (answer.status, answer.location) == (303, "/")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec_fetch_site": "cross-site"},
        {"origin": "http://localhost:9"},
    ],
)
def test_a_form_of_another_site_is_not_taken(headers: dict[str, str], browser: Browser) -> None:
    """Who is logged in as somebody else without noticing hands their ledgers to them."""
    browser.get("/login")
    fields = {"login": "li", "password": PASSWORD, "form_token": _form_token(browser)}
    assert browser.send("/login", fields, headers).status == 403
    assert browser.send("/login", {**fields, "form_token": "guessed"}).status == 403
    assert browser.send("/login", fields, {"origin": f"http://{HOST}", "sec_fetch_site": "same-origin"}).status == 303


@pytest.mark.parametrize(
    "headers", [{"origin": "http://localhost:9999"}, {"origin": "https://evil.example"}, {"host": "evil.example"}]
)
def test_a_page_of_another_site_opens_no_websocket_even_with_the_cookie(
    headers: dict[str, str], browser: Browser
) -> None:
    """Streamlit lets every port of this machine in, and DNS rebinding gives another site our address."""
    browser.log_in("wang", PASSWORD)
    assert let_in(browser.websocket(asks(), origin=f"http://{HOST}"))
    assert not let_in(browser.websocket(asks(), **headers))
    assert browser.get("/", host="evil.example").status == 403


def test_the_demo_is_open_until_it_has_an_account(empty: Path) -> None:
    mark(empty)
    someone = Browser(gated(empty))
    assert someone.get("/?role=school").text == SECRET and let_in(someone.websocket(asks()))
    people.add(empty, "li", "李书记", by="test")
    assert someone.get("/?role=school").status == 303 and not let_in(someone.websocket(asks()))
    mark(empty)  # copied back by hand, or with a folder
    assert someone.get("/?role=school").status == 303 and not let_in(someone.websocket(asks()))


def test_without_the_key_of_the_log_nobody_comes_in_until_it_is_begun_anew(browser: Browser, real: Path) -> None:
    """A home that was restored without its key could never be opened again."""
    browser.log_in("wang", PASSWORD)
    (real / "audit.key").unlink()
    someone = Browser(browser.app)
    answer = someone.log_in("li", PASSWORD)
    assert answer.status == 503 and "dangjian audit renew" in answer.text
    renew(real, "owner", "恢复时没有密钥")
    assert someone.log_in("li", PASSWORD).status == 303 and someone.get("/").text == SECRET


def test_a_damaged_file_of_accounts_lets_nobody_in_and_says_so(browser: Browser, real: Path) -> None:
    browser.log_in("li", PASSWORD)
    (real / "app.sqlite").write_bytes(b"no database" * 500)
    answer = browser.get("/")
    assert answer.status == 503 and "已经损坏" in answer.text and SECRET not in answer.text
