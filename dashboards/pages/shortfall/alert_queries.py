"""预警规则: what they are, what stands on a day, what they would have raised, and who rose instead (进步榜)."""

from __future__ import annotations

import datetime as dt

import polars as pl

from dashboards.database.reader import Reader

_STANDING = """
    , standing as (
        select a.*, r.name_zh as rule_name, i.name_zh, i.family, i.unit, i.direction, i.standard_text,
            i.confirmed as standard_confirmed, 'not_met' as status, false as is_hidden,
            u.unit_name, u.area_id, u.stage
        from marts.alert as a
        inner join marts.dim_alert_rule as r on a.rule = r.rule
        inner join visible as u on a.unit_level = u.unit_level and a.unit_id = u.unit_id
        inner join seen_indicator as i on a.indicator_code = i.indicator_code and not i.is_confidential
        where cast($day as date) between a.stands_from and a.stands_to
            and cast($day as date) between r.valid_from and r.valid_to
    )
"""
"""What the rules in force on a day say on it: a row an alert."""


def alert_rules(reader: Reader) -> pl.DataFrame:
    """Return the rules: those in force first, then those on trial, then those that have ended."""
    return reader.ask(
        """
        select * from marts.dim_alert_rule where $is_known
        order by case when is_in_force then 0 when is_proposed then 1 else 2 end, rule""",
    )


def standing_alerts(reader: Reader, day: dt.date, area: str | None = None, stage: str | None = None) -> pl.DataFrame:
    """Return what the rules say on a day: new ones first, then the longest running."""
    return reader.ask(
        f"""{_STANDING}
        select * from standing
        where ($area is null or area_id = $area) and ($stage is null or stage = $stage)
        order by is_raised desc, periods_running desc, rule, unit_name, unit_id, indicator_code""",
        day=day.isoformat(),
        area=area,
        stage=stage,
    )


def risen(reader: Reader, day: dt.date, area: str | None = None, stage: str | None = None) -> pl.DataFrame:
    """Return who rose, as many as the limit allows, each unit once and different indicators first.

    A unit with a current alert is left out: it must not be praised and warned on one page.
    """
    return reader.ask(
        f"""{_STANDING}
        , rose as (
            select m.*, i.name_zh, i.unit, i.direction, i.standard_text, i.confirmed as standard_confirmed,
                'met' as status, false as is_hidden, u.unit_name, u.area_id, u.stage
            from marts.improvement as m
            inner join marts.dim_alert_rule as r on m.rule = r.rule
            inner join visible as u on m.unit_level = u.unit_level and m.unit_id = u.unit_id
            inner join seen_indicator as i on m.indicator_code = i.indicator_code and not i.is_confidential
            where cast($day as date) between m.stands_from and m.stands_to
                and cast($day as date) between r.valid_from and r.valid_to
                and (u.active_to is null or u.active_to >= cast($day as date))
                and ($area is null or u.area_id = $area) and ($stage is null or u.stage = $stage)
                and not exists (
                    select 1 from standing as s where s.unit_level = m.unit_level and s.unit_id = m.unit_id
                )
            qualify row_number() over (
                partition by m.unit_level, m.unit_id
                order by m.rise_of_standard desc nulls last, m.denominator desc, m.indicator_code, m.rule
            ) = 1
        )
        , in_turn as (
            select *, row_number() over (
                partition by indicator_code
                order by rise_of_standard desc nulls last, denominator desc, unit_name, unit_id
            ) as turn
            from rose
        )
        select * from in_turn
        qualify row_number() over (order by turn, rise_of_standard desc nulls last, unit_name, unit_id) <= most_shown
        order by turn, rise_of_standard desc nulls last, unit_name, unit_id""",
        day=day.isoformat(),
        area=area,
        stage=stage,
    )


def backtest(reader: Reader) -> pl.DataFrame:
    """Return what each rule would have raised in each past period; district and area only: it covers all units."""
    return reader.ask(
        """
        select b.*, r.name_zh, r.is_in_force, r.is_proposed
        from marts.alert_backtest as b inner join marts.dim_alert_rule as r on b.rule = r.rule
        where $at_district order by r.is_proposed, b.rule, b.period_start""",
    )


def alert_load(reader: Reader) -> pl.DataFrame:
    """Return all rules together by quarter, with and without those on trial; for district and area."""
    return reader.ask(
        "select * from marts.alert_load where $at_district order by with_proposed, period_start",
    )
