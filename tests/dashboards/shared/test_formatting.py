"""How numbers are written and names are put in order."""

from __future__ import annotations

import pytest

from dashboards.shared.formatting import in_order, standard_of


def test_parts_are_listed_as_people_say_them() -> None:
    assert in_order(["第三种", "第一种", "第四种", "第二种"]) == ["第一种", "第二种", "第三种", "第四种"]
    assert in_order(["区级", "甲", "省级"]) == ["省级", "区级", "甲"]


@pytest.mark.parametrize(
    ("share", "has_usual", "is_closed", "said"),
    [
        (35.4, True, False, "≥80%（往年此时 35%）"),
        (83.0, False, False, "≥80%（按时间应到 83%）"),
        (100.0, True, False, "≥80%"),
        (35.4, True, True, "≥80%"),
        (None, False, False, "≥80%"),
        (0.0, False, False, "≥80%"),
    ],
)
def test_an_open_value_says_what_is_usual_by_this_day(
    share: float | None, has_usual: bool, is_closed: bool, said: str
) -> None:
    """进度滞后 was said of a value without the share that it was held against."""
    row = {"standard_text": "≥80%", "standard_confirmed": True, "due_share": share}
    assert standard_of(row | {"has_usual_share": has_usual, "is_closed": is_closed}) == said
