-- The branches and schools whose answer would change: worse first, with the value before and after.
with judged as (
    {% include "database/sql/standard_trials/judged.sql" %}
)

select * from judged
where change <> 'same'
order by case change when 'worse' then 0 else 1 end, unit_level, area_name, school_name, unit_name
