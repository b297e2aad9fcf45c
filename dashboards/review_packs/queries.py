"""What the year-end review asks of the marts: who is ready, a year beside the year before, what a standard was."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.scope import belongs
from dashboards.shared.unit import UnitKey


def year_beside_last(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return one row an indicator of a unit's year, with the year before, comparison and what fell short.

    `last_value` and `last_status` are null where there was no value; `same_standard` is false where the standard
    changed between the two years.
    """
    return reader.ask(
        """
        select v.*, i.name_zh, i.family, i.unit, i.direction, i.kind, i.standard_text, i.minimum_base,
            i.numerator_text, i.denominator_text, i.source,
            b.value as last_value, b.status as last_status, b.is_hidden as last_hidden,
            b.standard is not distinct from v.standard as same_standard,
            c.band, c.comparison, c.peer_group, c.peer_count, c.peer_median, c.peer_p10, c.peer_p25, c.peer_p75,
            c.peer_p90, a.gap, a.since, a.periods_running, a.needed, a.needed_by, a.is_new
        from seen_value as v
        inner join seen_indicator as i on v.indicator_code = i.indicator_code
        left join seen_value as b
            on v.indicator_code = b.indicator_code and v.unit_level = b.unit_level and v.unit_id = b.unit_id
            and b.period_type = 'year' and b.breakdown is null and b.year = v.year - 1
        left join marts.indicator_comparison as c
            on v.indicator_code = c.indicator_code and v.unit_level = c.unit_level and v.unit_id = c.unit_id
            and v.year = c.year and (not i.is_confidential or $sees_confidential)
        left join marts.unit_shortfall as a
            on v.indicator_code = a.indicator_code and v.unit_level = a.unit_level and v.unit_id = a.unit_id
            and a.period_type = 'year' and a.year = v.year and (not i.is_confidential or $sees_confidential)
        where v.unit_level = $unit_level and v.unit_id = $unit_id and v.year = $year
            and v.period_type = 'year' and v.breakdown is null
        order by v.indicator_code""",
        year=year,
        **unit.parameters,
    )


def readiness(reader: Reader, year: int, unit_level: str | None = None) -> pl.DataFrame:
    """Return one row a school or branch of the year, those that are not ready first.

    A unit is ready when every ledger due from its organisations by the calendar has come: `missing_months` counts the
    organisation-months that have not, `missing_ledgers` names their ledgers. `silent_values` counts indicators without
    any row (未报送); a survey or an award may well not have been, so they are listed and do not make a unit unready.
    """
    return reader.ask(
        """
        , title as (select ledger, max(ledger_title) as ledger_title from marts.batch group by ledger),
        owed as (
            select w.unit_level, w.unit_id, count(*) as due_months,
                count(*) filter (where s.state = 'missing') as missing_months,
                coalesce(string_agg(distinct case when s.state = 'missing' then coalesce(t.ledger_title, s.ledger) end,
                    '、' order by case when s.state = 'missing' then coalesce(t.ledger_title, s.ledger) end), '')
                    as missing_ledgers
            from marts.submission as s
            inner join marts.unit_organisation as w
                on s.org_code = w.org_code and s.month between coalesce(w.valid_from, s.month)
                and coalesce(w.valid_to, s.month)
            left join title as t on s.ledger = t.ledger
            where s.month >= make_date($year, 1, 1) and s.month < make_date($year + 1, 1, 1) and s.state <> 'not_due'
            group by w.unit_level, w.unit_id
        ),
        silent as (
            select v.unit_level, v.unit_id, count(*) filter (where v.status = 'not_reported') as silent_values
            from seen_value as v
            where v.year = $year and v.period_type = 'year' and v.breakdown is null
            group by v.unit_level, v.unit_id
        )
        select u.unit_level, u.unit_id, u.unit_name, u.stage, u.area_id, p.unit_name as area_name,
            case when u.unit_level = 'school' then u.unit_name else c.unit_name end as school_name,
            coalesce(o.due_months, 0) as due_months, coalesce(o.missing_months, 0) as missing_months,
            coalesce(o.missing_ledgers, '') as missing_ledgers, s.silent_values,
            coalesce(o.missing_months, 0) = 0 as is_ready
        from visible as u
        inner join silent as s on u.unit_level = s.unit_level and u.unit_id = s.unit_id
        left join owed as o on u.unit_level = o.unit_level and u.unit_id = o.unit_id
        left join visible as p on p.unit_level = 'area' and p.unit_id = u.area_id
        left join visible as c on c.unit_level = 'school' and c.unit_id = u.school_id
        where u.unit_level in ('school', 'branch') and ($unit_level is null or u.unit_level = $unit_level)
        order by is_ready, missing_months desc, u.unit_level desc, u.unit_name, u.unit_id""",
        year=year,
        unit_level=unit_level,
    )


def problems_raised(reader: Reader, unit: UnitKey, year: int) -> pl.DataFrame:
    """Return the problems that were raised with a unit's organisations in a year, and the present state of each."""
    return reader.ask(
        """
        select p.problem_no, p.problem_source, p.category, p.description, p.due_on, p.closed_on, p.state, p.recurs_since
        from marts.problem as p
        inner join marts.unit_organisation as w
            on p.org_code = w.org_code and w.unit_level = $unit_level and w.unit_id = $unit_id
            and p.raised_on between coalesce(w.valid_from, p.raised_on) and coalesce(w.valid_to, p.raised_on)
        inner join visible as u on u.unit_level = w.unit_level and u.unit_id = w.unit_id
        where p.year = $year
        order by p.raised_on, p.problem_no, p.problem_id""",
        year=year,
        **unit.parameters,
    )


def answers(reader: Reader) -> pl.DataFrame:
    """Return the problems that answer a 督办单: those whose 问题编号 is a notice's number, in the viewer's units."""
    return reader.ask(
        f"""
        select p.problem_no, p.state, p.action, p.closed_on, p.due_on from marts.problem as p
        where p.problem_no like 'DB%' and {belongs("p.org_code", "p.raised_on")}
        order by p.problem_no""",
    )
