"""One unit's profile: its spine, its trends, its calendar, what is still to be done, and how its members' hours lie."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.values import standing
from dashboards.shared.unit import UnitKey


def profile(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return `standing` of a year with the places on the spine chart and the trend; both null where there is none."""
    values = standing(reader, unit, "year", f"{year}-01-01")
    return placed(reader, values, unit, year)


def placed(reader: Reader, values: pl.DataFrame, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return one unit's yearly `values` with their places on the spine chart and their trends."""
    places = reader.ask(
        """
        select i.indicator_code, s.value_position, s.standard_position, s.outer_from_position, s.outer_to_position,
            s.inner_from_position, s.inner_to_position, t.trend, t.verdict, t.chi_square, t.points as trend_points,
            t.period_type as trend_period_type, t.first_start as trend_from, t.last_start as trend_to
        from seen_indicator as i
        cross join visible as u
        left join marts.indicator_spine as s
            on i.indicator_code = s.indicator_code and u.unit_level = s.unit_level and u.unit_id = s.unit_id
            and s.year = $year
        left join marts.indicator_trend as t
            on i.indicator_code = t.indicator_code and u.unit_level = t.unit_level and u.unit_id = t.unit_id
            and t.year = $year
        where u.unit_level = $unit_level and u.unit_id = $unit_id and not i.is_confidential""",
        year=year,
        **unit.parameters,
    )
    return values.join(places, on="indicator_code", how="left", maintain_order="left")


def branches(reader: Reader, school_id: str, year: int) -> pl.DataFrame:
    """Return a school's branches with how many indicators of a year stand where, and the names of what fell short."""
    return reader.ask(
        """
        select u.unit_id, u.unit_name, u.is_shared, u.member_count, u.active_to,
            cast(sum(case when v.judgement = 'short' then 1 else 0 end) as bigint) as short,
            cast(sum(case when v.status = 'not_reported' then 1 else 0 end) as bigint) as silent,
            cast(sum(case when v.judgement = 'met' then 1 else 0 end) as bigint) as good,
            string_agg(case when v.judgement = 'short' then i.name_zh end, '、' order by v.indicator_code)
                as short_names
        from visible as u
        left join seen_value as v
            on u.unit_level = v.unit_level and u.unit_id = v.unit_id and v.year = $year and v.period_type = 'year'
            and v.breakdown is null
        left join seen_indicator as i on v.indicator_code = i.indicator_code
        where u.unit_level = 'branch'
            and (u.school_id = $school or list_contains(string_split(coalesce(u.school_ids, ''), '、'), $school))
        group by u.unit_id, u.unit_name, u.is_shared, u.member_count, u.active_to
        order by u.unit_id""",
        school=school_id,
        year=year,
    )


def activity_days(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return held_on, activity_type and activities of a unit's year: its organisations of each day summed."""
    return reader.ask(
        """
        select d.held_on, d.activity_type, cast(sum(d.activities) as bigint) as activities
        from marts.activity_day as d
        inner join marts.unit_organisation as w
            on d.org_code = w.org_code and w.unit_level = $unit_level and w.unit_id = $unit_id
            and d.held_on >= coalesce(w.valid_from, d.held_on) and d.held_on <= coalesce(w.valid_to, d.held_on)
        inner join visible as u on w.unit_level = u.unit_level and w.unit_id = u.unit_id
        where extract(year from d.held_on) = $year
        group by d.held_on, d.activity_type
        order by d.held_on, d.activity_type""",
        year=year,
        **unit.parameters,
    )


def fixed_days(reader: Reader, year: int) -> pl.DataFrame:
    """Return the district's fixed days of a year: activity_type, fixed_day, source."""
    return reader.ask(
        """
        select activity_type, fixed_day, source from marts.fixed_theme_day
        where $is_known and extract(year from month) = $year
        order by fixed_day, activity_type""",
        year=year,
    )


def requirements(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return what each period of a unit's year asks for, what was held and what is missing, the next deadline first."""
    return reader.ask(
        """
        select r.*, i.name_zh, i.family, i.confirmed
        from marts.requirement_period as r
        inner join seen_indicator as i on r.indicator_code = i.indicator_code
        inner join visible as u on r.unit_level = u.unit_level and r.unit_id = u.unit_id
        where r.unit_level = $unit_level and r.unit_id = $unit_id and r.year = $year and not i.is_confidential
        order by r.due_on, r.indicator_code""",
        year=year,
        **unit.parameters,
    )


def hours_spread(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return members by bin of hours, a kind of member after the other; counts null for a few people nobody may see."""
    return reader.ask(
        """
        select h.indicator_code, i.name_zh, h.year, h.bin_from, h.bin_to, h.is_small and not $sees_names as is_hidden,
            case when h.is_small and not $sees_names then null else h.members end as members,
            case when h.is_small and not $sees_names then null else h.members_met end as members_met,
            case when h.is_small and not $sees_names then null else h.members_prorated end as members_prorated
        from marts.hours_distribution as h
        inner join seen_indicator as i on h.indicator_code = i.indicator_code
        inner join visible as u on h.unit_level = u.unit_level and h.unit_id = u.unit_id
        where h.unit_level = $unit_level and h.unit_id = $unit_id and h.year = $year
        order by h.indicator_code, h.bin_from""",
        year=year,
        sees_names=reader.viewer.sees_member_names,
        **unit.parameters,
    )


def hours_lines(reader: Reader, year: int) -> pl.DataFrame:
    """Return every threshold in hours of a year, applied or not: indicator_code, threshold, is_active, source."""
    return reader.ask(
        """
        select s.indicator_code, s.threshold, s.is_active, s.source, s.confirmed_by
        from marts.standard_version as s
        inner join seen_indicator as i on s.indicator_code = i.indicator_code
        where s.standard = '学时门槛' and $year between extract(year from s.valid_from)
            and coalesce(extract(year from s.valid_to), 9999)
        order by s.indicator_code, s.threshold""",
        year=year,
    )
