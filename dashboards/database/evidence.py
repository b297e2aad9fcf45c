"""一数一源: the ledger rows behind a number."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.votes import FEW_VOTES, unless_few
from dashboards.shared.unit import UnitKey
from pipeline.column_sources import ELSEWHERE, gives_columns_of


def source_rows(
    reader: Reader,
    indicator: str,
    unit: UnitKey,
    first_day: str,
    last_day: str,
    limit: int = 500,
) -> pl.DataFrame:
    """Return file, sheet and row of what counted for a unit between two days; discipline for the 纪检专员 alone.

    `columns_elsewhere` names columns that the newest file lacks, each with the file that gave them.
    `amount` is null for votes of a survey in which a class of evaluators is too small to be shown.
    """
    return reader.ask(
        f"""{FEW_VOTES}, {ELSEWHERE}
        select r.side, r.row_date, {unless_few("r", "r.amount")} as amount, r.breakdown,
            o.unit_name as org_name, r.ledger, r.file, r.sheet, r.row_number, r.batch,
            elsewhere.columns_elsewhere, count(*) over () as total
        from marts.source_row as r
        inner join marts.unit_organisation as w
            on r.org_code = w.org_code and w.unit_level = $unit_level and w.unit_id = $unit_id
            and r.row_date >= coalesce(w.valid_from, r.row_date) and r.row_date <= coalesce(w.valid_to, r.row_date)
        inner join visible as u on u.unit_level = w.unit_level and u.unit_id = w.unit_id
        inner join marts.dim_indicator as i on r.indicator_code = i.indicator_code
        left join (
            select unit_id, max(unit_name) as unit_name from marts.dim_unit
            where unit_level <> 'school' group by unit_id
        ) as o on o.unit_id = r.org_code
        left join elsewhere on {gives_columns_of("r")}
        where r.indicator_code = $indicator and (not i.is_confidential or $sees_confidential)
            and r.row_date <= cast($last_day as date) and r.counts_until >= cast($first_day as date)
        order by r.side, r.row_date, r.file, r.sheet, r.row_number limit {int(limit)}""",
        indicator=indicator,
        first_day=first_day,
        last_day=last_day,
        **unit.parameters,
    )
