-- Every column that ledgers ask for, with the indicators that are counted from it: those that judge (a confirmed standard, not disputed) and
-- the others.
-- Grain: one row a ledger and column.
with judging as (
    select distinct standard.indicator_code
    from {{ ref('int_standard') }} as standard
    cross join {{ ref('int_run') }} as run
    where standard.is_judging and run.as_of between standard.valid_from and standard.valid_to
),

used as (
    select
        use.ledger,
        use.column_id,
        count(judging.indicator_code) as judging_indicators,
        count(*) as indicators,
        {{ joined_sorted('judging.indicator_code') }} as judging_codes
    from {{ ref('stg_column_use') }} as use
    inner join {{ ref('int_indicator') }} as indicator
        on use.indicator_code = indicator.indicator_code and indicator.lifecycle <> '停用' and not indicator.is_barred
    left join judging on use.indicator_code = judging.indicator_code and indicator.may_judge
    group by use.ledger, use.column_id
)

select
    col.ledger,
    col.column_id,
    col.column_header,
    col.column_order,
    col.is_required,
    col.tells_rows_apart,
    col.says_whose,
    col.asked_in,
    col.is_read,
    coalesce(used.judging_indicators, 0) as judging_indicators,
    coalesce(used.indicators, 0) as indicators,
    used.judging_codes
from {{ ref('stg_ledger_column') }} as col
left join used on col.ledger = used.ledger and col.column_id = used.column_id
