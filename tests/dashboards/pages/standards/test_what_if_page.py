"""标准模拟 as people read it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.dashboards.login import opened
from tests.dashboards.reading import table_of, words


def test_a_trial_is_kept_in_the_address_and_said_in_words(home: Path) -> None:
    """24 -> 32 学时 at 60 %: who falls and who rises is said before the chart, and another indicator forgets it."""
    address = {"indicator": "L03", "hours": "32", "try": "60"}
    app = opened("what_if", year="2025", **address)
    assert not app.exception
    assert {box.label: box.value for box in app.number_input} == {"每人学时标准": 32.0, "达标标准（%）": 60.0}
    said = re.sub(r"\\(.)", r"\1", words(app))
    assert "每人 32 学时算达标，党员集中培训达标率不低于60%" in said
    assert "7 个支部里，变为未达标 **0** 个，变为达标 **7** 个（达标由 0 变为 7）" in said
    assert table_of(app, "变化", "试算的数值").height == 11
    app.number_input[1].set_value(65.0).run()
    assert app.query_params["try"] in ("65", ["65"])
    next(box for box in app.selectbox if box.label == "指标").set_value("O09").run()
    assert "try" not in app.query_params and "hours" not in app.query_params
    assert [box.label for box in app.number_input] == ["达标标准（%）"]


@pytest.mark.parametrize("asked", ["nan", "-5", "1e99", "很多", ""])
def test_a_wrong_number_in_the_address_is_put_right(asked: str, home: Path) -> None:
    app = opened("what_if", indicator="O09", **{"try": asked})
    assert not app.exception
    assert 0 <= app.number_input[0].value <= 100


def test_an_area_tries_its_own_branches_and_a_school_none(home: Path) -> None:
    read = words(opened("what_if", role="area", year="2025", indicator="L03", **{"try": "60"}))
    assert "4 个支部里" in read
    assert "西片区" not in read
    assert opened("what_if", role="school").title[0].value == "无法查看"
