"""What fell short: the worklist, and the three lists that come first on the overview."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.shortfall import short


def worklist(
    reader: Reader,
    year: int,
    *,
    unit_level: str | None = None,
    area: str | None = None,
    stage: str | None = None,
    indicator: str | None = None,
    state: str | None = None,
    period_type: str = "year",
    limit: int = 2000,
) -> pl.DataFrame:
    """Return what fell short in a year: longest running and widest gap first. `state` is new or continuing."""
    return reader.ask(
        f"""{short()}
        select * from alert
        where period_type = $period_type and ($unit_level is null or unit_level = $unit_level)
            and ($area is null or area_id = $area)
            and ($stage is null or stage = $stage) and ($indicator is null or indicator_code = $indicator)
            and ($state is null or is_new = ($state = 'new'))
        order by periods_running desc, abs(gap) desc nulls last, unit_id, indicator_code limit {int(limit)}""",
        year=year,
        unit_level=unit_level,
        area=area,
        stage=stage,
        indicator=indicator,
        state=state,
        period_type=period_type,
    )
