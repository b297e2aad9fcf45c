"""What the published build knew of the standards and made of them, so that the next can say what a change did."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import duckdb
import polars as pl

from ingest.errors import UserError
from pipeline.policy.standard_lines import LINE
from pipeline.warehouse.publish import current_build
from pipeline.warehouse.told_register import told_before

VALUE: dict[str, pl.DataType] = {
    "indicator_code": pl.String(),
    "unit_level": pl.String(),
    "unit_id": pl.String(),
    "year": pl.Int64(),
    "status": pl.String(),
    "value": pl.Float64(),
}
CHANGE: dict[str, pl.DataType] = {
    "change_id": pl.String(),
    "changed_at": pl.Datetime("us"),
    "build_id": pl.String(),
    "as_of": pl.Date(),
    "standard": pl.String(),
    "indicator_code": pl.String(),
    "before_text": pl.String(),
    "after_text": pl.String(),
    "ledgers_changed": pl.Boolean(),
}
CHANGE_UNIT: dict[str, pl.DataType] = {
    "change_id": pl.String(),
    "indicator_code": pl.String(),
    "unit_level": pl.String(),
    "unit_id": pl.String(),
    "year": pl.Int32(),
    "status_before": pl.String(),
    "status_after": pl.String(),
    "value_before": pl.Float64(),
    "value_after": pl.Float64(),
}
_YEARLY = """
    select indicator_code, unit_level, unit_id, year, status, value from marts.indicator_value
    where period_type = 'year' and breakdown is null
"""


def previous(warehouse: Path, live_batches: set[tuple[str, datetime]], as_of: date) -> dict[str, pl.DataFrame]:
    """Source `previous_build`: lines, yearly values and changes of the published build, all empty before the first one.

    `run` has one row: whether the next build looks at other ledgers or another day as well, and whether it is unknown
    what was told of discipline (`told`).
    """
    told, is_lost = told_before(warehouse.parent)
    empty = {
        "line": pl.DataFrame(schema=LINE),
        "value": pl.DataFrame(schema=VALUE),
        "change": pl.DataFrame(schema=CHANGE),
        "change_unit": pl.DataFrame(schema=CHANGE_UNIT),
        "run": pl.DataFrame({"ledgers_changed": [False], "told_is_lost": [is_lost]}),
        "told": told,
    }
    try:
        connection = duckdb.connect(str(current_build(warehouse)), read_only=True)
    except UserError:
        return empty
    try:
        known = {str(row[0]) for row in connection.execute("select table_name from duckdb_tables()").fetchall()}
        if not {"standard_line", "standard_change", "standard_change_unit"} <= known:
            return empty  # published by an earlier release
        batches = set(connection.execute("select batch, received_at from marts.batch").fetchall())
        seen = connection.execute("select as_of from marts.build_info").fetchall()
        ledgers_changed = batches != live_batches or seen != [(as_of,)]
        return {
            "line": connection.sql("select * from marts.standard_line").pl().cast(LINE),
            "value": connection.sql(_YEARLY).pl().cast(VALUE),
            "change": connection.sql("select * from marts.standard_change").pl().cast(CHANGE),
            "change_unit": connection.sql("select * from marts.standard_change_unit").pl().cast(CHANGE_UNIT),
            "run": pl.DataFrame({"ledgers_changed": [ledgers_changed], "told_is_lost": [is_lost]}),
            "told": told,
        }
    finally:
        connection.close()
