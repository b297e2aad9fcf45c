-- 主题相近, 整改措施相近: rows whose text another organisation, or the same one in another month, has written nearly alike. What is held
-- together is no copy: topics of one day, and of one school in one month.
-- Grain: one row a rule and landed row, with the row that is most alike.
with written as (
    select
        'near_topic' as rule,
        'activity' as ledger,
        row_key,
        org_code,
        held_on as on_day,
        topic as text
    from {{ ref('stg_activity') }}
    where held_on <= {{ as_of() }}
    union all
    select
        'near_action' as rule,
        'problem' as ledger,
        row_key,
        org_code,
        raised_on as on_day,
        action as text
    from {{ ref('stg_problem') }}
    where action is not null and raised_on <= {{ as_of() }}
),

met as (
    select
        one.rule,
        one.ledger,
        one.row_key,
        one.text,
        one.org_code,
        one.on_day,
        other.row_key as pair_row_key,
        other.text as pair_text,
        other.org_code as pair_org_code,
        other.on_day as pair_day,
        alike.likeness
    from {{ ref('stg_alike_text') }} as alike
    inner join written as one on alike.rule = one.rule and alike.one_text = one.text
    inner join written as other on alike.rule = other.rule and alike.other_text = other.text
    where
        one.row_key <> other.row_key
        and (one.org_code <> other.org_code or {{ month_start('one.on_day') }} <> {{ month_start('other.on_day') }})
        and (one.rule = 'near_action' or one.on_day <> other.on_day)
),

together as (
    select distinct
        met.row_key,
        met.pair_row_key
    from met
    inner join {{ ref('int_organisation_school') }} as one
        on met.org_code = one.org_code and met.on_day between one.valid_from and one.valid_to
    inner join {{ ref('int_organisation_school') }} as other
        on
            met.pair_org_code = other.org_code
            and met.pair_day between other.valid_from and other.valid_to
            and one.school_code = other.school_code
    where met.rule = 'near_topic' and {{ month_start('met.on_day') }} = {{ month_start('met.pair_day') }}
),

apart as (
    select
        met.*,
        count(*) over (partition by met.rule, met.row_key) as pairs
    from met
    left join together on met.row_key = together.row_key and met.pair_row_key = together.pair_row_key
    where together.row_key is null
)

select
    rule,
    ledger,
    row_key,
    text,
    pair_row_key,
    pair_text,
    likeness,
    pairs
from apart
qualify row_number() over (
    partition by rule, row_key
    order by likeness desc nulls last, pair_day asc nulls last, pair_row_key asc nulls last
) = 1
