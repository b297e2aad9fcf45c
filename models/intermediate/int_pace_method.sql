-- How each indicator is forecast (data/standards/forecast_way.csv), or why it is not (data/standards/forecast_left_out.csv).
-- Grain: one row an indicator with a method or a reason.
with left_out as (
    select
        chosen.indicator_code,
        min(known.reason) as reason
    from {{ ref('stg_indicator_measure') }} as chosen
    inner join {{ ref('forecast_left_out') }} as known on chosen.measure = known.measure
    group by chosen.indicator_code
),

methods as (
    select
        indicator.indicator_code,
        left_out.reason as left_out_reason,
        case
            when left_out.indicator_code is not null then null
            when indicator.method = 'frequency_period' then 'periods'
            when indicator.method = 'frequency_year' then 'times'
            when indicator.method = 'member_coverage' then 'hours'
            when indicator.method = 'member_mean' then 'mean'
            when indicator.method = 'row_ratio' then 'stands'
            when indicator.method in ('member_with_row', 'organisation_with_row') and indicator.rows_in_force then 'in_force'
            when indicator.method in ('member_with_row', 'organisation_with_row') then 'once'
        end as forecast_method
    from {{ ref('int_indicator') }} as indicator
    left join left_out on indicator.indicator_code = left_out.indicator_code
    where indicator.lifecycle <> '停用' and indicator.has_whole and not indicator.is_confidential
)

select
    indicator_code,
    forecast_method,
    left_out_reason
from methods
where forecast_method is not null or left_out_reason is not null
