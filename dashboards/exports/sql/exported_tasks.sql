-- Tasks of the work plan (年度要点) of the viewer's organisations. One row a task and organisation.
select
    t.*,
    o.org_name
from marts.work_task as t
inner join marts.dim_organisation as o on t.org_code = o.org_code
where {{ belongs('t.org_code', 'coalesce(t.due_on, make_date(t.year, 12, 31))') }}
order by t.year, t.task_no, t.org_code
