-- Figures of votes of which some year within the span has too few, or is kept back: with the years before, or without, it could be
-- worked out.
select distinct y.figure
from (
    select
        c.figure,
        sum(c.amount) filter (where c.side = 'denominator') as base
    from counted as c
    where c.ledger = 'survey'
    group by c.figure, extract(year from c.row_date)
) as y inner join marts.dim_figure as f on y.figure = f.figure
where y.base > 0 and y.base < f.minimum_base
union
select k.counted as figure
from marts.survey_kept_back as k
cross join span
where
    k.unit_level = $unit_level and k.unit_id = $unit_id
    and k.year between span.first_year and span.last_year
