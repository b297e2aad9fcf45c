"""Tables show what they hold: no empty row after the last, no rare long value cut, the months of a matrix in sight."""

from __future__ import annotations

import polars as pl

from dashboards.pages.submissions.charts import submission_matrix
from dashboards.widgets.chart import _breadth, fitting, widths


def test_a_column_with_few_long_values_is_wide_enough_for_them() -> None:
    """The browser leaves outliers out when it measures: 2026年12月31日 among many — was cut before 日."""
    table = pl.DataFrame({"期限": ["2026年12月31日"] + ["—"] * 20, "状态": ["▲ 进度滞后"] * 21, "行": list(range(21))})
    assert set(widths(table)) == {"期限"}
    assert widths(table)["期限"]["width"] >= 13 * len("2026年12月31日") * 0.7


def test_a_column_whose_long_names_come_far_down_is_wide_enough_for_them() -> None:
    """The browser measures the first rows: 支部党员大会按期召开率 below ten short names was cut."""
    names = ["党员参学率"] * 10 + ["支部党员大会按期召开率"] * 10
    assert set(widths(pl.DataFrame({"指标": names}))) == {"指标"}
    assert widths(pl.DataFrame({"指标": names[::-1]})) == {}


def test_sentences_are_left_to_the_browser() -> None:
    table = pl.DataFrame(
        {"原因": ["这一行的日期早于组织成立的日期，请核对以后重新报送，其他行不受影响" * 2, "—", "—", "—"]}
    )
    assert widths(table) == {}


def test_a_column_of_nulls_has_no_width_of_its_own() -> None:
    assert widths(pl.DataFrame({"备注": [None, None]}, schema={"备注": pl.String})) == {}


def test_a_short_table_ends_with_its_last_row_and_a_long_one_scrolls() -> None:
    assert fitting(3) == "content"
    assert isinstance(fitting(400), int)


def test_a_table_says_that_it_scrolls_where_its_columns_do_not_fit() -> None:
    """On a phone the last columns were out of sight and nothing said that they were there."""
    narrow = pl.DataFrame({"批次": ["第三批"], "计划": [34]})
    whole = narrow.with_columns(pl.lit("云岭区山前职业技术学校第四党支部").alias(f"单位{place}") for place in range(3))
    assert [_breadth(narrow), _breadth(whole)] == ["frame", "broad"]
    assert _breadth(pl.concat([whole, whole.rename(lambda name: f"{name}二")], how="horizontal")) == "vast"


def test_the_months_of_a_long_matrix_stand_on_top() -> None:
    """The matrix scrolls in a box: at its foot nobody saw which month a cell was."""
    row = {"unit_id": "1", "unit_name": "甲", "month": pl.date(2026, 1, 1), "state": "missing", "rows_received": 0}
    frame = pl.select(**{name: value if isinstance(value, pl.Expr) else pl.lit(value) for name, value in row.items()})
    drawn = submission_matrix(frame.with_columns(rows_returned=pl.lit(0)))
    assert drawn.layout.xaxis.side == "top"
