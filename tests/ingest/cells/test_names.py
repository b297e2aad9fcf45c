"""Names of people in cells that say more of them."""

import pytest

from ingest.cells.names import person_name


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("王强（书记）", "王强"),
        ("王强(书记、校长)", "王强"),
        ("王强【预备党员】", "王强【预备党员】"),
        ("王强[预备党员]", "王强"),
        ("王强 组织委员", "王强"),
        ("王强同志", "王强"),
        ("王 强", "王强"),
        ("欧阳 锋", "欧阳锋"),
        ("王强（兼）", "王强"),
        ("王强（书记兼校长）", "王强"),
        ("王强（ ）", "王强()"),
        ("阿依夏木•买买提（教师）", "阿依夏木·买买提"),
        ("王强（大）", "王强(大)"),
        ("王强（书记、男）", "王强(书记、男)"),
        ("党员 教师", "党员"),
        ("同志", "同志"),
    ],
)
def test_a_post_behind_a_name_is_no_part_of_it(cell: str, name: str) -> None:
    """王强（书记） was on no roster; but a word that tells namesakes apart must stay, or the other one is meant."""
    assert person_name(cell) == name
