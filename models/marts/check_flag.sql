-- 需核实: rows that somebody should look at, with the reason. Never part of a value or a score.
-- Grain: one row a rule and landed row.
select
    checked.rule,
    rule.label,
    checked.detail,
    landed.org_code,
    landed.record_on as row_date,
    landed.ledger,
    landed.batch,
    landed.file,
    landed.sheet,
    cast(landed.row_number as bigint) as row_number
from {{ ref('int_check') }} as checked
inner join {{ ref('check_rule') }} as rule on checked.rule = rule.rule
inner join {{ ref('int_ledger_row') }} as landed
    on
        checked.row_key = landed.row_key
        and landed.is_place
