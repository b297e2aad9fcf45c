-- Forms sent out and valid, with the kind of their survey and dated by it: of that organisation, else of that name, else the year in its name.
-- Grain: one row a survey and organisation that a day could be given to.
with own as (
    select
        survey_name,
        org_code,
        min(surveyed_on) as surveyed_on
    from {{ ref('stg_survey') }}
    group by survey_name, org_code
),

anyone as (
    select
        survey_name,
        min(survey_type) as survey_type,
        min(surveyed_on) as surveyed_on
    from {{ ref('stg_survey') }}
    group by survey_name
),

dated as (
    select
        returned.row_key,
        returned.org_code,
        returned.sent,
        returned.valid,
        coalesce(anyone.survey_type, '未注明') as survey_type,
        coalesce(
            own.surveyed_on,
            anyone.surveyed_on,
            make_date(try_cast(nullif(regexp_extract(returned.survey_name, '(20[0-9][0-9])', 1), '') as integer), 12, 31)
        ) as surveyed_on
    from {{ ref('stg_survey_return') }} as returned
    left join own on returned.survey_name = own.survey_name and returned.org_code = own.org_code
    left join anyone on returned.survey_name = anyone.survey_name
)

select *
from dated
where surveyed_on is not null
