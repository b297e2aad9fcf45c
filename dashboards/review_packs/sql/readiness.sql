-- One row a school or branch of the year, those that are not ready first.
with owed as (
    select
        w.unit_level,
        w.unit_id,
        count(*) as due_months,
        count(*) filter (where s.state = 'missing') as missing_months,
        coalesce(string_agg(
            distinct case when s.state = 'missing' then t.ledger_title end,
            '、' order by case when s.state = 'missing' then t.ledger_title end
        ), '') as missing_ledgers
    from marts.submission as s
    inner join marts.unit_organisation as w
        on
            s.org_code = w.org_code and s.month between coalesce(w.valid_from, s.month)
            and coalesce(w.valid_to, s.month)
    inner join marts.dim_ledger as t on s.ledger = t.ledger
    where s.month >= make_date($year, 1, 1) and s.month < make_date($year + 1, 1, 1) and s.state <> 'not_due'
    group by w.unit_level, w.unit_id
),

silent as (
    select
        v.unit_level,
        v.unit_id,
        count(*) filter (where v.status = 'not_reported') as silent_values
    from seen_value as v
    where v.year = $year and v.period_type = 'year' and v.breakdown is null
    group by v.unit_level, v.unit_id
)

select
    u.unit_level,
    u.unit_id,
    u.unit_name,
    u.stage,
    u.area_id,
    p.unit_name as area_name,
    case when u.unit_level = 'school' then u.unit_name else c.unit_name end as school_name,
    coalesce(o.due_months, 0) as due_months,
    coalesce(o.missing_months, 0) as missing_months,
    coalesce(o.missing_ledgers, '') as missing_ledgers,
    s.silent_values,
    coalesce(o.missing_months, 0) = 0 as is_ready
from visible as u
inner join silent as s on u.unit_level = s.unit_level and u.unit_id = s.unit_id
left join owed as o on u.unit_level = o.unit_level and u.unit_id = o.unit_id
left join visible as p on p.unit_level = 'area' and u.area_id = p.unit_id
left join visible as c on c.unit_level = 'school' and u.school_id = c.unit_id
where u.unit_level in ('school', 'branch') and ($unit_level is null or u.unit_level = $unit_level)
order by is_ready asc, missing_months desc, u.unit_level desc, u.unit_name asc, u.unit_id asc
