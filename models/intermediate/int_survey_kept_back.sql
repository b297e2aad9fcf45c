-- The organisations and units whose votes in a table of a survey nobody is told, so that no few votes can be worked out by subtraction: up from
-- organisations to schools, areas and the district, each parent is told if two or more that are kept back below it hide each other;
-- else it is kept back itself, and the smallest of its siblings with it.
-- Grain: one row a table of a survey and unit (level `organisation` is who voted).
with in_school as (
    select
        leaf.*,
        school_id as parent_id,
        org_code as child_id,
        1 as leaves
    from {{ ref('int_survey_leaf') }} as leaf
    where school_id is not null
),

school_leaf as (
    {{ kept_back('in_school') }}
),

-- A school with organisations in two areas is under the district.
school as (
    select
        table_id,
        school_id as child_id,
        case when min(area_id) = max(area_id) then min(area_id) else '' end as parent_id,
        'school' as child_level,
        max(least) as least,
        count(*) as leaves,
        max(is_few) as has_few,
        case when max(is_few) = 1 and not ({{ is_hidden_among() }}) then 1 else 0 end as is_few,
        sum(case when is_kept_back then covers else 0 end) as kept_covers,
        sum(case when is_kept_back then votes else 0 end) as kept_votes,
        max(covers) as any_covers,
        sum(votes) as all_votes
    from school_leaf
    group by table_id, school_id
),

in_area as (
    select
        table_id,
        parent_id,
        child_level,
        child_id,
        least,
        leaves,
        is_few,
        case when is_few = 1 then kept_covers else any_covers end as covers,
        case when is_few = 1 then kept_votes else all_votes end as votes
    from school
    union all
    select
        table_id,
        area_id as parent_id,
        'organisation' as child_level,
        org_code as child_id,
        least,
        1 as leaves,
        is_few,
        covers,
        votes
    from {{ ref('int_survey_leaf') }}
    where school_id is null
),

area_child as (
    {{ kept_back('in_area') }}
),

in_district as (
    select
        table_id,
        '' as parent_id,
        parent_id as child_id,
        max(least) as least,
        sum(leaves) as leaves,
        max(is_few) as has_few,
        case when max(is_few) = 1 and not ({{ is_hidden_among() }}) then 1 else 0 end as is_few,
        case when max(is_few) = 1 then sum(case when is_kept_back then covers else 0 end) else max(covers) end as covers,
        case when max(is_few) = 1 then sum(case when is_kept_back then votes else 0 end) else sum(votes) end as votes
    from area_child
    group by table_id, parent_id
),

area as (
    {{ kept_back('in_district') }}
),

area_kept as (
    select
        area_child.table_id,
        area_child.child_level,
        area_child.child_id,
        area_child.is_kept_back or (area.is_kept_back and area.has_few = 0 and area_child.would_do) as is_kept_back
    from area_child
    inner join area on area_child.table_id = area.table_id and area_child.parent_id = area.child_id
),

kept as (
    select
        leaf.table_id,
        'organisation' as unit_level,
        leaf.child_id as unit_id
    from school_leaf as leaf
    inner join area_kept
        on leaf.table_id = area_kept.table_id and leaf.parent_id = area_kept.child_id and area_kept.child_level = 'school'
    where leaf.is_kept_back or (area_kept.is_kept_back and leaf.parent_has_few = 0 and leaf.would_do)
    union all
    select
        table_id,
        child_level as unit_level,
        child_id as unit_id
    from area_kept
    where is_kept_back
    union all
    select
        table_id,
        'area' as unit_level,
        child_id as unit_id
    from area
    where is_kept_back and child_id <> ''
),

-- The district itself where all of its areas together hide nobody.
district as (
    select table_id
    from area
    group by table_id
    having max(is_few) = 1 and not ({{ is_hidden_among() }})
),

-- Every unit with votes of somebody kept back that is not above it: each school of a 联合党支部, both areas of one that moved.
beside as (
    select distinct
        kept.table_id,
        vote.unit_level,
        vote.unit_id
    from kept
    inner join {{ ref('int_survey_leaf') }} as leaf on kept.table_id = leaf.table_id and kept.unit_id = leaf.org_code
    inner join {{ ref('int_topic_vote') }} as vote
        on
            leaf.org_code = vote.org_code
            and leaf.year = vote.year
            and leaf.survey_type = vote.survey_type
    where
        kept.unit_level = 'organisation'
        and (
            vote.unit_level = 'branch'
            or (vote.unit_level = 'school' and vote.unit_id <> coalesce(leaf.school_id, ''))
            or (vote.unit_level = 'area' and vote.unit_id <> leaf.area_id)
        )
)

select distinct
    told.table_id,
    of_table.kind,
    of_table.year,
    of_table.survey_type,
    of_table.table_item,
    of_table.few_area,
    told.unit_level,
    told.unit_id
from (
    select * from kept
    union all
    select * from beside
    union all
    select
        district.table_id,
        'district' as unit_level,
        unit.unit_id
    from district
    cross join (
        select distinct unit_id from {{ ref('int_unit_organisation') }}
        where unit_level = 'district'
    ) as unit
) as told
inner join (
    select distinct
        table_id,
        kind,
        year,
        survey_type,
        table_item,
        few_area
    from {{ ref('int_survey_leaf') }}
) as of_table
    on told.table_id = of_table.table_id
