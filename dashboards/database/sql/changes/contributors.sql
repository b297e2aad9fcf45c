-- What each contributor added to both periods of `compared` (one row of `pair`; the earlier one up to the same day of an open year), side by side, as far as the viewer may see it: of
-- confidential counts the areas' where none is hidden, unless the viewer sees them by unit; of surveys nobody's with too few votes, and
-- with them as many others as it takes to let nobody be worked out.
with added as (
    select
        c.contributor_level,
        c.contributor_id,
        sum(case when c.period_start = p.start_before then c.numerator else 0 end) as numerator_before,
        sum(case when c.period_start = p.start_before then c.denominator else 0 end) as denominator_before,
        sum(case when c.period_start = p.period_start then c.numerator else 0 end) as numerator_now,
        sum(case when c.period_start = p.period_start then c.denominator else 0 end) as denominator_now
    from marts.indicator_contribution as c
    inner join compared as p
        on
            c.indicator_code = p.indicator_code
            and c.period_type = p.period_type
            and (
                (c.period_start = p.period_start and not c.is_same_day)
                or (c.period_start = p.start_before and c.is_same_day = (p.compared_day is not null))
            )
    where c.unit_level = $unit_level and c.unit_id = $unit_id and (not p.is_confidential or $sees_confidential)
    group by c.contributor_level, c.contributor_id
),

areas as (
    select
        case when v.unit_level = 'area' then 'area' else 'remainder' end as contributor_level,
        case when v.unit_level = 'area' then v.unit_id end as contributor_id,
        case when v.unit_level = 'area' then 1 else -1 end as side,
        v.period_start = p.period_start as is_now,
        v.numerator,
        v.denominator,
        v.is_hidden
    from seen_value as v
    inner join compared as p
        on
            v.indicator_code = p.indicator_code
            and v.period_type = p.period_type
            and v.period_start in (p.period_start, p.start_before)
    where
        p.is_confidential and not $sees_confidential and $unit_level = 'district'
        and v.breakdown is null and v.status <> 'not_applicable'
        and (v.unit_level = 'area' or (v.unit_level = $unit_level and v.unit_id = $unit_id))
),

hiding as (
    select count(*) as areas from areas
    where is_hidden
),

shown_areas as (
    select
        contributor_level,
        contributor_id,
        sum(case when is_now then 0 else numerator end) as numerator_before,
        sum(case when is_now then 0 else denominator end) as denominator_before,
        sum(case when is_now then numerator else 0 end) as numerator_now,
        sum(case when is_now then denominator else 0 end) as denominator_now
    from areas
    cross join hiding
    where areas.contributor_level = 'area' and hiding.areas = 0
    group by contributor_level, contributor_id
    union all
    -- A person counts in each area but once in the district.
    select
        'remainder' as contributor_level,
        cast(null as varchar) as contributor_id,
        -sum(case when is_now then 0 else side * numerator end) as numerator_before,
        -sum(case when is_now then 0 else side * denominator end) as denominator_before,
        -sum(case when is_now then side * numerator else 0 end) as numerator_now,
        -sum(case when is_now then side * denominator else 0 end) as denominator_now
    from areas
    cross join hiding
    where hiding.areas = 0
    having count(*) > 0
),

kept_back as (
    select distinct k.unit_id as contributor_id
    from marts.survey_kept_back as k
    inner join compared as p on k.counted = p.indicator_code and k.year in (p.year, p.year_before)
    where k.unit_level = 'organisation'
),

voted as (
    select
        a.*,
        k.contributor_id is not null
        or (
            p.feeding_ledger = 'survey'
            and (
                (a.denominator_before > 0 and a.denominator_before < few.threshold)
                or (a.denominator_now > 0 and a.denominator_now < few.threshold)
            )
        ) as is_few,
        few.threshold
    from added as a
    cross join compared as p
    cross join (
        select threshold from marts.smallest_number
        where rule = 'smallest_valid_votes'
    ) as few
    left join kept_back as k on a.contributor_level = 'organisation' and a.contributor_id = k.contributor_id
),

gathered as (
    select
        *,
        sum(denominator_before) over (
            order by is_few desc, denominator_before + denominator_now asc, contributor_id asc
            rows between unbounded preceding and 1 preceding
        ) as gathered_before,
        sum(denominator_now) over (
            order by is_few desc, denominator_before + denominator_now asc, contributor_id asc
            rows between unbounded preceding and 1 preceding
        ) as gathered_now,
        bool_or(is_few) over () as has_few
    from voted
),

told as (
    select
        *,
        is_few
        or (
            has_few
            and (coalesce(gathered_before, 0) < threshold or coalesce(gathered_now, 0) < threshold)
        ) as is_gathered
    from gathered
)

select
    case when is_gathered then 'few' else contributor_level end as contributor_level,
    case when is_gathered then null else contributor_id end as contributor_id,
    count(*) as contributors,
    sum(numerator_before) as numerator_before,
    sum(denominator_before) as denominator_before,
    sum(numerator_now) as numerator_now,
    sum(denominator_now) as denominator_now
from told
group by case when is_gathered then 'few' else contributor_level end, case when is_gathered then null else contributor_id end
union all
select
    contributor_level,
    contributor_id,
    1 as contributors,
    numerator_before,
    denominator_before,
    numerator_now,
    denominator_now
from shown_areas
where numerator_before <> 0 or denominator_before <> 0 or numerator_now <> 0 or denominator_now <> 0
