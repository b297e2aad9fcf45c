"""A number with its formula, its parts and the rows it comes from (一数一源)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ingest.errors import UserError
from pipeline.column_sources import ELSEWHERE, gives_columns_of
from pipeline.period import read_period
from pipeline.policy.vocabulary import vocabulary
from pipeline.terminal import console, plain_number, table
from pipeline.warehouse.query import open_published

ROWS_SHOWN = 200
_SIDE = {"numerator": "分子", "denominator": "分母"}
_MEANING = """
    select name_zh, numerator_text, denominator_text, exclusions_text, standard_text, source, source_passage, unit
    from dim_indicator
    where indicator_code = ?
"""
_VALUES = """
    select unit_level, period_end, breakdown, numerator, denominator, value, status, units_reported, units_expected
    from indicator_value
    where indicator_code = ? and unit_id = ? and period_type = ? and period_start = ?
    order by unit_level, breakdown nulls first
"""
FEEDS = """
    rows_in.org_code = unit.org_code and rows_in.row_date between unit.valid_from and unit.valid_to
    and wanted.unit_id = unit.unit_id and rows_in.counts_until >= wanted.period_start
    and rows_in.row_date <= wanted.period_end
"""
"""When row `rows_in` of `source_row` feeds value `wanted`: it counts in the period and, on its day, in the unit."""

_ROWS = f"""
    with wanted as (
        select
            $indicator as indicator_code, $unit as unit_id, $level as unit_level,
            $start::date as period_start, $end::date as period_end
    ),
    {ELSEWHERE}
    select rows_in.side, rows_in.row_date, rows_in.amount, rows_in.file, rows_in.sheet, rows_in.row_number,
        elsewhere.columns_elsewhere
    from wanted
    inner join source_row as rows_in on wanted.indicator_code = rows_in.indicator_code
    inner join unit_organisation as unit on wanted.unit_level = unit.unit_level and {FEEDS}
    left join elsewhere on {gives_columns_of("rows_in")}
    order by rows_in.side, rows_in.row_date, rows_in.file, rows_in.row_number
"""


def explain(warehouse: Path, indicator: str, unit: str, period: str) -> None:
    """Print definition, value with base and status, and source rows. UserError if there is no such value."""
    period_type, period_start = read_period(period)
    connection = open_published(warehouse)
    try:
        meaning = connection.execute(_MEANING, [indicator]).fetchone()
        if meaning is None:
            raise UserError(f"没有指标 {indicator}；全部指标见“口径与方法”页。")
        values = connection.execute(_VALUES, [indicator, unit, period_type, period_start]).fetchall()
        if not values:
            raise UserError(f"{indicator} 在 {period} 没有单位 {unit} 的值：请检查单位代码和期间。")
        level, period_end = values[0][:2]
        wanted = {"indicator": indicator, "unit": unit, "level": level, "start": period_start, "end": period_end}
        rows = connection.execute(_ROWS, wanted).fetchall()
    finally:
        connection.close()
    _print_meaning(indicator, meaning)
    _print_values(values, meaning[-1])
    _print_rows(rows)


def _print_meaning(indicator: str, meaning: tuple[Any, ...]) -> None:
    name, numerator, denominator, exclusions, standard, source, passage, _ = meaning
    console.print(f"{indicator} {name}", markup=False)
    console.print(f"分子：{numerator}\n分母：{denominator or '（计数，无分母）'}\n不计：{exclusions}", markup=False)
    console.print(f"标准：{standard or '无'}（{source}，{passage}）", markup=False)


def _print_values(values: list[tuple[Any, ...]], measured_in: str) -> None:
    words = vocabulary()
    shown = []
    for level, _, part, top, bottom, value, status, reported, expected in values:
        numbers = (plain_number(top), plain_number(bottom), plain_number(value))
        shown.append(
            (words.levels[level].name, part or "全部", *numbers, words.statuses[status], f"{reported}/{expected}")
        )
    table(("层级", "分项", "分子", "分母", f"值({measured_in})", "状态", "已报/应报"), shown)


def _print_rows(rows: list[tuple[Any, ...]]) -> None:
    shown = rows[:ROWS_SHOWN]
    # Mostly one file gave every column, and there is nothing to say.
    is_mixed = any(row[-1] for row in shown)
    headers = ("计入", "日期", "数", "文件", "工作表", "行", *(["沿用以前文件的列"] if is_mixed else []))
    table(
        headers,
        [
            (
                _SIDE[side],
                str(day),
                plain_number(amount),
                file,
                sheet,
                str(row),
                *([elsewhere or ""] if is_mixed else []),
            )
            for side, day, amount, file, sheet, row, elsewhere in shown
        ],
    )
    if len(rows) > ROWS_SHOWN:
        console.print(f"共 {len(rows)} 行，只列出前 {ROWS_SHOWN} 行。", markup=False)
