-- One row an organisation and month: its worst state over the ledgers, most in arrears first.
with cell as (
    select
        b.unit_id,
        u.unit_name,
        b.month,
        case
            when bool_or(b.state = 'missing') then 'missing'
            when bool_or(b.state = 'late') then 'late'
            when bool_or(b.state = 'received') then 'received'
            else 'not_due'
        end as state,
        sum(b.rows_received) as rows_received,
        sum(b.rows_returned) as rows_returned,
        string_agg(
            distinct case when b.state = 'missing' then t.ledger_title end,
            '、' order by case when b.state = 'missing' then t.ledger_title end
        ) as missing_ledgers
    from marts.submission as b
    inner join marts.dim_ledger as t on b.ledger = t.ledger
    inner join visible as u on b.unit_level = u.unit_level and b.unit_id = u.unit_id
    where
        b.month >= make_date($year, 1, 1) and b.month < make_date($year + 1, 1, 1)
        and ($ledger is null or b.ledger = $ledger) and {{ open_ledger() }}
        and ($area is null or u.area_id = $area) and ($stage is null or u.stage = $stage)
    group by b.unit_id, u.unit_name, b.month
),

counted as (
    select
        *,
        sum(case when state = 'missing' then 1 else 0 end) over (partition by unit_id) as missing_months
    from cell
)

select * from counted
qualify dense_rank() over (order by missing_months desc, unit_name asc, unit_id asc) <= $limit
order by missing_months desc, unit_name asc, unit_id asc, month asc
