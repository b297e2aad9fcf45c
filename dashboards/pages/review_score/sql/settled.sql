-- Total and band of each school of `seen` under the weights in `weights` (item=weight;…): the same arithmetic as the models.
-- One row a school.
with given as (
    select
        split_part(pair, '=', 1) as item,
        cast(split_part(pair, '=', 2) as double) as weight
    from (select unnest(string_split($weights, ';')) as pair) as pairs
),

present as (
    select
        unit_id,
        item,
        count(points) * 1.0
        / nullif(count(points) + count(*) filter (where treatment = 'not_reported'), 0) as share
    from seen
    where kind = 'indicator'
    group by unit_id, item
),

part as (
    select
        s.unit_id,
        s.item,
        s.step_order,
        s.points,
        g.weight,
        case when s.points is null then 0.0 else p.share
        end as share
    from seen as s inner join given as g on s.item = g.item
    left join present as p on s.unit_id = p.unit_id and s.item = p.item
    where s.kind = 'item'
),

summed as (
    select
        unit_id,
        100.0 * sum(weight * share) / nullif(sum(weight), 0) as coverage,
        round(sum(weight * points) / nullif(sum(weight) filter (where points is not null), 0), 9) as total
    from part
    group by unit_id
),

tried as (
    select
        t.unit_id,
        t.coverage,
        case when t.coverage >= c.standard - 1e-9 then t.total end as total,
        w.value as total_before,
        w.band as band_before
    from summed as t
    inner join seen as c on t.unit_id = c.unit_id and c.kind = 'coverage'
    inner join seen as w on t.unit_id = w.unit_id and w.kind = 'band'
),

limited as (
    select
        s.unit_id,
        min(coalesce(b.lower_score, -1)) as lowest
    from seen as s inner join marts.review_scale as b on s.band = b.band
    where s.kind = 'rule' and s.is_triggered and not s.is_confidential
    group by s.unit_id
),

judged as (
    select
        t.*,
        case when t.total is not null then (
            select b.band from marts.review_scale as b
            where coalesce(b.lower_score, -1) <= least(t.total, coalesce(l.lowest, t.total))
            order by coalesce(b.lower_score, -1) desc limit 1
        ) end as band
    from tried as t left join limited as l on t.unit_id = l.unit_id
)

select
    j.* replace (
        case when
            j.band = r.band and count(*) over (partition by j.band order by j.total desc)
            > floor(count(j.total) over () * r.threshold / 100 + 0.01) then coalesce(r.lowered_to, j.band)
        else j.band end as band
    )
from judged as j left join marts.review_share as r on r.year = $year
