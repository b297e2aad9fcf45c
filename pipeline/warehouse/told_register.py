"""The register of what everybody but 纪检 was told of discipline, in every build and once more beside them.

It is published in one step with the figures (`marts.told_discipline`); the copy in the home is for the day on which the
build is lost. Of the two that of the later build counts, so it does not matter between which steps a build was killed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from ingest.errors import UserError
from ingest.landing.whole_files import write_text
from pipeline.warehouse.publish import current_build, in_order

COPY = "told_discipline.json"
TOLD: dict[str, pl.DataType] = {
    "indicator_code": pl.String(),
    "unit_level": pl.String(),
    "unit_id": pl.String(),
    "year": pl.Int32(),
    "breakdown": pl.String(),
    "numerator": pl.Float64(),
    "denominator": pl.Float64(),
    "value": pl.Float64(),
    "status": pl.String(),
    "lower_95": pl.Float64(),
    "upper_95": pl.Float64(),
    "lower_998": pl.Float64(),
    "upper_998": pl.Float64(),
    "is_hidden": pl.Boolean(),
    "told_by": pl.String(),
    "told_on": pl.Date(),
}
_BY_AN_EARLIER_RELEASE = """
    select v.*, v.is_suppressed as is_hidden, b.build_id as told_by, b.as_of as told_on
    from marts.indicator_value as v
    inner join marts.dim_indicator as i on v.indicator_code = i.indicator_code
    cross join marts.build_info as b
    where i.is_confidential and v.unit_level in ('district', 'area') and v.period_type = 'year'
"""


@dataclass(frozen=True)
class Register:
    """What was told by build `build_id` and those before it, one row a cell as in `marts.told_discipline`."""

    build_id: str
    told: pl.DataFrame


def told_before(home: Path) -> tuple[pl.DataFrame, bool]:
    """Return what was told until now, and whether that is lost: there were builds, but neither register can be read."""
    found = {Path(one.build_id): one.told for one in (published(home), copied(home)) if one is not None}
    if found:
        return found[in_order(found)[-1]], False
    return pl.DataFrame(schema=TOLD), any(_traces(home / "warehouse"))


def published(home: Path) -> Register | None:
    """Return the register in the published build; None where there is none that can be read."""
    try:
        build = current_build(home / "warehouse")
        with closing(duckdb.connect(str(build), read_only=True)) as connection:
            tables = {
                str(table) for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall()
            }
            if "told_discipline" not in tables and "dim_indicator" not in tables:
                return Register(build.stem, pl.DataFrame(schema=TOLD))
            rows = "select * from marts.told_discipline" if "told_discipline" in tables else _BY_AN_EARLIER_RELEASE
            return Register(build.stem, connection.sql(rows).pl().select(list(TOLD)).cast(TOLD))
    except (UserError, duckdb.Error):
        return None


def copied(home: Path) -> Register | None:
    """Return the copy in the home; None where there is none that can be read."""
    try:
        said = json.loads((home / COPY).read_text(encoding="utf-8"))
        told = pl.DataFrame(said["told"], schema=TOLD | {"told_on": pl.String()}, orient="row")
        return Register(str(said["build_id"]), told.with_columns(pl.col("told_on").str.to_date()))
    except (OSError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError):
        return None


def keep(home: Path) -> None:
    """Copy the register of the published build into the home, where the copy is of another build or cannot be read."""
    now, before = published(home), copied(home)
    if now is None or (before is not None and before.build_id == now.build_id):
        return
    rows = now.told.with_columns(pl.col("told_on").cast(pl.String)).rows()
    write_text(json.dumps({"build_id": now.build_id, "told": rows}, ensure_ascii=False), home / COPY)


def _traces(warehouse: Path) -> Iterator[Path]:
    """Yield what says that something was published here once."""
    yield from warehouse.glob("*.duckdb")
    yield from warehouse.glob("fingerprint.json")
