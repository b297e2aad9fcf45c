"""并排核对: two rows that a check holds against each other stand side by side once, and no third one goes missing."""

from __future__ import annotations

import datetime as dt

import polars as pl

from dashboards.pages.submissions.flag_tables import OUTSIDE, pairs

SCHEMA = {
    "rule": pl.String,
    "label": pl.String,
    "text": pl.String,
    "org_name": pl.String,
    "row_date": pl.Date,
    "file": pl.String,
    "sheet": pl.String,
    "row_number": pl.Int64,
    "has_pair": pl.Boolean,
    "sees_pair": pl.Boolean,
    "pair_text": pl.String,
    "pair_org_name": pl.String,
    "pair_row_date": pl.Date,
    "pair_file": pl.String,
    "pair_sheet": pl.String,
    "pair_row_number": pl.Int64,
}
DAY = dt.date(2025, 5, 24)


def flag(number: int, other: int | None, rule: str = "near_topic") -> tuple[object, ...]:
    """A row of a file and the row beside it; None for one that the viewer may not see."""
    beside = (None,) * 6 if other is None else (f"第{other}行", "乙支部", DAY, "台账.xlsx", "活动", other)
    return (
        rule,
        "文字雷同",
        f"第{number}行",
        "甲支部",
        DAY,
        "台账.xlsx",
        "活动",
        number,
        True,
        other is not None,
        *beside,
    )


def shown(*flags: tuple[object, ...]) -> list[tuple[str, str]]:
    return pairs(pl.DataFrame(flags, schema=SCHEMA, orient="row")).select("这一行", "另一行").rows()


def test_two_rows_that_point_at_each_other_stand_there_once() -> None:
    assert shown(flag(3, 4), flag(4, 3)) == [("第3行", "第4行")]


def test_a_row_beside_a_third_one_is_kept_and_so_is_what_another_check_says() -> None:
    assert shown(flag(3, 4), flag(4, 5)) == [("第3行", "第4行"), ("第4行", "第5行")]
    assert len(shown(flag(3, 4), flag(4, 3, "two_places"))) == 2


def test_rows_whose_other_row_is_out_of_sight_are_all_kept() -> None:
    """They look alike by what is hidden, and would go for one."""
    assert shown(flag(3, None), flag(4, None), flag(3, None)) == [(f"第{number}行", OUTSIDE) for number in (3, 4, 3)]
