-- One row a figure in the report's order: value and state (told, none, not_reported, too_few, hidden).
with span as (
    {% include "database/sql/report_figures/span.sql" %}
),

belonging as (
    {% include "database/sql/report_figures/belonging.sql" %}
),

counted as (
    {% include "database/sql/report_figures/counted.sql" %}
),

whole as (
    {% include "database/sql/report_figures/whole.sql" %}
),

thin as (
    {% include "database/sql/report_figures/thin.sql" %}
),

reported as (
    select distinct f.figure
    from marts.dim_figure as f
    cross join span
    inner join marts.figure_ledger as l
        on
            f.fed_by = l.ledger and span.last_year >= l.year
            and (f.in_force or f.from_start or span.first_year <= l.year)
    left join belonging as w
        on
            l.org_code = w.org_code
            and w.valid_from <= make_date(l.year, 12, 31) and w.valid_to >= make_date(l.year, 1, 1)
    where l.org_code is null or w.org_code is not null
),

yearly as (
    select
        f.figure,
        v.value,
        v.status,
        v.is_hidden
    from marts.dim_figure as f
    inner join seen_value as v on f.indicator_code = v.indicator_code and v.breakdown is null
    cross join span
    where
        f.is_confidential and not $sees_confidential and span.is_calendar_year
        and v.unit_level = $unit_level and v.unit_id = $unit_id
        and v.period_type = 'year' and v.period_start = span.first_day
),

judged as (
    select
        f.*,
        coalesce(
            case when f.is_confidential and not $sees_confidential then yearly.value end,
            whole.value
        ) as value_found,
        whole.row_count,
        case
            when f.is_confidential and not $sees_confidential
                then
                    case
                        when yearly.figure is null or yearly.is_hidden then 'hidden'
                        when yearly.status = 'not_reported' then 'not_reported'
                        when coalesce(yearly.value, 0) > 0 then 'told'
                        else 'none'
                    end
            when f.fed_by = 'survey' and not s.is_whole_years then 'hidden'
            when thin.figure is not null then 'too_few'
            when f.how = 'share' and whole.base > 0 and whole.base < f.minimum_base then 'too_few'
            when f.how = 'share' and whole.base > 0 then 'told'
            when round(whole.value, 2) > 0 then 'told'
            when reported.figure is not null then 'none'
            else 'not_reported'
        end as state
    from marts.dim_figure as f
    cross join span as s
    left join whole on f.figure = whole.figure
    left join yearly on f.figure = yearly.figure
    left join thin on f.figure = thin.figure
    left join reported on f.figure = reported.figure
)

select
    j.figure,
    j.label,
    j.unit,
    j.how,
    j.round_down_to,
    j.is_confidential,
    j.source,
    j.in_force,
    j.from_start,
    j.state,
    case when j.state = 'told' then j.value_found end as value,
    case when j.state = 'told' then j.row_count end as row_count
from judged as j
inner join visible as u on u.unit_level = $unit_level and u.unit_id = $unit_id
order by j.figure_order
