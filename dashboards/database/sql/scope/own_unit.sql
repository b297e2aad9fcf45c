-- The unit that the viewer's role is held in. No row for whoever is not known: what tells of no unit is still not for all.
-- Indentation follows the branches, not the statement.
-- noqa: disable=LT02
select *
from marts.dim_unit
where
    {% if sees == 'none' %}
    false
    {% else %}
    $is_known and unit_level = $own_level and unit_id = $viewer_unit
    {% endif %}
