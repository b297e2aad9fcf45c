"""与谁比: the default peers of a unit (same 学段 and size), or those that the reader chose; counted, and named to those
who may see names.

Chosen peers come as ids joined by commas; those outside the viewer's scope are in no answer. The formulas are the
models' own (`formulas`).
"""

from __future__ import annotations

import polars as pl

from dashboards.database.formulas import beside_peers, peer_quantiles
from dashboards.database.reader import Reader

CHOSEN = "您选择的单位"
"""What stands in `peer_group` where the reader chose the peers."""

_SMALLEST = "(select threshold from marts.smallest_number where rule = 'smallest_peer_group')"
_IS_CHOSEN = "list_contains(string_split($peers, ','), v.unit_id)"
_COMPARABLE = """v.indicator_code = $indicator and v.unit_level = $unit_level and v.unit_level in ('school', 'branch')
            and v.breakdown is null and v.value is not null and not i.is_confidential"""


def chosen_comparison() -> str:
    """Return CTEs that end in `chosen_comparison`: marts.indicator_comparison, but against the units in $peers."""
    return f"""
    , smallest as (select {_SMALLEST} as threshold)
    , valued as (
        select v.indicator_code, v.unit_id, v.unit_level, v.period_type, v.period_start, v.year, v.numerator,
            v.denominator, v.value, v.lower_95, v.upper_95, '{CHOSEN}' as peer_group, i.direction, i.unit, i.kind,
            {_IS_CHOSEN} as is_chosen
        from seen_value as v inner join seen_indicator as i on v.indicator_code = i.indicator_code
        where {_COMPARABLE} and v.period_type = 'year' and v.period_start = cast($period_start as date)
    )
    , chosen_comparison as (with {beside_peers("other.is_chosen")})
    """


def smallest_peer_group(reader: Reader) -> int:
    """Return the least number of peers with whom anybody is compared."""
    return int(reader.ask(f"select {_SMALLEST} as threshold").item())


def peer_groups(reader: Reader, indicator: str, unit_level: str, period_type: str, period_start: str) -> pl.DataFrame:
    """Return the default groups of the viewer's units: units of the period, those with a value, names inside the scope.

    Units elsewhere in the district are counted, never named; `is_enough`: each unit with a value has peers enough.
    """
    return reader.ask(
        f"""
        select u.peer_group, count(*) as units, count(v.value) as valued, count(s.unit_id) as seen,
            count(v.value) > {_SMALLEST} as is_enough,
            string_agg(s.unit_name, '、' order by s.unit_name) as names
        from marts.indicator_value as v
        inner join marts.dim_unit as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
        inner join seen_indicator as i on v.indicator_code = i.indicator_code and not i.is_confidential
        left join visible as s on v.unit_level = s.unit_level and v.unit_id = s.unit_id
        where v.indicator_code = $indicator and v.unit_level = $unit_level and v.breakdown is null
            and v.period_type = $period_type and v.period_start = cast($period_start as date)
            and u.peer_group is not null
        group by u.peer_group
        having count(s.unit_id) > 0
        order by u.peer_group""",
        indicator=indicator,
        unit_level=unit_level,
        period_type=period_type,
        period_start=period_start,
    )


def peer_bands(reader: Reader, indicator: str, unit_level: str, period_type: str, peers: str = "") -> pl.DataFrame:
    """Return quantiles by group and period: of the default groups of the viewer's units, or of the chosen units."""
    if peers:
        sql = f"""
        select '{CHOSEN}' as peer_group, v.period_start, count(*) as units, {peer_quantiles("v.value")}
        from seen_value as v inner join seen_indicator as i on v.indicator_code = i.indicator_code
        where {_COMPARABLE} and v.period_type = $period_type and {_IS_CHOSEN}
        group by v.period_start
        having count(*) >= {_SMALLEST}
        order by v.period_start"""
    else:
        sql = """
        select b.peer_group, b.period_start, b.units, b.peer_p10, b.peer_p25, b.peer_median, b.peer_p75, b.peer_p90
        from marts.peer_band as b
        inner join seen_indicator as i on b.indicator_code = i.indicator_code and not i.is_confidential
        where b.indicator_code = $indicator and b.unit_level = $unit_level and b.period_type = $period_type
            and b.peer_group in (select u.peer_group from visible as u where u.unit_level = $unit_level)
        order by b.peer_group, b.period_start"""
    return reader.ask(
        sql,
        indicator=indicator,
        unit_level=unit_level,
        period_type=period_type,
        peers=peers,
    )


def trends(reader: Reader, indicator: str, unit_level: str, period_type: str, unit_ids: str) -> pl.DataFrame:
    """Return the values of several units (ids joined by commas) through time, unit by unit."""
    return reader.ask(
        """
        select v.*, i.name_zh, i.unit, i.direction, i.standard_text, u.unit_name, u.peer_group as own_group
        from seen_value as v
        inner join seen_indicator as i on v.indicator_code = i.indicator_code
        inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
        where v.indicator_code = $indicator and v.unit_level = $unit_level and v.period_type = $period_type
            and v.breakdown is null and list_contains(string_split($unit_ids, ','), v.unit_id)
        order by u.unit_name, v.unit_id, v.period_start""",
        indicator=indicator,
        unit_level=unit_level,
        period_type=period_type,
        unit_ids=unit_ids,
    )


def period_types(reader: Reader, indicator: str) -> list[str]:
    """Return the kinds of period in which an indicator has values, longest first."""
    found = reader.ask(
        """
        select v.period_type from seen_value as v
        where v.indicator_code = $indicator and v.breakdown is null
        group by v.period_type
        order by case v.period_type when 'year' then 1 when 'semester' then 2 when 'quarter' then 3 else 4 end""",
        indicator=indicator,
    )
    return [str(kind) for kind in found["period_type"]]
