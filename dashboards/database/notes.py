"""What the warehouse knows of dates that matter for a time axis: documents, ends of terms, standards that changed."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.shared.unit import UnitKey


def known_events(
    reader: Reader,
    unit: UnitKey | None = None,
    indicator: str | None = None,
) -> pl.DataFrame:
    """Return annotation_date, label, kind and description: notes, the unit's own 届满, an indicator's standards.

    A standard's first version is no change; one that nobody confirmed changes nothing.
    """
    return reader.ask(
        """
        , version as (
            select s.*, row_number() over (partition by s.indicator_code, s.standard order by s.valid_from) as place
            from marts.standard_version as s
            inner join seen_indicator as i on s.indicator_code = i.indicator_code
            where s.indicator_code = $indicator and s.is_active and s.confirmed_by is not null
        )
        select annotation_date, label, kind, description from marts.annotation where $is_known
        union
        select d.term_ends_on, '本届届满', '换届', cast(null as text)
        from marts.dim_organisation as d
        inner join marts.unit_organisation as w on d.org_code = w.org_code
        inner join visible as u on w.unit_level = u.unit_level and w.unit_id = u.unit_id
        where u.unit_level = $unit_level and u.unit_id = $unit_id and d.term_ends_on is not null
            and (d.org_code = u.unit_id or (u.unit_level = 'school' and d.is_school_org))
        union
        select valid_from, '标准调整为' || text, '口径变更', source from version
        where place > 1 and valid_from is not null
        union
        select cast(c.changed_at as date),
            '标准由' || coalesce(c.before_text, '未定') || '改为' || coalesce(c.after_text, '不再执行'), '口径变更',
            cast(null as text)
        from marts.standard_change as c
        inner join seen_indicator as i on c.indicator_code = i.indicator_code
        where c.indicator_code = $indicator
        order by 1, 2""",
        indicator=indicator,
        unit_level=unit.unit_level if unit else None,
        unit_id=unit.unit_id if unit else None,
    )
