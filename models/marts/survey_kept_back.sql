-- 测评 that too few took part in, and the fewest others that would give them away: no sum of their votes is told. Whoever adds votes up
-- or lists them leaves these out; items and classes are marked where they stand (topic_survey, indicator_value).
-- Grain: one row an indicator or figure of the work report, unit (organisations too) and year.
select
    counted,
    unit_level,
    unit_id,
    cast(year as integer) as year
from {{ ref('int_survey_value_hidden') }}
where breakdown is null
