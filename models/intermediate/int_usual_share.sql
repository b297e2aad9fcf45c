-- How much of its year's work a unit usually had done by this day of the year: over its closed years, what was done by the same day to what
-- was done by the year's end. Only of what has due days and dated rows, and where as many years as data/standards/forecast_rule.csv asks for
-- (usual_years) had something done; elsewhere the calendar alone says what is usual.
-- Grain: one row an indicator, unit and open year.
with wanted as (
    select
        due.indicator_code,
        due.year,
        due.closing_day,
        indicator.method,
        indicator.subjects,
        indicator.scope
    from {{ ref('int_due_day') }} as due
    inner join {{ ref('int_indicator') }} as indicator
        on
            due.indicator_code = indicator.indicator_code
            and indicator.method in ('member_with_row', 'organisation_with_row', 'member_mean')
            and not indicator.rows_in_force
    where due.closing_day between due.judged_from and due.due_by
),

-- The same day of each closed year (28 February for the 29th).
earlier as (
    select
        wanted.*,
        period.year as closed_year,
        period.closing_day as closed_on,
        {{ add_months('wanted.closing_day', '-12 * (wanted.year - period.year)') }} as same_day
    from wanted
    inner join {{ ref('int_period') }} as period
        on
            period.period_type = 'year'
            and period.is_closed
            and wanted.year > period.year
),

subjects as (
    select
        earlier.indicator_code,
        earlier.year,
        earlier.closed_year,
        earlier.closed_on,
        earlier.same_day,
        member.org_code,
        member.person_key as subject
    from earlier
    inner join {{ ref('int_member_due') }} as member
        on
            earlier.indicator_code = member.indicator_code
            and earlier.closed_year = member.year
    union all
    select
        earlier.indicator_code,
        earlier.year,
        earlier.closed_year,
        earlier.closed_on,
        earlier.same_day,
        scope.org_code,
        scope.org_code as subject
    from earlier
    inner join {{ ref('int_scope') }} as scope
        on
            earlier.scope = scope.scope
            and scope.period_type = 'year'
            and earlier.closed_on = scope.closing_day
            and earlier.closed_on between scope.active_from and scope.active_to
    where earlier.method = 'organisation_with_row'
),

-- A row of a ledger kept by 年度 is known from the day it was signed or handed in.
done as (
    select
        rows_in.indicator_code,
        extract(year from rows_in.row_date) as closed_year,
        case when indicator.subjects = 'organisations' then rows_in.org_code else rows_in.person_key end as subject,
        coalesce(place.record_on, rows_in.row_date) as done_on,
        case when indicator.method = 'member_mean' then rows_in.amount else 1 end as amount,
        row_number() over (
            partition by
                rows_in.indicator_code,
                extract(year from rows_in.row_date),
                case when indicator.subjects = 'organisations' then rows_in.org_code else rows_in.person_key end
            order by coalesce(place.record_on, rows_in.row_date), rows_in.row_key
        ) as place_in_year,
        indicator.method
    from {{ ref('int_indicator_row') }} as rows_in
    inner join {{ ref('int_indicator') }} as indicator on rows_in.indicator_code = indicator.indicator_code
    left join {{ ref('int_ledger_row') }} as place
        on
            rows_in.row_key = place.row_key
            and place.is_place
    where rows_in.is_first and rows_in.indicator_code in (select wanted.indicator_code from wanted)
),

-- Several rows of one subject are one thing done, but for hours, which add up.
by_unit as (
    select
        subjects.indicator_code,
        subjects.year,
        subjects.closed_year,
        unit.unit_level,
        unit.unit_id,
        sum(done.amount) as done_in_all,
        sum(case when done.done_on <= subjects.same_day then done.amount else 0 end) as done_by_then
    from subjects
    inner join done
        on
            subjects.indicator_code = done.indicator_code
            and subjects.closed_year = done.closed_year
            and subjects.subject = done.subject
            and (done.method = 'member_mean' or done.place_in_year = 1)
    inner join {{ ref('int_unit_organisation') }} as unit
        on
            subjects.org_code = unit.org_code
            and subjects.closed_on between unit.valid_from and unit.valid_to
    group by subjects.indicator_code, subjects.year, subjects.closed_year, unit.unit_level, unit.unit_id
)

select
    by_unit.indicator_code,
    by_unit.year,
    by_unit.unit_level,
    by_unit.unit_id,
    {{ same_every_time('sum(by_unit.done_by_then)') }} / {{ same_every_time('sum(by_unit.done_in_all)') }} as usual_share
from by_unit
inner join {{ ref('forecast_rule') }} as rule on rule.rule = 'usual_years'
where by_unit.done_in_all > 0
group by by_unit.indicator_code, by_unit.year, by_unit.unit_level, by_unit.unit_id
having count(*) >= max(rule.number)
