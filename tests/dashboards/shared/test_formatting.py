"""How numbers are written and names are put in order."""

from __future__ import annotations

from dashboards.shared.formatting import in_order


def test_parts_are_listed_as_people_say_them() -> None:
    assert in_order(["第三种", "第一种", "第四种", "第二种"]) == ["第一种", "第二种", "第三种", "第四种"]
    assert in_order(["区级", "甲", "省级"]) == ["省级", "区级", "甲"]
