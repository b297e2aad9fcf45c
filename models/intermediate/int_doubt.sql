-- 需核实, all of it: the rows that Q03 counts (int_check) and those whose material reads as copied, made up or written afterwards
-- (材料真实性). In no value and no score; a rule that is not shipped says nothing.
-- Grain: one row a rule and landed row, with the other row where it is about two.
with doubted as (
    select
        rule,
        ledger,
        row_key,
        detail,
        pair_row_key
    from {{ ref('int_check') }}
    union all
    select
        rule,
        ledger,
        row_key,
        '与另外' || cast(pairs as string) || '条相近，最近的一条相同' || {{ plain_number('likeness') }} || '%' as detail,
        pair_row_key
    from {{ ref('int_alike_row') }}
    union all
    select
        'early_study' as rule,
        'activity' as ledger,
        row_key,
        '“' || document || '”的日期是' || cast(published_on as string) || '，在活动之后' as detail,
        cast(null as string) as pair_row_key
    from {{ ref('int_early_study') }}
    union all
    select
        rule,
        'activity' as ledger,
        row_key,
        detail,
        cast(null as string) as pair_row_key
    from {{ ref('int_heap') }}
    union all
    select
        'same_evidence' as rule,
        'activity' as ledger,
        row_key,
        '佐证“' || file_name || '”也写在另一天的活动里' as detail,
        pair_row_key
    from {{ ref('int_same_evidence') }}
),

-- What a row says, for whoever holds two rows against each other.
text as (
    select
        row_key,
        topic as text
    from {{ ref('stg_activity') }}
    union all
    select
        row_key,
        topic as text
    from {{ ref('int_attendance') }}
    union all
    select
        row_key,
        action as text
    from {{ ref('stg_problem') }}
)

select
    doubted.rule,
    doubted.ledger,
    doubted.row_key,
    doubted.detail,
    doubted.pair_row_key,
    one.text,
    other.text as pair_text
from doubted
inner join {{ ref('check_rule') }} as rule on doubted.rule = rule.rule and rule.shipped
left join text as one on doubted.row_key = one.row_key
left join text as other on doubted.pair_row_key = other.row_key
