"""Log-in, password and grants, as people and attackers meet them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboards.accounts import grants, people
from dashboards.accounts.identity import LoggedIn, logged_in
from dashboards.accounts.sessions import token_in
from dashboards.database.connection import Build
from dashboards.server.gate.proxy import Proxy
from dashboards.server.gate.set_up_code import SetUpCode
from dashboards.shared.viewer import ADMIN, DISCIPLINE, SCHOOL, Viewer
from dashboards.store import audit
from ingest.errors import UserError
from pipeline.policy.account_rules import policy
from tests.dashboards.server.gate.browser import Browser
from tests.dashboards.server.gate.conftest import PASSWORD, SECRET, gated, with_own_password

NEW = "Qiuyu+2027"


def who(browser: Browser, home: Path) -> LoggedIn:
    found = logged_in(home, token_in(home, browser.cookies))
    assert found is not None
    return found


def written_down(home: Path) -> list[tuple[str, str, str]]:
    return audit.entries(home).select("action", "unit", "object").rows()


def test_wrong_name_and_wrong_password_get_the_same_sentence(browser: Browser) -> None:
    """Otherwise the answer tells which accounts there are."""
    answers = [browser.log_in(login, password) for login, password in (("li", "x"), ("nobody", "x"), ("", ""))]
    assert {answer.status for answer in answers} == {401}
    assert all("用户名或口令不对。" in answer.text for answer in answers)


@pytest.mark.parametrize("login", ["li", "nobody"])
def test_after_five_failures_a_name_is_locked_for_a_while_from_everywhere(
    login: str, browser: Browser, later: Callable[[float], None], real: Path
) -> None:
    for _ in range(policy().account_failures.value):
        browser.log_in(login, "guess")
    elsewhere = Browser(browser.app, address="10.9.9.9")
    for answer in (browser.log_in(login, PASSWORD), elsewhere.log_in(login.upper(), PASSWORD)):
        assert answer.status == 401 and "失败次数太多，请 15 分钟后再试" in answer.text
    assert browser.log_in("wang", PASSWORD).status == 303, "others are not shut out with it"
    later(policy().lock_minutes.value + 1)
    assert elsewhere.log_in("li", PASSWORD).status == 303
    assert ("log_in_refused", login, "用户名或口令不对") in written_down(real)


def test_an_address_that_tries_many_names_is_locked_too(browser: Browser) -> None:
    """One common password tried on every account never reaches the limit of a name."""
    for number in range(policy().address_failures.value):
        browser.log_in(f"u{number}", "guess")
    assert "失败次数太多" in browser.log_in("li", PASSWORD).text
    assert Browser(browser.app, address="10.9.9.9").log_in("li", PASSWORD).status == 303


def test_a_reset_ends_the_lock(browser: Browser, real: Path) -> None:
    for _ in range(policy().account_failures.value):
        browser.log_in("li", "guess")
    assert browser.log_in("li", people.reset(real, "li")).status == 303


def test_the_first_log_in_shows_nothing_until_a_password_of_ones_own_is_chosen(browser: Browser, real: Path) -> None:
    """Whoever made the account knows the first password."""
    first = people.reset(real, "li")
    browser.log_in("li", first)
    assert browser.get("/").location == "/account" and browser.get("/media/a").status == 403
    assert browser.websocket()[0]["type"] == "websocket.close"
    before = dict(browser.cookies)
    answer = browser.post("/account", "/account/password", old=first, new=NEW, again=NEW)
    assert (answer.status, answer.location) == (303, "/")
    assert browser.get("/").text == SECRET
    assert Browser(browser.app, cookies=before).get("/").status == 303, "the log-in of before ends"
    assert Browser(browser.app).log_in("li", first).status == 401


@pytest.mark.parametrize(
    "new,again,said",
    [
        ("Ab1+", "Ab1+", "太短"),
        ("abcdefghijkl", "abcdefghijkl", "3 类"),
        ("Aa1Aa1Aa1Aa1", "Aa1Aa1Aa1Aa1", "不同的字符太少"),
        ("Password+2027", "Password+2027", "password"),
        ("李书记-Abc-2027", "李书记-Abc-2027", "用户名或姓名"),
        (PASSWORD, PASSWORD, "不久前用过"),
        (NEW, NEW + "x", "不一样"),
        ("A1+" + "长" * 300, "A1+" + "长" * 300, "太长"),
    ],
)
def test_a_poor_password_is_refused_with_the_reason(new: str, again: str, said: str, browser: Browser) -> None:
    browser.log_in("li", PASSWORD)
    answer = browser.post("/account", "/account/password", old=PASSWORD, new=new, again=again)
    assert answer.status == 400 and said in answer.text
    assert Browser(browser.app).log_in("li", PASSWORD).status == 303


def test_the_old_password_is_asked_before_a_new_one_is_taken(browser: Browser) -> None:
    """Somebody at a screen that was left alone would otherwise take the account over."""
    browser.log_in("li", PASSWORD)
    assert "现在的口令不对" in browser.post("/account", "/account/password", old="x", new=NEW, again=NEW).text


def test_passwords_of_before_are_remembered_and_grow_old(real: Path, later: Callable[[float], None]) -> None:
    words = [f"Qiuyu+202{number}" for number in range(7)]
    for word in words:
        later(1)
        people.change_password(real, people.known(real, "li"), word)
    for word in words[-policy().passwords_remembered.value :]:
        with pytest.raises(UserError, match="不久前用过"):
            people.change_password(real, people.known(real, "li"), word)
    people.change_password(real, people.known(real, "li"), words[0])
    assert not people.known(real, "li").wants_new_password
    later(60 * 24 * (policy().password_days.value + 1))
    assert people.known(real, "li").wants_new_password


def test_a_one_time_password_that_was_left_lying_is_worth_nothing(
    browser: Browser, real: Path, later: Callable[[float], None]
) -> None:
    first = people.reset(real, "li")
    later(60 * 24 * (policy().one_time_days.value + 1))
    answer = browser.log_in("li", first)
    assert answer.status == 401 and "一次性口令已过期" in answer.text


def test_who_is_disabled_is_told_so_only_with_the_right_password(browser: Browser, real: Path) -> None:
    people.disable(real, "li")
    assert "已停用" in browser.log_in("li", PASSWORD).text
    assert "已停用" not in browser.log_in("li", "guess").text
    people.enable(real, "li")
    assert browser.log_in("li", PASSWORD).status == 303


def test_no_password_lies_in_the_home(browser: Browser, real: Path) -> None:
    first = people.reset(real, "zhao")
    browser.log_in("li", PASSWORD)
    (token,) = (value for name, value in browser.cookies.items() if not name.endswith("-form"))
    content = (real / "app.sqlite").read_bytes()
    assert b"$argon2id$" in content
    assert not [secret for secret in (PASSWORD, first, token) if secret.encode() in content]


def test_the_account_page_shows_markup_as_text(browser: Browser, real: Path) -> None:
    people.add(real, "mark", "<b onclick=x>名</b>", by="test")
    with_own_password(real, "mark")
    browser.log_in("mark", PASSWORD)
    assert "<b onclick" not in browser.get("/account").text
    assert "<script>" not in browser.log_in("<script>", "x").text


def test_a_grant_counts_from_its_day_to_its_day_and_only_ones_own_can_be_taken(browser: Browser, real: Path) -> None:
    account, today, day = people.known(real, "li"), dt.date.today(), dt.timedelta(days=1)
    grants.give(real, account, "支部", "B-over", by="test", first_day=today - 9 * day, last_day=today - day)
    grants.give(real, account, "支部", "B-to-come", by="test", first_day=today + day)
    grants.give(real, account, "支部", "B-now", by="test", first_day=today, last_day=today)
    assert [one.unit_id for one in grants.held(real, account.account)] == ["S1", "B-now"]
    browser.log_in("li", PASSWORD)
    ids = {one.unit_id: one.role_grant for one in grants.of_account(real, account.account)}
    theirs = grants.held(real, people.known(real, "wang").account)[0].role_grant
    for number in (ids["B-over"], ids["B-to-come"], theirs, "x"):
        assert browser.post("/account", "/account/grant", grant=str(number)).status == 400
    assert who(browser, real).grant.unit_id == "S1"  # type: ignore[union-attr]
    assert browser.post("/account", "/account/grant", grant=str(ids["B-now"])).location == "/"
    assert who(browser, real).grant.unit_id == "B-now"  # type: ignore[union-attr]
    grants.end(real, ids["B-now"])
    assert who(browser, real).grant.unit_id == "S1", "a grant that ends is left at the next click"  # type: ignore[union-attr]


def test_the_administrator_looks_as_others_without_changing_anything_and_it_is_written_down(
    browser: Browser, real: Path, build: Build
) -> None:
    browser.log_in("wang", PASSWORD)
    assert browser.post("/account", "/account/look-as", role=SCHOOL, unit="S1").location == "/"
    viewer = who(browser, real).viewer(build)
    assert (viewer.role, viewer.unit_id) == (SCHOOL, "S1")
    assert not [name for name in CHANGES if getattr(viewer, name)]
    assert ("look_as", "wang", "学校 S1") in written_down(real)
    browser.post("/account", "/account/own")
    assert who(browser, real).viewer(build).may_withdraw


CHANGES = ("may_change", "may_upload", "may_follow_up", "may_withdraw", "may_freeze", "may_take_volume")


def test_who_only_looks_may_change_nothing_in_any_role() -> None:
    from dashboards.shared.viewer import ROLE_LEVEL

    for role, level in ROLE_LEVEL.items():
        assert Viewer(role, level, "u").is_known
        assert not [name for name in CHANGES if getattr(Viewer(role, level, "u", is_only_looking=True), name)]


def test_nobody_looks_as_the_discipline_inspector_and_only_the_administrator_as_anybody(
    browser: Browser, real: Path, build: Build
) -> None:
    browser.log_in("wang", PASSWORD)
    assert browser.post("/account", "/account/look-as", role=DISCIPLINE).status == 400
    assert who(browser, real).viewer(build).role == ADMIN
    other = Browser(browser.app)
    other.log_in("li", PASSWORD)
    assert other.post("/account", "/account/look-as", role=ADMIN).status == 400
    assert who(other, real).viewer(build) == Viewer(SCHOOL, "school", "S1")


def test_an_account_without_a_grant_sees_nothing(browser: Browser, real: Path, build: Build) -> None:
    with_own_password(real, "zhao")
    browser.log_in("zhao", PASSWORD)
    assert not who(browser, real).viewer(build).is_known


def set_up(browser: Browser, code: str, new: str = NEW) -> int:
    fields = {"code": code, "login": "first", "name": "第一位", "new": new, "again": new}
    return browser.post("/set-up", "/set-up", **fields).status


def test_a_home_without_accounts_shows_the_set_up_alone_and_takes_only_the_code_of_the_console(empty: Path) -> None:
    code = SetUpCode()
    someone = Browser(gated(empty, code))
    assert {someone.get(path).location for path in ("/", "/compare?role=admin", "/login", "/account")} == {"/set-up"}
    assert someone.get("/_stcore/health").status == 403
    assert (set_up(someone, "AAAA-AAAA"), set_up(someone, code.text, new="short")) == (403, 400)
    assert set_up(someone, code.text.lower().replace("-", " ")) == 303
    assert someone.get("/").text == SECRET and who(someone, empty).grant.role == ADMIN  # type: ignore[union-attr]
    assert Browser(someone.app).get("/set-up").location == "/login", "it is gone with the first account"


def test_a_set_up_code_cannot_be_guessed_through(empty: Path) -> None:
    code = SetUpCode()
    someone = Browser(gated(empty, code))
    for _ in range(5):
        assert set_up(someone, "AAAA-AAAA") == 403
    assert set_up(someone, code.text) == 403 and not people.there_are_any(empty)


@pytest.fixture
def secret_file(tmp_path: Path) -> Path:
    path = tmp_path / "proxy secret"
    path.write_text("s" * 40 + "\n", encoding="utf-8")
    return path


def test_a_proxy_logs_people_in_only_with_the_secret_and_only_who_has_an_account(real: Path, secret_file: Path) -> None:
    people.add(real, "张三", "张三", by="test")
    with_own_password(real, "张三")
    app = gated(real, proxy=Proxy(secret_file))
    people.disable(real, "wang")
    right = {"x_dangjian_proxy_secret": "s" * 40}
    for headers in (
        {"x_dangjian_user": "li"},
        {"x_dangjian_user": "li", "x_dangjian_proxy_secret": "s" * 39},
        {"x_dangjian_user": "li", "x_dangjian_proxy_secret": "密"},
        {"x_dangjian_user": "nobody", **right},
        {"x_dangjian_user": "wang", **right},
        right,
    ):
        assert Browser(app).get("/", **headers).location.startswith("/login")
    for login in ("li", "张三"):
        someone = Browser(app)
        answer = someone.get("/compare?year=2025", x_dangjian_user=login, **right)
        assert (answer.status, answer.location) == (303, "/compare?year=2025")
        assert someone.get("/").text == SECRET and who(someone, real).login == login


def test_a_proxys_secret_is_long_and_the_server_listens_to_this_machine_alone(
    tmp_path: Path, secret_file: Path
) -> None:
    Proxy(secret_file).check("localhost")
    with pytest.raises(UserError, match="只能监听本机"):
        Proxy(secret_file).check("0.0.0.0")
    (tmp_path / "short").write_text("secret", encoding="utf-8")
    for path, said in ((tmp_path / "short", "至少要有 32"), (tmp_path / "none", "读不了")):
        with pytest.raises(UserError, match=said):
            Proxy(path).check("127.0.0.1")
