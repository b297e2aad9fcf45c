"""换届与期限 as people read it."""

from __future__ import annotations

from pathlib import Path

from tests.dashboards.login import opened
from tests.dashboards.reading import table_of, words


def test_the_calendar_lists_ninety_days_and_what_has_run_out(home: Path) -> None:
    said = words(opened("calendar"))
    assert "今后 90 天内：换届 2 个。届满还没有换届的 2 个。" in said
    assert "● 已过 181 天" in said
    assert "影响期届满" not in said
    assert "影响期届满 1 人次" in words(opened("calendar", role="discipline"))
    assert table_of(opened("calendar", within="365"), "到期日").height == 5
