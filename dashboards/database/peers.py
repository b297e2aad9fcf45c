"""与谁比: the default peers of a unit (same 学段 and size), or those that the reader chose; counted, and named to those
who may see names.

Chosen peers come as ids joined by commas; those outside the viewer's scope are in no answer. The formulas are the
models' own.
"""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql

CHOSEN = "您选择的单位"
"""What stands in `peer_group` where the reader chose the peers."""


def smallest_peer_group(reader: Reader) -> int:
    """Return the least number of peers with whom anybody is compared."""
    return int(reader.ask(sql("database/sql/peers/smallest_peer_group.sql")).item())


def peer_groups(reader: Reader, indicator: str, unit_level: str, period_type: str, period_start: str) -> pl.DataFrame:
    """Return the default groups of the viewer's units: units of the period, those with a value, names inside the scope.

    Units elsewhere in the district are counted, never named; `is_enough`: each unit with a value has peers enough.
    """
    return reader.ask(
        sql("database/sql/peers/peer_groups.sql"),
        indicator=indicator,
        unit_level=unit_level,
        period_type=period_type,
        period_start=period_start,
    )


def peer_bands(reader: Reader, indicator: str, unit_level: str, period_type: str, peers: str = "") -> pl.DataFrame:
    """Return quantiles by group and period: of the default groups of the viewer's units, or of the chosen units."""
    return reader.ask(
        sql("database/sql/peers/chosen_bands.sql" if peers else "database/sql/peers/default_bands.sql"),
        indicator=indicator,
        unit_level=unit_level,
        period_type=period_type,
        peers=peers,
        chosen=CHOSEN,
    )


def trends(reader: Reader, indicator: str, unit_level: str, period_type: str, unit_ids: str) -> pl.DataFrame:
    """Return the values of several units (ids joined by commas) through time, unit by unit."""
    return reader.ask(
        sql("database/sql/peers/trends.sql"),
        indicator=indicator,
        unit_level=unit_level,
        period_type=period_type,
        unit_ids=unit_ids,
    )


def period_types(reader: Reader, indicator: str) -> list[str]:
    """Return the kinds of period in which an indicator has values, longest first."""
    found = reader.ask(
        sql("database/sql/peers/period_types.sql"),
        indicator=indicator,
    )
    return [str(kind) for kind in found["period_type"]]
