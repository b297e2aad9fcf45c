-- Rows sent back to the clerk, with the sentence they were sent back with.
-- Grain: one row a returned source row.
select
    intake.batch,
    intake.ledger,
    batch.ledger_title,
    intake.file,
    intake.sheet,
    cast(intake.row_number as bigint) as row_number,
    intake.column_name,
    intake.message,
    intake.org_code,
    intake.row_date
from {{ ref('int_intake') }} as intake
left join {{ ref('batch') }} as batch on intake.batch = batch.batch
where intake.outcome = 'returned'
