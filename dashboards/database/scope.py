"""What a viewer's unit opens, in SQL. Deny by default: a viewer that is not known sees no unit."""

from __future__ import annotations

from collections.abc import Mapping

from dashboards.shared.viewer import DEMO_SWITCH, Viewer

_INSIDE: Mapping[str, str] = {
    "district": "district_id = $viewer_unit or (unit_level = 'district' and unit_id = $viewer_unit)",
    "area": "(unit_level = 'area' and unit_id = $viewer_unit)"
    " or (unit_level in ('school', 'branch') and area_id = $viewer_unit)",
    "school": "(unit_level = 'school' and unit_id = $viewer_unit) or (unit_level = 'branch'"
    " and (school_id = $viewer_unit or list_contains(string_split(coalesce(school_ids, ''), '、'), $viewer_unit)))",
    "branch": "unit_level = 'branch' and unit_id = $viewer_unit",
}
"""Units inside the viewer's own; parents are never inside."""

HIDDEN_FIELDS = (
    "numerator",
    "denominator",
    "value",
    "lower_95",
    "upper_95",
    "lower_998",
    "upper_998",
    "children_met",
    "children_due",
    "judgement",
    "depth",
)


_FEW_VOTES = " or (v.status = 'too_few' and i.feeding_ledger = 'survey')"
"""Points over votes is the value that a survey with too few votes must not tell; how many voted may be told."""

_FEW_PART = """few_part as (
    select distinct v.indicator_code, v.unit_level, v.unit_id, v.period_type, v.period_start
    from marts.indicator_value as v
    inner join marts.dim_indicator as i on v.indicator_code = i.indicator_code
    where i.feeding_ledger = 'survey' and v.status = 'too_few' and v.denominator > 0
)"""
"""Surveys with too few votes in all, or in one class or item: a part that is the whole would tell it, and the whole
less the other parts would tell that part."""

_HIDDEN = """((v.is_suppressed and not $sees_confidential)
            or (p.indicator_code is not null and v.breakdown is not null and v.status <> 'too_few'))"""


def visible_units(viewer: Viewer) -> tuple[str, dict[str, str | bool]]:
    """Return the common table expressions that every query starts from, and their parameters.

    `visible` holds the viewer's units (unit_level, unit_id, …); `visible_organisation` the organisations that belonged
    to one of them, with the stretch of days; `seen_indicator` the indicators that the viewer may read of; `seen_value`
    the values, with `is_hidden` and blanks for small confidential counts and for parts that would give another away;
    `state` is the status with its depth (not_met:severe).
    """
    if viewer == DEMO_SWITCH:
        condition = "true"
    elif viewer.is_known:
        condition = _INSIDE[viewer.unit_level]
    else:
        condition = "false"
    replaced = ", ".join(
        f"case when {_HIDDEN}{_FEW_VOTES if name == 'numerator' else ''} then null else v.{name} end as {name}"
        for name in HIDDEN_FIELDS
    )
    sql = f"""visible as (select * from marts.dim_unit where {condition}),
visible_organisation as (
    select distinct w.org_code, w.valid_from, w.valid_to
    from marts.unit_organisation as w
    inner join visible as u on w.unit_level = u.unit_level and w.unit_id = u.unit_id
),
{_FEW_PART},
seen_value as (
    select v.* replace (
        {replaced},
        case when {_HIDDEN} then 'suppressed' else v.status end as status
    ), coalesce({_HIDDEN}, false) as is_hidden,
        case when {_HIDDEN} then 'suppressed' else v.status || coalesce(':' || v.depth, '') end as state
    from marts.indicator_value as v
    inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
    inner join marts.dim_indicator as i on v.indicator_code = i.indicator_code
    left join few_part as p
        on v.indicator_code = p.indicator_code and v.unit_level = p.unit_level and v.unit_id = p.unit_id
        and v.period_type = p.period_type and v.period_start = p.period_start
    where not i.is_confidential or $sees_confidential or v.unit_level in ('district', 'area')
),
seen_indicator as (
    select * from marts.dim_indicator
    where $is_known and (not is_confidential or $sees_confidential or $at_district)
)"""
    return sql, {
        "viewer_unit": viewer.unit_id,
        "is_known": viewer.is_known,
        "sees_confidential": viewer.sees_confidential,
        "at_district": viewer.is_known and viewer.unit_level in ("district", "area"),
    }


def belongs(org_code: str, day: str) -> str:
    """Return the SQL condition that an organisation belonged to one of the viewer's units on a day.

    An organisation that is no unit of its own (a school's 党委) is visible to viewers of a unit that it was in.
    """
    return f"""exists (
            select 1 from visible_organisation as w
            where w.org_code = {org_code} and {day} >= coalesce(w.valid_from, {day})
                and {day} <= coalesce(w.valid_to, {day})
        )"""


def placed(fact: str) -> str:
    """Return CTEs `place` after a CTE `fact` (org_code, on_day): names and ids of where each organisation was that day.

    `place` has one row an org_code and on_day: org_name, area_id, area_name, school_name (several for a 联合党支部),
    and (unit_level, unit_id) of the page that shows it; names outside the viewer's scope are null.
    """
    return f"""
    , place as (
        select a.org_code, a.on_day, max(o.org_name) as org_name,
            min(case when w.unit_level = 'area' then w.unit_id end) as area_id,
            min(case when w.unit_level = 'area' then u.unit_name end) as area_name,
            string_agg(distinct case when w.unit_level = 'school' then u.unit_name end, '、') as school_name,
            coalesce(
                max(case when u.unit_id = a.org_code then u.unit_level end),
                max(case when u.unit_level = 'school' then 'school' end),
                'area'
            ) as unit_level,
            coalesce(
                max(case when u.unit_id = a.org_code then u.unit_id end),
                min(case when u.unit_level = 'school' then u.unit_id end),
                min(case when u.unit_level = 'area' then u.unit_id end)
            ) as unit_id
        from (select distinct org_code, on_day from {fact}) as a
        inner join marts.dim_organisation as o on a.org_code = o.org_code
        left join marts.unit_organisation as w
            on a.org_code = w.org_code and a.on_day >= coalesce(w.valid_from, a.on_day)
            and a.on_day <= coalesce(w.valid_to, a.on_day)
        left join visible as u on w.unit_level = u.unit_level and w.unit_id = u.unit_id
        group by a.org_code, a.on_day
    )"""


AS_OF = "(select max(as_of) from marts.build_info)"
CLOSING_DAY = f"least(make_date({{year}}, 12, 31), {AS_OF})"
"""The day on which a yearly row is placed; format it with the year's SQL."""
