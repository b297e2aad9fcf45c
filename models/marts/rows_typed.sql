-- 减负对照: how many lines of its ledgers each branch, and each topmost organisation of a school, has typed for a year, beside what is usual
-- among those that are asked for the same; who sent none counts with nought. A line with a month in each column is one. Rosters and registers
-- are left out: their lines are of no year.
-- Grain: one row an organisation, ledger (null for all together) and year.
{%- set dated = [] %}
{%- for presence, of in dangjian.presences().items() if of.is_place %}{% do dated.append(of.ledger) %}{% endfor %}
with asked as (
    select
        owed.org_code,
        owed.ledger,
        year.year,
        case when scope.is_branch then 'branch' else 'school_org' end as asked_as
    from {{ ref('int_ledger_owed') }} as owed
    inner join {{ ref('int_period') }} as year
        on
            year.period_type = 'year'
            and year.closing_day between owed.valid_from and owed.valid_to
    inner join {{ ref('int_organisation_scope') }} as scope
        on
            owed.org_code = scope.org_code
            and year.closing_day between scope.valid_from and scope.valid_to
            and (scope.is_branch or scope.is_school_org)
    where owed.ledger in ('{{ dated | join("', '") }}')
),

line as (
    select distinct
        landed.ledger,
        landed.org_code,
        extract(year from landed.row_date) as year,
        landed.batch,
        landed.sheet,
        landed.row_number
    from {{ ref('int_ledger_row') }} as landed
    where landed.is_place and landed.row_date <= {{ as_of() }}
),

typed as (
    select
        ledger,
        org_code,
        year,
        count(*) as lines
    from line
    group by ledger, org_code, year
),

by_ledger as (
    select
        asked.org_code,
        asked.ledger,
        asked.year,
        asked.asked_as,
        coalesce(typed.lines, 0) as lines
    from asked
    left join typed
        on
            asked.ledger = typed.ledger
            and asked.org_code = typed.org_code
            and asked.year = typed.year
),

with_all as (
    select * from by_ledger
    union all
    select
        org_code,
        cast(null as string) as ledger,
        year,
        asked_as,
        sum(lines) as lines
    from by_ledger
    group by org_code, year, asked_as
),

usual as (
    select
        ledger,
        year,
        asked_as,
        count(*) as organisations,
        percentile_cont(0.5) within group (order by lines) as median_lines,
        max(lines) as most_lines
    from with_all
    group by ledger, year, asked_as
)

select
    own.org_code,
    own.ledger,
    cast(own.year as integer) as year,
    own.asked_as,
    cast(own.lines as bigint) as lines,
    cast(usual.median_lines as double) as median_lines,
    cast(usual.most_lines as bigint) as most_lines,
    cast(usual.organisations as bigint) as organisations
from with_all as own
inner join usual
    on
        coalesce(own.ledger, '') = coalesce(usual.ledger, '')
        and own.year = usual.year
        and own.asked_as = usual.asked_as
