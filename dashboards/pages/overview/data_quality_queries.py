"""数据存疑: units whose rows the checks point at (需核实), and branches with too small a base (样本不足)."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.scope import belongs, placed
from dashboards.database.submissions import OPEN_LEDGER


def doubtful(
    reader: Reader, year: int, area: str | None = None, stage: str | None = None, limit: int = 5
) -> pl.DataFrame:
    """Return units in doubt in a year, flagged ones first, with `total`, `total_flagged`, `total_few` beside each row.

    `flagged` counts rows by the checks whose names are in `labels`; `indicators` counts yearly values without a base,
    their names in `names`. A flag changes no value.
    """
    return reader.ask(
        f"""
        , flag as (
            select b.org_code, b.row_date as on_day, b.label
            from marts.check_flag as b
            where {OPEN_LEDGER} and {belongs("b.org_code", "b.row_date")}
                and b.row_date >= make_date($year, 1, 1) and b.row_date < make_date($year + 1, 1, 1)
        )
        {placed("flag")}
        , flagged as (
            select p.unit_level, p.unit_id, count(*) as flagged,
                string_agg(distinct f.label, '、' order by f.label) as labels
            from flag as f inner join place as p on f.org_code = p.org_code and f.on_day = p.on_day
            group by p.unit_level, p.unit_id
        )
        , few as (
            select v.unit_level, v.unit_id, count(*) as indicators,
                string_agg(i.name_zh, '、' order by i.indicator_code) as names
            from seen_value as v inner join seen_indicator as i on v.indicator_code = i.indicator_code
            where v.year = $year and v.period_type = 'year' and v.breakdown is null and v.status = 'too_few'
                and v.unit_level = 'branch'
            group by v.unit_level, v.unit_id
        )
        select u.unit_level, u.unit_id, u.unit_name, f.flagged, f.labels, w.indicators, w.names,
            count(*) over () as total, count(f.flagged) over () as total_flagged,
            count(w.indicators) over () as total_few
        from visible as u
        left join flagged as f on u.unit_level = f.unit_level and u.unit_id = f.unit_id
        left join few as w on u.unit_level = w.unit_level and u.unit_id = w.unit_id
        where coalesce(f.flagged, w.indicators) is not null
            and ($area is null or u.area_id = $area or u.unit_id = $area) and ($stage is null or u.stage = $stage)
        order by f.flagged desc nulls last, w.indicators desc nulls last, u.unit_name, u.unit_id limit {int(limit)}""",
        year=year,
        area=area,
        stage=stage,
        sees_case_files=reader.viewer.sees_case_files,
    )
