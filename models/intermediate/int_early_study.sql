-- 超前学习: activities whose topic names a document or meeting before the day on which it could be studied. Of names within one
-- another the longest counts; what is awaited (迎接, 筹备) is not studied.
-- Grain: one row an activity, with the document that was then farthest off.
with named as (
    select
        activity.row_key,
        activity.topic,
        activity.held_on,
        document.document,
        document.published_on,
        document.looked_at_from,
        {{ letters_only('document.name') }} as letters
    from {{ ref('stg_activity') }} as activity
    inner join {{ ref('dated_document') }} as document
        on {{ letters_only('activity.topic') }} like '%' || {{ letters_only('document.name') }} || '%'
),

awaited as (
    select distinct named.row_key
    from named
    inner join {{ ref('check_word') }} as said on said.use = 'ahead' and named.topic like '%' || said.word || '%'
),

inner_name as (
    select distinct
        short.row_key,
        short.letters
    from named as short
    inner join named as long
        on
            short.row_key = long.row_key
            and short.letters <> long.letters
            and long.letters like '%' || short.letters || '%'
)

select
    named.row_key,
    named.topic,
    named.document,
    named.published_on
from named
left join awaited on named.row_key = awaited.row_key
left join inner_name on named.row_key = inner_name.row_key and named.letters = inner_name.letters
where
    awaited.row_key is null
    and inner_name.row_key is null
    and named.held_on < named.published_on
    and named.held_on >= coalesce(named.looked_at_from, named.held_on)
qualify row_number() over (
    partition by named.row_key
    order by named.published_on desc nulls last, named.document asc nulls last
) = 1
