"""What a viewer's unit opens, in SQL. Deny by default: a viewer that is not known sees no unit."""

from __future__ import annotations

from collections.abc import Mapping

from dashboards.viewer import DEMO_SWITCH, Viewer

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
)


def visible_units(viewer: Viewer) -> tuple[str, dict[str, str | bool]]:
    """Return the common table expressions that every query starts from, and their parameters.

    `visible` holds the viewer's units (unit_level, unit_id, …); `seen_indicator` the indicators with `by_unit` false
    where the viewer may see district and area figures only; `seen_value` the values, small confidential counts blanked.
    """
    if viewer == DEMO_SWITCH:
        condition = "true"
    elif viewer.is_known:
        condition = _INSIDE[viewer.unit_level]
    else:
        condition = "false"
    replaced = ", ".join(
        f"case when v.is_suppressed and not $sees_confidential then null else v.{name} end as {name}"
        for name in HIDDEN_FIELDS
    )
    sql = f"""visible as (select * from marts.dim_unit where {condition}),
seen_value as (
    select v.* replace (
        {replaced},
        case when v.is_suppressed and not $sees_confidential then 'suppressed' else v.status end as status
    ), coalesce(v.is_suppressed, false) and not $sees_confidential as is_hidden
    from marts.indicator_value as v
    inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
    inner join marts.dim_indicator as i on v.indicator_code = i.indicator_code
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
