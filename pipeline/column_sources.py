"""Which file gave which column of a source row: the live row is the newest value column by column."""

from __future__ import annotations

ELSEWHERE = """
    elsewhere as (
        select live_batch, live_sheet, live_row_number, string_agg(told, '；' order by told) as columns_elsewhere
        from (
            select live_batch, live_sheet, live_row_number,
                string_agg(header, '、' order by header)
                || '：' || file || '，' || sheet || '第 ' || row_number || ' 行' as told
            from marts.column_source
            group by live_batch, live_sheet, live_row_number, file, sheet, row_number
        ) as by_line
        group by live_batch, live_sheet, live_row_number
    )
"""
"""For each line of a file the columns that older files gave, with file, sheet and row, as one text."""


def gives_columns_of(rows_in: str) -> str:
    """Return when a row of `elsewhere` is about row `rows_in` of `source_row`."""
    return (
        f"{rows_in}.batch = elsewhere.live_batch and {rows_in}.sheet = elsewhere.live_sheet "
        f"and {rows_in}.row_number = elsewhere.live_row_number"
    )
