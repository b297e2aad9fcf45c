"""问一句 on a page: it answers as who looks, and logs discipline by unit before it shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboards.shared.page_registry import PAGES, pages_for, title_of
from dashboards.store import audit
from tests.dashboards.login import opened
from tests.dashboards.reading import plain_words


def asked(question: str, role: str, unit: str | None = None) -> AppTest:
    app = opened("verify", role=role, viewer_unit=unit)
    box = app.selectbox(key="ask_words")
    box.options.append(question)  # as a browser does with what is typed and is none of the names
    box.set_value(question).run()
    assert not app.exception
    return app


@pytest.mark.parametrize(
    ("role", "unit"),
    [("admin", None), ("district", None), ("discipline", None), ("area", "A1"), ("school", "S2"), ("branch", "B2")],
)
def test_every_role_is_answered_about_its_own_unit(role: str, unit: str | None, own_home: Path) -> None:
    read = plain_words(asked("支委会上个月", role, unit))
    assert "2026年5月支委会按期召开率：" in read
    assert "口径：支委会按期召开率" in read


def test_discipline_by_unit_is_logged_before_it_is_shown(own_home: Path) -> None:
    """A page without discipline logs no view: the answer must, or the officer could look unseen."""
    read = plain_words(asked("第三中学处分人数2025年", "discipline"))
    assert "第三中学2025年受党纪政务处分人数：2 人" in read
    lines = [line for line in audit.entries(own_home).to_dicts() if line["object"] == "问一句"]
    assert [line["detail"] for line in lines] == ["问题 第三中学处分人数2025年"]
    assert "2 人" not in plain_words(asked("第三中学处分人数2025年", "district"))


def test_a_guess_asks_anew(own_home: Path) -> None:
    app = asked("第二中雪主题党日", "admin")
    guess = next(button for button in app.button if "第二中学" in button.label)
    guess.click().run()
    assert "第二中学2026年主题党日按月开展率：" in plain_words(app)


@pytest.mark.parametrize(("role", "unit"), [("district", None), ("area", "A1"), ("school", "S2"), ("branch", "B2")])
def test_what_is_offered_while_typing_is_what_this_person_may_ask_for(
    role: str, unit: str | None, own_home: Path
) -> None:
    """A name that is offered leads to an answer: none is of a page or a unit that the person does not see."""
    offered = opened("verify", role=role, viewer_unit=unit).selectbox(key="ask_words").options
    assert {"支委会按期召开率", "总览"} <= set(offered)
    assert len(offered) == len(set(offered))
    assert set(offered) & {page.title for page in PAGES.values()} == {title_of(page) for page in pages_for(role)}
    assert ("第三中学" in offered) == (role == "district")
    for name in offered[:: max(1, len(offered) // 8)]:
        assert "是不是想问" not in plain_words(asked(name, role, unit)), name
