"""Columns that are worked out before anything is checked: SQL expressions, each of which may use the ones before."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

import duckdb
import polars as pl

from expectations.columns import columns_of
from ingest.ledger import Ledger

FILE = "_file"
"""The number of the file that a row is from: files are checked together, and what is compared stays within one."""
PLACE = {FILE: pl.Int64(), "_sheet": pl.String(), "_row": pl.Int64(), "_position": pl.Int64()}

_LOOSE_WINDOW = re.compile(rf"\bover\b(?!\s*\(\s*partition\s+by\s+{FILE}\b)", re.I)


def with_computed(frame: pl.DataFrame, computed: Mapping[str, str], as_of: date) -> pl.DataFrame:
    """Return the frame, in its own order (`_position`), with the computed columns added on the right."""
    if not computed:
        return frame
    with _database().cursor() as connection:
        connection.register("frame", frame)
        whole: pl.DataFrame = connection.sql(f"{layered('frame', computed, as_of)} order by _position").pl()
    return whole


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """Return the one database of this process, which holds nothing: starting one costs more than most queries."""
    return duckdb.connect()


def layered(table: str, computed: Mapping[str, str], as_of: date) -> str:
    """Nest one select a column, so that a column can use the columns before it."""
    query = f"select * from {table}"
    for name, expression in computed.items():
        dated = expression.replace("$as_of", f"date '{as_of.isoformat()}'")
        query = f'select *, ({dated}) as "{name}" from ({query})'
    return query


def check_computed(ledger: Ledger, computed: Mapping[str, str]) -> tuple[str, str] | None:
    """Try the expressions on an empty batch; return the name and the reason of the first that cannot be worked out."""
    schema = {name: column.dtype for name, column in columns_of(ledger).items()} | PLACE
    taken = next((name for name in computed if name in schema), None)
    if taken is not None:
        return taken, "与台账的列重名"
    loose = next((name for name, expression in computed.items() if _LOOSE_WINDOW.search(expression)), None)
    if loose is not None:
        return loose, "几个文件一起核对，比较各行的算式要写成 over (partition by _file, …)"
    empty = pl.DataFrame(schema=schema)
    try:
        with_computed(empty, computed, date(2000, 1, 1))
    except duckdb.Error:
        return _first_that_fails(empty, computed)
    return None


def _first_that_fails(empty: pl.DataFrame, computed: Mapping[str, str]) -> tuple[str, str]:
    tried: dict[str, str] = {}
    for name, expression in computed.items():
        tried[name] = expression
        try:
            with_computed(empty, tried, date(2000, 1, 1))
        except duckdb.Error as error:
            return name, f"这个算式不成立（{error}）"
    raise AssertionError("every expression stands alone, yet together they fail")
