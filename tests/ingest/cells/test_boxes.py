"""Boxes to tick within a cell: what is ticked counts, and a text without boxes stays as it is."""

import pytest

from ingest.cells.boxes import ticked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("□支部党员大会 ☑党课 □主题党日", "党课"),
        ("☐优秀☒合格☐基本合格", "合格"),
        ("党课√，主题党日□", "党课"),
        ("■党课 □支委会 ■主题党日", "党课、主题党日"),
        ("□党课 □主题党日", ""),
        ("( )党课", None),
        ("√党课 √主题党日", None),
        ("√", None),
        ("□", None),
        ("党课", None),
        ("学习□□文件精神", None),
    ],
)
def test_what_is_ticked_counts_and_a_text_without_boxes_is_left_alone(text: str, expected: str | None) -> None:
    """All options of a printed form landed as one unknown type."""
    assert ticked(text) == expected
