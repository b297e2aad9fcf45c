-- 标准变更: what was changed in data/standards between one published build and the next, oldest kept.
-- Grain: one row a build, standard and indicator (null where the standard is not one indicator's).
{{ config(materialized='ephemeral') }}

with gone as (
    select
        standard,
        indicator_code,
        {{ joined_sorted('line', '；') }} as text
    from (
        select
            standard,
            indicator_code,
            line
        from {{ ref('stg_previous_line') }}
        except
        select
            standard,
            indicator_code,
            line
        from {{ ref('stg_standard_line') }}
    ) as lines
    group by standard, indicator_code
),

came as (
    select
        standard,
        indicator_code,
        {{ joined_sorted('line', '；') }} as text
    from (
        select
            standard,
            indicator_code,
            line
        from {{ ref('stg_standard_line') }}
        except
        select
            standard,
            indicator_code,
            line
        from {{ ref('stg_previous_line') }}
    ) as lines
    group by standard, indicator_code
),

-- Before the first build there is nothing to have been changed.
changed as (
    select
        coalesce(gone.standard, came.standard) as standard,
        coalesce(gone.indicator_code, came.indicator_code) as indicator_code,
        gone.text as before_text,
        came.text as after_text
    from gone
    full outer join came
        on gone.standard = came.standard and coalesce(gone.indicator_code, '') = coalesce(came.indicator_code, '')
    where exists (select 1 from {{ ref('stg_previous_line') }})
)

select
    run.build_id || '|' || changed.standard || '|' || coalesce(changed.indicator_code, '') as change_id,
    run.built_at as changed_at,
    run.build_id,
    run.as_of,
    changed.standard,
    changed.indicator_code,
    changed.before_text,
    changed.after_text,
    before.ledgers_changed
from changed
cross join {{ ref('int_run') }} as run
cross join {{ ref('stg_previous_run') }} as before
union all
select
    change_id,
    changed_at,
    build_id,
    as_of,
    standard,
    indicator_code,
    before_text,
    after_text,
    ledgers_changed
from {{ ref('stg_previous_change') }}
