"""数据存疑: units whose rows the checks point at (需核实), and branches with too small a base (样本不足)."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.scope import belongs, placed
from dashboards.database.submissions import OPEN_LEDGER


def doubtful(
    reader: Reader, year: int, area: str | None = None, stage: str | None = None, limit: int = 5
) -> pl.DataFrame:
    """Return units with rows to look at (需核实) in a year, most first, with `total` beside each row.

    `flagged` counts the rows by the checks whose names are in `labels`. A flag changes no value; a small branch whose
    values rest on too little is no doubt about its rows.
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
        select u.unit_level, u.unit_id, u.unit_name, f.flagged, f.labels, count(*) over () as total
        from visible as u
        inner join flagged as f on u.unit_level = f.unit_level and u.unit_id = f.unit_id
        where ($area is null or u.area_id = $area or u.unit_id = $area) and ($stage is null or u.stage = $stage)
        order by f.flagged desc, u.unit_name, u.unit_id limit {int(limit)}""",
        year=year,
        area=area,
        stage=stage,
        sees_case_files=reader.viewer.sees_case_files,
    )
