-- The viewer's units and those inside them; parents are never inside, nor are their ids. Deny by default: whoever is not
-- known sees none. `sees` is all, none, or the level of the unit that the viewer's role is held in.
-- Indentation follows the branches, not the statement.
-- noqa: disable=LT02
select
    {% if sees == 'all' %}
    *
    {% elif sees == 'school' %}
    * replace (
        case when unit_level = 'branch' and parent_unit_id = $viewer_unit then parent_unit_id end as parent_unit_id,
        cast(null as text) as district_id,
        cast(null as text) as area_id,
        $viewer_unit as school_id,
        case when school_ids is not null then $viewer_unit end as school_ids
    )
    {% elif sees == 'branch' %}
    * replace (
        cast(null as text) as parent_unit_id,
        cast(null as text) as district_id,
        cast(null as text) as area_id,
        cast(null as text) as school_id,
        cast(null as text) as school_ids
    )
    {% elif sees == 'area' %}
    * replace (
        case when unit_level <> 'area' then parent_unit_id end as parent_unit_id,
        cast(null as text) as district_id
    )
    {% else %}
    *
    {% endif %}
from marts.dim_unit
where
    {% if sees == 'all' %}
    true
    {% elif sees == 'district' %}
    district_id = $viewer_unit
    or (unit_level = 'district' and unit_id = $viewer_unit)
    {% elif sees == 'area' %}
    (unit_level = 'area' and unit_id = $viewer_unit)
    or (unit_level in ('school', 'branch') and area_id = $viewer_unit)
    {% elif sees == 'school' %}
    (unit_level = 'school' and unit_id = $viewer_unit)
    or (
        unit_level = 'branch'
        and (school_id = $viewer_unit or list_contains(string_split(coalesce(school_ids, ''), '、'), $viewer_unit))
    )
    {% elif sees == 'branch' %}
    unit_level = 'branch' and unit_id = $viewer_unit
    {% else %}
    false
    {% endif %}
