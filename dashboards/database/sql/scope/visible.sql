-- The viewer's units and those inside them; parents are never inside. Deny by default: whoever is not known sees none.
-- `sees` is all, none, or the level of the unit that the viewer's role is held in.
-- Indentation follows the branches, not the statement.
-- noqa: disable=LT02
select *
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
