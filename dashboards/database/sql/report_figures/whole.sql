-- Each figure of the span from the rows `counted`, with the base of a share. One row a figure.
select
    c.figure,
    case max(f.how)
        when 'sum' then sum(c.amount) / max(f.divided_by)
        when 'subjects' then count(distinct c.subject)
        when 'organisations' then count(distinct c.org_code)
        when 'share'
            then
                100 * sum(c.amount) filter (where c.side = 'numerator')
                / nullif(sum(c.amount) filter (where c.side = 'denominator'), 0)
        else count(*)
    end as value,
    coalesce(sum(c.amount) filter (where c.side = 'denominator'), 0) as base,
    count(*) filter (where f.how <> 'share' or c.side = 'denominator') as row_count
from counted as c inner join marts.dim_figure as f on c.figure = f.figure
group by c.figure
