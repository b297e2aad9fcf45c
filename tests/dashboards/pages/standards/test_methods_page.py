"""标准沿革 as people read it."""

from __future__ import annotations

from pathlib import Path

from tests.dashboards.login import opened
from tests.dashboards.reading import table_of


def test_the_history_of_standards_is_grey_where_nobody_confirmed(home: Path) -> None:
    app = opened("methods", standard="L03·学时门槛")
    lines = [element.value for element in app.markdown]
    assert any(line.startswith(":gray[") and "32学时" in line and "未启用" in line for line in lines)
    assert any(not line.startswith(":gray[") and "**24学时**" in line for line in lines)
    said = "\n".join(lines)
    assert "2 个支部状态改变（变为未达标或滞后 2" in said
    assert "这次更新同时收进了新的台账" in said
    assert table_of(opened("methods", change="c1"), "变更前", "变更后").height == 3
