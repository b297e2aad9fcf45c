"""责任书考核 as people read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dashboards.login import opened
from tests.dashboards.reading import words


@pytest.mark.parametrize(
    ("role", "own", "name_is_shown"),
    [("admin", "D1", True), ("district", "D1", True), ("school", "S2", True), ("branch", "B2", True),
     ("area", "A1", False), ("discipline", "D1", False)],
)  # fmt: skip
def test_the_page_of_pledges_names_nobody_to_those_who_count_only(
    role: str, own: str, name_is_shown: bool, home: Path
) -> None:
    read = words(opened("pledges", role=role, year="2025", viewer_unit=own))
    assert ("王小明" in read) is name_is_shown
    assert ("只看人数，不看姓名" in read) is not name_is_shown
    assert "不合格" in read
