-- Whom to call first: everything of a year in which a school or branch is below standard, in one line: how much, how deep, how long, and how
-- much of it can still be made up by 31 December and with what (times, persons, hours, other items).
-- Grain: one row a school or branch and year with anything below standard.
with short as (
    select
        short.*,
        indicator.method,
        indicator.grain,
        case when short.can_be_made_up then short.needed end as to_do
    from {{ ref('unit_shortfall') }} as short
    inner join {{ ref('int_indicator') }} as indicator on short.indicator_code = indicator.indicator_code
    where short.period_type = 'year' and short.unit_level in ('school', 'branch')
),

raised as (
    select
        unit_level,
        unit_id,
        extract(year from period_start) as year,
        count(distinct indicator_code) as raised
    from {{ ref('alert') }}
    where is_current and not is_below_line
    group by unit_level, unit_id, extract(year from period_start)
),

judged as (
    select
        unit_level,
        year,
        count(distinct unit_id) as units
    from {{ ref('indicator_value') }}
    where period_type = 'year' and breakdown is null and judgement is not null
    group by unit_level, year
),

listed as (
    select
        short.unit_level,
        short.unit_id,
        short.year,
        count(*) as shortfalls,
        count(*) filter (where short.depth = 'severe') as severe,
        count(*) filter (where short.depth = 'marked') as marked,
        count(*) filter (where short.depth = 'slight') as slight,
        case
            when count(*) filter (where short.depth = 'severe') > 0 then 'severe'
            when count(*) filter (where short.depth = 'marked') > 0 then 'marked'
            else 'slight'
        end as depth,
        min(short.since) as since,
        max(short.periods_running) as periods_running,
        count(*) filter (where short.is_new) as newly_short,
        count(*) filter (where not short.is_new) as short_again,
        cast(coalesce(max(raised.raised), 0) as bigint) as raised,
        count(*) filter (where short.can_be_made_up) as can_be_made_up,
        -- Hundredths of what is asked that an action by the year's end can bring back: what the list is sorted by.
        {{ same_every_time('sum(case when short.can_be_made_up then 100 - short.reached else 0 end)') }} as can_be_saved,
        {{ same_every_time("sum(case when short.method in ('frequency_period', 'frequency_year') then short.to_do else 0 end)") }}
            as times_needed,
        {{ same_every_time(
            "sum(case when short.method in ('member_coverage', 'member_with_row') then short.to_do else 0 end)"
        ) }} as persons_needed,
        {{ same_every_time("sum(case when short.method = 'member_mean' then short.to_do else 0 end)") }} as hours_needed,
        {{ same_every_time(
            "sum(case when short.method in ('row_ratio', 'organisation_with_row', 'school_coverage') then short.to_do else 0 end)"
        ) }} as items_needed
    from short
    left join raised
        on
            short.unit_level = raised.unit_level
            and short.unit_id = raised.unit_id
            and short.year = raised.year
    group by short.unit_level, short.unit_id, short.year
)

select
    listed.*,
    100 * count(case when listed.severe > 0 then 1 end) over (partition by listed.unit_level, listed.year) / judged.units
        as severe_share,
    100 * count(case when listed.severe > 0 then 1 end) over (partition by listed.unit_level, listed.year) / judged.units
    <= rule.number as severe_is_signal
from listed
inner join judged
    on
        listed.unit_level = judged.unit_level
        and listed.year = judged.year
inner join {{ ref('shortfall_rule') }} as rule on rule.rule = 'severe_is_no_signal'
