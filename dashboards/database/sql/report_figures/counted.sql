-- What is counted in a unit, as it was: rows by their own day, what is in force by the span's last day. Confidential rows
-- are counted for the 纪检专员 alone; the others read the yearly value that the marts suppress. Votes are counted over whole
-- years alone: of two spans, what lies between them could be worked out. One row a figure, side and
-- landed row.
select r.*
from marts.figure_row as r
inner join marts.dim_figure as f on r.figure = f.figure
cross join span
inner join belonging as w
    on
        r.org_code = w.org_code
        and case when f.in_force or f.from_start then span.last_day else r.row_date end
        between w.valid_from and w.valid_to
where
    (not f.is_confidential or $sees_confidential)
    and (f.fed_by <> 'survey' or span.is_whole_years)
    and r.row_date <= span.last_day and span.first_day <= span.last_day
    and (f.in_force or f.from_start or r.row_date >= span.first_day)
    and (not f.in_force or r.until_date >= span.last_day)
