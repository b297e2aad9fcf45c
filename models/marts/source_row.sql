-- Where a number comes from (一数一源): each landed row behind each indicator, by file, sheet and row. Join `unit_organisation` on
-- org_code and row_date to get from a unit's value to its rows; a row counts from row_date to counts_until (links, files and honours
-- in force count in later years too). No names and no content: the file holds those.
-- Grain: one row an indicator, side and landed row.
with place as (
    select
        row_key,
        ledger,
        batch,
        file,
        sheet,
        row_number
    from {{ ref('int_ledger_row') }}
    where is_place
    union all
    select
        row_hash || outcome as row_key,
        ledger,
        batch,
        file,
        sheet,
        row_number
    from {{ ref('int_intake') }}
    union all
    select
        row_key,
        'organisation' as ledger,
        batch,
        file,
        sheet,
        row_number
    from {{ ref('int_organisation') }}
),

-- Those due are the denominator: members by their row of the roll, organisations by theirs of the register.
due as (
    select
        member.indicator_code,
        member.org_code,
        member.closing_day as row_date,
        'member' as ledger,
        roll.batch,
        roll.file,
        roll.sheet,
        roll.row_number
    from {{ ref('int_member_due') }} as member
    inner join {{ ref('int_member_row') }} as roll on member.row_key = roll.row_key
    union all
    select
        subject.indicator_code,
        subject.org_code,
        subject.counted_on as row_date,
        'organisation' as ledger,
        register.batch,
        register.file,
        register.sheet,
        register.row_number
    from {{ ref('int_kind_subject') }} as subject
    inner join {{ ref('int_indicator') }} as indicator
        on
            subject.indicator_code = indicator.indicator_code
            and indicator.method = 'organisation_with_row'
    inner join {{ ref('int_organisation') }} as register on subject.org_code = register.org_code
)

select
    rows_in.indicator_code,
    rows_in.org_code,
    rows_in.row_date,
    case
        when indicator.rows_in_force or indicator.in_effect then coalesce(rows_in.until_date, {{ last_day_of_all() }})
        else rows_in.row_date
    end as counts_until,
    coalesce(rows_in.form, rows_in.band, rows_in.item, rows_in.field, rows_in.level) as breakdown,
    rows_in.side,
    rows_in.amount,
    place.ledger,
    place.batch,
    place.file,
    place.sheet,
    cast(place.row_number as bigint) as row_number
from {{ ref('int_indicator_row') }} as rows_in
inner join {{ ref('int_indicator') }} as indicator on rows_in.indicator_code = indicator.indicator_code
inner join place on rows_in.row_key = place.row_key
where rows_in.is_first and rows_in.side not in ('part', 'once')
union all
select
    rows_in.indicator_code,
    rows_in.org_code,
    rows_in.row_date,
    rows_in.row_date as counts_until,
    null as breakdown,
    rows_in.side,
    cast(1 as double) as amount,
    'attendance' as ledger,
    attended.batch,
    attended.file,
    attended.sheet,
    cast(attended.row_number as bigint) as row_number
from {{ ref('int_indicator_row') }} as rows_in
inner join {{ ref('int_attendance_row') }} as attended on rows_in.row_key = attended.activity_key
inner join {{ ref('attendance_status') }} as status on attended.attendance = status.attendance
where
    rows_in.is_first
    and (
        {%- for measure, of in dangjian.measures().items() if of.attendance %}
        {{ 'or ' if not loop.first }}(rows_in.measure = '{{ measure }}' and status.{{ of.attendance }})
        {%- endfor %}
    )
union all
select
    indicator_code,
    org_code,
    row_date,
    row_date as counts_until,
    null as breakdown,
    'denominator' as side,
    cast(1 as double) as amount,
    ledger,
    batch,
    file,
    sheet,
    cast(row_number as bigint) as row_number
from due
union all
-- Schools (党的组织覆盖率) stand in the register of schools; one without an organisation is listed with its 片区 or the district.
select
    indicator.indicator_code,
    coalesce(covered.org_code, area.area_code, district.org_code) as org_code,
    year.closing_day as row_date,
    year.closing_day as counts_until,
    null as breakdown,
    side.side,
    cast(1 as double) as amount,
    'school' as ledger,
    school.batch,
    school.file,
    school.sheet,
    cast(school.row_number as bigint) as row_number
from {{ ref('int_indicator') }} as indicator
inner join {{ ref('int_period') }} as year on year.period_type = 'year'
cross join {{ ref('int_school') }} as school
cross join (
    select min(org_code) as org_code from {{ ref('int_organisation') }}
    where org_type = '区委教育工委'
) as district
left join {{ ref('int_school_area') }} as area on school.school_code = area.school_code
left join (
    select
        own.school_code,
        judged.period_start,
        min(own.org_code) as org_code
    from {{ ref('int_organisation_school') }} as own
    inner join {{ ref('int_organisation_life') }} as life on own.org_code = life.org_code
    inner join {{ ref('int_period') }} as judged
        on
            judged.period_type = 'year'
            and judged.closing_day between own.valid_from and own.valid_to
            and judged.closing_day between life.active_from and life.active_to
    group by own.school_code, judged.period_start
) as covered on school.school_code = covered.school_code and year.period_start = covered.period_start
inner join (
    select 'numerator' as side
    union all
    select 'denominator' as side
) as side on side.side = 'denominator' or covered.org_code is not null
where indicator.method = 'school_coverage'
