-- 减负对照: what documents ask or forbid, beside what is done here that they touch: indicators, standards, rules and weights whose policy note
-- speaks of it, with the ledger behind and how often a year that is due.
-- Grain: one row a rule and what it touches; one with nulls where it touches nothing.
with due as (
    select
        calendar.ledger,
        count(distinct calendar.due_month) as times_a_year
    from {{ ref('reporting_calendar') }} as calendar
    group by calendar.ledger
)

select
    rule.rule,
    rule.document,
    rule.known_since,
    rule.asks,
    rule.practice,
    rule.source,
    rule.confirmed,
    rule.confirmed_by,
    touched.kind,
    touched.subject,
    touched.indicator_code,
    touched.name_zh,
    touched.policy_status,
    touched.may_judge,
    ledger.ledger,
    ledger.ledger_title,
    cast(due.times_a_year as integer) as times_a_year
from {{ ref('burden_rule') }} as rule
left join {{ ref('policy_status') }} as touched
    on
        rule.touches is not null
        and touched.policy_note like concat('%', rule.touches, '%')
        and touched.policy_source like concat('%', rule.document, '%')
left join {{ ref('int_indicator') }} as indicator on touched.indicator_code = indicator.indicator_code
left join {{ ref('int_ledger') }} as ledger on indicator.feeding_ledger = ledger.ledger
left join due on ledger.ledger = due.ledger
