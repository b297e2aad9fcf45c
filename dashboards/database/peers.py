"""与谁比: the default peers of a unit (same 学段 and size), or those that the reader chose; counted, and named to those
who may see names.

Chosen peers come as ids joined by commas; those outside the viewer's scope are in no answer. In their place can stand a
name of `WIDER`: all of the same 学段, or of the same size. The formulas are the models' own.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.sql_files import sql
from dashboards.shared.unit import UnitKey

CHOSEN = "您选择的单位"
"""What stands in `peer_group` where the reader chose the peers."""

WIDER: Mapping[str, str] = {"stage": "stage", "size": "size_band"}
"""Groups wider than the default one, the nearer first: in which column of `dim_unit` the units agree."""


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
    """Return quantiles by group and period: of the default or wider groups of the viewer's units, or of the chosen."""
    if peers in WIDER:
        return reader.ask(
            sql("database/sql/peers/wider_bands.sql", wider=WIDER[peers]),
            indicator=indicator,
            unit_level=unit_level,
            period_type=period_type,
        )
    return reader.ask(
        sql("database/sql/peers/chosen_bands.sql" if peers else "database/sql/peers/default_bands.sql"),
        indicator=indicator,
        unit_level=unit_level,
        period_type=period_type,
        peers=peers,
        chosen=CHOSEN,
    )


def beside(
    reader: Reader, indicator: str, unit: UnitKey, period_type: str, period_start: str, peers: str = ""
) -> pl.DataFrame:
    """Return the peers of one unit with a value, and in what each is like it; unnamed outside the viewer's scope."""
    return reader.ask(
        sql("database/sql/peers/beside.sql", basis=WIDER.get(peers, "chosen" if peers else "peer_group")),
        indicator=indicator,
        period_type=period_type,
        period_start=period_start,
        peers=peers,
        **unit.parameters,
    )


def group(reader: Reader, unit: UnitKey) -> pl.DataFrame:
    """Return the default peers of one unit today and in what each is like it; unnamed outside the viewer's scope."""
    return reader.ask(sql("database/sql/peers/group.sql"), **unit.parameters)


def reach(reader: Reader, indicator: str, unit: UnitKey, period_type: str, period_start: str) -> pl.DataFrame:
    """Return how many others with a value a unit finds: `in_group`, `in_stage` alone, `in_size` alone; or no row."""
    return reader.ask(
        sql("database/sql/peers/reach.sql"),
        indicator=indicator,
        period_type=period_type,
        period_start=period_start,
        **unit.parameters,
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


def solved(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return who fell short last year of what `unit` falls short of and meets it now: an indicator and unit a row.

    Units of the same 学段, `same_group` where the size is the same too; `actions` is what their 整改 of the same kind
    said. Names, values and texts are null outside the viewer's scope: such rows are there to be counted.
    """
    return reader.ask(sql("database/sql/peers/solved.sql"), year=year, **unit.parameters)
