-- 需核实: rows that somebody should look at, with the reason, and the row beside it where it is about two. Never part of a value or a score.
-- The other row may be another organisation's: whoever reads it asks for both.
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
    cast(landed.row_number as bigint) as row_number,
    checked.text,
    other.org_code as pair_org_code,
    other.record_on as pair_row_date,
    other.file as pair_file,
    other.sheet as pair_sheet,
    cast(other.row_number as bigint) as pair_row_number,
    checked.pair_text
from {{ ref('int_doubt') }} as checked
inner join {{ ref('check_rule') }} as rule on checked.rule = rule.rule
inner join {{ ref('int_ledger_row') }} as landed
    on
        checked.row_key = landed.row_key
        and landed.is_place
left join {{ ref('int_ledger_row') }} as other
    on
        checked.pair_row_key = other.row_key
        and other.is_place
