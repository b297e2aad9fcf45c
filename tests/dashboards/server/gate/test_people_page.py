"""账号管理: the 区级管理员 alone, as oneself, and never against oneself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboards.accounts import grants, people
from dashboards.shared.viewer import ADMIN, SCHOOL
from dashboards.store import audit
from tests.dashboards.server.gate.browser import Answer, Browser
from tests.dashboards.server.gate.conftest import PASSWORD

PEOPLE = "/account/people"


@pytest.fixture
def chief(browser: Browser) -> Browser:
    browser.log_in("wang", PASSWORD)
    return browser


def change(browser: Browser, what: str, **fields: str) -> Answer:
    return browser.post("/account", f"{PEOPLE}/change", what=what, **fields)


def test_an_account_is_added_with_a_role_and_logs_in_with_the_password_shown(chief: Browser, real: Path) -> None:
    answer = chief.post(
        PEOPLE, f"{PEOPLE}/add", login="sun", name="孙老师", role=SCHOOL, unit="S2", last_day="2099-01-31"
    )
    found = re.search(r"一次性口令：([\w-]+)", answer.text)
    assert found and Browser(chief.app).log_in("sun", found.group(1)).status == 303
    assert [(one.role, one.unit_id) for one in grants.held(real, people.known(real, "sun").account)] == [(SCHOOL, "S2")]
    assert found.group(1) not in chief.get(PEOPLE).text
    assert ("account", "wang", "添加 sun") in audit.entries(real).select("action", "unit", "object").rows()


def test_many_are_pasted_or_none_is_added(chief: Browser, real: Path) -> None:
    head = "用户名\t姓名\t身份\t单位\n"
    bad = chief.post(PEOPLE, f"{PEOPLE}/import", rows=f"{head}sun\t孙\t学校\tS2\nq q\t钱\t学校\tS2\n")
    assert bad.status == 400 and "第 3 行" in bad.text and people.find(real, "sun") is None
    good = chief.post(PEOPLE, f"{PEOPLE}/import", rows=f"{head}sun\t孙\t学校\tS2\nqian\t钱\t区级查看\t\n")
    assert "新账号 2 个" in good.text and len(re.findall(r"<code>[\w-]{14}</code>", good.text)) == 2


def test_changes_reach_the_account_and_none_shuts_oneself_out(chief: Browser, real: Path) -> None:
    assert change(chief, "disable", login="li").status == 200 and not people.known(real, "li").is_open
    change(chief, "enable", login="li")
    assert people.known(real, "li").is_open
    change(chief, "take_back", login="li", role=SCHOOL, unit="S1")
    assert not grants.held(real, people.known(real, "li").account)
    change(chief, "grant", login="li", role=SCHOOL, unit="S3")
    assert [one.unit_id for one in grants.held(real, people.known(real, "li").account)] == ["S3"]
    for what in ("disable", "take_back"):
        assert "不能停用自己" in change(chief, what, login="WANG", role=ADMIN, unit="").text
    assert people.known(real, "wang").is_open and change(chief, "nothing", login="li").status == 400


def test_nobody_else_manages_accounts_not_even_the_administrator_as_somebody_else(browser: Browser, real: Path) -> None:
    assert browser.get(PEOPLE).location.startswith("/login")
    browser.log_in("li", PASSWORD)
    for answer in (browser.get(PEOPLE), change(browser, "grant", login="li", role=ADMIN)):
        assert answer.status == 403 and "王主任" not in answer.text
    refused = audit.entries(real, 2).select("action", "person", "object", "is_refused").rows()
    assert refused == [("refused", "li", "账号管理", 1)] * 2
    browser.log_in("wang", PASSWORD)
    assert Browser(browser.app).get(PEOPLE).status == 303
    other = Browser(browser.app)
    other.log_in("wang", PASSWORD)
    other.post("/account", "/account/look-as", role=SCHOOL, unit="S1")
    assert change(other, "disable", login="li").status == 403 and people.known(real, "li").is_open
    assert len(grants.held(real, people.known(real, "li").account)) == 1
