-- 测评回收: forms valid of those handed out, by kind of survey; no rate where fewer were handed out than the smallest number of votes.
-- Grain: one row a unit, year and kind of survey.
with fewest as (
    select threshold from {{ ref('disclosure') }}
    where rule = 'smallest_valid_votes'
),

counted as (
    select
        unit.unit_level,
        unit.unit_id,
        years.year,
        form.survey_type,
        sum(form.sent) as sent,
        sum(form.valid) as valid
    from {{ ref('int_survey_return') }} as form
    inner join {{ ref('int_year') }} as years on extract(year from form.surveyed_on) = years.year
    inner join {{ ref('int_organisation_life') }} as life on form.org_code = life.org_code
    inner join {{ ref('int_unit_organisation') }} as unit
        on
            form.org_code = unit.org_code
            and least(greatest(form.surveyed_on, life.active_from), life.active_to) between unit.valid_from and unit.valid_to
            and unit.unit_level <> 'organisation'
    where form.surveyed_on <= {{ as_of() }} and form.sent is not null and form.valid is not null
    group by unit.unit_level, unit.unit_id, years.year, form.survey_type
)

select
    counted.unit_level,
    counted.unit_id,
    counted.year,
    counted.survey_type,
    cast(counted.sent as double) as sent,
    cast(counted.valid as double) as valid,
    cast(case when counted.sent >= fewest.threshold then 100 * counted.valid / counted.sent end as double) as rate,
    cast(
        case
            when counted.sent >= fewest.threshold and counted.valid <= counted.sent
                then 100 * {{ wilson_limit('counted.valid', 'counted.sent', z_95(), 'lower') }}
        end as double
    ) as lower_95,
    cast(
        case
            when counted.sent >= fewest.threshold and counted.valid <= counted.sent
                then 100 * {{ wilson_limit('counted.valid', 'counted.sent', z_95(), 'upper') }}
        end as double
    ) as upper_95
from counted
cross join fewest
