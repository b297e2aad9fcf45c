-- How many columns each ledger asks for, and what for: one row a ledger that the viewer's unit and those inside it are asked for.
select
    c.ledger,
    b.ledger_title,
    b.filled_in_by,
    b.owed_by_district,
    b.owed_by_area,
    b.owed_by_school_org,
    b.owed_by_branch,
    count(*) as total,
    count(*) filter (where c.is_required) as required,
    count(*) filter (where c.used_for = 'judging') as judging,
    count(*) filter (where c.used_for = 'other') as other,
    count(*) filter (where c.used_for = 'shown') as shown,
    count(*) filter (where c.used_for = 'telling') as telling,
    count(*) filter (where c.used_for = 'unused') as unused,
    count(*) filter (where c.asked_in is not null or c.finding = '重复') as asked_twice,
    count(*) filter (where c.finding = '可推算') as derivable,
    count(*) filter (where c.is_off) as switched_off
from marts.ledger_column as c
inner join marts.dim_ledger as b on c.ledger = b.ledger
where
    {{ open_ledger() }} and $is_known and {{ asked_inside() }} and {{ asked_of_level('$asked_of') }}
group by
    c.ledger, b.ledger_title, b.filled_in_by, b.owed_by_district, b.owed_by_area, b.owed_by_school_org, b.owed_by_branch
order by count(*) filter (where c.used_for = 'unused') desc, count(*) desc, b.ledger_title
